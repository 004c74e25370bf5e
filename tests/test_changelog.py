"""`plan changelog`: releases by version or tag, what changed in each, renames followed, and what history may hold."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any
from unittest import mock

import jsonschema
import pytest

from front_door import TOP, Ended, inside, one_line, write
from repositories import PLAN, Repository, counting_git, enter, event


def version(number: str) -> str:
    return PLAN.replace("1.0.0", number)


def renamed(new: str, *old: str) -> str:
    return event(new).replace(f"  {new}:\n", f"  {new}:\n    was: [{', '.join(old)}]\n")


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "repo")
    enter(monkeypatch, made.folder)
    return made


@pytest.fixture
def told(repo: Repository) -> Repository:
    """Three versions, and something that is not released."""
    repo.commit({"README.md": "Hello"})
    repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("Signed Up", "Logged In")}, tag="v1")
    repo.commit({"plans/core.yaml": event("Signed Up", "Logged In").replace("free, paid", "free, paid, gold")})
    repo.commit({"plans/plan.yaml": version("1.1.0"), "plans/more.yaml": event("Logged Out")})
    repo.commit({"README.md": "Hello again"}, tag="v1.1")
    repo.commit({"plans/more.yaml": None, "plans/plan.yaml": version("2.0.0")})
    repo.commit({"plans/late.yaml": event("Came Late")})
    return repo


def changelog(*words: str) -> dict[str, Any]:
    ended = inside("changelog", *words, "--format", "json")
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    schema = json.loads((TOP / "schemas/changelog.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    return found


def releases(*words: str) -> dict[str, list[str]]:
    """Release -> `heading: message` of each change."""
    return {
        release["name"]: [f"{entry['heading']}: {entry['message']}" for entry in release["changes"]]
        for release in changelog(*words)["releases"]
    }


def test_the_form(told: Repository) -> None:
    assert inside("changelog") == Ended(
        0,
        """\
# Changelog

What changed in the tracking plan `acme`, in the form of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

## Unreleased

### Added

- Event `Came Late` is new.

## 2.0.0 - 2026-01-07

### Removed

- **Breaking for code, data and wire:** Event `Logged Out` is removed.

## 1.1.0 - 2026-01-05

### Added

- Event `Logged Out` is new.

### Changed

- Property `plan_type` of `Signed Up` takes `gold` too.
- Property `plan_type` of `Logged In` takes `gold` too.

## 1.0.0 - 2026-01-03

### Added

- The plan itself, with 2 events.
""",
        "",
    )


def test_by_tag(told: Repository) -> None:
    """A tag counts for the last change of the plan that it has, whichever commit it stands at."""
    found = changelog("--by", "tag")["releases"]
    assert [(one["name"], one["date"]) for one in found] == [
        ("", "2026-01-08"),
        ("v1.1", "2026-01-06"),
        ("v1", "2026-01-03"),
    ]
    assert [entry["message"] for entry in found[0]["changes"]] == [
        'event "Came Late" is new',
        'event "Logged Out" is removed',
    ]


def test_by_tags_of_a_form(told: Repository) -> None:
    told.git("tag", "plan-10", "v1.1")
    told.git("tag", "plan-9", "v1.1")
    assert [*releases("--tags", "plan-*")] == ["", "plan-10"]


def test_by_tag_where_the_plan_has_no_version(repo: Repository) -> None:
    bare = PLAN.replace("version: 1.0.0\n", "")
    repo.commit({"plans/plan.yaml": bare, "plans/core.yaml": event("Signed Up")}, tag="a")
    repo.commit({"plans/more.yaml": event("Logged In")})
    assert releases() == {"": ['Added: event "Logged In" is new'], "a": []}
    repo.git("tag", "-d", "a")
    ended = inside("changelog")
    assert ended.err == "nothing here is a release: the plan has no `version`, and the repository no tag\n"
    assert "## Unreleased\n\n### Added\n\n- The plan itself, with 2 events.\n" in ended.out


@pytest.mark.parametrize("since", ["v1", "HEAD~5", "main~5"])
def test_from(told: Repository, since: str) -> None:
    assert [*releases("--from", since)] == ["", "2.0.0", "1.1.0"]
    assert changelog("--from", since)["since"] == since


def test_from_a_commit_that_left_the_plan_alone_to_another(told: Repository) -> None:
    assert releases("--from", "v1.1", "--to", "HEAD~1") == {"2.0.0": ['Removed: event "Logged Out" is removed']}


def test_from_here(told: Repository) -> None:
    assert inside("changelog", "--from", "HEAD").out.endswith("\n\nNothing has changed.\n")


class TestRenames:
    def test_are_followed_over_several_versions_in_one_release(self, repo: Repository) -> None:
        """A -> B -> C, where each names only the one before."""
        repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A")})
        repo.commit({"plans/core.yaml": renamed("B", "A")})
        repo.commit({"plans/core.yaml": renamed("C", "B"), "plans/plan.yaml": version("2.0.0")})
        assert releases()["2.0.0"] == ['Changed: event "A" is renamed "C"']

    def test_and_across_releases(self, repo: Repository) -> None:
        repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A")})
        repo.commit({"plans/core.yaml": renamed("B", "A"), "plans/plan.yaml": version("2.0.0")})
        repo.commit({"plans/core.yaml": renamed("C", "A", "B"), "plans/plan.yaml": version("3.0.0")})
        assert releases() == {
            "3.0.0": ['Changed: event "B" is renamed "C"'],
            "2.0.0": ['Changed: event "A" is renamed "B"'],
            "1.0.0": [],
        }

    def test_in_a_circle(self, repo: Repository) -> None:
        repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A")})
        repo.commit({"plans/core.yaml": renamed("B", "A")})
        repo.commit({"plans/core.yaml": renamed("A", "B"), "plans/plan.yaml": version("2.0.0")})
        found = releases()["2.0.0"]
        assert not [message for message in found if "new" in message or "removed" in message or "renamed" in message]

    def test_with_another_change_on_the_way(self, repo: Repository) -> None:
        repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A")})
        repo.commit({"plans/core.yaml": renamed("B", "A").replace("free, paid", "free")})
        repo.commit(
            {"plans/core.yaml": renamed("C", "B").replace("free, paid", "free"), "plans/plan.yaml": version("2.0.0")}
        )
        assert [message.partition(" is renamed")[0] for message in releases()["2.0.0"]] == [
            'Changed: event "A"',
            'Changed: property "plan_type" of "C" no longer takes "paid"',
        ]

    def test_that_two_events_claim(self, repo: Repository) -> None:
        """Nobody gets the name; the plan is told apart as it is written."""
        repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A")})
        repo.commit(
            {
                "plans/core.yaml": renamed("B", "A"),
                "plans/c.yaml": renamed("C", "A"),
                "plans/plan.yaml": version("2.0.0"),
            }
        )
        found = releases()["2.0.0"]
        assert 'Removed: event "A" is removed' in found and 'Added: event "B" is new' in found


def test_what_comes_and_goes_between_releases_is_not_told(repo: Repository) -> None:
    repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A")})
    repo.commit({"plans/more.yaml": event("B")})
    repo.commit({"plans/more.yaml": None})
    repo.commit({"plans/plan.yaml": version("1.0.1")})
    assert releases()["1.0.1"] == []
    assert "## 1.0.1 - 2026-01-05\n\nNothing that means something else.\n" in inside("changelog").out


def test_moving_and_reordering_is_no_change(repo: Repository) -> None:
    repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A", "B")})
    repo.commit({"plans/core.yaml": event("B"), "plans/a/deep.yaml": event("A").replace("\n", "\r\n")})
    repo.git("mv", "plans", "analytics")
    repo.commit()
    repo.commit({"analytics/plan.yaml": version("1.0.1") + "# a remark\n"})
    ended = inside("changelog", "--plan", "analytics")
    assert "## 1.0.1 - 2026-01-05\n\nNothing that means something else.\n" in ended.out
    assert ended.err.startswith("before ") and ended.err.endswith(" the plan stood at plans\n")


class TestANameThatIsTakenAgain:
    def test_is_a_finding(self, told: Repository) -> None:
        told.commit({"plans/late.yaml": event("Logged Out").replace("A person did it", "Something else")})
        (found,) = changelog()["releases"][0]["returned"]
        assert (found["event"], found["removed_in"]) == ("Logged Out", "2.0.0")
        assert (
            "- Event `Logged Out` is new. **The name is taken again:** it was removed in 2.0.0.\n"
            in inside("changelog").out
        )

    def test_breaks_in_a_diff(self, told: Repository) -> None:
        """The base has nothing of it any more: git has."""
        told.commit({"plans/late.yaml": event("Logged Out").replace("A person did it", "Something else")})
        ended = inside("diff", "HEAD~1", "--format", "json")
        changes = {change["rule"]: change["verdicts"] for change in json.loads(ended.out)["changes"]}
        assert '"Logged Out" was in the plan once and was removed' in ended.err
        assert ended.code == 1 and changes["event-readded"] == {"code": "breaking", "data": "breaking", "wire": "risky"}
        assert "event-added" not in changes

    def test_by_the_same_thing_breaks_nothing(self, told: Repository) -> None:
        told.commit({"plans/late.yaml": event("Logged Out")})
        ended = inside("diff", "HEAD~1", "--format", "json")
        rules = [change["rule"] for change in json.loads(ended.out)["changes"]]
        assert sorted(rules) == ["event-added", "event-removed"]  # "Came Late" went

    def test_is_let_pass_as_any_change(self, told: Repository) -> None:
        told.commit({"plans/late.yaml": event("Logged Out").replace("A person did it", "Something else")})
        (found,) = (
            change
            for change in json.loads(inside("diff", "HEAD~1", "--format", "json").out)["changes"]
            if change["rule"] == "event-readded"
        )
        ended = inside(
            "diff", "HEAD~1", "--acknowledge", "--fingerprint", found["fingerprint"], "--reason", "Nobody has it", "--by", "ana"
        )  # fmt: skip
        assert ended.code == 1  # the other one still breaks
        again = json.loads(inside("diff", "HEAD~1", "--format", "json").out)["changes"]
        assert next(c for c in again if c["rule"] == "event-readded")["acknowledged"]["reason"] == "Nobody has it"

    def test_by_the_same_thing_is_none(self, told: Repository) -> None:
        told.commit({"plans/late.yaml": event("Logged Out")})
        assert changelog()["releases"][0]["returned"] == []


class TestMerges:
    def test_count_as_the_main_line_has_them(self, told: Repository) -> None:
        told.git("checkout", "--quiet", "-b", "feature", "v1.1")
        told.commit({"plans/feature.yaml": event("Feature Tried")})
        told.commit({"plans/feature.yaml": event("Feature Used")})
        told.git("checkout", "--quiet", "main")
        told.git("merge", "--quiet", "--no-ff", "-m", "merge", "feature")
        assert releases()[""] == ['Added: event "Feature Used" is new', 'Added: event "Came Late" is new']


class TestWhatCannotBeRead:
    def test_on_the_way_is_passed_over(self, told: Repository) -> None:
        broken = told.commit({"plans/core.yaml": "events:\n<<<<<<< HEAD\n  A: {}\n"})
        told.commit({"plans/core.yaml": event("Signed Up")})
        ended = inside("changelog")
        assert "- **Breaking for code, data and wire:** Event `Logged In` is removed.\n" in ended.out
        assert ended.err == (
            f"passed over {broken[:10]}, where the plan cannot be read: plans/core.yaml:2:1: a merge conflict is left here\n"
        )
        assert inside("changelog", "--quiet").err == ""

    def test_at_the_end_is_trouble(self, told: Repository) -> None:
        ident = told.commit({"plans/core.yaml": "events: [\n"})
        assert one_line(inside("changelog")).startswith(
            f"the plan at {ident[:10]} cannot be read: plans/core.yaml:2:1: "
        )

    def test_two_plans(self, told: Repository) -> None:
        told.commit({"plans/other/plan.yaml": version("1.0.0")})
        assert "2 plans stand here: " in one_line(inside("changelog"))
        assert "2.0.0" in releases("--plan", "plans/plan.yaml")

    def test_no_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(write(tmp_path, {"plans/plan.yaml": PLAN}))
        assert "is not in a git repository" in one_line(inside("changelog"))

    @pytest.mark.parametrize("since", ["v9", "--output=x", "", "v1..v1.1"])
    def test_a_name_that_leads_nowhere(self, told: Repository, since: str) -> None:
        assert one_line(inside("changelog", f"--from={since}"))

    def test_a_shallow_clone(self, told: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        told.git("clone", "--quiet", "--depth=2", told.folder.as_uri(), str(tmp_path / "shallow"))
        monkeypatch.chdir(tmp_path / "shallow")
        assert "`fetch-depth: 0` for actions/checkout" in one_line(inside("changelog"))


def test_a_plan_that_went_and_came_back(told: Repository) -> None:
    told.git("rm", "-rq", "plans")
    told.commit()
    told.commit({"plans/plan.yaml": version("9.0.0"), "plans/core.yaml": event("Signed Up")})
    assert inside("changelog").code == 0
    assert changelog()["releases"][0]["name"] == "9.0.0"


def test_text_of_the_plan_stays_text(repo: Repository) -> None:
    repo.commit(
        {
            "plans/plan.yaml": version("1.0.0").replace("name: acme", 'name: "`x` <img> @you\\e[31m"'),
            "plans/core.yaml": event("A"),
        }
    )
    name = '"[a](http://x) <b> @you | *c*\\e[31m"'
    repo.commit({"plans/more.yaml": f"events:\n  {name}: {{description: x}}\n"})
    out, err = inside("changelog")[1:]
    assert err == ""
    assert "- Event `[a](http://x) <b> @you | *c*\\x1b[31m` is new.\n" in out and "\x1b" not in out
    assert "the tracking plan `` `x` <img> @you\\x1b[31m ``, in" in out


def test_each_content_is_parsed_once(told: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracking_plan.chronicle import _timeline

    for place in range(30):
        told.commit({"plans/core.yaml": event("Signed Up") + f"# {place}\n"})
    setting, log = counting_git(tmp_path)
    monkeypatch.setenv("PATH", setting["PATH"])
    with mock.patch.object(_timeline, "read", side_effect=_timeline.read) as reading:
        inside("changelog")
    texts = [call.args[0] for call in reading.call_args_list]
    newest = [text for text in texts if text == event("Signed Up").encode() + b"# 29\n"]
    assert len(texts) == 37 + 3 and len(newest) == 2  # the newest plan is looked at first, for how releases are made
    assert len(log.read_text().splitlines()) <= 16


def test_into_a_file_and_again(told: Repository) -> None:
    assert inside("changelog", "-o", "CHANGELOG.md").out == ""
    assert (told.folder / "CHANGELOG.md").read_text(encoding="utf-8") == inside("changelog").out
    before = (told.folder / "CHANGELOG.md").stat().st_mtime_ns
    inside("changelog", "-o", "CHANGELOG.md")
    assert (told.folder / "CHANGELOG.md").stat().st_mtime_ns == before


def test_the_working_tree_is_left_alone(told: Repository) -> None:
    write(told.folder, {"plans/core.yaml": "half written"})
    before = inside("changelog").out
    assert (
        subprocess.run(["git", "status", "--short"], cwd=told.folder, capture_output=True, check=True).stdout
        == b" M plans/core.yaml\n"
    )
    assert "2.0.0" in before


class TestADiffAcrossSeveralRenames:
    """`plan diff` asks the commits in between, where the plan tells only the last name."""

    def changes(self, *words: str) -> list[str]:
        told = json.loads(inside("diff", *words, "--format", "json", "--fail-on", "never", "--quiet").out)
        return [change["message"] for change in told["changes"]]

    @pytest.fixture(autouse=True)
    def chain(self, repo: Repository) -> Repository:
        repo.commit({"plans/plan.yaml": version("1.0.0"), "plans/core.yaml": event("A")}, tag="a")
        repo.commit({"plans/core.yaml": renamed("B", "A")}, tag="b")
        repo.commit({"plans/core.yaml": renamed("C", "B")}, tag="c")
        return repo

    def test_between_revisions(self) -> None:
        assert self.changes("a", "c") == ['event "A" is renamed "C"']
        assert self.changes("a", "b") == ['event "A" is renamed "B"']

    def test_to_the_working_tree(self, chain: Repository) -> None:
        write(chain.folder, {"plans/core.yaml": renamed("D", "C")})
        assert self.changes("a") == ['event "A" is renamed "D"']

    def test_backwards_there_is_no_way(self) -> None:
        assert self.changes("c", "a") == ['event "A" is new', 'event "C" is removed']

    def test_where_it_was_really_replaced(self, chain: Repository) -> None:
        chain.commit({"plans/core.yaml": event("Other")})
        assert self.changes("a") == ['event "Other" is new', 'event "A" is removed']

    def test_past_a_commit_that_cannot_be_read(self, chain: Repository) -> None:
        chain.git("checkout", "--quiet", "b")
        chain.commit({"plans/core.yaml": "<<<<<<< HEAD\n"})
        chain.commit({"plans/core.yaml": renamed("C", "B")})
        assert self.changes("a", "HEAD") == ['event "A" is renamed "C"']
