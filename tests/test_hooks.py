"""What others run us with: the hooks of pre-commit, and the steps of the GitHub action; each as it is really run."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from front_door import TOP, Ended, inside, write
from repositories import PLAN, Repository, clean_environment, enter, event

V1 = {"plans/plan.yaml": PLAN, "plans/core.yaml": event("Signed Up", "Logged In")}
BREAKING = {"plans/core.yaml": event("Signed Up")}
SAFE = {"plans/more.yaml": event("Logged Out")}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A plan on main, known to the remote, and a branch that is checked out."""
    made = Repository(tmp_path / "repo")
    made.commit(V1, tag="v1")
    made.git("clone", "--quiet", "--bare", str(made.folder), str(tmp_path / "remote.git"))
    made.git("remote", "add", "origin", str(tmp_path / "remote.git"))
    made.git("fetch", "--quiet", "origin")
    made.git("checkout", "--quiet", "-b", "feature")
    enter(monkeypatch, made.folder)
    return made


def hooks() -> dict[str, dict[str, Any]]:
    return {hook["id"]: hook for hook in yaml.safe_load((TOP / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}


def on_path() -> str:
    return f"{sysconfig.get_path('scripts')}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


class TestPreCommit:
    def test_the_hooks(self) -> None:
        assert hooks()["plan-diff"]["stages"] == ["pre-push"]
        for hook in hooks().values():
            assert hook["language"] == "python"
            assert hook.get("pass_filenames", True) is (hook["id"] == "plan-fmt"), (
                "what is formatted is one file by itself"
            )

    def test_plan_fmt_formats_the_files_of_a_commit(self, repo: Repository) -> None:
        write(repo.folder, {"plans/more.yaml": "events:\n    Logged Out: {trigger: 'It is', description: It is}\n"})
        write(repo.folder, {"plans/left.yaml": "owners:\n    left: {}\n"})
        ended = inside(*hooks()["plan-fmt"]["entry"].split()[1:], "plans/more.yaml")
        assert ended.code == 0 and "1 file formatted" in ended.err
        text = (repo.folder / "plans/more.yaml").read_text()
        assert text == "events:\n  Logged Out: {description: It is, trigger: It is}\n"
        assert (repo.folder / "plans/left.yaml").read_text() == "owners:\n    left: {}\n"

    def push(self, repo: Repository, *words: str) -> subprocess.CompletedProcess[str]:
        """A real push, with the hook as pre-commit runs it: no file names, and all that git sets for a hook."""
        entry = hooks()["plan-diff"]["entry"]
        write(
            repo.folder, {".git/hooks/pre-push": f"#!/bin/sh\nPATH={shlex.quote(on_path())} exec {entry} < /dev/null\n"}
        )
        (repo.folder / ".git/hooks/pre-push").chmod(0o755)
        command = ["git", "push", "--quiet", *words, "origin", "HEAD"]
        return subprocess.run(
            command, cwd=repo.folder, env=clean_environment(), capture_output=True, text=True, check=False
        )

    def test_a_push_that_breaks_something_is_refused(self, repo: Repository) -> None:
        repo.commit(BREAKING)
        done = self.push(repo)
        assert done.returncode == 1 and "failed to push" in done.stderr
        told = done.stdout + done.stderr
        assert 'breaking[event-removed] event "Logged In" is removed' in told and "left origin/main" in told
        assert repo.git("ls-remote", "origin", "feature") == ""

    def test_one_that_does_not_goes_through(self, repo: Repository) -> None:
        repo.commit(SAFE)
        done = self.push(repo)
        assert done.returncode == 0, done.stderr
        assert repo.git("ls-remote", "origin", "feature")

    def test_from_a_second_working_tree(self, repo: Repository, tmp_path: Path) -> None:
        """There git sets GIT_DIR for hooks."""
        repo.git("worktree", "add", "--quiet", "-b", "other", str(tmp_path / "second"), "main")
        second = object.__new__(Repository)
        second.folder, second.days = tmp_path / "second", 5
        second.commit(BREAKING)
        entry = hooks()["plan-diff"]["entry"]
        write(
            repo.folder, {".git/hooks/pre-push": f"#!/bin/sh\nPATH={shlex.quote(on_path())} exec {entry} < /dev/null\n"}
        )
        (repo.folder / ".git/hooks/pre-push").chmod(0o755)
        done = subprocess.run(
            ["git", "push", "--quiet", "origin", "HEAD"],
            cwd=second.folder, env=clean_environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1 and "event-removed" in done.stdout + done.stderr

    def test_generated_clients_are_committed_as_the_plan_has_them(self, repo: Repository) -> None:
        """A real commit, with the hook as pre-commit runs it."""
        entry = hooks()["plan-generate"]["entry"]
        plan = PLAN.replace("sdk: segment", "sdk: segment, out: web/events")
        assert plan != PLAN
        write(repo.folder, {"plans/plan.yaml": plan})
        write(repo.folder, {".git/hooks/pre-commit": f"#!/bin/sh\nPATH={shlex.quote(on_path())} exec {entry}\n"})
        (repo.folder / ".git/hooks/pre-commit").chmod(0o755)

        def commit() -> subprocess.CompletedProcess[str]:
            repo.git("add", ".")
            who = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
            command = ["git", *who, "commit", "--quiet", "-m", "One"]
            return subprocess.run(
                command, cwd=repo.folder, env=clean_environment(), capture_output=True, text=True, check=False
            )

        done = commit()
        assert done.returncode == 1, done
        assert "Not up to date: 3 files are not as the plan would have it; run `plan generate`." in done.stderr
        assert not (repo.folder / "web").exists()
        assert inside("generate").code == 0
        assert commit().returncode == 0
        (repo.folder / "web" / "events" / "index.ts").write_text("// mine\n")
        assert commit().returncode != 0


ACTION = yaml.safe_load((TOP / "action.yml").read_text(encoding="utf-8"))
STEP = next(step for step in ACTION["runs"]["steps"] if step.get("name") == "plan")


def act(folder: Path, given: Mapping[str, str], **event: str) -> tuple[Ended, str]:
    """Run the action's last step as GitHub does: inputs and event in the environment. Its end, and the job summary."""
    expressions = {
        f"${{{{ inputs.{name} }}}}": given.get(name, said["default"]) for name, said in ACTION["inputs"].items()
    }
    expressions["${{ github.event.pull_request.base.sha }}"] = event.get("pull_request", "")
    expressions["${{ github.event.before }}"] = event.get("before", "")
    summary = folder.parent / "summary"
    summary.write_text("# before\n")
    settings = {name: expressions[said] for name, said in STEP["env"].items()}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEP["run"]],
        cwd=folder,
        env=clean_environment(
            {**settings, "PATH": on_path(), "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(summary)}
        ),
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr), summary.read_text().removeprefix("# before\n")


class TestTheAction:
    def test_no_text_of_others_in_the_script(self) -> None:
        """What GitHub puts into a script is run by it: everything comes by the environment."""
        assert all("${{" not in step.get("run", "") for step in ACTION["runs"]["steps"])

    def test_validate_is_what_it_does(self, repo: Repository) -> None:
        ended, summary = act(repo.folder, {})
        assert (ended.code, summary) == (0, "") and "judged 2 events" in ended.err
        write(repo.folder, {"plans/core.yaml": event("signUp")})
        ended, _ = act(repo.folder, {"plan": "plans"})
        assert ended.code == 1 and ended.out.startswith("::error file=plans/core.yaml,line=2")
        assert act(repo.folder, {"fail-on": "never"})[0].code == 0

    def test_diff_of_a_pull_request(self, repo: Repository) -> None:
        """The base may have gone on: what the branch did is told, not what it lacks."""
        repo.commit(BREAKING)
        repo.git("checkout", "--quiet", "main")
        ahead = repo.commit(SAFE)
        repo.git("checkout", "--quiet", "feature")
        ended, summary = act(repo.folder, {"mode": "diff"}, pull_request=ahead)
        assert ended.code == 1 and "::error file=plans/" in ended.out and "Logged Out" not in ended.out
        assert summary.startswith("### plan diff: 1 breaking change\n") and "`Logged In`" in summary

    def test_diff_of_the_merge_that_github_checks_out(self, repo: Repository) -> None:
        repo.commit(BREAKING)
        repo.git("checkout", "--quiet", "main")
        base = repo.commit(SAFE)
        repo.git("checkout", "--quiet", "--detach")
        repo.git("merge", "--quiet", "--no-ff", "-m", "merge", "feature")
        ended, summary = act(repo.folder, {"mode": "diff"}, pull_request=base)
        assert ended.code == 1 and "1 breaking change" in summary and "Logged Out" not in summary

    def test_diff_of_a_push(self, repo: Repository) -> None:
        before = repo.git("rev-parse", "HEAD")
        repo.commit(SAFE)
        ended, summary = act(repo.folder, {"mode": "diff"}, before=before)
        assert ended.code == 0 and "1 safe change" in summary

    def test_diff_of_a_branch_that_is_new(self, repo: Repository) -> None:
        repo.commit(SAFE)
        ended, summary = act(repo.folder, {"mode": "diff"}, before="0" * 40)
        assert ended.code == 0 and "1 safe change" in summary and "left origin/main" in ended.err

    def test_diff_with_everything_said(self, repo: Repository) -> None:
        repo.commit(BREAKING)
        given = {"mode": "diff", "base": "v1", "plan": "plans", "fail-on": "never", "args": "--perspective\nwire\n"}
        ended, summary = act(repo.folder, given, pull_request="0" * 40)
        assert ended.code == 0 and "1 breaking change" in summary

    def test_a_shallow_checkout_is_told_what_it_lacks(self, repo: Repository, tmp_path: Path) -> None:
        base = repo.git("rev-parse", "main")
        repo.commit(SAFE)
        repo.git("clone", "--quiet", "--depth=1", repo.folder.as_uri(), str(tmp_path / "shallow"))
        ended, summary = act(tmp_path / "shallow", {"mode": "diff"}, pull_request=base)
        assert (ended.code, summary) == (2, "") and "`fetch-depth: 0` for actions/checkout" in ended.err

    @pytest.mark.parametrize(
        "base", ["--output=pwned", "$(touch pwned)", "`touch pwned`", "v1; touch pwned", "v1\ntouch pwned"]
    )
    def test_inputs_are_words(self, repo: Repository, base: str) -> None:
        ended, _ = act(repo.folder, {"mode": "diff", "base": base})
        assert ended.code == 2 and not list(repo.folder.parent.rglob("pwned"))
        ended, _ = act(repo.folder, {"mode": base})
        assert ended.code == 2 and not list(repo.folder.parent.rglob("pwned"))
