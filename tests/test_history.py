"""`plan history`: the life of one event, commit by commit, through renames, moves, merges and broken commits."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from front_door import TOP, inside, one_line, write
from repositories import PLAN, Repository, enter, event
from test_changelog import renamed, version


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repo")
    made.commit({"plans/plan.yaml": PLAN, "plans/core.yaml": event("A", "Other")}, message="begin", tag="v1")
    enter(monkeypatch, made.folder)
    return made


def history(*words: str) -> dict[str, Any]:
    ended = inside("history", *words, "--format", "json")
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    schema = json.loads((TOP / "schemas/history.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    return found


def told(*words: str) -> list[tuple[str, list[str]]]:
    """Subject and rules of each commit, the newest first."""
    return [(one["subject"], [change["rule"] for change in one["changes"]]) for one in history(*words)["commits"]]


def test_as_text(repo: Repository) -> None:
    repo.commit({"plans/more.yaml": event("More")}, message="something else")
    second = repo.commit(
        {"plans/core.yaml": event("A", "Other").replace("free, paid", "free", 1), "plans/plan.yaml": version("2.0.0")},
        message="no longer paid",
        tag="v2",
    )
    first = repo.git("rev-parse", "v1")
    assert inside("history", "A").out == (
        "A: 2 changes in 2 commits\n"
        "\n"
        f"2026-01-04  {second[:10]}  Ana: no longer paid, v2\n"
        '  breaking  property "plan_type" of "A" no longer takes "paid" (code breaking, data risky, wire breaking)\n'
        "\n"
        f"2026-01-02  {first[:10]}  Ana: begin, v1\n"
        '  safe      event "A" is new\n'
    )
    newest = history("A")["commits"][0]
    assert (newest["commit"], newest["date"], newest["plan_version"]) == (second, "2026-01-04T12:00:00+00:00", "2.0.0")
    assert newest["changes"][0]["verdicts"] == {"code": "breaking", "data": "risky", "wire": "breaking"}


class TestRenames:
    @pytest.fixture
    def chain(self, repo: Repository) -> Repository:
        repo.commit({"plans/core.yaml": renamed("B", "A")}, message="to B")
        repo.commit({"plans/core.yaml": renamed("C", "B")}, message="to C")
        return repo

    @pytest.mark.parametrize("name", ["A", "B", "C"])
    def test_are_followed_whichever_name_is_asked_for(self, chain: Repository, name: str) -> None:
        found = history(name)
        assert found["event"] == "C"
        assert [one["name"] for one in found["commits"]] == ["C", "B", "A"]
        assert [(one["subject"], one["changes"][0]["rule"]) for one in found["commits"]] == [
            ("to C", "event-renamed"), ("to B", "event-renamed"), ("begin", "event-added")
        ]  # fmt: skip

    def test_in_a_circle(self, chain: Repository) -> None:
        chain.commit({"plans/core.yaml": renamed("A", "C")}, message="back to A")
        assert [one["name"] for one in history("A")["commits"]] == ["A", "C", "B", "A"]

    def test_of_a_name_that_is_given_to_another(self, chain: Repository) -> None:
        """The one that has the name now is meant."""
        chain.commit({"plans/new.yaml": event("A")}, message="another A")
        assert told("A")[0][0] == "another A" and history("A")["event"] == "A"
        assert history("C")["event"] == "C" and "another A" not in dict(told("C"))

    def test_with_the_file_moved_too(self, chain: Repository) -> None:
        chain.git("mv", "plans", "analytics")
        write(chain.folder, {"analytics/core.yaml": renamed("D", "C")})
        chain.commit(message="to D, elsewhere")
        ended = inside("history", "A", "--plan", "analytics")
        assert ended.out.startswith("D: ") and "the plan stood at plans" in ended.err


def test_a_definition_that_the_event_takes_from(repo: Repository) -> None:
    """A change of the dictionary is one of each event that has the property."""
    taking = "  A:\n    description: x\n    properties: {city: null}\n"
    repo.commit(
        {"plans/d.yaml": "properties:\n  city: {type: string}\n", "plans/core.yaml": f"events:\n{taking}"},
        message="city",
    )
    repo.commit({"plans/d.yaml": "properties:\n  city: {type: integer}\n"}, message="number")
    assert told("A")[0] == ("number", ["property-type-changed"])
    assert "number" not in dict(told("Other"))


class TestAnEventThatWentAndCameBack:
    def test_is_the_same_one(self, repo: Repository) -> None:
        repo.commit({"plans/core.yaml": event("Other")}, message="gone")
        assert history("A")["event"] is None
        assert inside("history", "A").out.startswith("The event is gone: 2 changes in 2 commits\n")
        repo.commit({"plans/core.yaml": event("Other", "A")}, message="back")
        assert told("A") == [("back", ["event-added"]), ("gone", ["event-removed"]), ("begin", ["event-added"])]
        assert not any(one["is_other"] for one in history("A")["commits"])

    def test_with_another_meaning_is_a_finding(self, repo: Repository) -> None:
        repo.commit({"plans/core.yaml": event("Other")}, message="gone")
        repo.commit({"plans/new.yaml": event("A").replace("A person did it", "It rained")}, message="back")
        assert [one["is_other"] for one in history("A")["commits"]] == [True, False, False]
        assert '"A" was removed before, and its name means something else now' in inside("history", "A").out


class TestMerges:
    def test_tell_each_side_once(self, repo: Repository) -> None:
        repo.git("checkout", "--quiet", "-b", "feature")
        repo.commit({"plans/feature.yaml": event("Tried")}, message="tried")
        repo.git("checkout", "--quiet", "main")
        repo.commit({"plans/core.yaml": event("A", "Other").replace("free, paid", "free", 1)}, message="main goes on")
        repo.git("merge", "--quiet", "--no-ff", "-m", "merge", "feature")
        assert told("Tried") == [("tried", ["event-added"])]
        assert [subject for subject, _ in told("A")] == ["main goes on", "begin"]

    def test_tell_what_they_themselves_change(self, repo: Repository) -> None:
        repo.git("checkout", "--quiet", "-b", "feature")
        repo.commit({"plans/core.yaml": event("A", "Other").replace("free, paid", "free", 1)}, message="fewer")
        repo.git("checkout", "--quiet", "main")
        repo.commit(
            {"plans/core.yaml": event("A", "Other").replace("free, paid", "free, paid, gold", 1)}, message="more"
        )
        repo.git("merge", "--quiet", "--no-ff", "-s", "ours", "--no-commit", "feature")
        repo.commit({"plans/core.yaml": event("A", "Other").replace("free, paid", "iron", 1)}, message="merge")
        assert told("A")[0][0] == "merge"
        assert {subject for subject, _ in told("A")} == {"merge", "more", "fewer", "begin"}


def test_a_commit_that_cannot_be_read_is_passed_over(repo: Repository) -> None:
    broken = repo.commit({"plans/core.yaml": "<<<<<<< HEAD\n"}, message="broken")
    repo.commit(
        {"plans/core.yaml": event("A", "Other").replace("free, paid", "free", 1)}, message="mended, and changed"
    )
    ended = inside("history", "A")
    assert ended.err.startswith(f"passed over {broken[:10]}, where the plan cannot be read: plans/core.yaml:1:1: ")
    assert [subject for subject, _ in told("A")] == ["mended, and changed", "begin"]


def test_from_and_to(repo: Repository) -> None:
    for place, values in enumerate(("a", "b", "c")):
        repo.commit(
            {"plans/core.yaml": event("A", "Other").replace("free", values, 1)}, message=values, tag=f"t{place}"
        )
    assert [subject for subject, _ in told("A", "--from", "t0", "--to", "t1")] == ["b"]
    assert (
        one_line(inside("history", "A", "--from", "HEAD")) == "no commit changed the plan between these two revisions"
    )


class TestBadInput:
    def test_an_event_that_never_was(self, repo: Repository) -> None:
        assert one_line(inside("history", "Othr")) == 'no event was ever named "Othr" (did you mean "Other"?)'

    def test_names_that_a_terminal_would_obey(self, repo: Repository) -> None:
        repo.commit(
            {"plans/n.yaml": 'events:\n  "x\\e[31m": {description: x}\n'},
            message="\x1b[31m::error::x",
            env={"GIT_AUTHOR_NAME": "\u202eAna"},
        )
        out = inside("history", "x\x1b[31m").out
        assert "\x1b" not in out and "\u202e" not in out and "x\\x1b[31m" in out

    def test_no_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(write(tmp_path, {"plans/plan.yaml": PLAN}))
        assert "is not in a git repository" in one_line(inside("history", "A"))


def test_a_plan_that_shares_with_the_one_before_is_what_it_would_be_alone(repo: Repository) -> None:
    """Events are taken over from step to step; what they take from may have changed under them."""
    from tracking_plan.chronicle import Timeline
    from tracking_plan.diff import diff
    from tracking_plan.document import Limits, read
    from tracking_plan.load import load
    from tracking_plan.revisions import history as versions

    taking = "events:\n  Taking:\n    include: [g]\n    properties: {city: null, own: {type: string}}\n"
    states = [
        {
            "plans/take.yaml": taking,
            "plans/d.yaml": "properties:\n  city: {type: string}\nproperty_groups:\n  g: {x: null}\n",
        },
        {"plans/d.yaml": "properties:\n  city: {type: integer}\nproperty_groups:\n  g: {x: null}\n"},
        {
            "plans/d.yaml": "properties:\n  city: {type: integer}\n  x: {type: boolean}\nproperty_groups:\n  g: {x: null}\n"
        },
        {
            "plans/d.yaml": "properties:\n  x: {type: boolean}\n  city: {type: integer}\nproperty_groups:\n  g: {x: {minimum: 1}}\n"
        },
        {"plans/core.yaml": event("A")},
        {"plans/d.yaml": None},
        {"plans/take.yaml": None},
        {"plans/take.yaml": taking},
    ]
    for files in states:
        repo.commit(files)
    told = versions()
    compared = 0
    for step in Timeline(told, told.versions[::-1], Limits(), date(2026, 1, 1)).steps():
        alone = load([read(document.text, document.file) for document in step.documents], date(2026, 1, 1))
        assert diff(alone, step.plan).changes == () and [*alone.events] == [*step.plan.events]
        compared += 1
    assert compared == len(states) + 1
