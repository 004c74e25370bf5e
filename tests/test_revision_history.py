"""The history of a plan: which commits changed it, under which path, and which files it had at each."""

from __future__ import annotations

from pathlib import Path

import pytest

from front_door import write
from repositories import PLAN, Repository, enter, event
from tracking_plan.revisions import History, Version, history
from tracking_plan.trouble import Trouble

LIMIT = 1 << 20


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Three commits that change the plan, and between them some that do not."""
    made = Repository(tmp_path / "repo")
    made.commit({"README.md": "Hello"}, message="begin")
    made.commit({"plans/plan.yaml": PLAN, "plans/core.yaml": event("Signed Up")}, tag="v1", message="first")
    made.commit({"README.md": "Hello again"}, message="a word")
    made.commit({"plans/core.yaml": event("Signed Up", "Logged In")}, tag="v2", message="second")
    made.commit({"README.md": "Bye"}, message="another word", tag="v2.1")
    made.commit({"plans/more.yaml": event("Logged Out")}, message="third")
    enter(monkeypatch, made.folder)
    return made


def subjects(told: History) -> list[str]:
    return [version.subject for version in told.versions if version.counts]


def texts(told: History, version: Version) -> dict[str, str]:
    entries = told.files(version)
    contents = dict(told.contents([entry.id for entry in entries], LIMIT))
    return {entry.path: contents[entry.id].decode() for entry in entries}


def test_only_the_commits_that_changed_the_plan(repo: Repository) -> None:
    told = history()
    assert subjects(told) == ["third", "second", "first"]
    newest, middle, oldest = told.versions
    assert texts(told, newest) == {
        "plans/core.yaml": event("Signed Up", "Logged In"),
        "plans/more.yaml": event("Logged Out"),
        "plans/plan.yaml": PLAN,
    }
    assert texts(told, oldest) == {"plans/core.yaml": event("Signed Up"), "plans/plan.yaml": PLAN}
    assert newest.parents == (middle.commit,) and middle.parents == (oldest.commit,) and oldest.parents == ()
    assert (oldest.tags, middle.tags, newest.tags) == (("v1",), ("v2",), ())
    assert (middle.author, middle.date) == ("Ana", "2026-01-05T12:00:00+00:00")
    assert told.notes == ()


def test_since_and_until(repo: Repository) -> None:
    told = history(since="v1")
    assert subjects(told) == ["third", "second"]
    assert [version.subject for version in told.versions if not version.counts] == ["first"]
    assert texts(told, told.versions[-1])["plans/core.yaml"] == event("Signed Up")
    assert subjects(history(until="v2")) == ["second", "first"]
    assert subjects(history(since="v1", until="v2")) == ["second"]


def test_since_a_commit_that_left_the_plan_alone(repo: Repository) -> None:
    """What is compared with is the plan as it was then, whichever commit made it so."""
    told = history(since="v2.1")
    assert subjects(told) == ["third"]
    before = told.at("v2.1")
    assert texts(told, before)["plans/core.yaml"] == event("Signed Up", "Logged In")


def test_since_itself_is_no_history(repo: Repository) -> None:
    told = history(since="HEAD")
    assert told.versions == ()
    assert texts(told, told.at("HEAD"))["plans/more.yaml"] == event("Logged Out")


def test_tags_with_and_without_a_message(repo: Repository) -> None:
    repo.git("tag", "-a", "annotated", "-m", "Said", "v1")
    repo.git("tag", "1.0", "v1")
    repo.git("tag", "odd", "v1^{tree}")
    assert history().versions[-1].tags == ("1.0", "annotated", "v1")


@pytest.fixture
def merged(repo: Repository) -> Repository:
    repo.git("checkout", "--quiet", "-b", "feature", "v2")
    repo.commit({"plans/feature.yaml": event("Feature Tried")}, message="feature one")
    repo.commit({"plans/feature.yaml": event("Feature Used")}, message="feature two")
    repo.git("checkout", "--quiet", "main")
    repo.days += 1
    repo.git("merge", "--quiet", "--no-ff", "-m", "merge feature", "feature")
    return repo


def test_a_merge_and_both_its_sides(merged: Repository) -> None:
    told = history()
    assert set(subjects(told)) == {"merge feature", "feature one", "feature two", "third", "second", "first"}
    by_subject = {version.subject: version for version in told.versions}
    merge = by_subject["merge feature"]
    assert set(merge.parents) == {by_subject["third"].commit, by_subject["feature two"].commit}
    assert merge.parents[0] == by_subject["third"].commit
    assert set(texts(told, merge)) == {f"plans/{name}.yaml" for name in ("plan", "core", "more", "feature")}


def test_the_main_line_alone(merged: Repository) -> None:
    told = history(main_line=True)
    assert subjects(told) == ["merge feature", "third", "second", "first"]
    assert told.versions[0].parents == (told.versions[1].commit,)


class TestAPlanThatMoved:
    def test_is_followed(self, repo: Repository) -> None:
        repo.git("mv", "plans", "analytics")
        moved = repo.commit(message="move")
        repo.commit({"analytics/core.yaml": event("Signed Up")}, message="fourth")
        told = history("analytics")
        assert subjects(told) == ["fourth", "move", "third", "second", "first"]
        assert [version.path for version in told.versions] == ["analytics"] * 2 + ["plans"] * 3
        assert told.versions[1].parents == (told.versions[2].commit,)
        assert told.notes == (f"before {moved[:10]} the plan stood at plans",)

    def test_twice_and_back(self, repo: Repository) -> None:
        repo.git("mv", "plans", "analytics")
        repo.commit(message="there")
        repo.git("mv", "analytics", "plans")
        repo.commit(message="and back")
        assert subjects(history())[:2] == ["and back", "there"]

    def test_into_one_file(self, repo: Repository) -> None:
        repo.commit({"tracking.yaml": PLAN.replace("acme", "lone")}, message="lone")
        repo.git("mv", "tracking.yaml", "events.yaml")
        repo.commit(message="renamed")
        told = history("events.yaml")
        assert subjects(told) == ["renamed", "lone"]
        assert texts(told, told.versions[1]) == {"tracking.yaml": PLAN.replace("acme", "lone")}

    def test_from_the_root_of_the_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = Repository(tmp_path)
        made.commit({"plan.yaml": PLAN, "events/core.yaml": event("Signed Up")}, message="first")
        made.commit({"README.md": "Hello"}, message="no plan")
        (tmp_path / "plans").mkdir()
        made.git("mv", "plan.yaml", "events", "plans/")
        made.commit(message="move")
        enter(monkeypatch, tmp_path)
        told = history()
        assert subjects(told) == ["move", "first"] and told.versions[1].path == ""


def test_a_plan_at_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Repository(tmp_path)
    made.commit({"plan.yaml": PLAN, ".github/ci.yaml": "on: push"}, message="first")
    made.commit({".github/ci.yaml": "on: pull_request", "src/x.py": "pass"}, message="not the plan")
    made.commit({"events/a/b.yaml": event("Signed Up")}, message="second")
    enter(monkeypatch, tmp_path)
    told = history()
    assert [subject for subject in subjects(told) if subject != "not the plan"] == ["second", "first"]
    assert set(texts(told, told.versions[0])) == {"plan.yaml", "events/a/b.yaml"}


def test_a_plan_that_went_and_came_back(repo: Repository) -> None:
    gone = {f"plans/{name}.yaml": None for name in ("plan", "core", "more")}
    repo.commit(gone, message="gone")
    repo.commit({"plans/plan.yaml": PLAN}, message="back")
    told = history()
    assert subjects(told) == ["back", "gone", "third", "second", "first"]
    assert told.versions[1].tree == "" and told.files(told.versions[1]) == []


def test_words_of_all_kinds(repo: Repository) -> None:
    for message in ("ünïcode ✓", 'quotes " and \\ and %H%n', "two\nlines", "\x1b[31mred", "a\tb"):
        repo.commit({"plans/core.yaml": event("Signed Up") + f"# {message!a}\n"}, message=message)
    repo.commit(
        {"plans/core.yaml": event("Signed Up")}, message="-m", env={"GIT_AUTHOR_NAME": "Ünal <x>", "TZ": "Asia/Tokyo"}
    )
    told = history()
    assert subjects(told)[:6] == ["-m", "a\tb", "\x1b[31mred", "two lines", 'quotes " and \\ and %H%n', "ünïcode ✓"]


def test_a_message_in_another_encoding(repo: Repository) -> None:
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    write(repo.folder, {"plans/core.yaml": event("Signed Out"), "../message": "gr\xfc\xdfe".encode("latin-1")})
    repo.git("add", "--all")
    repo.git("commit", "--quiet", "-F", str(repo.folder.parent / "message"))
    assert subjects(history())[0] == "grüße"


class TestTrouble:
    def test_no_plan(self, repo: Repository) -> None:
        with pytest.raises(Trouble, match="plnas: no plan stands there in HEAD; commit it, or name another"):
            history("plnas")

    def test_not_committed_yet(self, repo: Repository) -> None:
        write(repo.folder, {"new/plan.yaml": PLAN})
        with pytest.raises(Trouble, match="new: no plan stands there in HEAD; commit it"):
            history("new")

    def test_no_commit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fresh = Repository(tmp_path)
        write(fresh.folder, {"plans/plan.yaml": PLAN})
        enter(monkeypatch, tmp_path)
        with pytest.raises(Trouble, match="the repository has no commit yet; commit the plan first"):
            history()

    def test_a_shallow_clone(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repo.git("clone", "--quiet", "--depth=3", repo.folder.as_uri(), str(tmp_path / "shallow"))
        monkeypatch.chdir(tmp_path / "shallow")
        with pytest.raises(Trouble) as told:
            history()
        assert str(told.value) == (
            "the history of the plan is not whole in this shallow clone; fetch the rest with `git fetch --unshallow` "
            "(in GitHub Actions: `fetch-depth: 0` for actions/checkout)"
        )
        assert subjects(history(since="HEAD~1")) == ["third"]

    def test_a_symbolic_link_on_the_way(self, repo: Repository) -> None:
        (repo.folder / "plans/linked.yaml").symlink_to("core.yaml")
        ident = repo.commit(message="linked")
        told = history()
        with pytest.raises(Trouble, match=f"{ident[:10]}:plans/linked.yaml: is a symbolic link at that revision"):
            told.files(told.versions[0])

    @pytest.mark.parametrize("words", [{"since": "nope"}, {"until": "nope"}, {"since": "--x"}, {"until": ""}])
    def test_names_that_lead_nowhere(self, repo: Repository, words: dict[str, str]) -> None:
        with pytest.raises(Trouble, match=r"is no revision|a revision is empty"):
            history(**words)
