"""How fast `plan lsp` answers at 1,000 events after one edit, in one file and in a hundred; beside `plan validate` of the same."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from _measure import PLAN, WORK, Promise, judge, run
from _plans import plan_files

EVENTS, EDITS = 1000, 40
MOST = 0.050
"""Seconds in which every answer is to come."""


class Client:
    """Speaks the protocol with the server, one message after the other."""

    def __init__(self, folder: Path) -> None:
        self.child = subprocess.Popen([PLAN, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder)
        assert self.child.stdin is not None and self.child.stdout is not None
        self.into: IO[bytes] = self.child.stdin
        self.out: IO[bytes] = self.child.stdout
        self.asked = 0
        capabilities = {"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}}
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self.tell("initialized", {})

    def send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.into.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.into.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def read(self) -> dict[str, Any]:
        size = 0
        while (line := self.out.readline()) not in (b"\r\n", b""):
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        if not size:
            raise SystemExit("the server has ended")
        return json.loads(self.out.read(size))  # type: ignore[no-any-return]

    def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            message = self.read()
            if wanted(message):
                return message

    def ask(self, method: str, params: Any) -> Any:
        self.asked += 1
        number = self.asked
        self.send({"id": number, "method": method, "params": params})
        return self.until(lambda message: message.get("id") == number)["result"]

    def end(self) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.child.wait(10)


class Row(NamedTuple):
    """What one question took: the fastest, the median and the slowest of its answers, in seconds."""

    said: str
    times: list[float]

    def shown(self) -> str:
        ordered = sorted(self.times)
        middle = ordered[len(ordered) // 2]
        return f"  {self.said:<58} {min(ordered) * 1e3:7.1f} {middle * 1e3:7.1f} {max(ordered) * 1e3:7.1f} ms"


class Typist:
    """Edits a file as one types, and takes the time until the findings of it come."""

    def __init__(self, client: Client, file: Path) -> None:
        self.client, self.uri = client, file.as_uri()
        self.lines = file.read_text(encoding="utf-8").split("\n")
        self.version = 1
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": "\n".join(self.lines)}
        client.tell("textDocument/didOpen", {"textDocument": document})
        client.ask("workspace/symbol", {"query": "nothing has this name"})

    def rows(self, ending: str) -> list[int]:
        return [row for row, line in enumerate(self.lines) if line == ending]

    def replace(self, row: int, line: str) -> float:
        """Seconds from an edit of a line to the findings that it brings or takes."""
        start, end = {"line": row, "character": 0}, {"line": row, "character": len(self.lines[row])}
        self.lines[row], self.version = line, self.version + 1
        change = {"range": {"start": start, "end": end}, "text": line}
        params = {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]}
        started = time.perf_counter()
        self.client.tell("textDocument/didChange", params)
        self.client.until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
        return time.perf_counter() - started

    def timed(self, method: str, row: int, column: int) -> float:
        place = {"textDocument": {"uri": self.uri}, "position": {"line": row, "character": column}}
        started = time.perf_counter()
        assert self.client.ask(method, place), method
        return time.perf_counter() - started


def play(typist: Typist, rng: random.Random) -> Iterator[Row]:
    """Owners misspelled and mended, descriptions emptied and written, names of events changed; and questions between."""
    owners, texts = typist.rows("    owner: team"), typist.rows("    trigger: The server has stored it")
    names = [
        row
        for row, line in enumerate(typist.lines)
        if line.startswith("  ") and line[2] not in " -" and line.endswith(" Created:")
    ]
    took: dict[str, list[float]] = {}
    for _ in range(EDITS):
        row = rng.choice(owners)
        took.setdefault("an owner is misspelled: didChange to publishDiagnostics", []).append(
            typist.replace(row, "    owner: teem")
        )
        took.setdefault("completion of the owner", []).append(typist.timed("textDocument/completion", row, 13))
        took.setdefault("hover over the owner's finding", []).append(typist.timed("textDocument/hover", row, 13))
        took.setdefault("the owner is mended", []).append(typist.replace(row, "    owner: team"))
        row = rng.choice(texts)
        took.setdefault("a trigger is emptied", []).append(typist.replace(row, "    trigger:"))
        took.setdefault("the trigger is written again", []).append(
            typist.replace(row, "    trigger: The server has stored it")
        )
        row = rng.choice(names)
        line = typist.lines[row]
        took.setdefault("an event is called otherwise", []).append(
            typist.replace(row, line.replace(" Created:", " creates:"))
        )
        took.setdefault("it has its name again", []).append(typist.replace(row, line))
        took.setdefault("hover over an event", []).append(typist.timed("textDocument/hover", row, 6))
        took.setdefault("definition of the owner", []).append(
            typist.timed("textDocument/definition", rng.choice(owners), 13)
        )
        took.setdefault("completion of a key", []).append(
            typist.timed("textDocument/completion", rng.choice(owners), 6)
        )
    yield from (Row(said, times) for said, times in took.items())


def broken(typist: Typist) -> Iterator[Row]:
    """A text that is no YAML for a moment: all of the file is read to say where."""
    owners = typist.rows("    owner: team")
    times, again = [], []
    for row in owners[:: max(1, len(owners) // 10)]:
        times.append(typist.replace(row, "    owner: [team"))
        again.append(typist.replace(row, "    owner: team"))
    yield Row("a bracket is opened: the text is no YAML any more", times)
    yield Row("the bracket is gone again", again)


def main() -> int:
    rng = random.Random(1)
    promises = []
    for files in (100, 1):
        folder = WORK / f"language-{files}"
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in plan_files(EVENTS, files).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        client = Client(folder)
        typist = Typist(client, folder / "plans" / "events" / f"{files // 2:03}.yaml")
        print(f"{EVENTS:,} events in {files} file{'s' if files > 1 else ''}: fastest, median, slowest of {EDITS}")
        rows = list(play(typist, rng))
        for row in (*rows, *broken(typist)):
            print(row.shown())
        client.end()
        seconds = min(run([PLAN, "validate", str(folder / "plans")])[0] for _ in range(5))
        slowest = max(min(row.times) for row in rows)
        print(f"  plan validate of the same, start-up included: {seconds * 1e3:.0f} ms\n")
        promises.append(
            Promise(
                f"the slowest kind of answer after an edit, its fastest, {files} file(s)",
                slowest * 1e3,
                MOST * 1e3,
                " ms",
            )
        )
    print(
        "What bounds it: after an edit, only the entry is read again and only rules that may say otherwise are asked; what is\n"
        "left is mostly rules that look at the whole plan (names that clash or nearly so, one meaning for one name). While the\n"
        "text is no YAML, the whole file is read to say where, so that one file of 1,000 events takes longer then."
    )
    return judge(promises)


if __name__ == "__main__":
    sys.exit(main())
