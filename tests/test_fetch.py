"""`plan fetch`: what it brings, what the lock file holds it to, and what hostile addresses, servers and repositories get."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from front_door import Ended, inside, write
from repositories import Repository, clean_environment, counting_git, enter
from test_packages import COMPANY, PRODUCT, messages, told

LOCK = "product/plan.lock"


class World:
    """A repository of the company's plan, and a product that builds on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.upstream = Repository(folder / "upstream")
        self.first = self.upstream.commit({"company/plan.yaml": COMPANY, "README.md": "Not a plan.\n"}, tag="v1.0.0")
        self.url = f"file://{folder}/upstream"
        self.extend()

    def extend(self, rev: str = "v1.0.0", path: str = "company", url: str = "", more: str = "", end: str = "") -> None:
        """Write the product's plan."""
        entry = f'{{git: "{url or self.url}", rev: "{rev}", path: "{path}"}}'
        text = PRODUCT.replace("../company", f"[{entry}{more}]")
        write(self.folder, {"product/plan.yaml": text + end})

    def fetch(self, *words: str) -> Ended:
        return inside("fetch", "--plan", "product", *words)

    def fetched(self, *words: str) -> Ended:
        ended = self.fetch(*words)
        assert ended.code == 0, ended.err
        return ended

    def judged(self) -> Ended:
        return inside("validate", "product", "--format", "json")

    @property
    def lock(self) -> str:
        return (self.folder / LOCK).read_text(encoding="utf-8")

    @property
    def kept(self) -> Path:
        """The plan's file, as it is kept."""
        (found,) = (self.folder / "product" / ".plan").glob("*/*/company/plan.yaml")
        return found

    def change(self, old: str, new: str, tag: str = "") -> str:
        return self.upstream.commit({"company/plan.yaml": COMPANY.replace(old, new)}, tag=tag)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    enter(monkeypatch, tmp_path)
    monkeypatch.setenv("PLAN_FETCH_PROTOCOLS", "https:ssh:file:http")
    return World(tmp_path)


def trouble(ended: Ended) -> str:
    assert ended.code == 2 and ended.out == "", ended
    lines = [line for line in ended.err.splitlines() if line.startswith("plan: ")]
    assert len(lines) == 1, ended.err
    return lines[0]


# what it does


def test_what_is_fetched_is_pinned_and_built_on(world: World) -> None:
    assert "which its plan.lock does not hold; run `plan fetch --plan product`" in trouble(world.judged())
    world.fetched()
    assert world.first in world.lock and "sha256" in world.lock
    assert told(world.judged()) == []
    assert sorted(path.name for path in (world.folder / "product/.plan").rglob("*") if path.is_file()) == [
        ".gitignore",
        "plan.yaml",
    ]
    before = (world.lock, world.kept.stat().st_mtime_ns)
    again = world.fetched()
    assert "is there" in again.err
    assert (world.lock, world.kept.stat().st_mtime_ns) == before


def test_what_is_kept_stays_out_of_git(world: World) -> None:
    world.fetched()
    product = Repository(world.folder / "product")
    assert product.git("status", "--porcelain", "--untracked-files=all").split() == [
        "??",
        "plan.lock",
        "??",
        "plan.yaml",
    ]


@pytest.mark.parametrize("kind", ["tag", "annotated tag", "branch", "commit"])
def test_every_kind_of_revision(world: World, kind: str) -> None:
    world.upstream.git("tag", "--annotate", "--message=x", "v1.0.1", "v1.0.0")
    world.change("500", "400")
    rev = {"tag": "v1.0.0", "annotated tag": "v1.0.1", "branch": "main", "commit": world.first}[kind]
    world.extend(rev)
    world.fetched()
    assert ("maximum: 400" in world.kept.read_text()) is (kind == "branch")
    assert told(world.judged()) == []


def test_a_revision_that_moves_changes_nothing_until_it_is_asked_for(world: World) -> None:
    world.fetched()
    second = world.change("[free, paid]", "[free, paid, trial]")
    world.upstream.git("tag", "--force", "v1.0.0")
    world.fetched()
    assert world.first in world.lock
    moved = world.fetched("--update")
    assert second in world.lock and world.first not in world.lock
    assert f"goes from commit {world.first[:10]} to {second[:10]}" in moved.out
    assert "property-enum-value-added" in moved.out
    assert "1 safe change" in moved.out or "1 risky change" in moved.out


def test_another_revision_in_the_plan_says_what_changes_by_it(world: World) -> None:
    world.fetched()
    world.change("maximum: 500", "maximum: 90", tag="v2.0.0")
    world.extend("v2.0.0")
    assert "which its plan.lock does not hold" in trouble(world.judged())
    ended = world.fetched()
    assert "property-range-tightened" in ended.out and '"v1.0.0"' not in world.lock
    # the product's own event takes 100, which the company no longer does
    assert [rule for rule, _, _ in told(world.judged())] == ["property-widened"]


def test_a_name_picks_one_of_several(world: World) -> None:
    other = Repository(world.folder / "billing.git")
    other.commit({"plan.yaml": "plan: 1\nname: billing\n"}, tag="v1.0.0")
    world.extend(more=f', {{git: "file://{other.folder}", rev: main}}')
    world.fetched()
    lock = world.lock
    world.change("500", "400")
    world.upstream.git("tag", "--force", "v1.0.0")
    moved = other.commit({"plan.yaml": "plan: 1\nname: billing\nversion: 2.0.0\n"})
    world.fetched("--update", "billing")
    assert world.first in world.lock and moved in world.lock and world.lock != lock
    assert "is called" in trouble(world.fetch("--update", "biling"))


def test_check_asks_nobody_and_says_where_the_lock_is_out_of_step(world: World) -> None:
    env, log = counting_git(world.folder / "counting")
    missing = inside("fetch", "--check", "--plan", "product", env=env)
    assert missing.code == 1 and f"{LOCK}: lacks {world.url} at v1.0.0, company" in missing.out
    world.fetched()
    assert inside("fetch", "--check", "--plan", "product", env=env)[:2] == (0, "")
    shutil.rmtree(world.folder / "product/.plan")  # a fresh clone: the lock is in step
    assert inside("fetch", "--check", "--plan", "product", env=env)[:2] == (0, "")
    write(world.folder, {"product/plan.yaml": PRODUCT.replace("extends: ../company\n", "")})
    left = inside("fetch", "--check", "--plan", "product", env=env)
    assert left.code == 1 and "for which no plan asks" in left.out
    assert log.read_text() == ""
    assert world.fetched().out == "" and "plans: []" in world.lock.replace("plans:\n", "plans: []\n")


def test_judging_runs_no_git(world: World) -> None:
    world.fetched()
    env, log = counting_git(world.folder / "counting")
    assert inside("validate", "product", "--format", "json", env=env).findings == []
    assert log.read_text() == ""


def test_what_the_fetched_plan_builds_on_in_its_repository_comes_too(world: World) -> None:
    industry = (
        "plan: 1\nname: industry\nproperties: {team_size: {type: integer, maximum: 1000, description: Members}}\n"
    )
    company = COMPANY.replace("version: 1.0.0\n", "extends: ../industry\n")
    world.upstream.commit(
        {"company/plan.yaml": company, "industry/plan.yaml": industry, "other/plan.yaml": "plan: 1\n"}, tag="v2.0.0"
    )
    world.extend("v2.0.0")
    world.fetched()
    kept = {path.parent.name for path in (world.folder / "product/.plan").rglob("plan.yaml")}
    assert kept == {"company", "industry"}
    assert told(world.judged()) == []


def test_nothing_is_fetched_that_is_not_written_in_a_plan_of_ones_own(world: World) -> None:
    other = Repository(world.folder / "industry.git")
    other.commit({"plan.yaml": "plan: 1\nname: industry\n"}, tag="v1")
    entry = f'{{git: "file://{other.folder}", rev: v1}}'
    world.upstream.commit(
        {"company/plan.yaml": COMPANY.replace("version: 1.0.0\n", f"extends: {entry}\n")}, tag="v2.0.0"
    )
    world.extend("v2.0.0")
    world.fetched()
    assert str(other.folder) not in world.lock
    assert "is fetched only where you name it: add it to `extends` there" in trouble(world.judged())
    world.extend("v2.0.0", more=f", {entry}")
    world.fetched()
    assert told(world.judged()) == []


def test_a_comparison_across_pins_reads_each_as_it_was(world: World) -> None:
    product = Repository(world.folder / "product")
    world.fetched()
    product.commit(tag="before")
    world.change("[free, paid]", "[free, paid, trial]", tag="v2.0.0")
    world.extend("v2.0.0")
    world.fetched()
    product.commit(tag="after")
    for words in (("before", "after"), ("before",)):
        assert "property-enum-value-added" in inside("diff", *words, "--plan", "product").out
    shutil.rmtree(world.folder / "product/.plan")
    world.fetched()
    assert "or `plan fetch --at before`" in trouble(inside("diff", "before", "--plan", "product"))
    world.fetched("--at", "before")
    assert "property-enum-value-added" in inside("diff", "before", "--plan", "product").out
    assert '"v2.0.0"' in world.lock


# a lock file, or what is kept, that does not match


def tamper_content(world: World) -> None:
    world.kept.write_text(COMPANY.replace("500", "5000"))


def tamper_file(world: World) -> None:
    (world.kept.parent / "more.yaml").write_text("owners: {eve: {email: eve@evil.test}}\n")


def tamper_missing(world: World) -> None:
    world.kept.unlink()


def tamper_link(world: World) -> None:
    elsewhere = world.folder / "elsewhere.yaml"
    kept = world.kept
    elsewhere.write_text(kept.read_text())
    kept.unlink()
    kept.symlink_to(elsewhere)


def tamper_hash(world: World) -> None:
    text = world.lock
    start = text.index('sha256: "') + 9
    write(world.folder, {LOCK: text[:start] + "0" * 64 + text[start + 64 :]})


@pytest.mark.parametrize("tamper", [tamper_content, tamper_file, tamper_missing, tamper_link, tamper_hash])
def test_what_is_kept_is_held_against_the_lock_file(world: World, tamper: Callable[[World], None]) -> None:
    world.fetched()
    tamper(world)
    assert "is not what plan.lock says of it" in trouble(world.judged())
    ended = world.fetch()
    if tamper is tamper_hash:
        assert "are not those that plan.lock says" in trouble(ended)
    else:
        assert ended.code == 0
        assert told(world.judged()) == []


def test_a_folder_that_is_a_link_counts_as_not_fetched(world: World) -> None:
    world.fetched()
    (world.folder / "product/.plan").rename(world.folder / "moved")
    (world.folder / "product/.plan").symlink_to("../moved")
    assert "is not fetched here" in trouble(world.judged())
    assert "symbolic link, which is not written through" in trouble(world.fetch())


SPOILED = {
    "conflict": "<<<<<<< HEAD\nlock: 1\n=======\n",
    "empty": "",
    "list": "- a\n",
    "version": "lock: 2\nplans: []\n",
    "key": "lock: 1\nplans:\n  - {git: x, rev: y, commit: z, sha256: w, run: id}\n",
    "commit": f"lock: 1\nplans:\n  - {{git: x, rev: y, commit: main, sha256: {'0' * 64}}}\n",
    "short": f"lock: 1\nplans:\n  - {{git: x, rev: y, commit: abcdef1, sha256: {'0' * 64}}}\n",
    "hash": f"lock: 1\nplans:\n  - {{git: x, rev: y, commit: {'0' * 40}, sha256: ../../x}}\n",
    "twice": "lock: 1\nplans:\n" + f"  - {{git: x, rev: y, commit: {'0' * 40}, sha256: {'0' * 64}}}\n" * 2,
    "binary": "\0\1\2",
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_lock_file_is_trouble_with_its_line(world: World, name: str) -> None:
    write(world.folder, {LOCK: SPOILED[name]})
    for ended in (world.judged(), world.fetch(), world.fetch("--check")):
        assert f"{LOCK}:" in trouble(ended) and "is not a lock file" in trouble(ended)


def test_a_commit_in_the_lock_file_that_the_repository_has_not(world: World) -> None:
    world.fetched()
    write(world.folder, {LOCK: world.lock.replace(world.first, "1234567890" * 4)})
    assert "is not fetched here" in trouble(world.judged())
    assert "does not give that commit" in trouble(world.fetch())


# what an attacker would try


def test_protocols_are_refused_before_git_is_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLAN_FETCH_PROTOCOLS")
    env, log = counting_git(world.folder / "counting")
    ended = inside("fetch", "--plan", "product", env=env)
    assert "file is not spoken; write an address with https or ssh" in trouble(ended)
    assert log.read_text() == ""
    monkeypatch.setenv("PLAN_FETCH_PROTOCOLS", "https:ext")
    assert "PLAN_FETCH_PROTOCOLS takes" in trouble(world.fetch())


def test_no_setting_of_git_leads_to_another_protocol(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = world.folder / "run"
    config = world.folder / "gitconfig"
    config.write_text(
        f'[url "ext::sh -c touch% {mark}% #"]\n\tinsteadOf = {world.url}\n'
        '[protocol]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:file")
    assert "a protocol that is not allowed" in trouble(world.fetch())
    assert not mark.exists()


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_no_hook_runs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = world.folder / "run"
    for hook in ("post-checkout", "reference-transaction", "post-merge", "pre-auto-gc", "post-index-change"):
        script(world.folder / "template" / "hooks" / hook, f"touch {mark}")
        script(world.folder / "hooks" / hook, f"touch {mark}")
        script(world.upstream.folder / ".git" / "hooks" / hook, f"touch {mark}")
    config = world.folder / "gitconfig"
    config.write_text(
        f"[init]\n\ttemplateDir = {world.folder}/template\n[core]\n\thooksPath = {world.folder}/hooks\n"
        f"\tfsmonitor = touch {mark}\n[submodule]\n\trecurse = true\n[fetch]\n\trecurseSubmodules = true\n"
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_TEMPLATE_DIR", f"{world.folder}/template")
    world.fetched()
    assert not mark.exists()
    assert told(world.judged()) == []


def test_a_repository_brings_no_attribute_no_filter_and_no_submodule(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = world.folder / "run"
    config = world.folder / "gitconfig"
    config.write_text(
        f'[filter "evil"]\n\tsmudge = touch {mark}\n\trequired = true\n[diff "evil"]\n\ttextconv = touch {mark}\n'
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    inner = Repository(world.folder / "inner")
    inner.commit({"plan.yaml": "plan: 1\n"})
    world.upstream.git("submodule", "--quiet", "add", str(inner.folder), "vendored")
    world.upstream.commit({".gitattributes": "*.yaml filter=evil diff=evil\n"}, tag="v2.0.0")
    world.extend("v2.0.0")
    world.fetched()
    assert not mark.exists() and "inner" not in world.lock
    world.extend("v2.0.0", "vendored")
    assert "a submodule" in trouble(world.fetch())


def test_links_and_pointers_in_the_repository_are_refused(world: World) -> None:
    (world.upstream.folder / "company" / "more.yaml").symlink_to("/etc/passwd")
    (world.upstream.folder / "linked").symlink_to("company")
    world.upstream.commit({"lfs/plan.yaml": "version https://git-lfs.github.com/spec/v1\noid sha256:1\n"}, tag="v2.0.0")
    for path, message in (
        ("company", "a symbolic link"),
        ("linked", "a symbolic link"),
        ("linked/x", "a symbolic link"),
        ("lfs", "Git LFS"),
    ):
        world.extend("v2.0.0", path)
        assert message in trouble(world.fetch()), path
    assert not (world.folder / LOCK).exists()


@pytest.mark.parametrize("path", ["..", "../..", "company/../..", "../upstream/company", "nothing", "README.md/x"])
def test_paths_in_the_repository_stay_in_it(world: World, path: str) -> None:
    world.extend(path=path)
    assert "goes up" in trouble(world.fetch()) or "no plan stands at" in trouble(world.fetch())
    assert not (world.folder / "product/.plan").exists()


def test_names_in_a_tree_lead_nowhere_else(world: World) -> None:
    """Trees that no git would make: names with `..`, and `.git` in the way."""

    def git(*words: str, text: bytes = b"") -> str:
        done = subprocess.run(
            ["git", "-C", str(world.upstream.folder), *words],
            input=text,
            capture_output=True,
            check=True,
            env=clean_environment(
                {
                    "GIT_AUTHOR_NAME": "e",
                    "GIT_AUTHOR_EMAIL": "e@e",
                    "GIT_COMMITTER_NAME": "e",
                    "GIT_COMMITTER_EMAIL": "e@e",
                }
            ),
        )
        return done.stdout.decode().strip()

    def tree(*entries: tuple[str, str, str]) -> str:
        raw = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(ident) for mode, name, ident in entries)
        return git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", text=raw)

    blob = git("hash-object", "-w", "--stdin", text=b"plan: 1\n")
    inner = tree(("100644", "plan.yaml", blob), ("100644", "evil.yaml", blob))
    up = tree(
        ("40000", "..", inner),
        ("40000", ".git", inner),
        ("100644", "plan.yaml", blob),
        ("100644", "a\\..\\b.yaml", blob),
    )
    commit = git("commit-tree", tree(("40000", "company", up)), "-m", "x")
    git("tag", "evil", commit)
    world.extend("evil")
    ended = world.fetch()
    assert ended.code == 2, ended.err
    assert not list(world.folder.rglob("evil.yaml"))


def test_size_is_bounded(world: World) -> None:
    world.upstream.commit({"big.bin": os.urandom(3_000_000)}, tag="v2.0.0")
    world.extend("v2.0.0")
    assert "is larger than the 1,000,000 bytes that are fetched of one; --max-size raises it" in trouble(
        world.fetch("--max-size", "1")
    )
    world.fetched("--max-size", "10")


def test_a_plan_is_bounded_though_it_comes_small(world: World) -> None:
    """Compressed to nothing on the way."""
    world.upstream.commit({"company/zeros.yaml": "# " + "0" * 40_000_000}, tag="v2.0.0")
    world.extend("v2.0.0")
    assert "is larger than" in trouble(world.fetch())


def test_nothing_of_a_failed_fetch_stays(world: World) -> None:
    world.fetched()
    before = world.lock
    world.extend("v9.9.9")
    assert 'has no tag and no branch "v9.9.9"' in trouble(world.fetch())
    world.extend(world.first[:12])
    assert "write all 40 digits" in trouble(world.fetch())
    assert world.lock == before
    assert not list(world.folder.glob("product/.plan/*/*.new"))


# servers


class Handler(BaseHTTPRequestHandler):
    """Serves a repository through git's own CGI program; or misbehaves, by the first step of the path."""

    root = Path()
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        how, _, rest = self.path.lstrip("/").partition("/")
        if how == "moved":
            self.send_response(302)
            self.send_header("Location", f"/git/{rest}")
            self.end_headers()
        elif how == "locked":
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="x"')
            self.end_headers()
        elif how == "slow":
            time.sleep(30)
        else:
            self.serve(f"/{rest}")

    do_POST = do_GET

    def serve(self, path: str) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        name, _, query = path.partition("?")
        env = clean_environment({
            "GIT_PROJECT_ROOT": str(self.root), "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": name, "QUERY_STRING": query,
            "REQUEST_METHOD": self.command, "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""), "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        })  # fmt: skip
        done = subprocess.run(["git", "http-backend"], input=body, capture_output=True, env=env, check=False)
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        self.send_response(int(headers.pop("Status", "200").split()[0]))
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(world: World) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    kind = type("Bound", (Handler,), {"root": world.folder, "asked": asked})
    made = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{made.server_port}", asked
    made.shutdown()
    made.server_close()


def test_over_http(world: World, server: tuple[str, list[str]]) -> None:
    url, asked = server
    world.extend(url=f"{url}/git/upstream/.git")
    world.fetched()
    assert told(world.judged()) == []
    count = len(asked)
    assert inside("show", "email", "--plan", "product").code == 0
    assert inside("diff", "product", "product").code == 0
    world.fetched()
    assert len(asked) == count  # what is at hand is not asked for again


def test_a_redirect_is_not_followed(world: World, server: tuple[str, list[str]]) -> None:
    url, asked = server
    world.extend(url=f"{url}/moved/upstream/.git")
    assert "leads on to another address, which is not followed" in trouble(world.fetch())
    assert all(path.startswith("/moved/") for path in asked)


def test_nobody_is_asked_for_a_password(world: World, server: tuple[str, list[str]]) -> None:
    world.extend(url=f"{server[0]}/locked/upstream/.git")
    assert "asks who you are" in trouble(world.fetch())


def test_a_server_that_does_not_answer(
    world: World, server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_GIT_TIMEOUT", "1")
    world.extend(url=f"{server[0]}/slow/upstream/.git")
    started = time.monotonic()
    assert "took longer than 1 s" in trouble(world.fetch())
    assert time.monotonic() - started < 15


def test_certificates_are_checked(world: World, server: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """What speaks no TLS, or one that nobody vouches for, is not talked to; no variable of the environment changes it."""
    monkeypatch.setenv("GIT_SSL_NO_VERIFY", "1")
    world.extend(url=server[0].replace("http:", "https:") + "/git/upstream/.git")
    assert "cannot be fetched" in trouble(world.fetch())


def test_over_ssh(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command that the person names is asked, and gets the host and the path as words."""
    log = world.folder / "ssh.log"
    ssh = script(world.folder / "ssh", f'printf "%s\\n" "$*" >> {log}\nfor last; do :; done\nexec sh -c "$last"')
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    for url in (f"ssh://git@host.test{world.folder}/upstream", f"git@host.test:{world.folder.name}/upstream"):
        world.extend(url=url)
        monkeypatch.setenv("HOME", str(world.folder.parent))
        ended = world.fetch()
        assert "git@host.test" in log.read_text()
        if url.startswith("ssh:"):
            assert ended.code == 0, ended.err
            assert told(world.judged()) == []


def test_there_is_nothing_to_fetch(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    write(world.folder, {"product/plan.yaml": PRODUCT.replace("extends: ../company\n", "")})
    ended = world.fetched()
    assert "nothing to fetch" in ended.err and not (world.folder / LOCK).exists()
    assert "standard input" in trouble(inside("fetch", "--plan", "-"))
    assert "there is no such" in trouble(inside("fetch", "--plan", "nowhere"))
    assert messages(inside("validate", "product", "--format", "json"))
