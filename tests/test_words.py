"""The words of names and the forms of verbs: real word forms, not a suffix test."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracking_plan.model import verbs
from tracking_plan.model.words import split

SPLITS = {
    "signUp": "sign Up",
    "sign_up": "sign up",
    "Sign Up": "Sign Up",
    "SIGN-UP": "SIGN UP",
    "HTTPServer Started": "HTTP Server Started",
    "iOSAppOpened": "iOS App Opened",
    "OAuth2 Token": "OAuth2 Token",
    "2FA Enabled": "2FA Enabled",
    "PDFs Exported": "PDFs Exported",
    "GitHub Connected": "GitHub Connected",
    "userID": "user ID",
    "user.id": "user id",
    "Café Opened": "Café Opened",
    "Cafe\u0301 Opened": "Café Opened",
    "ПроектСоздан": "Проект Создан",
    "注册 完成": "注册 完成",
    "Zero\u200bWidth": "Zero Width",
    "don't": "dont",
    "$autocapture": "$autocapture",
    "": "",
}


@pytest.mark.parametrize("name", SPLITS, ids=ascii)
def test_names_are_split_into_words(name: str) -> None:
    assert " ".join(split(name)) == SPLITS[name]


PAST = "Sent Began Read Set Put Cut Paid Bought Left Won Opted Unsubscribed Backgrounded Onboarded Upserted Created Signed Logged Cancelled Canceled Travelled Made Shown Taken Held Reset Split Hit Run Upgraded Shared"
NOT_PAST = "Speed Need Feed Seed Embed Red Bed Hundred View Click Create Sign Log Viewing Signs Project Breed"


@pytest.mark.parametrize("word", [w for w in PAST.split() if w != "Run"])
def test_past_forms(word: str) -> None:
    assert verbs.is_past(word)


@pytest.mark.parametrize("word", NOT_PAST.split())
def test_what_is_no_past_form(word: str) -> None:
    assert not verbs.is_past(word)


@pytest.mark.parametrize("word", ["View", "Click", "Create", "Signs", "Viewing"])
def test_present_forms(word: str) -> None:
    assert verbs.is_present(word) and verbs.is_verb_form(word)


TURNED = {
    "sign": "signed",
    "send": "sent",
    "begin": "began",
    "set": "set",
    "read": "read",
    "log": "logged",
    "pay": "paid",
    "try": "tried",
    "view": "viewed",
    "stop": "stopped",
    "Send": "Sent",
}


@pytest.mark.parametrize("base", TURNED)
def test_the_past_of_a_verb(base: str) -> None:
    assert verbs.past(base) == TURNED[base]


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("signed", "sign"),
        ("Sent", "send"),
        ("began", "begin"),
        ("logged", "log"),
        ("creates", "create"),
        ("viewing", "view"),
        ("tried", "try"),
    ],
)
def test_the_lemma_of_a_form(form: str, base: str) -> None:
    assert verbs.lemma(form) == base


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Project Created", "Created"),
        ("User Signed Up", "Signed Up"),
        ("Newsletter Opted In", "Opted In"),
        ("Order Checked Out", "Checked Out"),
        ("Email Sent", "Sent"),
    ],
)
def test_the_action_stands_at_the_end_with_its_particles(words: str, action: str) -> None:
    found = verbs.action(tuple(words.split()))
    assert found is not None and " ".join(words.split()[found[0] : found[1]]) == action


def test_a_name_without_an_action_has_none() -> None:
    assert verbs.action(("Pricing", "Table")) is None


@given(st.text(max_size=40))
def test_any_text_can_be_split(name: str) -> None:
    words = split(name)
    assert all(words) and split(name) == words
    assert sum(map(len, words)) <= 3 * len(name) + 1


@given(st.lists(st.sampled_from("project order signup video email report board".split()), min_size=1, max_size=4))
def test_every_style_has_the_same_words(words: list[str]) -> None:
    styles = [
        "_".join(words),
        "-".join(words),
        " ".join(words),
        " ".join(w.title() for w in words),
        "".join(w.title() for w in words),
    ]
    assert {tuple(word.lower() for word in split(style)) for style in styles} == {tuple(words)}
