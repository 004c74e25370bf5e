"""Bad input and bad machines under `plan generate`: full disks, signals, folders that are none, and what is left then."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Need
from front_door import inside, obey_permissions, one_line, run, write

PLAN = """\
plan: 1
name: acme
version: 1.0.0
sources:
  web: {platform: web, language: typescript, sdk: segment, out: web/events}
  api: {platform: server, language: python, sdk: segment, out: api/events}
owners: {growth: {name: Growth}}
events:
  Project Created:
    {description: A project is there, trigger: It is stored, owner: growth, sources: [web, api], properties: {
      size: {type: integer, minimum: 1, maximum: 500, description: Members}}}
"""
CHANGED = PLAN.replace("maximum: 500", "maximum: 600").replace("sdk: segment, out: api", "sdk: posthog, out: api")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"plans/plan.yaml": PLAN})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    """What stands in the clients, whatever it is."""
    found = [path for place in ("web", "api") for path in (folder / place).rglob("*")]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found if path.is_file()}


def changed(repository: Path) -> dict[str, bytes]:
    """The clients as they stand, of a plan that then changes so that both become others."""
    assert inside("generate").code == 0
    before = everything(repository)
    assert len(before) == 7
    (repository / "plans" / "plan.yaml").write_text(CHANGED)
    return before


# -- disks and folders


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_192, 8_192))


def test_a_disk_that_takes_no_more_changes_nothing(repository: Path) -> None:
    before = changed(repository)
    ended = run("generate", preexec_fn=small_files)
    assert ended.code == 2
    assert one_line(ended) == "web/events/index.ts: cannot be written: file too large; nothing is changed"
    assert everything(repository) == before


def test_a_disk_that_is_full_changes_nothing(repository: Path) -> None:
    before = changed(repository)
    (repository / "small").mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "t", "small"], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        text = CHANGED.replace("web/events", "small/events")
        (repository / "plans" / "plan.yaml").write_text(text)
        told = one_line(run("generate"))
        assert told.startswith("small/events/") and "no space left on device; nothing is changed" in told
        assert [*(repository / "small").iterdir()] == []
    finally:
        subprocess.run(["umount", "small"], check=True)
    assert everything(repository) == before


def test_a_read_only_folder_changes_nothing_elsewhere(repository: Path) -> None:
    before = changed(repository)
    (repository / "api" / "events").chmod(0o555)
    ended = run("generate", preexec_fn=obey_permissions)
    (repository / "api" / "events").chmod(0o755)
    assert "permission denied; nothing is changed" in one_line(ended)
    assert everything(repository) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["typescript", "--out", "plans/plan.yaml"], "plans/plan.yaml: is a file, and --out names a folder"),
        (["typescript", "--out", "plans/plan.yaml/x"], "plans/plan.yaml: is a file, and a folder is to stand there"),
        (["--template", "plans/plan.yaml", "--out", "x"], "plans/plan.yaml: is a file, not a folder"),
        (["--template", "nowhere", "--out", "x"], "nowhere: there is no such folder"),
        (["--template", "plans", "--out", "x"], "plans: holds no template (*.j2)"),
        (["--template", "own"], "--template makes one client: say where to write with --out"),
        (["kotlin", "--template", "own", "--out", "x"], '--template stands in the place of a target: leave out "kotlin"'),
        (["kotln", "--out", "x"], 'no target is named "kotln" (did you mean "kotlin"?)'),
        (["--plan", "nowhere"], "nowhere: there is no such file or folder"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_one_line_and_nothing_is_written(
    repository: Path, words: list[str], says: str
) -> None:
    write(repository, {"own/x.txt.j2": "x"})
    ended = inside("generate", *words)
    assert ended.code == 2
    assert says in one_line(ended)
    assert everything(repository) == {} and not (repository / "x").exists()


def test_a_wrong_word_is_told_before_a_wrong_plan(repository: Path) -> None:
    (repository / "plans" / "plan.yaml").write_text(PLAN.replace("description: A project is there, ", ""))
    assert one_line(inside("generate", "kotln")) == 'no target is named "kotln" (did you mean "kotlin"?)'


def test_a_language_that_is_no_target_is_told(repository: Path) -> None:
    (repository / "plans" / "plan.yaml").write_text(PLAN.replace("language: python", "language: pyton"))
    told = one_line(inside("generate"))
    assert told == 'source "api": no target is named "pyton" (did you mean "python"?)'
    assert everything(repository) == {}


def test_a_folder_of_a_source_that_is_a_file(repository: Path) -> None:
    write(repository, {"api/events": "mine"})
    told = one_line(inside("generate"))
    assert told == "api/events: is a file, and sources.api.out names a folder"
    assert everything(repository) == {"api/events": b"mine"}


# -- signals


@pytest.mark.skipif(sys.platform != "linux", reason="strace is of Linux")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize(
    ("call", "when", "all_of_it"),
    [
        ("?chmod,?fchmodat", 1, False),  # the first new file stands aside, whole
        ("?chmod,?fchmodat", 3, False),
        ("?rename,?renameat,?renameat2", 1, True),  # the first is put into its place: then all are
        ("?rename,?renameat,?renameat2", 4, True),
    ],
)
def test_a_signal_leaves_all_or_nothing(
    repository: Path, need: Need, number: signal.Signals, code: int, call: str, when: int, all_of_it: bool
) -> None:
    before = changed(repository)
    inject = f"inject={call}:signal={number.name}:when={when}"
    before_it = [need("strace"), "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject]
    if subprocess.run([*before_it, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nothing be traced")
    ended = run("generate", before=before_it)
    assert (ended.code, ended.out) == (code, ""), ended
    found = everything(repository)
    assert not [name for name in found if ".tmp" in name or ".old" in name]
    if all_of_it:
        assert inside("generate", "--check").code == 0
        assert "api/events/posthog.py" in found and "api/events/segment.py" not in found
    else:
        assert found == before
