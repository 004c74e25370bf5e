"""What the server says in the words of the Language Server Protocol: places, findings, offers and symbols."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lsprotocol import types
from pygls import uris

from ..document import Span
from ..finding import Finding, Severity
from ._reader import Spot
from ._stretches import Stretch, stretches
from ._symbols import Symbol
from ._text import Text, units
from .completion import Offer

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_UNNECESSARY = ("unused-", "allow-unused", "allow-expired", "constraint-without-effect", "acknowledgement-expired")
_DEPRECATED = ("deprecated-", "event-expired")


def path_of(uri: str) -> str | None:
    """The path of a file; None for what is no file of this machine (untitled, a view of git, another scheme)."""
    if not uri.startswith("file://"):
        return None
    path = uris.to_fs_path(uri)
    return path or None


def uri_of(path: str) -> str:
    return uris.from_fs_path(path) or ""


def range_of(text: Text, start: int, end: int, encoding: str) -> types.Range:
    """A stretch of a text as a range."""
    first, last = text.place(start, encoding), text.place(end, encoding)
    return types.Range(types.Position(*first), types.Position(*last))


def span_range(text: Text | None, span: Span, encoding: str) -> types.Range:
    """Where a span is, in the editor's units."""

    def position(line: int, column: int) -> types.Position:
        shown = text.line(line - 1)[: column - 1] if text is not None else ""
        return types.Position(line - 1, units(shown, encoding) if text is not None else column - 1)

    return types.Range(position(span.line, span.column), position(span.end_line, span.end_column))


class Translator:
    """Findings as diagnostics. ``pages`` is the address of the rules' pages with `{rule}` in it, if there is one."""

    def __init__(self, location: Callable[[Span], types.Location], encoding: str, pages: str) -> None:
        self.location, self.encoding, self.pages = location, encoding, pages

    def diagnostic(self, finding: Finding, text: Text | None) -> types.Diagnostic:
        message = finding.message + (f" — {finding.hint}" if finding.hint else "")
        tags = [types.DiagnosticTag.Unnecessary] if finding.rule.startswith(_UNNECESSARY) else []
        tags += [types.DiagnosticTag.Deprecated] if finding.rule.startswith(_DEPRECATED) else []
        href = self.pages.replace("{rule}", finding.rule) if self.pages else ""
        return types.Diagnostic(
            range=span_range(text, finding.at, self.encoding),
            message=_seen(message),
            severity=_SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=types.CodeDescription(href) if href else None,
            source="plan",
            tags=tags or None,
            related_information=[self.related(*each) for each in finding.related] or None,
        )

    def related(self, span: Span, words: str) -> types.DiagnosticRelatedInformation:
        return types.DiagnosticRelatedInformation(self.location(span), _seen(words))


def _seen(text: str) -> str:
    """A message without what nobody sees."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def text_edits(text: Text, after: str, encoding: str) -> list[types.TextEdit]:
    """What makes one text of the other."""
    return [_edit(text, one, encoding) for one in stretches(text.text, after)]


def _edit(text: Text, one: Stretch, encoding: str) -> types.TextEdit:
    return types.TextEdit(range_of(text, one.start, one.end, encoding), one.text)


_KINDS: Mapping[str, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "word": types.CompletionItemKind.EnumMember,
    "snippet": types.CompletionItemKind.Snippet,
    "events": types.CompletionItemKind.Event,
    "properties": types.CompletionItemKind.Field,
    "property_groups": types.CompletionItemKind.Struct,
    "owners": types.CompletionItemKind.Class,
    "sources": types.CompletionItemKind.Module,
    "questions": types.CompletionItemKind.Interface,
    "objectives": types.CompletionItemKind.Constant,
    "rules": types.CompletionItemKind.Value,
}


class Menu:
    """Offers as completion items for one place."""

    def __init__(self, text: Text, spot: Spot, encoding: str, relative: bool) -> None:
        self.range = range_of(text, spot.start, spot.end, encoding)
        self.quote = spot.quote
        start = text.starts[self.range.start.line]
        line = text.text[start : spot.start]
        self.indent = " " * (len(line) - len(line.lstrip(" ")) + (2 if line.lstrip().startswith("- ") else 0))
        self.relative = relative
        """Whether the editor indents the lines of what is inserted by itself."""

    def item(self, place: int, offer: Offer) -> types.CompletionItem:
        snippet = offer.is_snippet or (offer.kind == "key" and "$0" in offer.insert)
        insert = offer.insert
        if not self.relative and not snippet:  # snippets are indented as the line is, by every editor that knows them
            insert = insert.replace("\n", "\n" + self.indent)
        return types.CompletionItem(
            label=offer.label,
            kind=_KINDS.get(offer.kind, types.CompletionItemKind.Text),
            detail=offer.detail or None,
            documentation=offer.means or None,
            tags=[types.CompletionItemTag.Deprecated] if offer.deprecated else None,
            sort_text=f"{place:05}",
            filter_text=f"{self.quote}{offer.label}" if self.quote else None,
            insert_text_format=types.InsertTextFormat.Snippet if snippet else types.InsertTextFormat.PlainText,
            insert_text_mode=types.InsertTextMode.AdjustIndentation if self.relative else None,
            text_edit=types.TextEdit(self.range, insert),
        )


_SYMBOLS: Mapping[str, types.SymbolKind] = {
    "section": types.SymbolKind.Namespace,
    "events": types.SymbolKind.Event,
    "carried": types.SymbolKind.Field,
    "properties": types.SymbolKind.Field,
    "traits": types.SymbolKind.Object,
    "property_groups": types.SymbolKind.Struct,
    "owners": types.SymbolKind.Class,
    "sources": types.SymbolKind.Module,
    "questions": types.SymbolKind.Interface,
    "objectives": types.SymbolKind.Constant,
    "rules": types.SymbolKind.Boolean,
}


def symbol_kind(section: str) -> types.SymbolKind:
    return _SYMBOLS.get(section, types.SymbolKind.Object)


def symbols(found: Iterable[Symbol], text: Text, encoding: str) -> list[types.DocumentSymbol]:
    """The outline; what a symbol stands in holds its whole range."""
    made = []
    for one in found:
        key = span_range(text, one.at, encoding)
        last = max(min(one.last, len(text.starts)), one.at.end_line) - 1
        end = max(types.Position(last, units(text.line(last), encoding)), key.end, key=lambda p: (p.line, p.character))
        made.append(
            types.DocumentSymbol(
                name=_seen(one.name).strip() or '""',
                kind=symbol_kind(one.kind),
                range=types.Range(key.start, end),
                selection_range=key,
                detail=one.detail or None,
                tags=[types.SymbolTag.Deprecated] if one.deprecated else None,
                children=symbols(one.inside, text, encoding),
            )
        )
    return made


def folds(found: Sequence[Symbol]) -> list[types.FoldingRange]:
    """What can be folded: whatever in the outline takes more than a line."""
    made = []
    for one in found:
        if one.last > one.at.line:
            made.append(types.FoldingRange(one.at.line - 1, one.last - 1))
        made += folds(one.inside)
    return made
