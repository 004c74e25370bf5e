"""The language server: listens to an editor and keeps its buffers, judges what has changed, and tells what is found."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from .. import __version__
from ..finding import Finding
from ._answers import Answers
from ._editor import Editor
from ._protocol import path_of
from ._session import Session
from ._text import Text

_QUICK = 0.1
"""Judging that takes no longer than so many seconds is done after every key."""


class Server:
    """One editor's server. Each method answers one message of the protocol."""

    def __init__(self, today: Callable[[], date]) -> None:
        self.session = Session(today)
        self.listener = LanguageServer("plan", __version__)
        self.editor = Editor(self.listener, self.session)
        self.waiting: asyncio.TimerHandle | None = None
        self.changed_at = 0.0
        self.took = 0.0
        """Seconds that judging took last."""
        self.asked_to_end = False
        self._listen()

    def _listen(self) -> None:
        answers = Answers(self.editor, self.settle, self.is_quick)
        builtin = self.listener.protocol.fm.builtin_features
        for name in (types.TEXT_DOCUMENT_DID_OPEN, types.TEXT_DOCUMENT_DID_CHANGE, types.TEXT_DOCUMENT_DID_CLOSE):
            del builtin[
                name
            ]  # texts are kept in the session: pygls also ends lines where the protocol does not (U+2028)
        rename = types.RenameOptions(prepare_provider=True)
        triggers = types.CompletionOptions(trigger_characters=[" ", ".", "[", "{", ",", '"', "'"])
        kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix, "source.fixAll.plan"])
        handlers: list[tuple[str, Callable[[Any], Any], Any]] = [
            (types.INITIALIZE, self.initialize, None),
            (types.INITIALIZED, self.initialized, None),
            (types.SHUTDOWN, self.shutdown, None),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self.watched, None),
            (types.TEXT_DOCUMENT_DID_OPEN, self.opened, None),
            (types.TEXT_DOCUMENT_DID_CHANGE, self.changed, None),
            (types.TEXT_DOCUMENT_DID_CLOSE, self.closed, None),
            (types.TEXT_DOCUMENT_COMPLETION, answers.completion, triggers),
            (types.TEXT_DOCUMENT_HOVER, answers.hover, None),
            (types.TEXT_DOCUMENT_DEFINITION, answers.definition, None),
            (types.TEXT_DOCUMENT_REFERENCES, answers.references, None),
            (types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT, answers.highlight, None),
            (types.TEXT_DOCUMENT_PREPARE_RENAME, answers.may_rename, None),
            (types.TEXT_DOCUMENT_RENAME, answers.rename, rename),
            (types.TEXT_DOCUMENT_CODE_ACTION, answers.actions, kinds),
            (types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, answers.outline, None),
            (types.TEXT_DOCUMENT_FOLDING_RANGE, answers.folding, None),
            (types.WORKSPACE_SYMBOL, answers.symbols, None),
        ]
        for name, handler, options in handlers:
            self.listener.feature(name, options)(_function(handler))

    # The session's begin and end

    def initialize(self, params: types.InitializeParams) -> None:
        folders = [folder.uri for folder in params.workspace_folders or ()]
        folders = folders or [uri for uri in (params.root_uri,) if uri]
        first = next((path for uri in folders if (path := path_of(uri)) is not None), None)
        if first is not None:
            with contextlib.suppress(OSError):
                os.chdir(first)  # files are named in messages as they are seen from there
        if isinstance(params.initialization_options, dict):
            pages = params.initialization_options.get("rulePages", "")
            self.editor.pages = pages if isinstance(pages, str) else ""

    def initialized(self, params: types.InitializedParams) -> None:
        if self.editor.watches_files:
            watcher = types.FileSystemWatcher(glob_pattern="**/*.{yaml,yml}")
            options = types.DidChangeWatchedFilesRegistrationOptions([watcher])
            wanted = types.Registration("plan-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            self.listener.client_register_capability(types.RegistrationParams([wanted]))

    def shutdown(self, _: None) -> None:
        self.asked_to_end = True

    # Texts

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is None:
            return
        self.editor.uris[path], self.editor.versions[path] = params.text_document.uri, params.text_document.version
        gc.disable()
        self.session.open(path, params.text_document.text)
        self.settle(anyway=True)
        gc.freeze()  # a plan stays as it is but for what is edited: nobody need walk it again and again
        gc.enable()

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        text = self.session.buffers.get(path) if path is not None else None
        if path is None or text is None:
            return
        encoding = self.editor.encoding
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = (
                    text.offset(place.line, place.character, encoding)
                    for place in (change.range.start, change.range.end)
                )
                text = text.edited(min(start, end), max(start, end), change.text)
            else:
                text = Text(change.text)
        self.editor.versions[path] = params.text_document.version
        self.session.change(path, text)
        self.later()

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None:
            plans = len(self.session.homes)
            self.session.close(path)
            self.settle(anyway=True)
            if len(self.session.homes) < plans:
                gc.unfreeze()
            self.editor.uris.pop(path, None)
            self.editor.versions.pop(path, None)

    def watched(self, params: types.DidChangeWatchedFilesParams) -> None:
        self.session.touch([path for change in params.changes if (path := path_of(change.uri)) is not None])
        self.later()

    # Findings

    def later(self) -> None:
        """Judge soon: at once where that is quick or nobody is typing on, when typing pauses where it takes long."""
        if self.waiting is not None:
            self.waiting.cancel()
        now = time.perf_counter()
        typing, self.changed_at = now - self.changed_at < 2 * self.took, now
        delay = min(2 * self.took, 1.0) if typing and not self.is_quick() else 0.0
        self.waiting = asyncio.get_running_loop().call_later(delay, self._judge)

    def is_quick(self) -> bool:
        """Whether judging takes no longer than a person notices."""
        return self.took < _QUICK

    def _judge(self) -> None:
        self.waiting = None
        self.settle(anyway=True)

    def settle(self, anyway: bool = False) -> None:
        """Judge now what is to be judged, and tell the editor what has changed."""
        if self.waiting is None and not anyway:
            return
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None
        started = time.perf_counter()
        changed = self.session.refresh()
        self.took = time.perf_counter() - started
        for path, findings in changed.items():
            self.publish(path, findings)
        for trouble in self.session.troubles():
            self.listener.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"plan: {trouble}"))

    def publish(self, path: str, findings: Sequence[Finding]) -> None:
        text = self.session.text(path)
        translator = self.editor.translator()
        self.listener.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=self.editor.uri(path),
                diagnostics=[translator.diagnostic(finding, text) for finding in findings],
                version=self.editor.versions.get(path),
            )
        )


def _function(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A method as a plain function: pygls writes its notes on what it is given."""

    def answer(params: Any) -> Any:
        return method(params)

    return answer


def serve(today: Callable[[], date], stdin: BinaryIO, stdout: BinaryIO) -> int:
    """Listen until the editor ends it; the exit code. Nothing but the protocol is written to ``stdout``."""
    logging.getLogger("pygls").setLevel(logging.ERROR)
    gc.enable()  # which a short run of the command does without
    server = Server(today)
    server.listener.start_io(stdin, stdout)
    return 0 if server.asked_to_end else 1
