"""The Editor as the server knows it: how it counts columns, how it calls files, and what it can show."""

from __future__ import annotations

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from ..document import Span
from ._protocol import Translator, span_range, uri_of
from ._session import Session


class Editor:
    """What was agreed on with the editor, and the session's places in its words."""

    def __init__(self, listener: LanguageServer, session: Session) -> None:
        self.listener, self.session = listener, session
        self.uris: dict[str, str] = {}
        """Path -> the address by which the editor calls it."""
        self.versions: dict[str, int] = {}
        self.pages = ""
        """The address of the rules' pages, with `{rule}` in it."""

    @property
    def encoding(self) -> str:
        """The units that columns are counted in."""
        return str(self.listener.workspace.position_encoding or "utf-16")

    def uri(self, path: str) -> str:
        return self.uris.get(path) or uri_of(path)

    def location(self, span: Span) -> types.Location:
        path = self.session.path(span.file)
        return types.Location(self.uri(path), span_range(self.session.text(path), span, self.encoding))

    def translator(self) -> Translator:
        return Translator(self.location, self.encoding, self.pages)

    # What it can do

    @property
    def completes(self) -> types.ClientCompletionItemOptions | None:
        can = self.listener.client_capabilities.text_document
        return can.completion.completion_item if can is not None and can.completion is not None else None

    @property
    def takes_snippets(self) -> bool:
        item = self.completes
        return bool(item is not None and item.snippet_support)

    @property
    def indents(self) -> bool:
        """Whether it indents the lines of what is inserted by itself."""
        item = self.completes
        modes = item.insert_text_mode_support if item is not None else None
        return modes is not None and types.InsertTextMode.AdjustIndentation in modes.value_set

    @property
    def shows_markdown(self) -> bool:
        can = self.listener.client_capabilities.text_document
        formats = can.hover.content_format if can is not None and can.hover is not None else None
        return formats is None or types.MarkupKind.Markdown in formats

    @property
    def edits_versions(self) -> bool:
        """Whether an edit can say which version of a file it is for."""
        can = self.listener.client_capabilities.workspace
        return bool(can and can.workspace_edit and can.workspace_edit.document_changes)

    @property
    def watches_files(self) -> bool:
        can = self.listener.client_capabilities.workspace
        watching = can.did_change_watched_files if can is not None else None
        return bool(watching is not None and watching.dynamic_registration)
