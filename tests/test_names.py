"""Names as they come: hostile ones are errors at their key, ordinary and foreign ones pass, and a name rarely gets two findings."""

from __future__ import annotations

from datetime import date

import pytest

from tracking_plan import check, load
from tracking_plan.document import read, write
from tracking_plan.finding import Finding, Severity
from tracking_plan.rules import shelf
from tracking_plan.rules._case import in_case, written
from tracking_plan.rules._characters import faults
from tracking_plan.rules._dynamic import dynamic
from tracking_plan.rules._phrases import phrase

RULES = [
    name
    for name in shelf.names
    if name.startswith(("event-name", "property-name", "property-two"))
    and not name.endswith(("over-limit", "reserved"))
]


def judged(events: dict[str, object], **sections: object) -> list[Finding]:
    text = write({"plan": 1, "events": events, **sections})
    plan = load.load([read(text, "plan.yaml")], date(2026, 11, 24))
    return check.check(plan, check.Choice(select=RULES))


HOSTILE = {
    "newline": "Order\nPlaced",
    "carriage return": "Order\rPlaced",
    "line separator": "Order\u2028Placed",
    "tab": "Order\tPlaced",
    "nul": "Order\x00Placed",
    "escape": "Order\x1b[31m Placed",
    "emoji": "Party 🎉 Started",
    "joined emoji": "Family 👨\u200d👩\u200d👧 Added",
    "right-to-left mark": "\u200fOrder Placed",
    "override": "Order \u202edecalP",
    "zero width space": "Order\u200b Placed",
    "no-break space": "Order\u00a0Placed",
    "soft hyphen": "Or\u00adder Placed",
    "variation selector": "Order\ufe0f Placed",
    "lone surrogate": "Order \ud800 Placed",
    "path up": "../../etc/passwd",
    "absolute path": "/tmp/canary",
    "windows path": "C:\\canary",
    "template": "{{7*7}}",
    "shell": "$(id) Opened",
    "markup": "<script>alert(1)</script>",
    "attribute": '"><b>Opened',
    "apostrophe": "Order's Placed",
    "formula": "=1+1",
    "command of a CI log": "::error::Opened",
    "option": "--output",
    "device": "CON",
    "device with a number": "com1",
    "empty": "",
    "blank": " ",
    "only a hyphen": "-",
    "space before": " Order Placed",
    "space after": "Order Placed ",
    "two spaces": "Order  Placed",
    "mixed scripts": "Рroject Created",
    "all letters of another script": "Сору Clicked",
    "full width": "Ｏrder Placed",
    "ligature": "Oﬃce Opened",
    "decomposed": "Cafe\u0301 Opened",
    "mark alone": "\u0301 Opened",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_are_errors_of_characters(name: str) -> None:
    assert name in faults([name], "", "", devices=True)
    fault = faults([name], "", "", devices=True)[name]
    assert fault.message.isprintable()
    assert fault.hint.isprintable()


@pytest.mark.parametrize(
    "name", ["A" * 10_000, "a b " * 2_500, "a-" * 5_000, "{" * 10_000, "a" * 9_999 + "!", "1" * 10_000, "aB" * 5_000]
)
def test_long_names_are_errors_and_their_findings_short(name: str) -> None:
    found = judged({name: {"properties": {name: {"type": "string"}}}})
    assert {f.rule for f in found if f.severity is Severity.ERROR} >= {"event-name-length", "property-name-length"}
    assert all(len(f.message) < 250 and len(f.hint) < 250 for f in found)


FINE = [
    "Project Created", "Signed Up", "Email Sent", "Subscription Began", "Report Read", "Two-Factor Login Enabled",
    "2FA Enabled", "Step 2 Completed", "iOS App Opened", "API Key Created", "GitHub Repository Connected",
    "Product Added to Cart", "Product Removed From Cart", "Résumé Uploaded", "Größe Geändert", "Заказ Создан",
    "日本語 Opened", "ध्यान Opened", "Error 404 Shown", "SHA256 Copied", "TurboTax Return Imported", "Data Synced",
    "Quiz Retaken", "Account Set Up", "Order Placed Successfully", "Projekt Erstellt",
]  # fmt: skip


def test_ordinary_names_have_no_findings() -> None:
    assert not judged({name: {} for name in FINE})


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("signUp", "Signed Up"),
        ("sign_up", "Signed Up"),
        ("create_project", "Project Created"),
        ("projectCreate", "Project Created"),
        ("PROJECT CREATED", "Project Created"),
        ("project-created", "Project Created"),
        ("iosAppOpen", "iOS App Opened"),
        ("add_to_cart", "Added to Cart"),
        ("view_item_list", "Item List Viewed"),
        ("sendMessage", "Message Sent"),
        ("apiKeyCreated", "API Key Created"),
    ],
)
def test_the_suggestion_is_right_in_case_tense_and_order(name: str, hint: str) -> None:
    (found,) = (f for f in judged({name: {}}) if f.rule == "event-name-case")
    assert found.message.endswith("is not Title Case")
    assert found.hint == f'did you mean "{hint}"?'
    assert found.at.path == ("events", name)


@pytest.mark.parametrize(
    "name", ["signUp", "create_project", "Create Project", "Project Create", "page_view", "Page View"]
)
def test_one_mistake_is_one_finding(name: str) -> None:
    assert len(judged({name: {}})) == 1


@pytest.mark.parametrize("name", [*HOSTILE.values(), *FINE, "ProjektCreat_id 8473", "{id} opened", "USER 42 SIGN UP"])
def test_a_name_alone_gets_no_more_than_two_findings(name: str) -> None:
    if "\ud800" not in name:
        assert len(judged({name: {}})) <= 2


def test_spellings_of_one_name_each_say_the_others() -> None:
    names = ["Signup Completed", "Signup-Completed", "signup_completed", "SignupCompleted", "sign up complete"]
    found = [f for f in judged({name: {} for name in names}) if f.rule == "event-name-duplicate"]
    assert [f.at.path[1] for f in found] == names
    assert all(len(f.related) == 4 for f in found)


def test_composed_and_decomposed_names_are_said_to_be_equal() -> None:
    found = [f for f in judged({"Café Opened": {}, "Cafe\u0301 Opened": {}}) if f.rule == "event-name-duplicate"]
    assert len(found) == 2
    assert all("equal after Unicode normalization" in f.message for f in found)


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("Project Created", "title"),
        ("Project created", "sentence"),
        ("project created", "lower"),
        ("project_created", "snake"),
        ("projectCreated", "camel"),
        ("ProjectCreated", "pascal"),
        ("project-created", "kebab"),
        ("PROJECT_CREATED", "constant"),
        ("project", "lower snake camel kebab"),
        ("Project", "title sentence pascal"),
        ("2fa", "title sentence lower snake camel pascal kebab"),
    ],
)
def test_a_name_is_in_its_cases_and_no_other(name: str, cases: str) -> None:
    every = ("title", "sentence", "lower", "snake", "camel", "pascal", "kebab", "constant")
    assert " ".join(case for case in every if in_case(name, case)) == cases


def test_words_are_written_in_every_case() -> None:
    words = ("api", "Key", "Created")
    assert {
        case: written(words, case)
        for case in ("title", "sentence", "lower", "snake", "camel", "pascal", "kebab", "constant")
    } == {
        "title": "API Key Created",
        "sentence": "API key created",
        "lower": "api key created",
        "snake": "api_key_created",
        "camel": "apiKeyCreated",
        "pascal": "ApiKeyCreated",
        "kebab": "api-key-created",
        "constant": "API_KEY_CREATED",
    }


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Project Created", "Created"),
        ("User Signed Up", "Signed Up"),
        ("Create Project", "Create"),
        ("Page View", "View"),
        ("View Item List", "View"),
        ("Send Message", "Send"),
        ("Message Send", "Send"),
        ("Project Created From Template", "Created"),
        ("Union Type", ""),
        ("Nested Arrays", ""),
        ("Search Filter", ""),
        ("Login Event", ""),
        ("Save Button", ""),
    ],
)
def test_the_action_is_found_where_it_is_sure(words: str, action: str) -> None:
    found = phrase(tuple(words.split()))
    assert " ".join(found.action) == action


@pytest.mark.parametrize(
    "name",
    [
        "Step 2 Completed",
        "2FA Enabled",
        "H1 Viewed",
        "MP4 Played",
        "item_category2",
        "Error 500 Shown",
        "1080p Selected",
        "401k Viewed",
        "decade viewed",
        "Facade Added",
    ],
)
def test_ordinary_digits_are_no_dynamic_part(name: str) -> None:
    assert dynamic(name) is None


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("user_8473", "an id"),
        ("Object1234 Created", "an id"),
        ("Order 48213 Placed", "an id"),
        ("Sale 2026 Opened", "a year"),
        ("Report 2026-11-24 Sent", "a date"),
        ("report_20261124", "a date"),
        ("Build 9f86d081 Shipped", "a hash"),
        ("Item 123e4567-e89b-12d3-a456-426614174000 Viewed", "a UUID"),
        ("project_{id}", "a template"),
        ("Plan %s Chosen", "a template"),
        ("/users/:id", "a template"),
    ],
)
def test_values_in_names_are_found(name: str, what: str) -> None:
    found = dynamic(name)
    assert found is not None
    assert found[0] == what
