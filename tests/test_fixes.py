"""The fixes that findings carry: what they change in the text, and that they give none where it would be a guess."""

from __future__ import annotations

from datetime import date

import pytest

from tracking_plan.check import check
from tracking_plan.document import applied, read
from tracking_plan.finding import Finding
from tracking_plan.load import load
from tracking_plan.shelf import slip

TODAY = date(2026, 11, 24)
HEAD = "plan: 1\n"


def judged(text: str) -> list[Finding]:
    return check(load([read(HEAD + text, "plan.yaml")], TODAY))


def fixed(text: str, rule: str, *, safe: bool = True) -> str:
    """The text after every fix of a rule; each is of the kind that is asked for."""
    found = [one for one in judged(text) if one.rule == rule]
    assert found, "the rule is silent"
    edits = {edit for one in found if one.fix for edit in one.fix.edits}
    assert all(one.fix.safe is safe for one in found if one.fix and one.fix.edits)
    return applied(HEAD + text, edits).removeprefix(HEAD)


OWNERS = "owners: {growth: {}, sales: {}}\n"
CASES = {
    "a slip in a reference": (
        "unknown-owner", OWNERS + "events: {Signed Up: {owner: grwoth}} # c\n", OWNERS + "events: {Signed Up: {owner: growth}} # c\n",
    ),
    "quotes stay": ("unknown-owner", OWNERS + "events: {A B: {owner: 'Grwoth'}}\n", OWNERS + "events: {A B: {owner: 'growth'}}\n"),
    "two letters that changed places": (
        "unknown-source", "sources: {web: {}, ios: {}}\nevents: {A B: {sources: [web,  iso ]}}\n", "sources: {web: {}, ios: {}}\nevents: {A B: {sources: [web,  ios ]}}\n",
    ),
    "what is merged is mended where it is written": (
        "unknown-owner", OWNERS + "x-all: &all\n  owner: grwoth\nevents:\n  A B: {<<: *all}\n  C D: {<<: *all}\n",
        OWNERS + "x-all: &all\n  owner: growth\nevents:\n  A B: {<<: *all}\n  C D: {<<: *all}\n",
    ),
    "a key": ("unknown-key", "events:\n  A B:\n    descripton: x\n", "events:\n  A B:\n    description: x\n"),
    "a key of another form": ("unknown-key", "properties: {a: {max_length: 3}}\n", "properties: {a: {maxLength: 3}}\n"),
    "a section": ("unknown-key", "evnts:\n  A B: {}\n", "events:\n  A B: {}\n"),
    "a word": ("wrong-value", "events: {A B: {status: Live}}\n", "events: {A B: {status: live}}\n"),
    "a word that is no text": ("wrong-value", "rules: {event-name-tense: Off}\n", "rules: {event-name-tense: off}\n"),
    "a type": ("wrong-value", "properties: {a: {type: [str, INT]}}\n", "properties: {a: {type: [string, integer]}}\n"),
    "a boolean of YAML 1.1": ("wrong-value", "properties: {a: {required: no}}\n", "properties: {a: {required: false}}\n"),
    "a number in quotes": ("wrong-value", 'properties: {a: {minimum: "18"}}\n', "properties: {a: {minimum: 18}}\n"),
    "a list of one": ("wrong-value", "events: {A B: {sources: web}}\n", "events: {A B: {sources: [web]}}\n"),
    "a type where a mapping is due": ("wrong-value", "properties:\n  a: string\n", "properties:\n  a: {type: string}\n"),
    "a date": ("wrong-value", "events: {A B: {expires: 2027/1/31}}\n", 'events: {A B: {expires: "2027-01-31"}}\n'),
    "a rule's name": ("unknown-rule", "rules:\n  event-name-tens: off\n", "rules:\n  event-name-tense: off\n"),
    "a rule that cannot be set": (
        "unknown-rule", "rules:\n  yaml-syntax: off # c\n  event-name-tense: off\n", "rules:\n  event-name-tense: off\n",
    ),
    "a name in the dictionary": (
        "unknown-property", "properties: {team_size: {type: integer}}\nevents:\n  A B:\n    properties:\n      teamsize: # c\n",
        "properties: {team_size: {type: integer}}\nevents:\n  A B:\n    properties:\n      team_size: # c\n",
    ),
    "a need": (
        "unknown-need", "questions: {q: {needs: [Projct Created.x.nane]}}\nevents: {Project Created: {properties: {x: {type: object, properties: {nane: {}}}}}}\n",
        "questions: {q: {needs: [Project Created.x.nane]}}\nevents: {Project Created: {properties: {x: {type: object, properties: {nane: {}}}}}}\n",
    ),
    "an event that was renamed": (
        "unknown-need", "questions: {q: {needs: [Old Name.x]}}\nevents: {New Name: {was: [Old Name], properties: {x: {}}}}\n",
        "questions: {q: {needs: [New Name.x]}}\nevents: {New Name: {was: [Old Name], properties: {x: {}}}}\n",
    ),
    "a value written twice": ("impossible-enum", "properties: {a: {enum: [x, y, x, x]}}\n", "properties: {a: {enum: [x, y]}}\n"),
    "a value written twice, in lines": (
        "impossible-enum", "properties:\n  a:\n    enum:\n      - x\n      - y # c\n      - x\n", "properties:\n  a:\n    enum:\n      - x\n      - y # c\n",
    ),
    "an allowance": (
        "allow-unused", "properties:\n  a:\n    allow:\n      - rule: property-name-case\n        reason: r\n    type: string # c\n",
        "properties:\n  a:\n    type: string # c\n",
    ),
    "an allowance among others": (
        "allow-unused", "properties:\n  a:\n    allow:\n      - {rule: property-name-case, reason: r}\n      - {rule: property-without-description, reason: r}\n",
        "properties:\n  a:\n    allow:\n      - {rule: property-without-description, reason: r}\n",
    ),
    "an event's own name under was": ("event-name-reused", "events: {A Opened: {was: [A Opened, B]}}\n", "events: {A Opened: {was: [B]}}\n"),
    "an event that nothing sends": (
        "event-name-case", "events:\n  project_created: {status: proposed}\nquestions: {q: {needs: [project_created]}}\n",
        "events:\n  Project Created: {status: proposed}\nquestions: {q: {needs: [Project Created]}}\n",
    ),
    "a property that nothing sends": (
        "property-name-case", "properties:\n  userId: {type: string}\nevents:\n  A Opened: {status: approved, properties: {userId: }, examples: [{userId: x}]}\n",
        "properties:\n  user_id: {type: string}\nevents:\n  A Opened: {status: approved, properties: {user_id: }, examples: [{user_id: x}]}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_surely_meant_is_mended(case: str) -> None:
    rule, before, after = CASES[case]
    assert fixed(before, rule) == after
    assert fixed(before.replace("\n", "\r\n"), rule) == after.replace("\n", "\r\n")
    assert not [one for one in judged(after) if one.rule == rule]


GUESSES = {
    "another word": ("unknown-owner", OWNERS + "events: {A B: {owner: support}}\n"),
    "two that are as near": ("unknown-owner", "owners: {team_abcde: {}, team_abcdf: {}}\nevents: {A B: {owner: team_abcdg}}\n"),
    "a word that is English": ("unknown-owner", "owners: {planner: {}}\nevents: {A B: {owner: planned}}\n"),
    "one more and one less": ("unknown-owner", "owners: {xgrwth: {}}\nevents: {A B: {owner: xgrwths}}\n"),
    "another number": ("unknown-source", "sources: {step_1: {}}\nevents: {A B: {sources: [step_2]}}\n"),
    "short words": ("unknown-source", "sources: {core: {}}\nevents: {A B: {sources: [cove]}}\n"),
    "an alias": ("unknown-owner", OWNERS + "x-o: &o grwoth\nevents: {A B: {owner: *o}}\n"),
    "an anchor": ("unknown-owner", OWNERS + "events: {A B: {owner: &o grwoth, x-o: *o}}\n"),
    "a key that is there": ("unknown-key", "events: {A B: {descripton: x, description: y}}\n"),
    "a key that takes something else": ("unknown-key", "events: {A B: {owners: [a, b]}}\n"),
    "a section that holds something else": ("unknown-key", "evnts: [a]\n"),
    "several in one text": ("wrong-value", 'events: {A B: {sources: "web, ios"}}\n'),
    "a name that stands there already": (
        "unknown-property", "properties: {team_size: {}}\nevents: {A B: {properties: {teamsize: , team_size: }}}\n",
    ),
    "a name that the examples use too": (
        "unknown-property", "properties: {team_size: {}}\nevents: {A B: {properties: {teamsize: }, examples: [{teamsize: 1}]}}\n",
    ),
    "two names that become one": ("event-name-case", "events: {project_created: {status: proposed}, projectCreated: {status: proposed}}\n"),
    "a name that is taken": ("event-name-case", "events: {project_created: {status: proposed}, Project Created: {}}\n"),
    "an event on its way out": ("event-name-case", "events: {project_created: {status: retired}}\n"),
    "a property that may be sent": ("property-name-case", "properties:\n  userId: {}\nevents: {A Opened: {properties: {userId: }}}\n"),
    "a trait": ("property-name-case", "properties:\n  userId: {}\ntraits: {user: {userId: }}\n"),
    "values that do not fit for other reasons": ("impossible-enum", 'properties: {a: {type: integer, enum: [1, 1, "2"]}}\n'),
    "a change that is allowed": ("allow-unused", "properties: {a: {allow: [{rule: property-removed, reason: r}]}}\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", GUESSES)
def test_no_guess_is_made(case: str) -> None:
    rule, text = GUESSES[case]
    assert fixed(text, rule) == text


def test_a_name_that_may_be_sent_is_mended_with_care_alone() -> None:
    text = "events:\n  project_created:\n    status: live\n"
    after = "events:\n  Project Created:\n    status: live\n    was: [project_created]\n"
    assert fixed(text, "event-name-case", safe=False) == after
    unsaid = "events:\n  project_created:\n    owner: x\n"
    assert "was: [project_created]" in fixed(unsaid, "event-name-case", safe=False)
    other_words = "events:\n  signUp: {status: proposed}\n"
    assert "Signed Up:" in fixed(other_words, "event-name-case", safe=False)


def test_a_format_in_other_words_is_mended_with_care_alone() -> None:
    text = "properties: {a: {type: string, format: url}}\n"
    assert fixed(text, "unknown-format", safe=False) == text.replace("url", "uri")
    assert fixed(text.replace("url", "datetime"), "unknown-format") == text.replace("url", "date-time")


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [
        ("descripton", ["description", "trigger"], "description"),
        ("ipv5", ["ipv4"], None),
        ("max_length", ["maxLength", "maximum"], "maxLength"),
        ("iso", ["ios", "web"], "ios"),
        ("app", ["api"], None),
        ("tyep", ["type"], "type"),
        ("lnie", ["line", "nine"], "line"),
        ("abcd", ["abce", "abcf"], None),
    ],
)
def test_a_slip_leads_to_one_name(name: str, known: list[str], meant: str | None) -> None:
    assert slip(name, known) == meant


def test_a_file_with_problems_is_left_alone() -> None:
    found = [
        one for one in judged("rules: {}\nrules: {}\nevents: {A B: {descripton: x}}\n") if one.rule == "unknown-key"
    ]
    assert found and found[0].fix and not found[0].fix.edits


def test_an_event_that_is_a_list_is_not_renamed() -> None:
    found = [one for one in judged("events: {events: [null]}\n") if one.rule == "event-name-case"]
    assert [one.fix.edits for one in found if one.fix] == [()]
