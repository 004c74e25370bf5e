"""What the machine does to a run: signals, closed pipes, full disks, missing rights, locales, clocks. None of it may harm."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Need
from front_door import (
    COMMAND,
    FORMATS,
    HEAD,
    Ended,
    environment,
    inside,
    obey_permissions,
    one_line,
    run,
    write,
)
from tracking_plan.document import write as yaml_of

EVENT = "  {name}:\n    description: A thing came about\n    owner: growth\n"
GOOD = HEAD + "events:\n" + EVENT.format(name="Signed Up")
BAD = HEAD + "events:\n" + EVENT.format(name="signUp")
SEGMENT = '{"name": "p", "rules": {"events": [{"name": "Signed Up", "description": "d", "rules": {"properties": {}}}]}}'


def many(events: int) -> str:
    return HEAD + "events:\n" + "".join(EVENT.format(name=f"Thing{place} Created") for place in range(events))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a good and a bad plan, which is the working directory."""
    write(tmp_path, {".git/HEAD": "", "good.yaml": GOOD, "bad.yaml": BAD, "segment.json": SEGMENT})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def clean(ended: Ended) -> Ended:
    """Nothing of Python's own shows."""
    for text in (ended.out, ended.err):
        assert not re.search(r"Traceback|Exception ignored|a fault in plan itself|BrokenPipe|\.py\"", text), text
    return ended


def leftovers(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob(".plan-*"))


# -- F02, F03: signals


def stopped(number: int, when: str, *words: str) -> Ended:
    """Start a run on a plan from a pipe that is not closed, send it a signal when it waits there, and see it end."""
    child = subprocess.Popen(
        [*COMMAND, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert child.stdin is not None
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(b"plan: 1\n")
        child.stdin.flush()
    time.sleep(0.6 if when == "reading" else float(when))
    child.send_signal(number)
    out, err = child.communicate(timeout=30)
    return Ended(child.returncode, out.decode(), err.decode())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"])
def test_a_signal_while_reading(number: int, code: int) -> None:
    ended = clean(stopped(number, "reading", "validate", "-"))
    assert (ended.code, ended.out, ended.err) == (code, "", "")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"])
def test_a_signal_while_working(number: int, code: int, folder: Path) -> None:
    write(folder, {"many.yaml": many(50_000)})
    child = subprocess.Popen(
        [*COMMAND, "validate", "many.yaml", "--output", "out.json", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    time.sleep(0.9)
    child.send_signal(number)
    out, err = child.communicate(timeout=30)
    ended = clean(Ended(child.returncode, out.decode(), err.decode()))
    assert (ended.code, ended.out, ended.err) == (code, "", "")
    assert not leftovers(folder) and not Path("out.json").exists()


def test_ctrl_c_before_all_is_loaded() -> None:
    """From the first line of our own on, Ctrl-C is quiet: while modules load, too."""
    code = (
        "import os, signal, sys, threading; from tracking_plan.cli import entry\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'typer': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder()); entry.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


# -- F04, F05, F15: standard streams


@pytest.mark.parametrize(
    "words", [["validate", "many.yaml"], ["explain"], ["--help"], ["validate", "many.yaml", "-f", "sarif"]]
)
def test_a_pipe_that_nobody_reads(words: list[str], folder: Path) -> None:
    write(folder, {"many.yaml": many(300)})
    child = subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert child.stdout is not None and child.stderr is not None
    child.stdout.close()
    err = child.stderr.read().decode()
    child.stderr.close()
    clean(Ended(0, "", err))
    assert child.wait(timeout=30) in (0, 1, 141)


FULL = [
    ["validate", "bad.yaml"],
    ["validate", "many.yaml"],
    ["explain"],
    ["explain", "event-name-case"],
    ["--help"],
    ["--version"],
]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", FULL, ids=" ".join)
def test_a_full_disk_behind_standard_output(words: list[str], folder: Path) -> None:
    write(folder, {"many.yaml": many(300)})
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment(),
            timeout=30,
        )
    said = [line for line in done.stderr.splitlines() if not line.startswith("Found ")]
    assert (done.returncode, said) == (2, ["plan: the output cannot be written: no space left on device"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_error_changes_no_verdict(folder: Path) -> None:
    for target, code in (("good.yaml", 0), ("bad.yaml", 1), ("nope.yaml", 2)):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [*COMMAND, "validate", target], stdout=subprocess.DEVNULL, stderr=full, check=False, env=environment()
            )
        assert done.returncode == code


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(closed: str, folder: Path) -> None:
    for target, code in (("good.yaml", 0), ("bad.yaml", 1), ("nope.yaml", 2)):
        words = f'exec "$@" validate {target} {closed}'
        done = subprocess.run(
            ["sh", "-c", words, "sh", *COMMAND],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
            env=environment(),
        )
        assert done.returncode == code, (target, done)
        clean(Ended(code, done.stdout, done.stderr))


# -- F06 to F09: where a report or a plan is written


def limited_files(bytes_most: int) -> Callable[[], None]:
    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_most, bytes_most))

    return limit


def test_no_room_for_the_report(folder: Path) -> None:
    write(folder, {"many.yaml": many(300), "out.json": "before"})
    ended = run("validate", "many.yaml", "-f", "json", "-o", "out.json", cwd=folder, preexec_fn=limited_files(4096))
    assert ended.code == 2
    assert one_line(ended) == "out.json: cannot be written: file too large"
    assert Path("out.json").read_text() == "before" and not leftovers(folder)


@pytest.mark.skipif(os.geteuid() != 0 or not sys.platform.startswith("linux"), reason="only root mounts a small disk")
def test_no_room_on_the_disk(folder: Path) -> None:
    write(folder, {"many.yaml": many(300), "small/keep": ""})
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "t", "small"], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this machine lets no disk be mounted")
    try:
        Path("small/out.json").write_text("before")
        ended = run("validate", "many.yaml", "-f", "json", "-o", "small/out.json", cwd=folder)
        assert (ended.code, one_line(ended)) == (2, "small/out.json: cannot be written: no space left on device")
        assert Path("small/out.json").read_text() == "before" and not leftovers(folder)
    finally:
        subprocess.run(["umount", "small"], check=True)


def test_a_folder_that_may_not_be_written(folder: Path) -> None:
    write(folder, {"out/keep": ""})
    (folder / "out").chmod(0o555)
    for words in (
        ["validate", "good.yaml", "-o", "out/a.txt"],
        ["validate", "good.yaml", "--write-baseline", "out/a.txt"],
        ["init", "out"],
        ["import", "segment", "segment.json", "--out", "out"],
    ):
        ended = run(*words, cwd=folder, preexec_fn=obey_permissions)
        assert ended.code == 2 and ended.out == ""
        assert re.fullmatch(r"plan: out/\S+: cannot be written: permission denied\n", ended.err), ended.err
    assert os.listdir("out") == ["keep"]
    (folder / "out").chmod(0o755)


def test_links_are_not_written_through(folder: Path) -> None:
    write(folder, {"victim": "precious", "elsewhere/keep": "", "there/keep": ""})
    for name, to in (("out.txt", "victim"), ("dangling", "nowhere"), ("there/plans", "../elsewhere")):
        Path(name).symlink_to(to)
    for words, link in (
        (["validate", "bad.yaml", "-o", "out.txt"], "out.txt"),
        (["validate", "bad.yaml", "--write-baseline", "out.txt"], "out.txt"),
        (["validate", "bad.yaml", "-o", "dangling"], "dangling"),
        (["init", "there"], "there/plans"),
    ):
        ended = inside(*words)
        assert ended.code == 2 and ended.err.startswith(
            f"plan: {link}: is a symbolic link, which is not written through"
        )
    assert Path("victim").read_text() == "precious" and not Path("nowhere").exists()
    assert os.listdir("elsewhere") == ["keep"]


def test_a_way_through_a_link_and_back_is_refused(folder: Path) -> None:
    """`link/../x` is `x` to a reader and another place to the system: neither is written."""
    write(folder, {"inner/deep/keep": ""})
    Path("link").symlink_to("inner/deep")
    for words in (
        ["validate", "bad.yaml", "-o", "link/../x"],
        ["validate", "bad.yaml", "--write-baseline", "link/../x"],
        ["init", "link/../x"],
        ["import", "segment", "segment.json", "--out", "link/../x"],
    ):
        ended = inside(*words)
        assert ended.code == 2 and f"to {folder}/inner/x; name that, or x" in ended.err
    assert not Path("x").exists() and not Path("inner/x").exists()
    assert inside("validate", "bad.yaml", "-o", "inner/../x").code == 1 and Path("x").exists()


@pytest.mark.parametrize("target", ["-", "/dev/stdout"])
def test_output_to_standard_output(target: str, folder: Path) -> None:
    done = run("validate", "bad.yaml", "--output", target, cwd=folder)
    assert done.code == 1 and done.out == run("validate", "bad.yaml", cwd=folder).out


# -- F10, F11, F32: twice, and at once


def tree(folder: str | Path) -> dict[str, tuple[bytes, int]]:
    found = (path for path in sorted(Path(folder).rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_a_second_run_writes_nothing(folder: Path) -> None:
    commands = [
        ["validate", "bad.yaml", "-o", "out/report.sarif", "-f", "sarif"],
        ["validate", "bad.yaml", "--write-baseline", "out/baseline.json"],
        ["import", "segment", "segment.json", "--out", "out/plans"],
    ]
    for words in commands:
        inside(*words)
    before = tree("out")
    assert {"report.sarif", "baseline.json"} < set(before)
    for words in commands:
        inside(*words)
    assert tree("out") == before
    assert not leftovers(folder)


def test_two_runs_into_one_folder(folder: Path) -> None:
    words = {name: ["import", "segment", "segment.json", "--out", name] for name in ("one", "both")}
    assert inside(*words["one"]).code == 0
    children = [subprocess.Popen([*COMMAND, *words["both"]], stdout=-3, stderr=-3, env=environment()) for _ in range(4)]
    assert {child.wait(timeout=30) for child in children} <= {0, 2}
    assert {name: content for name, (content, _) in tree("both").items()} == {
        name: c for name, (c, _) in tree("one").items()
    }


def test_many_runs_at_once_say_what_one_says(folder: Path) -> None:
    names = ["good.yaml", "bad.yaml"] * 4
    words = [[*COMMAND, "validate", name, "--quiet"] for name in names]
    children = [subprocess.Popen(w, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()) for w in words]
    ended = [(child.communicate(timeout=60)[0].decode(), child.returncode) for child in children]
    alone = {name: inside("validate", name, "--quiet") for name in set(names)}
    assert ended == [(alone[name].out, alone[name].code) for name in names]


# -- F13, F14, F16: what is read


def test_a_pipe_is_read_like_a_file(folder: Path) -> None:
    os.mkfifo("pipe")
    feeder = threading.Thread(target=lambda: Path("pipe").write_text(BAD))
    feeder.start()
    ended = clean(run("validate", "pipe", "-f", "json", cwd=folder, seconds=20))
    feeder.join()
    assert ended.code == 1 and {finding["file"] for finding in ended.findings} == {"pipe"}


def test_an_unfed_pipe_can_be_left(folder: Path) -> None:
    os.mkfifo("pipe")
    ended = clean(stopped(signal.SIGINT, "reading", "validate", "pipe"))
    assert (ended.code, ended.err) == (130, "")


def test_odd_files_in_a_folder_are_let_be(folder: Path) -> None:
    write(folder, {"plans/plan.yaml": GOOD, "plans/folder.yaml/note.txt": "a folder, not a file"})
    os.mkfifo("plans/pipe.yaml")
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listening:
        os.chdir("plans")
        listening.bind("socket.yaml")
        os.chdir("..")
        ended = run("validate", "plans", cwd=folder, seconds=20)
    assert (ended.code, ended.err[:5]) == (0, "Clean") or ended.code == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_an_endless_file_ends_at_the_limit() -> None:
    ended = clean(run("validate", "/dev/zero", "-f", "json", seconds=20))
    assert (ended.code, ended.places) == (1, ["limit-exceeded 1:1"])


def test_few_descriptors_and_little_memory(folder: Path) -> None:
    write(folder, {"many.yaml": many(20_000), **{f"plans/{place}.yaml": "# nothing yet\n" for place in range(100)}})
    write(folder, {"plans/plan.yaml": GOOD})
    assert clean(run("validate", "plans", cwd=folder, before=["sh", "-c", 'ulimit -n 32; exec "$@"', "sh"])).code == 0
    ended = run("validate", "many.yaml", cwd=folder, before=["sh", "-c", 'ulimit -v 120000; exec "$@"', "sh"])
    assert (ended.code, one_line(ended)) == (
        2,
        "there is not enough memory for this; give it more, or split what is read",
    )


# -- F17, F18: the same everywhere

ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
PLACES: dict[str, dict[str, str]] = {
    "an ASCII locale": ASCII,
    "another hash seed": {"PYTHONHASHSEED": "77", "TZ": "Pacific/Kiritimati"},
    "Turkish": {"PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Anchorage"},
    "a narrow terminal": {"COLUMNS": "20", "LINES": "5", "TERM": "dumb"},
}
FOREIGN = (
    HEAD
    + "events:\n  Café İnvited 🎉: {description: naïve, owner: équipe}\n  signUp: {description: d, owner: growth}\n"
)


def everything(folder: Path, env: dict[str, str]) -> list[Ended]:
    """Every format's report on a plan of several files, one after the other in one process."""
    code = (
        "import sys; from tracking_plan.cli import main\n"
        "main._open_streams()\n"
        f"for f in {FORMATS!r}:\n"
        "    sys.argv = ['plan', 'validate', 'plans', '--quiet', '--format', f]; main._main()\n"
        "for words in (['explain'], ['explain', 'event-name-case']):\n"
        "    sys.argv = ['plan', *words]; main._main()"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=folder,
        env=environment({"PYTHONHASHSEED": "1", **env}),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr.decode()
    return [Ended(0, done.stdout.decode(), "")]


PLANS = {
    "plan.yaml": HEAD,
    "a/é.yaml": FOREIGN.removeprefix(HEAD),
    "a/b.yaml": "events:\n  Sign Up: {owner: growht}\n",
    "c.yaml": "x-c: 1\n",
}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Ended]]:
    folder = tmp_path_factory.mktemp("usual")
    write(folder / "plans", PLANS)
    return folder, everything(folder, {})


@pytest.mark.parametrize("where", PLACES)
def test_the_same_bytes_everywhere(where: str, usual: tuple[Path, list[Ended]]) -> None:
    folder, expected = usual
    assert everything(folder, PLACES[where]) == expected
    assert "Café İnvited 🎉" in expected[0].out


def test_the_same_bytes_in_any_order_of_the_folder(usual: tuple[Path, list[Ended]], tmp_path: Path) -> None:
    for name, content in reversed(PLANS.items()):
        write(tmp_path / "plans", {name: content})
    assert everything(tmp_path, {}) == usual[1]


def test_an_ascii_locale_names_files_by_their_utf_8_names(folder: Path) -> None:
    write(folder, {"plans/plan.yaml": "plan: 1\n", "plans/é/ü.yaml": "events:\n  signUp: {}\n"})
    for target in ("plans/é/ü.yaml", str(folder / "plans/é/ü.yaml"), "plans"):
        usual, ascii_only = (run("validate", target, "-q", cwd=folder, env=env) for env in ({}, ASCII))
        assert usual == ascii_only and usual.out.startswith("plans/é/ü.yaml:2:3: ")
    assert run("validate", "plans", "-q", "-o", "ö/ä.json", "-f", "json", cwd=folder, env=ASCII).code == 1
    assert Path("ö/ä.json").read_text("utf-8") == run("validate", "plans", "-q", "-f", "json", cwd=folder).out


# -- F21, F28: nothing run, nothing fetched

HIJACK = "import os; open(os.path.join(os.path.dirname(__file__), 'canary'), 'w').close()\n"
NAMES = (
    "yaml",
    "json",
    "typing",
    "typer",
    "msgspec",
    "rich",
    "sitecustomize",
    "usercustomize",
    "tracking_plan",
    "_judge",
    "re",
)


def test_modules_in_the_working_directory_are_not_imported(folder: Path) -> None:
    write(folder, {f"{name}.py": HIJACK for name in NAMES})
    write(folder, {"plans/plan.yaml": GOOD, **{f"plans/{name}.py": HIJACK for name in NAMES}})
    for words in (
        ["validate", "plans"],
        ["explain"],
        ["import", "segment", "segment.json", "--out", "made"],
        ["init", "new"],
    ):
        assert clean(run(*words, cwd=folder)).code == 0
    python = [sys.executable, "-P", "-m", "tracking_plan", "validate", "plans"]
    assert subprocess.run(python, cwd=folder, env=environment(), capture_output=True, check=False).returncode == 0
    assert not list(folder.rglob("canary"))


OUTSIDE = HEAD + (
    "extends: /etc/passwd\n"
    "events:\n"
    "  Signed Up:\n"
    "    description: 'https://example.com/ file:///etc/passwd {{7*7}} $(id) `id`'\n"
    "    owner: growth\n"
    "    properties:\n"
    "      a: {$ref: 'http://127.0.0.1:9/x.json', description: d}\n"
    "      b: {type: string, format: uri, examples: ['http://127.0.0.1:9/'], description: d}\n"
)
FOREIGN_SCHEMA = '{"rules": {"events": [{"name": "A B", "rules": {"$ref": "http://127.0.0.1:9/x.json", "properties": {"properties": {"$ref": "file:///etc/passwd"}}}}]}}'
COMMANDS = [
    ["validate", "outside.yaml"],
    ["validate", "outside.yaml", "--format", "sarif"],
    ["explain", "event-name-case"],
    ["init", "new"],
    ["import", "segment", "schema.json", "--out", "made"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words[:2]))
def test_no_network_no_process_no_other_file(words: list[str], folder: Path, need: Need) -> None:
    """By the system's own account: no socket, no program, no file of the machine that a plan names."""
    write(folder, {"outside.yaml": OUTSIDE, "schema.json": FOREIGN_SCHEMA})
    if sys.platform != "linux":
        pytest.skip("strace is of Linux")
    before = [need("strace"), "-f", "-qq", "-e", "trace=network,execve,openat", "-o", str(folder / "trace")]
    if subprocess.run([*before[:-2], "-o", "/dev/null", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nothing be traced")
    ended = run(*words, cwd=folder, before=before)
    assert ended.code in (0, 1)
    trace = Path("trace").read_text(errors="replace")
    assert not re.search(r"\b(socket|connect|sendto|bind)\(", trace)
    assert len(re.findall(r"\bexecve\(.* = 0", trace)) == 1
    assert not re.search(r'openat\([^)]*"/etc/(passwd|shadow|hosts|resolv)', trace)


def test_nothing_goes_out_by_pythons_own_account(folder: Path) -> None:
    write(folder, {"outside.yaml": OUTSIDE, "schema.json": FOREIGN_SCHEMA})
    code = (
        "import sys\n"
        "def audit(event, told):\n"
        "    if event.partition('.')[0] in ('socket', 'subprocess', 'urllib', 'ftplib', 'smtplib', 'webbrowser') or event in ('os.system', 'os.exec', 'os.posix_spawn', 'os.fork', 'pickle.find_class', 'marshal.load'):\n"
        "        print('OUT', event, told, file=sys.__stderr__)\n"
        "sys.addaudithook(audit)\n"
        "from tracking_plan.cli import main\n"
        f"for words in {COMMANDS!r}:\n"
        "    sys.argv = ['plan', *words]; main._main()"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 0, done.stderr
    assert "OUT" not in done.stderr


# -- F29: the clock

EXPIRING = HEAD + "events:\n  Signed Up: {description: d, owner: growth, status: live, expires: 2026-06-30}\n"


@pytest.mark.parametrize(
    ("epoch", "expired"),
    [("0", False), ("1782863999", False), ("1782864000", True), ("4102444800", True), ("99999999999", True)],
)
def test_source_date_epoch_is_the_day_of_judgment(epoch: str, expired: bool, folder: Path) -> None:
    """2026-06-30T23:59:59Z is still in time, wherever the machine stands."""
    write(folder, {"a.yaml": EXPIRING})
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        ended = inside("validate", "a.yaml", "-f", "json", env={"SOURCE_DATE_EPOCH": epoch, "TZ": zone})
        assert ("event-expired" in {finding["rule"] for finding in ended.findings}) is expired


@pytest.mark.parametrize("epoch", ["", "soon", "-1", "1e9", "9" * 40])
def test_a_source_date_epoch_that_is_none(epoch: str, folder: Path) -> None:
    assert inside("validate", "good.yaml", env={"SOURCE_DATE_EPOCH": epoch}).code == 0


@pytest.mark.parametrize("day", ["1970-01-01", "2038-01-20", "2999-01-01"])
def test_odd_clocks(day: str, folder: Path, need: Need) -> None:
    ended = clean(run("validate", "good.yaml", cwd=folder, before=[need("faketime"), f"{day} 00:00:00"]))
    assert ended.code == 0


# -- F33: exit codes


def test_exit_codes(folder: Path) -> None:
    write(folder, {"broken.yaml": "a: ["})
    usage: list[tuple[Sequence[str], int]] = [
        (["validate", "good.yaml"], 0),
        (["validate", "bad.yaml"], 1),
        (["validate", "broken.yaml"], 1),
        (["validate", "nope.yaml"], 2),
        (["validate", "--nope"], 2),
        (["validate", "good.yaml", "--format", "nope"], 2),
        (["validate", "good.yaml", "--fail-on", "nope"], 2),
        (["validate", "good.yaml", "--select", "nope"], 2),
        (["validate", "good.yaml", "--limit", "nope=1"], 2),
        (["validate", "good.yaml", "--limit", "bytes=many"], 2),
        (["validate", "good.yaml", "--limit", "depth=0"], 2),
        (["validate", "good.yaml", "--limit", "depth=9999"], 2),
        (["nope"], 2),
        (["explain", "nope"], 2),
        (["init", ".", "--template", "nope"], 2),
        (["import", "nope", "segment.json", "--out", "x"], 2),
        (["import", "segment", "nope.json", "--out", "x"], 2),
        (["import", "segment", "bad.yaml", "--out", "x"], 2),
        (["--version"], 0),
        (["--help"], 0),
    ]
    assert [(words, inside(*words).code) for words, _ in usage] == usage


def test_a_fault_of_our_own_is_three(folder: Path) -> None:
    code = (
        "import sys; from tracking_plan.cli import _judge, main\n"
        "def fail(*_): raise KeyError('a\\x1b[2J\\nb')\n"
        "_judge.judge = fail; sys.argv = ['plan', *sys.argv[1:]]; main.run()"
    )
    runs = [[sys.executable, "-c", code, *debug, "validate", "good.yaml"] for debug in ([], ["--debug"])]
    plain, debugged = (
        subprocess.run(words, capture_output=True, text=True, check=False, env=environment()) for words in runs
    )
    assert plain.returncode == debugged.returncode == 3
    assert plain.stderr.startswith("plan: a fault in plan itself: KeyError: ") and plain.stderr.count("\n") == 1
    assert "\x1b" not in plain.stderr and "--debug" in plain.stderr
    assert "Traceback" in debugged.stderr


def test_trouble_shows_its_traceback_when_asked(folder: Path) -> None:
    ended = run("--debug", "validate", "nope.yaml", cwd=folder)
    assert ended.code == 2 and "Traceback" in ended.err
    assert ended.err.endswith("plan: nope.yaml: there is no such file or folder\n")


def test_help_lists_the_exit_codes() -> None:
    assert re.search(r"Exit codes: 0 .*1 .*2 .*3 ", " ".join(inside("--help").out.split()))


# -- F34: whatever bytes come

PIECES = st.sampled_from(
    "plan: 1|events:|properties:|  a:|    type: string|- |[|]|{|}|: |,|\"|'|&a |*a|<<: |!!int |!x |# |---|...|%YAML 1.2|| |>|\t|  |\r\n|\n|"
    "\u2028|\ufeff|\x00|\x1b|é|🎉|~|null|1e999|0x|.inf|2026-02-30|? |@|`|enum:|pattern: (a+)+$|allow:|rules:|taxonomy:|x-a:".split(
        "|"
    )
)
TEXTS = st.one_of(st.binary(max_size=200), st.lists(PIECES, max_size=40).map(lambda pieces: "".join(pieces).encode()))
BOUNDED = settings(max_examples=150, deadline=5000, derandomize=True, suppress_health_check=list(HealthCheck))


def judge(content: bytes, formats: Sequence[str]) -> None:
    for format in formats:
        ended = inside("validate", "-", "--format", format, stdin=content)
        assert ended.code in (0, 1)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", ended.out)


@BOUNDED
@given(TEXTS)
def test_any_bytes(content: bytes) -> None:
    judge(content, ["text", "rdjson"])


@BOUNDED
@given(st.lists(PIECES, max_size=30), st.integers(0, 400))
def test_a_plan_broken_anywhere(pieces: list[str], place: int) -> None:
    judge((GOOD[:place] + "".join(pieces) + GOOD[place:]).encode(), ["text"])


WORDS = (
    "events properties property_groups sources owners taxonomy traits questions objectives rules allow type enum pattern format items minimum "
    "maximum required nullable pii description owner status include examples expires was replaced_by critical answers needs user group case "
    "tense string object array live Signed_Up growth x-y rule reason until plan name sdk segment ga4 destinations platform web"
).split()
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)
SHAPES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), inner, max_size=5),
    ),
    max_leaves=30,
)
SECTIONS = st.dictionaries(st.sampled_from(WORDS[:11]), SHAPES, max_size=6)


@BOUNDED
@given(SECTIONS)
def test_anything_in_the_shape_of_a_plan(sections: dict[str, object]) -> None:
    judge(yaml_of({"plan": 1, **sections}).encode("utf-8", "replace"), ["json"])


@BOUNDED
@given(
    st.dictionaries(st.sampled_from(WORDS), SHAPES, max_size=8),
    st.dictionaries(st.sampled_from(WORDS), SHAPES, max_size=8),
)
def test_anything_in_the_shape_of_an_event(event: dict[str, object], property: dict[str, object]) -> None:
    plan = {
        "plan": 1,
        "events": {"Signed Up": {**event, "properties": {"a": property}}},
        "properties": {"a": property, "b": property},
    }
    judge(yaml_of(plan).encode("utf-8", "replace"), ["json"])
