"""An editor in a test: starts `plan lsp` as a process and talks to it as editors do, over its standard input and output."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls import uris
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client

from front_door import COMMAND, environment

Got = TypeVar("Got")
VSCODE, NEOVIM = "visual-studio-code", "neovim"


class Editor:
    """One editor with a folder open. What pytest-lsp's client checks of the protocol, it checks of every answer."""

    def __init__(self, folder: Path, client: LanguageClient, loop: asyncio.AbstractEventLoop) -> None:
        self.folder, self.client, self.loop = folder, client, loop
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.answer: types.InitializeResult | None = None
        self.encoding = "utf-16"
        self.watched: list[types.RegistrationParams] = []

    def run(self, work: Coroutine[Any, Any, Got], seconds: float = 60) -> Got:
        return self.loop.run_until_complete(asyncio.wait_for(work, seconds))

    def uri(self, name: str) -> str:
        return uris.from_fs_path(str(self.folder / name)) or ""

    def document(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    # Texts

    def open(self, name: str, text: str | None = None) -> None:
        """Open a file, with another text than it has on the disk where one is given."""
        text = (self.folder / name).read_bytes().decode() if text is None else text
        self.texts[name], self.versions[name] = text, 1
        item = types.TextDocumentItem(self.uri(name), "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    def replace(self, name: str, old: str, new: str) -> None:
        """Write something else in the place of a piece of text, as typing does."""
        start = self.texts[name].index(old)
        self.splice(name, start, start + len(old), new)

    def splice(self, name: str, start: int, end: int, new: str) -> None:
        text = self.texts[name]
        where = types.Range(self.position(text, start), self.position(text, end))
        self.texts[name] = text[:start] + new + text[end:]
        self.send(name, [types.TextDocumentContentChangePartial(where, new)])

    def rewrite(self, name: str, text: str) -> None:
        """Another text altogether."""
        self.texts[name] = text
        self.send(name, [types.TextDocumentContentChangeWholeDocument(text)])

    def send(self, name: str, changes: Sequence[types.TextDocumentContentChangeEvent]) -> None:
        self.versions[name] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))

    def close(self, name: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(name)))

    def touch(self, *names: str) -> None:
        """Say that files have changed on the disk."""
        changes = [types.FileEvent(self.uri(name), types.FileChangeType.Changed) for name in names]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))

    def position(self, text: str, offset: int) -> types.Position:
        """A place in the units that were agreed on."""
        before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
        line = before.rpartition("\n")[2]
        size = {"utf-8": len(line.encode()), "utf-16": len(line.encode("utf-16-le")) // 2, "utf-32": len(line)}
        return types.Position(before.count("\n"), size[self.encoding])

    def at(self, name: str, words: str) -> types.Position:
        """The place of the bar in words of a file: `owner: gro|wth`."""
        text = self.texts[name]
        start = text.index(words.replace("|", "", 1))
        return self.position(text, start + words.index("|"))

    def piece(self, name: str, where: types.Range) -> str:
        """What stands in a range of a file."""
        text = self.texts.get(name)
        text = (self.folder / name).read_bytes().decode() if text is None else text
        return text[self.offset(text, where.start) : self.offset(text, where.end)]

    def offset(self, text: str, place: types.Position) -> int:
        lines = text.replace("\r\n", "\r\0").replace("\r", "\n").split("\n")
        column, size = 0, place.character
        line = lines[place.line].replace("\0", "")
        while size > 0:
            letter = line[column]
            size -= {"utf-8": len(letter.encode()), "utf-16": 1 + (letter > "\uffff"), "utf-32": 1}[self.encoding]
            column += 1
        starts = sum(len(one) + 1 for one in lines[: place.line])
        return starts + column + (1 if lines[place.line].startswith("\0") else 0)

    # Questions

    def ask(self, method: str, params: Any) -> Any:
        return self.run(getattr(self.client, f"{method}_async")(params))

    def findings(self, name: str) -> Sequence[types.Diagnostic]:
        """What the server says of a file, once it has judged all that was typed."""
        self.ask("workspace_symbol", types.WorkspaceSymbolParams("nothing has this name"))
        return self.client.diagnostics.get(self.uri(name), ())

    def said(self, name: str) -> list[str]:
        """`2 event-without-owner` for each finding, with its line from 1."""
        return [f"{one.range.start.line + 1} {one.code}" for one in self.findings(name)]

    def complete(self, name: str, words: str) -> dict[str, types.CompletionItem]:
        found = self.ask("text_document_completion", types.CompletionParams(self.document(name), self.at(name, words)))
        return {item.label: item for item in found.items} if found is not None else {}

    def hover(self, name: str, words: str) -> str:
        found = self.ask("text_document_hover", types.HoverParams(self.document(name), self.at(name, words)))
        return found.contents.value if found is not None else ""

    def apply(self, edit: types.WorkspaceEdit) -> dict[str, str]:
        """The texts of the files as an edit leaves them."""
        by_uri: dict[str, Sequence[Any]] = dict(edit.changes or {})
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            by_uri[change.text_document.uri] = change.edits
        made = {}
        for uri, edits in by_uri.items():
            name = os.path.relpath(uris.to_fs_path(uri) or "", self.folder)
            text = self.texts.get(name)
            text = (self.folder / name).read_bytes().decode() if text is None else text
            spots = [
                (self.offset(text, one.range.start), self.offset(text, one.range.end), one.new_text) for one in edits
            ]
            for start, end, more in sorted(spots, reverse=True):
                text = text[:start] + more + text[end:]
            made[name] = text
        return made


@contextmanager
def editing(
    folder: Path, like: str = VSCODE, encodings: Sequence[str] = (), options: object = None, settle: bool = True
) -> Iterator[Editor]:
    """An editor with a folder open, like one of those that people have; it ends as editors end."""
    loop = asyncio.new_event_loop()
    client = make_test_lsp_client()
    client.feature(types.CLIENT_REGISTER_CAPABILITY)(lambda params: editor.watched.append(params))
    editor = Editor(folder, client, loop)
    capabilities = client_capabilities(like)
    if encodings and capabilities.general is not None:
        capabilities.general.position_encodings = list(encodings)
    try:
        editor.run(client.start_io(*COMMAND, "lsp", env=environment(), cwd=folder))
        params = types.InitializeParams(
            capabilities,
            root_uri=editor.uri("."),
            workspace_folders=[types.WorkspaceFolder(editor.uri("").rstrip("/"), folder.name)],
            initialization_options=options,
        )
        editor.answer = editor.run(client.initialize_session(params))
        editor.encoding = str(editor.answer.capabilities.position_encoding or "utf-16")
        yield editor
        if settle:
            editor.run(client.shutdown_session())
            assert client._server is not None and client._server.returncode == 0
    finally:
        if client._server is not None and client._server.returncode is None:
            client._server.kill()
        editor.run(client.stop())
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
