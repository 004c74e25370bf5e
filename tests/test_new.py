"""`plan new event`: a new event where such events stand, from options in scripts and from answers on a terminal."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import terminal
from front_door import TOP, Ended, inside, one_line, write
from tracking_plan.document import Limits, plain, read

PLAN = """\
plan: 1
name: acme
owners: {growth: {email: growth@acme.test}, data: {slack: "#data"}}
sources: {web: {platform: web}, api: {platform: server}}
properties:
  email: {type: string, description: Address, pii: personal}
  city: {type: string, description: City}
property_groups: {session: {session_id: {type: string, description: Session}}}
questions: {where: {question: Where?, needs: [Signed Up]}}
"""
BILLING = """\
# Money.
events:
  Invoice Paid:   # the first
    description: Paid
    category: billing
    owner: data

  Invoice Sent:
    description: Sent
    category: billing
    owner: data

  # what follows is another story
  Report Opened:
    description: Opened
    category: reading
"""
PEOPLE = "events:\n  Signed Up: {description: In, category: people, owner: growth}\n  Left: {description: Out, category: people, owner: growth}\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", {"plan.yaml": PLAN, "billing.yaml": BILLING, "people.yaml": PEOPLE})


def new(plan: Path, *words: str | Path) -> Ended:
    return inside("new", "event", *words, "--plan", plan)


def events_of(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = plain(read(file.read_bytes(), file.name, Limits()).data)["events"]
    return found


def test_everything_that_an_event_says(plan: Path) -> None:
    words = [
        "--description",
        "Gone",
        "--trigger",
        "It is gone",
        "--category",
        "billing",
        "--owner",
        "growth",
        "--phase",
        "2",
    ]
    words += ["--source", "web", "--source", "api", "--include", "session", "--answers", "where"]
    words += ["--property", "email", "--property", "city?", "--property", "amount:number", "--property", "day:date?"]
    ended = new(plan, "Invoice Lost", *words)
    assert ended.code == 0, ended.err
    assert events_of(plan / "billing.yaml")["Invoice Lost"] == {
        "description": "Gone",
        "trigger": "It is gone",
        "category": "billing",
        "owner": "growth",
        "status": "proposed",
        "phase": 2,
        "sources": ["web", "api"],
        "include": ["session"],
        "answers": ["where"],
        "properties": {
            "email": None,
            "city": {"required": False},
            "amount": {"type": "number"},
            "day": {"type": "string", "format": "date", "required": False},
        },
    }
    assert f'Wrote "Invoice Lost" to {plan / "billing.yaml"}:' in ended.err


def test_it_stands_after_the_last_of_its_category_and_all_else_stays(plan: Path) -> None:
    assert new(plan, "Invoice Lost", "--category", "billing", "--owner", "data", "--description", "Lost").code == 0
    text = (plan / "billing.yaml").read_text()
    assert list(events_of(plan / "billing.yaml")) == ["Invoice Paid", "Invoice Sent", "Invoice Lost", "Report Opened"]
    added = """\
  Invoice Lost:
    description: Lost
    category: billing
    owner: data
    status: proposed

"""
    assert added in text and text.replace(added, "") == BILLING
    assert (plan / "people.yaml").read_text() == PEOPLE and (plan / "plan.yaml").read_text() == PLAN


def test_where_it_stands(plan: Path) -> None:
    assert new(plan, "People Counted", "--category", "people").code == 0
    assert "People Counted" in events_of(plan / "people.yaml")
    assert new(plan, "Person Met", "--category", "new", "--owner", "growth").code == 0  # the file of its owner
    assert "Person Met" in events_of(plan / "people.yaml")
    assert new(plan, "Person Lost", "--into", plan / "billing.yaml").code == 0
    assert "Person Lost" in events_of(plan / "billing.yaml")
    assert "is no file of this plan" in one_line(new(plan, "Person Found", "--into", plan / "other.yaml"))


@pytest.mark.parametrize(
    "text",
    ["plan: 1\n", "plan: 1", "plan: 1\nevents:\n", "plan: 1\nevents: {}\n", "# a\r\nplan: 1\r\nevents:\r\n  A: {}\r\n"],
)
def test_a_plan_without_events(text: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes(text.encode())
    assert new(plan, "Signup Completed", "--description", "In", "--property", "id:string").code == 0
    found = events_of(plan)["Signup Completed"]
    assert found == {"description": "In", "status": "proposed", "properties": {"id": {"type": "string"}}}
    content = plan.read_bytes()
    assert content.startswith(text.encode().split(b"\n")[0].rstrip(b"\r"))
    assert (content.count(b"\r\n") == content.count(b"\n")) == ("\r\n" in text)


def test_odd_texts_come_back_as_they_were(plan: Path) -> None:
    texts = ["no", "1.10", "a: b", "# x", "- y", "{z}", "'q' \"r\"", "2026-01-01", "ünï 🎉", "{{ x }}", "<b>"]
    for place, text in enumerate(texts):
        assert new(plan, f"Thing {place}", "--description", text, "--category", text, "--phase", text).code == 0
        events = inside("show", f"Thing {place}", "--plan", plan, "--json")
        import json

        page = json.loads(events.out)["page"]
        assert (page["description"], page["category"], page["phase"]) == (text, text, text)


def test_check_shows_a_patch_and_writes_nothing(plan: Path) -> None:
    ended = new(plan, "Invoice Lost", "--category", "billing", "--check")
    assert ended.code == 1 and "+  Invoice Lost:" in ended.out and "Would write" in ended.err
    assert (plan / "billing.yaml").read_text() == BILLING


def test_what_plan_validate_will_find_is_told(plan: Path) -> None:
    ended = new(plan, "invoice lost")
    assert ended.code == 0 and "event-without-owner" in ended.out and "event-name-case" in ended.out


WRONG = {
    "no owner": (["A B", "--owner", "grwth"], 'no owner is named "grwth" (did you mean "growth"?)'),
    "no source": (["A B", "--source", "ios"], 'no source is named "ios"; there are web and api'),
    "no group": (["A B", "--include", "sesion"], '(did you mean "session"?)'),
    "no question": (["A B", "--answers", "why"], 'no question is named "why"'),
    "no property": (["A B", "--property", "emial"], 'has no property "emial" (did you mean "email"?)'),
    "no type": (["A B", "--property", "x:strng"], 'no type is called "strng" (did you mean "string"?)'),
    "no property's name": (["A B", "--property", ":string"], "names no property"),
    "taken": (["Left"], '"Left" is there already, at'),
    "no name": ([], "an event needs a name"),
    "empty": ([" "], "is no name for an event"),
    "unseen": (["a\u202eb"], "is no name for an event"),
    "own key": (["x-a"], "is no name for an event"),
}


@pytest.mark.parametrize("case", WRONG, ids=str)
def test_what_is_wrong_is_refused_and_nothing_is_written(case: str, plan: Path) -> None:
    words, message = WRONG[case]
    assert message in one_line(new(plan, *words))
    assert (plan / "billing.yaml").read_text() == BILLING and (plan / "people.yaml").read_text() == PEOPLE


def test_it_asks_on_a_terminal(plan: Path) -> None:
    typed = ["Left\n", "Invoice Lost\n", "It is lost\n", "\n", "billing\n", "grwth\n", "growth\n", "web, api\n", "\n", "session\n",
             "emial\n", "email, amount:number?\n", "where\n"]  # fmt: skip
    said = terminal.says("new", "event", "--plan", plan, typed=typed)
    assert said.code == 0, said
    assert "is there already" in said and 'did you mean "growth"?' in said and 'did you mean "email"?' in said
    assert "Owner [growth or data]: " in said
    assert events_of(plan / "billing.yaml")["Invoice Lost"] == {
        "description": "It is lost", "category": "billing", "owner": "growth", "status": "proposed", "sources": ["web", "api"],
        "include": ["session"], "answers": ["where"], "properties": {"email": None, "amount": {"type": "number", "required": False}},
    }  # fmt: skip


def test_tab_completes(plan: Path) -> None:
    pytest.importorskip("readline")
    typed = ["Invoice Lost\n", "\n", "\n", "bil\t\n", "gro\t\n", "we\t,ap\t\n", "\n", "\n", "em\t\n", "\n"]
    said = terminal.says("new", "event", "--plan", plan, typed=typed)
    assert said.code == 0, said
    made = events_of(plan / "billing.yaml")["Invoice Lost"]
    assert (made["category"], made["owner"], made["sources"], made["properties"]) == (
        "billing", "growth", ["web", "api"], {"email": None},
    )  # fmt: skip


def test_the_end_of_input_writes_nothing(plan: Path) -> None:
    said = terminal.says("new", "event", "--plan", plan, typed=["Invoice Lost\n", "\x04"])
    assert said.code == 2 and "nothing was written" in said
    assert (plan / "billing.yaml").read_text() == BILLING


def test_what_was_given_is_not_asked_and_no_ask_asks_nothing(plan: Path) -> None:
    said = terminal.says("new", "event", "Invoice Lost", "--category", "billing", "--no-ask", "--plan", plan)
    assert said.code == 0 and "Owner" not in said and "Invoice Lost" in events_of(plan / "billing.yaml")
    typed = ["In\n", "\n", "growth\n", "\n", "\n", "\n", "\n", "\n"]
    said = terminal.says("new", "event", "Person Met", "--category", "people", "--plan", plan, typed=typed)
    assert said.code == 0 and "Name" not in said and "Category" not in said
    assert events_of(plan / "people.yaml")["Person Met"]["owner"] == "growth"


def test_hostile_names_reach_no_terminal(tmp_path: Path) -> None:
    text = 'plan: 1\nowners: {"a\\e[31mb": {}, ok: {}}\nevents: {X: {category: "c\\e]0;pwned\\a"}}\n'
    plan = write(tmp_path, {"plan.yaml": text}) / "plan.yaml"
    said = terminal.says("new", "event", "--plan", plan, typed=["Invoice Lost\n", *["\n"] * 7])
    assert said.code == 0, said
    assert "\x1b[31m" not in said and "\x1b]0;" not in said and "\\x1b[31mb" in said


def test_in_the_example_plan(tmp_path: Path) -> None:
    plan = tmp_path / "saas"
    shutil.copytree(TOP / "plans" / "saas", plan)
    words = [
        "--category",
        "engagement",
        "--owner",
        "product",
        "--source",
        "web",
        "--description",
        "Put away",
        "--trigger",
        "Stored",
    ]
    ended = new(plan, "Report Archived", *words, "--include", "session", "--property", "project_id")
    assert ended.code == 0, ended.err
    text = (plan / "events" / "engagement.yaml").read_text()
    kept = (TOP / "plans" / "saas" / "events" / "engagement.yaml").read_text()
    assert text.startswith(kept.rstrip("\n")) and "Report Archived" in text[len(kept.rstrip()) :]


def test_an_event_of_the_plan_that_it_builds_on_keeps_its_status(tmp_path: Path) -> None:
    event = "events:\n  Signed Up: {description: In, owner: growth, trigger: Stored, status: live, sources: [web]}\n"
    write(tmp_path / "company", {"plan.yaml": PLAN + event})
    ours = "plan: 1\nname: product\nextends: ../company\nsources: {web: {platform: web}}\n"
    write(tmp_path / "product", {"plan.yaml": ours})
    for name in ("Signed Up", "Signed Out"):
        assert inside("new", "event", name, "--plan", tmp_path / "product").code == 0
    made = plain(read((tmp_path / "product" / "plan.yaml").read_bytes(), "plan.yaml", Limits()).data)
    assert made["events"] == {"Signed Up": None, "Signed Out": {"status": "proposed"}}
