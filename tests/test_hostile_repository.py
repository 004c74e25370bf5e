"""Repositories that want to run something, or to be read wrong, and a git environment that speaks of another one."""

from __future__ import annotations

import os
import re
import shlex
import stat
import subprocess
import time
from pathlib import Path

import pytest

from front_door import inside, one_line, write
from repositories import PLAN, Repository, clean_environment, counting_git, enter, event
from tracking_plan.revisions import History, Side, history, resolve
from tracking_plan.trouble import Trouble

LIMIT = 1 << 20
FILES = {"plans/plan.yaml": PLAN, "plans/core.yaml": event("Signed Up")}


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two commits, v1 and v2, and a change that is not committed."""
    made = Repository(tmp_path / "repo")
    made.commit(FILES, tag="v1")
    made.commit({"plans/core.yaml": event("Signed Up", "Logged In")}, tag="v2")
    write(made.folder, {"plans/core.yaml": event("Signed Out")})
    enter(monkeypatch, made.folder)
    return made


def texts(side: Side) -> dict[str, str]:
    return {file.name: file.content.decode() for file in side.files(LIMIT)}


def read_everything() -> History:
    """All that is ever read of a repository: both sides, the default base, the history with all its files."""
    for words in (("v1", "v2"), ("v1",), ()):
        for side in resolve(*words):
            assert side.files(LIMIT)
    told = history()
    every = {entry.id for version in told.versions for entry in told.files(version)}
    assert every and len(dict(told.contents(every, LIMIT))) == len(every)
    return told


class Trap:
    """A command that leaves a mark when it is run."""

    def __init__(self, folder: Path) -> None:
        self.mark = folder / "ran"
        self.script = folder / "trap.sh"
        self.script.write_text(f'#!/bin/sh\necho "$0 $*" >> {shlex.quote(str(self.mark))}\nexit 1\n')
        self.script.chmod(0o755)

    @property
    def sprung(self) -> str:
        return self.mark.read_text() if self.mark.exists() else ""


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


KEYS = (
    "core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "core.gitProxy",
    "core.alternateRefsCommand", "diff.external", "diff.trap.command", "diff.trap.textconv", "filter.trap.clean",
    "filter.trap.smudge", "filter.trap.process", "merge.trap.driver", "gpg.program", "gpg.ssh.program",
    "credential.helper", "uploadpack.packObjectsHook", "remote.origin.uploadpack", "remote.origin.vcs",
    "pager.rev-list", "pager.ls-tree", "pager.cat-file", "sequence.editor", "interactive.diffFilter",
)  # fmt: skip
ALIASES = ("ls-tree", "cat-file", "rev-parse", "rev-list", "merge-base", "show-ref", "symbolic-ref")


def arm(repo: Repository, trap: Trap) -> None:
    """Name the trap wherever git's configuration takes a command, and as every hook."""
    for key in KEYS:
        repo.git("config", key, str(trap.script))
    for command in ALIASES:
        repo.git("config", f"alias.{command}", f"!{trap.script}")
    repo.git("config", "filter.trap.required", "true")
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "core.hooksPath", str(repo.folder / ".git" / "hooks"))
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout", "pre-auto-gc"):
        write(repo.folder, {f".git/hooks/{hook}": trap.script.read_text()})
        (repo.folder / ".git/hooks" / hook).chmod(0o755)
    write(repo.folder, {".git/info/attributes": "* filter=trap diff=trap merge=trap\n"})
    write(repo.folder, {".gitattributes": "* filter=trap diff=trap merge=trap\n"})


def test_nothing_that_a_repository_names_is_run(repo: Repository, trap: Trap) -> None:
    arm(repo, trap)
    told = read_everything()
    assert trap.sprung == "" and [version.subject for version in told.versions] == ["A change", "A change"]
    subprocess.run(["git", "status"], cwd=repo.folder, env=clean_environment(), capture_output=True, check=False)
    assert "trap.sh" in trap.sprung  # so it was armed


def test_nor_by_the_commands(repo: Repository, trap: Trap) -> None:
    arm(repo, trap)
    for words in (
        ("diff", "v1"),
        ("diff", "v1", "v2"),
        ("changelog",),
        ("history", "Signed Up"),
        ("impact", "Signed Out"),
    ):
        ended = inside(*words)
        assert ended.code in (0, 1) and ended.out, (words, ended.err)
    assert trap.sprung == ""


class TestARevisionThatCannotBeRead:
    """The command says which side it is, with file and line at that revision, and ends with 2."""

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("events:\n  A: [\n", "3:1: "),
            ("events:\n<<<<<<< HEAD\n  A: {}\n=======\n>>>>>>> x\n", "2:1: a merge conflict is left here"),
            ("- a list\n", "1:1: a plan is a mapping of sections, not a list"),
            (b"events:\n  A: {x: \xff}\n", "2:10: "),
        ],
    )
    def test_on_either_side(self, repo: Repository, text: str | bytes, told: str) -> None:
        ident = repo.commit({"plans/core.yaml": text}, tag="broken")
        for words in (("broken", "v1"), ("v1", "broken")):
            line = one_line(inside("diff", *words))
            start = f"the plan of broken ({ident[:10]}) cannot be read: broken:plans/core.yaml:"
            assert line.startswith(start + told), line
        assert one_line(inside("diff", "v1")).startswith(
            "the plan of the working tree cannot be read: plans/core.yaml:"
        )

    def test_by_what_stands_there(self, repo: Repository) -> None:
        repo.commit({"plans/core.yaml": "version https://git-lfs.github.com/spec/v1\n"}, tag="lfs")
        assert "lfs:plans/core.yaml: is a pointer of Git LFS" in one_line(inside("diff", "lfs", "v1"))
        (repo.folder / "plans/core.yaml").unlink()
        (repo.folder / "plans/core.yaml").symlink_to("/etc/passwd")
        repo.commit(tag="linked")
        for words in (("diff", "linked", "v1"), ("changelog",)):
            assert "plans/core.yaml: is a symbolic link at that revision" in one_line(inside(*words))
        repo.commit({"plans/core.yaml": None})
        repo.commit({"plans/core.yaml": event("Signed Up")})
        for words in (("changelog",), ("history", "Signed Up")):  # what is past and cannot be mended is passed over
            ended = inside(*words)
            assert ended.code == 0 and "plans/core.yaml: is a symbolic link" in ended.err


def test_crlf_and_autocrlf_are_no_change(repo: Repository) -> None:
    repo.git("config", "core.autocrlf", "true")
    write(repo.folder, {name: text.replace("\n", "\r\n") for name, text in FILES.items()})
    assert inside("diff", "v1").err.startswith("No change from v1")


def test_a_commit_that_is_signed_is_not_verified(repo: Repository, trap: Trap) -> None:
    """A signature that is shown runs a program."""
    content = repo.git("cat-file", "commit", "HEAD").replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    write(repo.folder, {"../signed": content + "\n"})
    ident = repo.git("hash-object", "-t", "commit", "-w", str(repo.folder.parent / "signed"))
    repo.git("update-ref", "refs/heads/main", ident)
    arm(repo, trap)
    read_everything()
    assert trap.sprung == ""


def test_a_clone_that_promises_the_rest_fetches_nothing(
    repo: Repository, trap: Trap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.git("config", "uploadpack.allowFilter", "true")
    words = ("clone", "--quiet", "--no-checkout", "--filter=blob:none", repo.folder.as_uri())
    repo.git(*words, str(tmp_path / "partial"))
    clone = Repository(tmp_path / "partial")
    for key, value in (
        ("remote.origin.url", f"ext::{trap.script} %S"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.partialclonefilter", "blob:none"),
        ("extensions.partialClone", "origin"),
        ("core.repositoryformatversion", "1"),
        ("protocol.ext.allow", "always"),
        ("protocol.allow", "always"),
    ):
        clone.git("config", key, value)
    monkeypatch.chdir(clone.folder)
    with pytest.raises(Trouble, match="nothing is fetched here"):
        for side in resolve("v1", "v2"):
            side.files(LIMIT)
    assert trap.sprung == ""


@pytest.mark.parametrize("name", ["--output=pwned", "--upload-pack=pwned", "-x"])
def test_a_ref_that_is_an_option(repo: Repository, name: str) -> None:
    """Git makes no such name, but a pack of a hostile server, or an archive, can bring one."""
    ident = repo.git("rev-parse", "v1")
    for place in ("heads", "tags"):
        write(repo.folder, {f".git/refs/{place}/{name}": f"{ident}\n"})
    write(repo.folder, {".git/HEAD": f"ref: refs/heads/{name}\n"})
    with pytest.raises(Trouble, match="begins with a hyphen"):
        resolve(name)
    old, _ = resolve("HEAD", "v2")
    assert old.commit == ident
    old, _ = resolve(f"refs/heads/{name}", "v2")  # a name that cannot be taken for an option
    assert old.commit == ident and texts(old)
    told = history()
    assert told.versions[0].commit == ident
    assert not [path for path in (*repo.folder.iterdir(), *Path.cwd().iterdir()) if "pwned" in path.name]


@pytest.mark.parametrize(
    "name", ["$(touch${IFS}pwned)", "`touch${IFS}pwned`", "a;touch${IFS}pwned", "'\"&&touch${IFS}pwned|x"]
)
def test_a_ref_that_is_a_command(repo: Repository, name: str) -> None:
    ident = repo.git("rev-parse", "v1")
    write(repo.folder, {f".git/refs/heads/{name}": f"{ident}\n"})
    old, _ = resolve(f"refs/heads/{name}", "v2")
    assert old.commit == ident and texts(old)
    assert not (repo.folder / "pwned").exists()


def test_names_in_the_plan_that_are_options_or_commands(repo: Repository) -> None:
    names = ("--help.yaml", "-o x.yaml", "$(touch pwned).yaml", "%s%n.yaml", "a\\x.yaml", '"q".yaml', ":(attr:x)y.yaml")
    repo.commit({f"plans/--output=x/{name}": f"x-a: {place}\n" for place, name in enumerate(names)}, tag="odd")
    (old, _) = resolve("odd", "v1", "plans/--output=x")
    assert sorted(texts(old)) == sorted(f"odd:plans/--output=x/{name}" for name in names)
    told = history("plans/--output=x")
    assert [entry.path.rpartition("/")[2] for entry in told.files(told.versions[0])] == sorted(names)
    assert not list(repo.folder.rglob("pwned")) and not (repo.folder / "x").exists()


class TestTheEnvironment:
    def test_of_a_hook_speaks_of_another_repository(
        self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = Repository(tmp_path / "other")
        other.commit({"plans/plan.yaml": PLAN.replace("acme", "other")}, tag="v1")
        for name, value in {
            "GIT_DIR": str(other.folder / ".git"),
            "GIT_WORK_TREE": str(other.folder),
            "GIT_INDEX_FILE": str(other.folder / ".git" / "index"),
            "GIT_PREFIX": "plans/",
            "GIT_COMMON_DIR": str(other.folder / ".git"),
            "GIT_OBJECT_DIRECTORY": str(other.folder / ".git" / "objects"),
            "GIT_NAMESPACE": "other",
            "GIT_CONFIG_PARAMETERS": "'core.worktree=/'",
            "GIT_SHALLOW_FILE": "/dev/null",
            "GIT_REPLACE_REF_BASE": "refs/heads",
            "GIT_LITERAL_PATHSPECS": "1",
            "GIT_ICASE_PATHSPECS": "1",
            "GIT_CEILING_DIRECTORIES": "",
        }.items():
            monkeypatch.setenv(name, value)
        old, new = resolve("v1", "v2")
        assert "name: acme" in texts(old)["v1:plans/plan.yaml"] and len(texts(new)) == 2
        assert len(history().versions) == 2
        assert os.environ["GIT_DIR"] == str(other.folder / ".git")  # and whoever called keeps what is theirs

    def test_names_commands(self, repo: Repository, trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("EXTERNAL_DIFF", "PAGER", "SSH", "SSH_COMMAND", "ASKPASS", "PROXY_COMMAND", "EDITOR"):
            monkeypatch.setenv(f"GIT_{name}", str(trap.script))
        monkeypatch.setenv("PAGER", str(trap.script))
        read_everything()
        assert trap.sprung == ""

    def test_writes_traces(self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        trace = tmp_path / "trace"
        for name in ("GIT_TRACE", "GIT_TRACE2", "GIT_TRACE2_EVENT", "GIT_TRACE_SETUP"):
            monkeypatch.setenv(name, str(trace))
        read_everything()
        assert not trace.exists()

    def test_of_a_push_that_is_still_held_apart(self, repo: Repository, tmp_path: Path) -> None:
        """A pre-receive hook sees what is pushed, which is in the repository only once the hook has said yes."""
        server = tmp_path / "server.git"
        repo.git("clone", "--quiet", "--bare", str(repo.folder), str(server))
        said = tmp_path / "said"
        script = (
            "#!/bin/sh\nread old new ref\n"
            f'plan_says() {{ {shlex.join(_reading())} "$1" "$2"; }}\n'
            f'plan_says "$old" "$new" > {shlex.quote(str(said))} 2>&1\n'
        )
        write(server, {"hooks/pre-receive": script})
        (server / "hooks/pre-receive").chmod(0o755)
        repo.commit()
        repo.git("push", "--quiet", str(server), "main")
        assert said.read_text() == f"{event('Signed Up', 'Logged In')}{event('Signed Out')}"

    def test_names_a_folder_of_programs_relative_to_here(
        self, repo: Repository, trap: Trap, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(repo.folder, {"bin/git": trap.script.read_text(), "git": trap.script.read_text()})
        for path in ("bin/git", "git"):
            (repo.folder / path).chmod(0o755)
        monkeypatch.setenv("PATH", f"bin:.::{os.environ['PATH']}")
        read_everything()
        assert trap.sprung == ""
        monkeypatch.setenv("PATH", "bin:.:")
        with pytest.raises(Trouble, match="git is not found on PATH"):
            resolve("v1")

    def test_wants_another_language(self, repo: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LC_ALL", "C")
        monkeypatch.setenv("LANGUAGE", "de")
        read_everything()


def _reading() -> list[str]:
    import sys

    code = (
        "import sys; from tracking_plan.revisions import resolve\n"
        "for side in resolve(*sys.argv[1:]):\n"
        "    sys.stdout.write(next(f.content.decode() for f in side.files(1 << 20) if 'core' in f.name))\n"
    )
    return [sys.executable, "-c", code]


class TestTime:
    def test_git_that_hangs_is_ended_with_what_it_started(
        self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(
            tmp_path,
            {"slow/git": f"#!/bin/sh\necho $$ >> {tmp_path}/pids\nsleep 600 & echo $! >> {tmp_path}/pids\nwait\n"},
        )
        (tmp_path / "slow/git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}/slow:{os.environ['PATH']}")
        monkeypatch.setenv("PLAN_GIT_TIMEOUT", "0.5")
        with pytest.raises(Trouble) as told:
            resolve("v1")
        assert str(told.value) == (
            "git rev-parse took longer than 0.5 s; PLAN_GIT_TIMEOUT=SECONDS in the environment allows it more"
        )
        for ident in (tmp_path / "pids").read_text().split():
            assert _gone(int(ident))

    def test_git_that_stops_in_the_middle_of_files(
        self, repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = subprocess.check_output(["which", "git"], text=True).strip()
        script = f'#!/bin/sh\ncase "$*" in *"cat-file --batch") sleep 600;; esac\nexec {real} "$@"\n'
        write(tmp_path, {"slow/git": script})
        (tmp_path / "slow/git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}/slow:{os.environ['PATH']}")
        monkeypatch.setenv("PLAN_GIT_TIMEOUT", "0.5")
        with pytest.raises(Trouble, match=r"git cat-file took longer than 0\.5 s"):
            resolve("v1")[0].files(LIMIT)

    @pytest.mark.parametrize("given", ["0", "-1", "soon", "1e9", "inf"])
    def test_the_bound_is_a_number(self, repo: Repository, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
        monkeypatch.setenv("PLAN_GIT_TIMEOUT", given)
        with pytest.raises(Trouble, match="takes a number of seconds above 0"):
            resolve("v1")


def _gone(ident: int) -> bool:
    """Whether a process that was told to end has ended, which it does when its turn on the processor comes."""
    return any(not _runs(ident) or time.sleep(0.05) for _ in range(200))


def _runs(ident: int) -> bool:
    try:
        os.kill(ident, 0)
        state = Path(f"/proc/{ident}/stat").read_text().rpartition(")")[2].split()[0]
    except (ProcessLookupError, FileNotFoundError):
        return False
    return state != "Z"  # ended, and not yet collected by whoever it was left to


def test_three_thousand_files_take_a_few_processes(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({f"plans/{place // 50:02}/{place}.yaml": f"x-a: {place}\n" for place in range(3000)}, tag="many")
    repo.commit({"plans/00/0.yaml": "x-a: 1\n"}, tag="more")
    setting, log = counting_git(tmp_path)
    monkeypatch.setenv("PATH", setting["PATH"])
    old, new = resolve("many", "more")
    assert len(texts(old)) == len(texts(new)) == 3002
    assert len(log.read_text().splitlines()) <= 8
    log.write_text("")
    told = history()
    assert {len(told.files(version)) for version in told.versions} == {2, 3002}
    assert len(log.read_text().splitlines()) <= 12


def test_a_long_history_takes_a_few_processes(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in range(60):
        repo.commit({"plans/core.yaml": event(f"Step {place} Done")})
    setting, log = counting_git(tmp_path)
    monkeypatch.setenv("PATH", setting["PATH"])
    told = history()
    assert len(told.versions) == 62
    every = {entry.id for version in told.versions for entry in told.files(version)}
    assert len(dict(told.contents(every, LIMIT))) == 63
    assert len(log.read_text().splitlines()) <= 12


def test_only_commands_that_read_objects_and_names(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.git("mv", "plans", "moved")
    repo.commit()
    setting, log = counting_git(tmp_path)
    monkeypatch.setenv("PATH", setting["PATH"])
    for words in (("v1", "HEAD", "moved"), ("v1", None, "moved"), (None, None, "moved")):
        assert all(texts(side) for side in resolve(*words))
    assert len(history("moved").versions) == 3
    runs = [re.split(r" -C \S+ ", line, maxsplit=1) for line in log.read_text().splitlines()]
    assert {rest.split()[0] for _, rest in runs} <= {
        "rev-parse", "cat-file", "ls-tree", "rev-list", "merge-base", "show-ref", "symbolic-ref"
    }  # fmt: skip
    for options, _ in runs:
        assert "core.fsmonitor=false" in options and f"core.hooksPath={os.devnull}" in options


def test_the_working_tree_is_elsewhere(repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`core.worktree` may name any folder: nothing is read there but what is named."""
    (tmp_path / "secret").mkdir()
    repo.git("config", "core.worktree", str(tmp_path / "secret"))
    with pytest.raises(Trouble, match="no working tree of the repository stands here"):
        resolve("v1")
    assert len(texts(resolve("v1", "v2", "plans")[0])) == 2


def test_a_file_that_says_where_the_repository_is(
    repo: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a submodule has it; one that leads nowhere is said to be none."""
    write(tmp_path, {"elsewhere/.git": f"gitdir: {repo.folder}/.git\n", "elsewhere/plans/plan.yaml": PLAN})
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert len(texts(resolve("v1")[0])) == 2
    write(tmp_path, {"elsewhere/.git": "gitdir: ../nowhere\n"})
    with pytest.raises(Trouble, match="is not in a git repository"):
        resolve("v1")


def test_an_object_that_is_damaged(repo: Repository) -> None:
    ident = repo.git("rev-parse", "v1:plans/plan.yaml")
    path = repo.folder / ".git/objects" / ident[:2] / ident[2:]
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    path.write_bytes(b"not zlib at all")
    with pytest.raises(Trouble, match=f"lacks the object {ident}; `git fsck` says"):
        resolve("v1")[0].files(LIMIT)
