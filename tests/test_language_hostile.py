"""Nothing that an editor sends, or a file holds, ends the language server or leads it astray."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from editor import editing
from front_door import COMMAND, environment, one_line, run, write

PLAN = "plan: 1\nname: acme\nowners: {growth: {email: a@b.test}}\nevents:\n  Signed Up:\n    description: x\n    owner: growth\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"plans/plan.yaml": PLAN})


P = "plans/plan.yaml"


class Raw:
    """Writes whatever it likes to the server."""

    def __init__(self, folder: Path) -> None:
        self.child = subprocess.Popen(
            [*COMMAND, "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=environment(),
        )
        self.folder = folder
        self.uri = (folder / P).as_uri()
        assert self.send(
            {
                "id": 0,
                "method": "initialize",
                "params": {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}},
            }
        )
        self.send({"method": "initialized", "params": {}})

    def write(self, body: bytes) -> None:
        assert self.child.stdin is not None
        self.child.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.child.stdin.flush()

    def read(self) -> dict[str, Any]:
        assert self.child.stdout is not None
        size = 0
        while (line := self.child.stdout.readline()) != b"\r\n":
            assert line.startswith((b"Content-Length: ", b"Content-Type: ")), f"no protocol: {line!r}"
            if line.startswith(b"Content-Length"):
                size = int(line.split(b":")[1])
        got: dict[str, Any] = json.loads(self.child.stdout.read(size))
        return got

    def send(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """Send a message; of a request, the answer."""
        self.write(json.dumps({"jsonrpc": "2.0", **message}).encode())
        while "id" in message:
            got = self.read()
            if got.get("id") == message["id"] and "method" not in got:
                return got
        return None

    def opened(self, text: str, uri: str | None = None) -> list[str]:
        """Open a file with a text, and what is found in it."""
        document = {"uri": uri or self.uri, "languageId": "yaml", "version": 1, "text": text}
        self.write(
            json.dumps(
                {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": document}}
            ).encode()
        )
        self.write(b'{"jsonrpc":"2.0","id":"after","method":"workspace/symbol","params":{"query":"no such thing"}}')
        found: list[str] = []
        while True:
            got = self.read()
            if got.get("method") == "textDocument/publishDiagnostics" and got["params"]["uri"] == (uri or self.uri):
                found = [one["code"] for one in got["params"]["diagnostics"]]
            if got.get("id") == "after":
                assert "result" in got, got
                return found

    def hover(self, line: int = 6, character: int = 12, uri: str | None = None) -> Any:
        place = {"textDocument": {"uri": uri or self.uri}, "position": {"line": line, "character": character}}
        return self.send({"id": "hover", "method": "textDocument/hover", "params": place})

    def lives(self) -> None:
        """It still answers, and ends as it is told."""
        assert "events" not in self.opened(PLAN)
        answer = self.hover()
        assert answer["result"]["contents"]["value"].startswith("**growth**"), answer
        self.send({"id": "end", "method": "shutdown"})
        self.send({"method": "exit"})
        assert self.child.wait(20) == 0
        assert self.child.stderr is not None and self.child.stdin is not None and self.child.stdout is not None
        said = self.child.stderr.read().decode()
        for stream in (self.child.stdin, self.child.stdout, self.child.stderr):
            stream.close()
        assert "a fault in plan itself" not in said


TEXTS = {
    "nothing": "",
    "control characters": "plan: 1\nname: a\0b\x07\n",
    "half a surrogate pair": "plan: 1\nname: \ud800\nevents:\n  A\udfff:\n",
    "another encoding": "\ufffe\x00p\x00l\x00a\x00n\x00",
    "brackets without end": "plan: 1\nevents: " + "[" * 100_000,
    "braces without end": "plan: 1\nevents: " + "{a: " * 50_000,
    "dashes": "plan: 1\nevents:\n" + "- " * 50_000,
    "aliases that multiply": "plan: 1\na: &a [x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "one long line": "plan: 1\nname: " + "x" * 3_000_000,
    "many lines": "plan: 1\n" + "# nothing\n" * 200_000,
    "quotes without end": 'plan: 1\nname: "' + "a: 'b\n" * 20_000,
    "keys without values": "plan: 1\nevents:\n" + "".join(f"  E{n}:\n" for n in range(3000)),
    "line ends of all kinds": "plan: 1\rname: a\u2028b\u0085c\x0bd\x0c\r\nevents:\r  A: {owner: x}\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_texts(name: str, folder: Path) -> None:
    raw = Raw(folder)
    text = TEXTS[name]
    raw.opened(text)
    lines = text.count("\n")
    for line, character in ((0, 0), (1, 10), (lines // 2, 3), (lines, 50_000), (10**9, 10**9)):
        for number, method in enumerate(("hover", "completion", "definition", "documentHighlight", "prepareRename")):
            place = {"textDocument": {"uri": raw.uri}, "position": {"line": line, "character": character}}
            answer = raw.send({"id": f"{name} {number}", "method": f"textDocument/{method}", "params": place})
            assert answer is not None and "result" in answer, answer
    for method in ("documentSymbol", "foldingRange"):
        answer = raw.send(
            {"id": method, "method": f"textDocument/{method}", "params": {"textDocument": {"uri": raw.uri}}}
        )
        assert answer is not None and "result" in answer, answer
    raw.lives()


def test_a_character_that_yaml_has_not_while_one_types(folder: Path) -> None:
    with editing(folder) as editor:
        editor.open(P)
        editor.replace(P, "description: x", "description: x\0")
        assert editor.said(P) == ["6 yaml-syntax"]
        editor.replace(P, "x\0", "x")
        assert not any("yaml-syntax" in one for one in editor.said(P))


def test_a_fault_is_told_once_where_two_plans_may_stand(tmp_path: Path) -> None:
    """A broken file says `plan: 1` as well, in a folder below: then both folders are looked at, and hold it."""
    broken = "events: {A: [\nplan: 1\n"
    write(tmp_path, {"plans/plan.yaml": broken, "plans/events/more.yaml": broken})
    with editing(tmp_path) as editor:
        editor.open("plans/events/more.yaml")
        editor.open("plans/plan.yaml")
        assert len(editor.said("plans/events/more.yaml")) == 1
        assert len(editor.said("plans/plan.yaml")) == 1


def test_a_file_that_becomes_a_plan_of_its_own(tmp_path: Path) -> None:
    """What was wrong with it when it was a part of the plan above is not told any longer."""
    write(tmp_path, {"plans/plan.yaml": PLAN, "plans/events/more.yaml": "events: {A: [\n"})
    with editing(tmp_path) as editor:
        editor.open("plans/plan.yaml")
        editor.open("plans/events/more.yaml")
        assert any("yaml-syntax" in one for one in editor.said("plans/events/more.yaml"))
        editor.rewrite("plans/events/more.yaml", PLAN)
        assert not any("yaml-syntax" in one for one in editor.said("plans/events/more.yaml"))
        assert not any("yaml-syntax" in one for one in editor.said("plans/plan.yaml"))


def test_messages_that_are_none(folder: Path) -> None:
    raw = Raw(folder)
    raw.write(b"this is no JSON")
    raw.write(b'{"jsonrpc": "2.0"}')
    raw.write(b'{"jsonrpc": "2.0", "id": 7, "method": "textDocument/hover", "params": {"position": 5}}')
    answer = raw.send({"id": 8, "method": "no/such/thing", "params": {}})
    assert answer is not None and answer["error"]["code"] == -32601
    raw.send({"method": "no/such/notification", "params": {}})
    change = {"textDocument": {"uri": raw.uri, "version": 2}, "contentChanges": [{"text": "never opened"}]}
    raw.send({"method": "textDocument/didChange", "params": change})
    raw.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": raw.uri}}})
    raw.lives()


@pytest.mark.parametrize(
    "uri", ["untitled:Untitled-1", "git:/plans/plan.yaml?HEAD", "https://acme.test/plan.yaml", "file:"]
)
def test_what_is_no_file_is_left_alone(uri: str, folder: Path) -> None:
    raw = Raw(folder)
    assert raw.opened(PLAN.replace("owner: growth", "owner: nobody"), uri) == []
    answer = raw.hover(uri=uri)
    assert answer["result"] is None
    raw.lives()


def test_edits_out_of_bounds(folder: Path) -> None:
    raw = Raw(folder)
    raw.opened(PLAN)
    edges = ((0, 0, 10**6, 0, ""), (10**6, 5, 10**7, 9, "plan: 1\n"), (3, 9, 1, 2, "x"), (0, 10**6, 0, 10**6, "\r"))
    for number, (line, character, last, end, text) in enumerate(edges, 2):
        where = {"start": {"line": line, "character": character}, "end": {"line": last, "character": end}}
        change = {
            "textDocument": {"uri": raw.uri, "version": number},
            "contentChanges": [{"range": where, "text": text}],
        }
        raw.send({"method": "textDocument/didChange", "params": change})
    raw.lives()


def test_a_file_too_large(folder: Path) -> None:
    raw = Raw(folder)
    assert raw.opened("plan: 1\n# " + "x" * (33 * 1024 * 1024)) == ["limit-exceeded"]
    raw.lives()


def test_it_ends_with_its_editor(folder: Path) -> None:
    raw = Raw(folder)
    assert raw.child.stdin is not None and raw.child.stdout is not None and raw.child.stderr is not None
    raw.child.stdin.close()
    assert raw.child.wait(20) == 1, "it was not asked to shut down first"
    raw.child.stdout.close()
    raw.child.stderr.close()


def test_without_the_extra(folder: Path, tmp_path: Path) -> None:
    shade = write(tmp_path / "shade", {"pygls/__init__.py": "raise ModuleNotFoundError('no pygls', name='pygls')\n"})
    ended = run("lsp", cwd=folder, env={"PYTHONPATH": str(shade)})
    assert ended.code == 2 and "pip install 'tracking-plan[lsp]'" in one_line(ended)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_columns_are_counted_as_agreed(encoding: str, ends: str, folder: Path) -> None:
    text = PLAN.replace("    description: x\n    owner: growth\n", "").replace(
        "Signed Up:", 'Signed Up: {x-😀é: "😀𝄞", description: é😀, owner: nobody}'
    )
    text = text.replace("\n", ends)
    with editing(folder, encodings=[encoding]) as editor:
        assert editor.encoding == encoding
        editor.open(P, text)
        (found,) = [one for one in editor.findings(P) if one.code == "unknown-owner"]
        assert editor.piece(P, found.range) == "nobody"
        assert set(editor.complete(P, "owner: nob|ody")) == {"growth"}
        editor.replace(P, "😀𝄞", "𝄞𝄞𝄞")
        editor.replace(P, "nobody", "growth")
        assert not [one for one in editor.findings(P) if one.code == "unknown-owner"]
        editor.replace(P, "growth}", "nobody}")
        (found,) = [one for one in editor.findings(P) if one.code == "unknown-owner"]
        assert editor.piece(P, found.range) == "nobody"


def test_each_file_with_its_plan(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "one/plan.yaml": PLAN,
            "one/more/events.yaml": "events:\n  Left: {description: x, owner: growth}\n",
            "two/plan.yaml": PLAN.replace("growth", "sales"),
            "two/events.yaml": "events:\n  Left: {description: x, owner: growth}\n",
            "k8s/deploy.yaml": "apiVersion: v1\nplan: gold\nevents: {A: {owner: x}}\n",
        },
    )
    with editing(tmp_path) as editor:
        for name in ("one/more/events.yaml", "two/events.yaml", "k8s/deploy.yaml"):
            editor.open(name)
        assert not any("unknown-owner" in one for one in editor.said("one/more/events.yaml"))
        assert any("unknown-owner" in one for one in editor.said("two/events.yaml"))
        assert editor.said("k8s/deploy.yaml") == [], "plan: gold is no plan of ours"
        assert editor.hover("k8s/deploy.yaml", "own|er") == "" and editor.complete("k8s/deploy.yaml", "own|er") == {}
        assert set(editor.complete("one/more/events.yaml", "owner: gro|wth")) == {"growth"}
        assert set(editor.complete("two/events.yaml", "owner: gro|wth")) == {"sales"}
        editor.close("two/events.yaml")
        assert editor.said("two/events.yaml") == [], "of a plan that nobody has open, nothing is shown"


def test_a_new_plan_that_is_not_saved(tmp_path: Path) -> None:
    with editing(tmp_path) as editor:
        editor.open("plan.yaml", "")
        assert editor.said("plan.yaml") == []
        editor.rewrite("plan.yaml", "plan: 1\nevents:\n  signed up: {}\n")
        assert any("event-name-case" in one for one in editor.said("plan.yaml"))
        editor.rewrite("plan.yaml", "events:\n  signed up: {}\n")
        assert any("not-a-plan" in one for one in editor.said("plan.yaml"))
