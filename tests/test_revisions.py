"""Plans at git revisions: which two sides somebody means, and what they are read from. Real repositories, made here."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from front_door import write
from repositories import PLAN, Repository, clean_environment, enter, event
from tracking_plan.revisions import Side, resolve
from tracking_plan.trouble import Trouble

LIMIT = 1 << 20
V1 = {"plans/acme/plan.yaml": PLAN, "plans/acme/events/core.yaml": event("Signed Up"), "README.md": "Hello"}
V2 = {"plans/acme/events/core.yaml": event("Signed Up", "Logged In")}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two commits on main, tagged v1 and v2, and the working tree as v2 has it."""
    made = Repository(tmp_path / "repo")
    made.commit(V1, tag="v1")
    made.commit(V2, tag="v2")
    enter(monkeypatch, made.folder)
    return made


def files(side: Side) -> dict[str, str]:
    return {file.name: file.content.decode() for file in side.files(LIMIT)}


def names(side: Side) -> list[str]:
    return list(files(side))


def trouble(*words: str | None) -> str:
    with pytest.raises(Trouble) as told:
        for side in resolve(*words):
            side.files(LIMIT)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_two_revisions(repo: Repository) -> None:
    old, new = resolve("v1", "v2")
    assert names(old) == ["v1:plans/acme/plan.yaml", "v1:plans/acme/events/core.yaml"]
    assert files(old)["v1:plans/acme/events/core.yaml"] == event("Signed Up")
    assert files(new)["v2:plans/acme/events/core.yaml"] == event("Signed Up", "Logged In")
    assert (old.where, old.prefix, old.commit) == ("v1:plans", "v1:", repo.git("rev-parse", "v1"))
    assert old.label == f"v1 ({old.commit[:10]})"


def test_the_working_tree_is_the_head_that_nobody_names(repo: Repository) -> None:
    write(repo.folder, {"plans/acme/events/core.yaml": event("Signed Out"), "plans/acme/events/new.yaml": ""})
    old, new = resolve("HEAD")
    assert names(new) == [f"plans/acme/{name}" for name in ("plan.yaml", "events/core.yaml", "events/new.yaml")]
    assert "Signed Out" in files(new)["plans/acme/events/core.yaml"]
    assert (new.label, new.commit, new.prefix) == ("the working tree", "", "")
    assert files(old)["HEAD:plans/acme/events/core.yaml"] == event("Signed Up", "Logged In")


def test_two_folders_in_a_repository_without_a_plan_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Repository(tmp_path / "repo")
    made.commit({"old/plan.yaml": PLAN, "new/plan.yaml": PLAN})
    enter(monkeypatch, made.folder)
    for base, head in (("old", "new"), ("old/", "new/"), ("old/plan.yaml", "new")):
        old, new = resolve(base, head)
        assert (names(old), names(new)) == (["old/plan.yaml"], ["new/plan.yaml"])


def test_files_stand_in_the_order_of_the_disk(repo: Repository) -> None:
    """Which of two definitions comes first, and in which order events are told, must not depend on the side."""
    more = ("a.yaml", "z.yaml", "a/x.yaml", "a-b/x.yaml", "a.b/x.yaml", "B.yaml", "é.yaml", "a/b/c.yml")
    repo.commit({f"plans/acme/{name}": "x-a: 1\n" for name in more})
    old, new = resolve("HEAD")
    assert [name.removeprefix("HEAD:") for name in names(old)] == names(new)


def test_what_validate_leaves_out_is_left_out_at_a_revision_too(repo: Repository) -> None:
    others = (
        ".hidden.yaml",
        ".github/x.yaml",
        "node_modules/x.yaml",
        "a/__pycache__/x.yaml",
        "x.json",
        "yaml",
        "x.yaml.bak",
    )
    repo.commit({f"plans/acme/{name}": "x-a: 1\n" for name in others})
    old, new = resolve("HEAD")
    assert [name.removeprefix("HEAD:") for name in names(old)] == names(new)
    assert len(names(new)) == 2


@pytest.mark.parametrize(
    "name", ["HEAD~1", "v1", "tags/v1", "refs/tags/v1", "HEAD^", "@~1", "v2^^{commit}~0", "annotated"]
)
def test_ways_to_name_a_commit(repo: Repository, name: str) -> None:
    repo.git("tag", "-a", "annotated", "-m", "An annotated tag", "v1")
    (old, _) = resolve(name)
    if name.startswith("v2"):
        assert old.commit == repo.git("rev-parse", "v1")
    assert files(old)[f"{old.prefix}plans/acme/events/core.yaml"] == event("Signed Up")


@pytest.mark.parametrize("length", [7, 12, 40])
def test_ids_are_shortened_in_the_names_of_files(repo: Repository, length: int) -> None:
    ident = repo.git("rev-parse", "v1")
    old, _ = resolve(ident[:length])
    assert names(old)[0] == f"{ident[:10]}:plans/acme/plan.yaml"


def test_a_date_names_a_commit(repo: Repository) -> None:
    old, _ = resolve("HEAD@{0}")
    assert old.commit == repo.git("rev-parse", "HEAD")
    old, _ = resolve("HEAD@{10 years ago}")  # older than the reference log: its first entry, as git does
    assert re.match(r"[0-9a-f]{10}:", names(old)[0])


class TestTheDefaultBase:
    def test_is_where_the_branch_left_the_default_branch(self, repo: Repository) -> None:
        repo.git("checkout", "--quiet", "-b", "feature", "v1")
        repo.commit({"plans/acme/events/more.yaml": event("Logged Out")})
        old, new = resolve()
        assert old.commit == repo.git("rev-parse", "v1")
        assert old.notes == (f"compared with {old.commit[:10]}, where HEAD left main",)
        assert set(names(new)) > {"plans/acme/events/more.yaml"}

    def test_of_a_named_head(self, repo: Repository) -> None:
        repo.git("checkout", "--quiet", "-b", "feature", "v1")
        repo.commit({"plans/acme/events/more.yaml": event("Logged Out")})
        repo.git("checkout", "--quiet", "main")
        old, new = resolve(None, "feature")
        assert old.commit == repo.git("rev-parse", "v1") and "left main" in old.notes[0]
        assert new.commit == repo.git("rev-parse", "feature")

    def test_prefers_the_remote_and_says_its_name(self, repo: Repository, tmp_path: Path) -> None:
        repo.git("branch", "trunk", "v1")
        repo.git("checkout", "--quiet", "trunk")
        clone = tmp_path / "clone"
        repo.git("clone", "--quiet", str(repo.folder), str(clone))
        repo.git("checkout", "--quiet", "-b", "feature", cwd=clone)
        os.chdir(clone)
        old, _ = resolve()
        assert "where HEAD left origin/trunk" in old.notes[0]

    def test_without_a_name_for_the_remotes_head(self, repo: Repository, tmp_path: Path) -> None:
        """As actions/checkout leaves a clone: origin/main, and no origin/HEAD."""
        clone = Repository(tmp_path / "clone")
        clone.git("fetch", "--quiet", str(repo.folder), "main:refs/remotes/origin/main")
        clone.git("checkout", "--quiet", "--detach", "origin/main~1")
        os.chdir(clone.folder)
        old, _ = resolve()
        assert "where HEAD left origin/main" in old.notes[0] and old.commit == repo.git("rev-parse", "v1")

    def test_is_master_where_there_is_no_main(self, repo: Repository) -> None:
        repo.git("branch", "-m", "main", "master")
        old, _ = resolve()
        assert "left master" in old.notes[0]

    def test_may_be_unknown(self, repo: Repository) -> None:
        repo.git("branch", "-m", "main", "elsewhere")
        assert trouble() == (
            "no default branch is known here (origin/HEAD, main or master); name what to compare with, "
            "as in `plan diff HEAD~1`"
        )

    def test_may_have_nothing_in_common(self, repo: Repository) -> None:
        repo.git("checkout", "--quiet", "--orphan", "other")
        repo.commit()
        assert trouble() == "HEAD and main have no commit in common; name what to compare with"

    def test_is_one_of_several_in_a_criss_cross(self, repo: Repository) -> None:
        repo.git("checkout", "--quiet", "-b", "left", "v1")
        repo.commit(message="left")
        repo.git("checkout", "--quiet", "-b", "right", "v1")
        repo.commit(message="right")
        repo.git("merge", "--quiet", "-s", "ours", "-m", "one", "left")
        repo.git("checkout", "--quiet", "left")
        repo.git("merge", "--quiet", "-s", "ours", "-m", "two", "right~1")
        repo.git("branch", "--force", "main", "right")
        old, _ = resolve()
        assert old.notes[0].endswith("where HEAD left main, one of 2")


class TestNamesThatLeadNowhere:
    @pytest.mark.parametrize("name", ["--output=x", "-pwn", "--upload-pack=touch x", "-", "--"])
    @pytest.mark.parametrize("side", [0, 1])
    def test_a_hyphen_is_refused_before_git_runs(
        self, repo: Repository, monkeypatch: pytest.MonkeyPatch, name: str, side: int
    ) -> None:
        monkeypatch.setenv("PATH", "")  # git cannot be found, and is not missed
        given = (name, "v1") if side == 0 else ("v1", name)
        assert (
            trouble(*given) == f'"{name}" begins with a hyphen, so it is no revision; name a commit, a branch or a tag'
        )

    @pytest.mark.parametrize("name", ["v1\nv2", "v1\0", "\x1b[31mv1", "v1\x7f"])
    def test_control_characters_are_refused_before_git_runs(
        self, repo: Repository, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setenv("PATH", "")
        if "\0" in name:  # no command line can hold it
            return
        told = trouble(name)
        assert "holds a control character" in told and told.isprintable()

    @pytest.mark.parametrize("name", ["", " "])
    def test_an_empty_name_is_a_variable_that_is_not_set(self, repo: Repository, name: str) -> None:
        assert "perhaps from a variable that is not set" in trouble(name)

    def test_unknown(self, repo: Repository) -> None:
        assert trouble("v9") == (
            '"v9" is no revision of this repository, and no file or folder; `git fetch --tags` brings what is new on the remote'
        )

    def test_known_on_the_remote_only(self, repo: Repository) -> None:
        repo.git("update-ref", "refs/remotes/origin/release", "v1")
        assert '(did you mean "origin/release"?)' in trouble("release")

    def test_forty_zeros(self, repo: Repository) -> None:
        assert trouble("0" * 40) == (
            "0000000000… is what git says for no commit at all (a branch that is new); name what to compare with"
        )

    @pytest.mark.parametrize(
        ("name", "kind"),
        [("v1^{tree}", "a folder"), ("HEAD:README.md", "a file"), ("HEAD:plans", "a folder"), ("oftree", "a folder")],
    )
    def test_what_is_no_commit(self, repo: Repository, name: str, kind: str) -> None:
        repo.git("tag", "oftree", "v1^{tree}")
        assert trouble(name) == f'"{name}" names {kind} in git and not a commit; name a commit, a branch or a tag'

    def test_a_range_is_two_names(self, repo: Repository) -> None:
        assert trouble("v1..v2") == '"v1..v2" is a range; name its two ends apart: v1 v2'
        assert "name its two ends apart: v1 HEAD" in trouble("v1...")
        assert "name its two ends apart: HEAD v2" in trouble("..v2")
        assert "is a range" not in trouble("../v2")

    def test_before_the_first_commit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fresh = Repository(tmp_path / "fresh")
        write(fresh.folder, V1)
        enter(monkeypatch, fresh.folder)
        for words in ((), ("HEAD",), ("HEAD~1",)):
            assert trouble(*words) == "the repository has no commit yet; commit the plan first"


class TestNamesThatMeanTwoThings:
    def test_a_tag_goes_before_a_branch(self, repo: Repository) -> None:
        repo.git("branch", "v1", "v2")
        old, _ = resolve("v1~0")
        assert old.commit == repo.git("rev-parse", "refs/tags/v1")
        assert old.notes == (
            '"v1" is a tag and a branch; the tag is taken, as git does (write refs/heads/v1 for the other)',
        )
        old, _ = resolve("refs/heads/v1")
        assert old.commit == repo.git("rev-parse", "v2") and old.notes == ()

    def test_a_revision_goes_before_a_path(self, repo: Repository) -> None:
        write(repo.folder, {"v1/plan.yaml": PLAN, "v1/more.yaml": event("Logged Out")})
        old, _ = resolve("v1")
        assert old.commit and old.notes == (
            '"v1" is a revision and a path; the revision is taken (write ./v1 for the path)',
        )
        old, _ = resolve("./v1")
        assert names(old) == ["v1/more.yaml", "v1/plan.yaml"] and old.notes == ()

    def test_a_path_that_is_no_revision_is_a_path(self, repo: Repository) -> None:
        write(repo.folder, {"old/plan.yaml": PLAN})
        old, new = resolve("old", "plans")
        assert names(old) == ["old/plan.yaml"] and len(names(new)) == 2


class TestPaths:
    def test_two_folders_need_no_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        enter(
            monkeypatch,
            write(tmp_path, {"old/plan.yaml": PLAN, "new/plan.yaml": PLAN, "new/e.yaml": event("Signed Up")}),
        )
        old, new = resolve("old", "new")
        assert (old.label, names(old)) == ("old", ["old/plan.yaml"])
        assert (new.label, names(new)) == ("new", ["new/e.yaml", "new/plan.yaml"])

    def test_nor_git(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        enter(monkeypatch, write(tmp_path, {"old.yaml": PLAN, "new.yaml": PLAN}))
        monkeypatch.setenv("PATH", "")
        old, new = resolve("old.yaml", "new.yaml")
        assert (names(old), names(new)) == (["old.yaml"], ["new.yaml"])

    def test_a_folder_against_the_working_tree(self, repo: Repository, tmp_path: Path) -> None:
        write(tmp_path, {"release/plan.yaml": PLAN})
        old, new = resolve(str(tmp_path / "release"))
        assert names(old) == [str(tmp_path / "release" / "plan.yaml")] and len(names(new)) == 2

    def test_a_folder_against_a_revision(self, repo: Repository, tmp_path: Path) -> None:
        write(tmp_path, {"release/plan.yaml": PLAN})
        old, new = resolve(str(tmp_path / "release"), "v1")
        assert len(names(old)) == 1 and names(new)[0] == "v1:plans/acme/plan.yaml"

    def test_plan_yaml_stands_for_its_folder(self, repo: Repository) -> None:
        old, new = resolve("v1", None, "plans/acme/plan.yaml")
        assert len(names(old)) == len(names(new)) == 2
        assert (old.only, new.only) == ("v1:plans/acme/plan.yaml", "plans/acme/plan.yaml")

    def test_a_path_that_is_not_there(self, repo: Repository) -> None:
        assert trouble("./nowhere") == (
            '"./nowhere" is no revision of this repository, and no file or folder; '
            "`git fetch --tags` brings what is new on the remote"
        )

    def test_without_a_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        enter(monkeypatch, write(tmp_path, {"plans/plan.yaml": PLAN}))
        for words in ((), ("HEAD~1",), ("main", "plans")):
            assert trouble(*words) == "plans: is not in a git repository; compare two folders or files instead"

    def test_outside_the_repository(self, repo: Repository, tmp_path: Path) -> None:
        write(tmp_path, {"elsewhere/plan.yaml": PLAN})
        assert trouble("v1", None, "../elsewhere") == (
            "../elsewhere: is not in a git repository; compare two folders or files instead"
        )
        (repo.folder / "link").symlink_to(tmp_path / "elsewhere")
        assert "is not in a git repository" in trouble("v1", None, "link")

    def test_a_link_into_the_repository_is_the_place_that_it_leads_to(self, repo: Repository) -> None:
        (repo.folder / "link").symlink_to("plans")
        old, new = resolve("v1", None, "link")
        assert names(old)[0] == "v1:plans/acme/plan.yaml" and len(names(new)) == 2


class TestWhereThePlanStands:
    def test_from_a_folder_below(self, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        write(repo.folder, {"web/src/x.ts": ""})
        monkeypatch.chdir(repo.folder / "web" / "src")
        old, new = resolve("v1")
        assert names(old)[0] == "v1:plans/acme/plan.yaml" and names(new)[0] == "../../plans/acme/plan.yaml"

    def test_from_within_the_plan(self, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repo.folder / "plans" / "acme" / "events")
        old, new = resolve("v1", None, "..")
        assert names(old)[0] == "v1:plans/acme/plan.yaml" and names(new)[0] == "../plan.yaml"

    def test_at_the_root_of_the_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = Repository(tmp_path)
        made.commit({"plan.yaml": PLAN, "events/core.yaml": event("Signed Up"), ".github/ci.yaml": "on: push"})
        enter(monkeypatch, tmp_path)
        old, new = resolve("HEAD")
        assert names(old) == ["HEAD:plan.yaml", "HEAD:events/core.yaml"]
        assert names(new) == ["plan.yaml", "events/core.yaml"] and (old.only, new.only) == (
            "HEAD:plan.yaml",
            "plan.yaml",
        )

    def test_a_lone_file(self, repo: Repository) -> None:
        repo.commit({"docs/small.yaml": PLAN, "docs/other.yaml": PLAN})
        old, new = resolve("HEAD", None, "docs/small.yaml")
        assert (names(old), names(new)) == (["HEAD:docs/small.yaml"], ["docs/small.yaml"])

    def test_did_not_exist_yet(self, repo: Repository) -> None:
        write(repo.folder, {"plans/new/plan.yaml": "plan: 1\nname: new\n"})
        old, new = resolve("v1", None, "plans/new")
        assert not old.exists and names(old) == [] and len(names(new)) == 1
        assert old.notes == (f"no plan stands at plans/new in v1 ({old.commit[:10]}): all of it is new",)

    def test_is_gone(self, repo: Repository) -> None:
        repo.commit({"plans/acme/plan.yaml": None, "plans/acme/events/core.yaml": None})
        for head in (None, "HEAD"):
            old, new = resolve("v1", head, "plans/acme")
            assert len(names(old)) == 2 and not new.exists and names(new) == []
            assert new.notes[0].endswith("all of it is removed")

    def test_is_gone_and_is_not_named_either(self, repo: Repository) -> None:
        repo.commit({"plans/acme/plan.yaml": None, "plans/acme/events/core.yaml": None})
        old, new = resolve("v1")
        assert old.where == "v1:plans" and len(names(old)) == 2 and not new.exists

    def test_is_on_neither_side(self, repo: Repository) -> None:
        assert trouble("v1", "v2", "plnas") == "plnas: no plan stands there in v1 nor in v2; name one with --plan"
        assert "in v1 nor in the working tree" in trouble("v1", None, "plnas")

    def test_a_folder_without_yaml_is_no_plan(self, repo: Repository) -> None:
        repo.commit({"docs/README.md": "Hello"})
        assert "no plan stands there" in trouble("HEAD~1", "HEAD", "docs")

    def moved(self, repo: Repository, old: str, new: str) -> None:
        before, _ = resolve("v2", None, new)
        assert [name.removeprefix(f"v2:{old}/") for name in names(before)] == ["plan.yaml", "events/core.yaml"]
        assert before.notes == (f"in v2 the plan stands at {old}",)
        repo.commit()
        before, _ = resolve("v2", "HEAD", new)
        assert before.where == f"v2:{old}"

    def test_moved(self, repo: Repository) -> None:
        repo.git("mv", "plans/acme", "analytics")
        self.moved(repo, "plans/acme", "analytics")

    def test_moved_deeper_into_itself(self, repo: Repository) -> None:
        (repo.folder / "plans/acme/main").mkdir()
        repo.git("mv", "plans/acme/plan.yaml", "plans/acme/events", "plans/acme/main/")
        self.moved(repo, "plans/acme", "plans/acme/main")

    def test_moved_and_changed_in_one_file(self, repo: Repository) -> None:
        repo.git("mv", "plans/acme", "analytics")
        write(repo.folder, {"analytics/plan.yaml": PLAN.replace("1.0.0", "2.0.0")})
        self.moved(repo, "plans/acme", "analytics")

    def test_moved_and_changed_in_every_file(self, repo: Repository) -> None:
        repo.git("mv", "plans/acme", "analytics")
        write(repo.folder, {"analytics/plan.yaml": PLAN + "x-a: 1\n", "analytics/events/core.yaml": event("Logged In")})
        self.moved(repo, "plans/acme", "analytics")

    def test_moved_among_plans_that_went(self, repo: Repository) -> None:
        """Another plan went as well: the one of the same name is meant."""
        repo.commit({"plans/other/plan.yaml": PLAN.replace("acme", "other")}, tag="v3")
        repo.git("rm", "-rq", "plans/other")
        repo.git("mv", "plans/acme", "analytics")
        write(repo.folder, {"analytics/plan.yaml": PLAN + "x-a: 1\n", "analytics/events/core.yaml": event("Logged In")})
        before, _ = resolve("v3", None, "analytics")
        assert before.where == "v3:plans/acme"

    def test_a_copy_is_not_a_move(self, repo: Repository) -> None:
        write(repo.folder, {name.replace("acme", "copy"): text for name, text in {**V1, **V2}.items()})
        old, _ = resolve("v2", None, "plans/copy")
        assert not old.exists

    def test_a_lone_file_moved(self, repo: Repository) -> None:
        repo.commit({"docs/small.yaml": PLAN.replace("acme", "small")}, tag="v3")
        repo.git("mv", "docs/small.yaml", "tracking.yaml")
        old, _ = resolve("v3", None, "tracking.yaml")
        assert names(old) == ["v3:docs/small.yaml"]
        write(repo.folder, {"tracking.yaml": PLAN.replace("acme", "small") + "x-a: 1\n"})
        old, _ = resolve("v3", None, "tracking.yaml")
        assert names(old) == ["v3:docs/small.yaml"]

    def test_moved_back_is_found_from_the_old_place(self, repo: Repository) -> None:
        repo.git("mv", "plans/acme", "analytics")
        repo.commit(tag="v3")
        _, new = resolve("v2", "v3", "plans/acme")
        assert new.where == "v3:analytics"


class TestStatesOfARepository:
    def test_detached(self, repo: Repository) -> None:
        repo.git("checkout", "--quiet", "--detach", "v1")
        old, new = resolve("v2")
        assert "Logged In" in files(old)["v2:plans/acme/events/core.yaml"] and "Logged In" not in "".join(
            files(new).values()
        )

    def test_bare(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repo.git("clone", "--quiet", "--bare", str(repo.folder), str(tmp_path / "bare.git"))
        monkeypatch.chdir(tmp_path / "bare.git")
        for plan in (None, "plans/acme", "plans/acme/plan.yaml"):
            old, new = resolve("v1", "v2", plan)
            assert names(old)[0] == "v1:plans/acme/plan.yaml" and len(names(new)) == 2
        assert trouble("v1") == "a bare repository has no working tree; name two revisions to compare"

    def test_inside_the_git_folder(self, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(repo.folder / ".git")
        old, _ = resolve("v1", "v2", "plans")
        assert len(names(old)) == 2

    def test_a_second_working_tree(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        repo.git("worktree", "add", "--quiet", "-b", "feature", str(tmp_path / "second"), "v1")
        monkeypatch.chdir(tmp_path / "second")
        old, new = resolve()
        assert old.commit == repo.git("rev-parse", "v1") and len(names(new)) == 2

    def test_a_submodule_is_a_repository_of_its_own(
        self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        outer = Repository(tmp_path / "outer")
        outer.git("submodule", "--quiet", "add", str(repo.folder), "vendor/plans")
        outer.commit()
        monkeypatch.chdir(outer.folder)
        old, new = resolve("v1", None, "vendor/plans/plans")
        assert names(old)[0] == "v1:plans/acme/plan.yaml" and names(new)[0] == "vendor/plans/plans/acme/plan.yaml"
        monkeypatch.chdir(outer.folder / "vendor" / "plans")
        old, _ = resolve("v1")
        assert names(old)[0] == "v1:plans/acme/plan.yaml"

    def test_a_submodule_within_the_plan(self, repo: Repository, tmp_path: Path) -> None:
        other = Repository(tmp_path / "other")
        other.commit({"shared.yaml": "x-a: 1\n"})
        repo.git("submodule", "--quiet", "add", str(other.folder), "plans/acme/shared")
        repo.commit()
        assert trouble("HEAD") == (
            "HEAD:plans/acme/shared: is a submodule at that revision, which is not followed; "
            "run plan inside it, or move the plan out"
        )

    def test_another_hash(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = Repository(tmp_path, "--object-format=sha256")
        made.commit(V1, tag="v1")
        made.git("mv", "plans/acme", "analytics")
        enter(monkeypatch, tmp_path)
        old, _ = resolve("v1", None, "analytics")
        assert len(old.commit) == 64 and files(old)["v1:plans/acme/plan.yaml"] == PLAN

    def shallow(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, depth: int = 1) -> Repository:
        clone = tmp_path / "shallow"
        repo.git("clone", "--quiet", f"--depth={depth}", "--no-tags", repo.folder.as_uri(), str(clone))
        monkeypatch.chdir(clone)
        made = object.__new__(Repository)
        made.folder, made.days = clone, 5
        return made

    def test_shallow(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shallow(repo, tmp_path, monkeypatch)
        everything = (
            "fetch the rest with `git fetch --unshallow` (in GitHub Actions: `fetch-depth: 0` for actions/checkout)"
        )
        assert trouble("v1") == f'"v1" is not in this shallow clone; {everything}'
        assert trouble("HEAD~1") == (
            '"HEAD~1" is not in this shallow clone; fetch more with `git fetch --deepen=1` '
            "(in GitHub Actions: `fetch-depth: 2` for actions/checkout)"
        )
        assert "`git fetch --deepen=4`" in trouble("HEAD^~2^") and "`fetch-depth: 5`" in trouble("@~4")

    def test_shallow_without_the_default_branch(
        self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What actions/checkout does for a pull request: one commit, and no branch."""
        clone = self.shallow(repo, tmp_path, monkeypatch)
        clone.git("checkout", "--quiet", "--detach")
        for ref in ("refs/heads/main", "refs/remotes/origin/HEAD", "refs/remotes/origin/main"):
            clone.git("update-ref", "--no-deref", "-d", ref)
        assert "the default branch is not in this shallow clone" in trouble() and "`fetch-depth: 0`" in trouble()

    def test_shallow_without_the_place_where_it_began(
        self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        repo.git("checkout", "--quiet", "-b", "feature", "v1")
        repo.commit()
        clone = self.shallow(repo, tmp_path, monkeypatch)
        clone.git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main")
        clone.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
        assert "where this branch left origin/main is not in this shallow clone" in trouble()

    def test_deep_enough(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shallow(repo, tmp_path, monkeypatch, depth=2)
        old, _ = resolve("HEAD~1")
        assert "Logged In" not in files(old)["HEAD~1:plans/acme/events/core.yaml"]

    def test_partial(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing is fetched: a clone that lacks files says so."""
        repo.git("config", "uploadpack.allowFilter", "true")
        clone = tmp_path / "partial"
        repo.git("clone", "--quiet", "--filter=blob:none", repo.folder.as_uri(), str(clone))
        monkeypatch.chdir(clone)
        assert len(names(resolve("v2")[0])) == 2  # those that are checked out are there
        assert trouble("v1") == (
            "this clone is partial and lacks files of that revision, and nothing is fetched here; "
            "bring them with `git fetch --refetch --no-filter`, or clone without --filter"
        )
        repo.git("fetch", "--quiet", "--refetch", "--no-filter", cwd=clone)
        assert len(names(resolve("v1")[0])) == 2

    def test_somebody_elses(self, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        if os.geteuid() != 0:
            pytest.skip("only root can give a repository to somebody else")
        for path in (repo.folder, *repo.folder.rglob("*")):
            os.chown(path, 4321, 4321)
        assert trouble("v1") == (
            f"{repo.folder}: this repository belongs to somebody else, so git does not read it; if you trust them, run "
            f'`git config --global --add safe.directory "{repo.folder}"`'
        )
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")  # as a CI may say it
        monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(repo.folder))
        assert len(names(resolve("v1")[0])) == 2

    def test_damaged(self, repo: Repository) -> None:
        ident = repo.git("rev-parse", "v1:plans/acme/plan.yaml")
        (repo.folder / ".git/objects" / ident[:2] / ident[2:]).unlink()
        assert trouble("v1") == f"the repository lacks the object {ident}; `git fsck` says what else it lacks"
        write(repo.folder, {".git/config": "[core\n"})
        assert trouble("v1").startswith("git rev-parse: bad config line 1 in file")


class TestWhatStandsWhereAFileShould:
    def test_a_symbolic_link(self, repo: Repository) -> None:
        (repo.folder / "plans/acme/more.yaml").symlink_to("/etc/hostname")
        repo.commit(tag="linked")
        assert trouble("linked", "v1") == (
            "linked:plans/acme/more.yaml: is a symbolic link at that revision, which is not followed; put the file itself there"
        )

    def test_a_symbolic_link_instead_of_the_folder(self, repo: Repository) -> None:
        repo.git("mv", "plans", "real")
        (repo.folder / "plans").symlink_to("real")
        repo.commit(tag="linked")
        repo.commit({"plans": None})
        write(repo.folder, {"plans/plan.yaml": PLAN})
        assert "linked:plans: is a symbolic link" in trouble("linked", None, "plans")
        write(repo.folder, {"plans/acme/plan.yaml": PLAN})
        assert "linked:plans: is a symbolic link" in trouble("linked", None, "plans/acme")

    def test_a_symbolic_link_that_is_no_file_of_the_plan(self, repo: Repository) -> None:
        (repo.folder / "plans/acme/README").symlink_to("/etc/hostname")
        repo.commit()
        assert len(names(resolve("HEAD")[0])) == 2

    @pytest.mark.parametrize("committed", [True, False])
    def test_a_pointer_of_git_lfs(self, repo: Repository, committed: bool) -> None:
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 12345\n"
        write(repo.folder, {"plans/acme/events/core.yaml": pointer})
        if committed:
            repo.commit(tag="pointed")
            assert trouble("pointed", "v1") == (
                "pointed:plans/acme/events/core.yaml: is a pointer of Git LFS and not the file itself; "
                "its text is not in git; take the plan out of Git LFS (`git lfs migrate export`)"
            )
        else:
            assert trouble("v1") == (
                "plans/acme/events/core.yaml: is a pointer of Git LFS and not the file itself; `git lfs pull` brings the file"
            )


class TestOddNames:
    ODD = (
        'a "b".yaml',
        "tab\there.yaml",
        "back\\slash.yaml",
        "new\nline.yaml",
        "übung.yaml",
        "-x.yaml",
        ":(top)x.yaml",
        "*.yaml",
    )

    def test_of_files(self, repo: Repository) -> None:
        repo.commit({f"plans/acme/{name}": f"x-a: {place}\n" for place, name in enumerate(self.ODD)})
        old, new = resolve("HEAD")
        assert {name.removeprefix("HEAD:"): text for name, text in files(old).items()} == files(new)
        assert len(names(old)) == 2 + len(self.ODD)

    def test_of_a_file_that_is_not_utf_8(self, repo: Repository) -> None:
        name = b"plans/acme/caf\xe9.yaml"
        with open(os.fsencode(repo.folder) + b"/" + name, "wb") as stream:
            stream.write(b"x-a: 1\n")
        repo.commit()
        old, new = resolve("HEAD")
        assert [one.removeprefix("HEAD:") for one in names(old)] == names(new)

    @pytest.mark.parametrize("name", ["-x", ":(exclude)x", "*", "a b", 'q"q', "$HOME", "~", "[x]", "übung", ":x"])
    def test_of_the_plans_folder(self, repo: Repository, name: str) -> None:
        repo.commit({f"odd/{name}/plan.yaml": PLAN, "odd/other/plan.yaml": PLAN})
        old, new = resolve("HEAD", None, f"odd/{name}")
        assert (names(old), names(new)) == ([f"HEAD:odd/{name}/plan.yaml"], [f"odd/{name}/plan.yaml"])

    @pytest.mark.parametrize("name", ["$HOME", "~", "a b", "-x", "übung", "x\ny"])
    def test_of_the_repository(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        made = Repository(tmp_path / name)
        made.commit(V1, tag="v1")
        enter(monkeypatch, made.folder)
        assert len(names(resolve("v1")[0])) == 2

    @pytest.mark.parametrize("name", ["feature/a-b", "release-1.0", "ünï", "v1.0.0+build", "a@b", "x{y"])
    def test_of_branches(self, repo: Repository, name: str) -> None:
        repo.git("branch", name, "v1")
        old, _ = resolve(name)
        assert old.commit == repo.git("rev-parse", "v1")
        assert names(old)[0].endswith(":plans/acme/plan.yaml") and "\n" not in old.prefix

    def test_a_line_break_in_the_plans_path(self, repo: Repository) -> None:
        write(repo.folder, {"a\nb/plan.yaml": PLAN})
        assert trouble("v1", None, "a\nb") == '"a\\nb": the path of a plan may not hold a line break'


def test_line_ends_are_the_trees_own(repo: Repository) -> None:
    """core.autocrlf is a matter of the working tree: what is in git has LF, and is read as it is there."""
    repo.git("config", "core.autocrlf", "true")
    for path in (repo.folder / "plans").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    old, new = resolve("HEAD")
    assert all("\r" not in text for text in files(old).values()) and all("\r\n" in text for text in files(new).values())


def test_a_large_file_is_read_to_the_limit_only(repo: Repository) -> None:
    repo.commit({"plans/acme/large.yaml": "x" * 5000, "plans/acme/small.yaml": "x-a: 1\n"})
    old, _ = resolve("HEAD")
    assert {file.name.removeprefix("HEAD:plans/acme/"): len(file.content) for file in old.files(1000)} == {
        "plan.yaml": len(PLAN),
        "large.yaml": 1001,
        "small.yaml": 7,
        "events/core.yaml": len(event("Signed Up", "Logged In")),
    }


def test_the_working_tree_is_not_touched(repo: Repository) -> None:
    write(repo.folder, {"plans/acme/events/core.yaml": "half written"})

    def state() -> list[tuple[str, float]]:
        return sorted((str(path), path.stat().st_mtime_ns) for path in repo.folder.rglob("*"))

    before = state()
    for words in ((), ("v1", "v2"), ("v1",)):
        for side in resolve(*words):
            side.files(LIMIT)
    assert state() == before


def test_environment_of_the_tests_themselves() -> None:
    assert not [name for name in clean_environment() if name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")]
