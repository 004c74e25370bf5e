"""What an editor asks, answered: each method is one request of the protocol."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ..document import Path, Span
from ..finding import Finding
from ..model.plan import Plan
from ..model.renaming import renaming, sound, texts
from ..trouble import Trouble
from ._actions import actions, mended
from ._editor import Editor
from ._home import Home
from ._protocol import Menu, folds, path_of, range_of, span_range, symbol_kind, symbols, text_edits
from ._reader import Spot
from ._spot import spot
from ._symbols import named, outline
from ._text import Text
from ._things import defined, origin, thing, uses
from .completion import completion
from .hover import explained, hover

_FIX_ALL = "source.fixAll.plan"
_FAILED = -32803
"""The protocol's code for a request that was understood and cannot be done."""


class _At(NamedTuple):
    """A place of an open file that belongs to a plan."""

    home: Home
    plan: Plan
    """What is known, even where the text is broken just now."""
    now: Plan
    """What the texts say now."""
    text: Text
    offset: int
    spot: Spot | None


class Answers:
    """Answers about the places of open files. A place in a file that is no plan's gets none."""

    def __init__(self, editor: Editor, settle: Callable[[], None], is_quick: Callable[[], bool]) -> None:
        self.editor, self.session = editor, editor.session
        self.settle, self.is_quick = settle, is_quick
        """Judges first what was typed; and whether that takes no time."""

    # Places

    def at(self, uri: str, position: types.Position) -> _At | None:
        """A place in an open file; None where the file is no plan's."""
        path = path_of(uri)
        home = self.session.home(path) if path is not None else None
        if path is None or home is None:
            return None
        judged = home.judged(path)
        text = self.session.buffers[path]
        if judged is None:
            return None
        offset = text.offset(position.line, position.character, self.editor.encoding)
        return _At(home, judged.good, judged.plan, text, offset, spot(text, offset))

    def thing_at(self, params: Any) -> tuple[_At, Path] | None:
        """The thing that a place names, as the plan stands now."""
        self.settle()
        at = self.at(params.text_document.uri, params.position)
        path = thing(at.plan, at.spot, at.offset) if at is not None and at.spot is not None else None
        return (at, path) if at is not None and path is not None else None

    # What an editor asks

    def completion(self, params: types.CompletionParams) -> types.CompletionList | None:
        if self.is_quick():
            self.settle()
        at = self.at(params.text_document.uri, params.position)
        if at is None or at.spot is None:
            return None
        menu = Menu(at.text, at.spot, self.editor.encoding, self.editor.indents)
        offers = completion(at.plan, at.spot, self.editor.takes_snippets)
        return types.CompletionList(False, [menu.item(place, offer) for place, offer in enumerate(offers)])

    def hover(self, params: types.HoverParams) -> types.Hover | None:
        self.settle()
        at = self.at(params.text_document.uri, params.position)
        if at is None:
            return None
        markdown = self.editor.shows_markdown
        parts = [hover(at.plan, at.spot, at.offset, markdown)] if at.spot is not None else []
        path = path_of(params.text_document.uri)
        told = self.session.told.get(path or "", [])
        here = [one for one in told if self.covers(at.text, one.at, params.position)]
        parts.append(explained(here, markdown))
        shown = ("\n\n---\n\n" if markdown else "\n\n").join(part for part in parts if part)
        if not shown:
            return None
        kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
        where = range_of(at.text, at.spot.start, at.spot.end, self.editor.encoding) if at.spot is not None else None
        return types.Hover(types.MarkupContent(kind, shown), where)

    def covers(self, text: Text, span: Span, position: types.Position) -> bool:
        where = span_range(text, span, self.editor.encoding)
        return _order(where.start) <= _order(position) <= _order(where.end)

    def definition(self, params: types.DefinitionParams) -> types.Location | None:
        found = self.thing_at(params)
        return self.editor.location(origin(found[0].plan, found[1]).at()) if found is not None else None

    def references(self, params: types.ReferenceParams) -> list[types.Location] | None:
        found = self.thing_at(params)
        if found is None:
            return None
        with contextlib.suppress(Trouble):
            wanted = params.context.include_declaration
            return [self.editor.location(use.span) for use in uses(*_of(found)) if wanted or not use.is_definition]
        return None

    def highlight(self, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
        found = self.thing_at(params)
        if found is None:
            return None
        made = []
        with contextlib.suppress(Trouble):
            for use in uses(*_of(found)):
                if self.editor.uri(self.session.path(use.span.file)) == params.text_document.uri:
                    made.append(types.DocumentHighlight(self.editor.location(use.span).range))
        return made

    def may_rename(self, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        found = self.thing_at(params)
        if found is None or found[0].spot is None:
            return None
        at, path = found
        assert at.spot is not None
        return types.PrepareRenamePlaceholder(
            range_of(at.text, at.spot.start, at.spot.end, self.editor.encoding), str(path[-1])
        )

    def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = self.thing_at(params)
        if found is None:
            return None
        at, path = found
        broken = next((document for document in at.now.documents if document.problems), None)
        with _said():
            if broken is not None:
                raise Trouble(f"{broken.file}: {broken.problems[0].message}; mend this first")
            sound(params.new_name)
            plan, _ = at.home.whole(path_of(params.text_document.uri) or "")
            start = defined(plan, path)
            return self.edit({d.file: text for d, text in texts(renaming(plan, start, params.new_name))})

    def edit(self, changed: dict[str, str]) -> types.WorkspaceEdit:
        """Files with their new texts, as an edit of the workspace."""
        made = {}
        for name, after in changed.items():
            path = self.session.path(name)
            text = self.session.text(path)
            if text is not None and text.text != after:
                made[path] = text_edits(text, after, self.editor.encoding)
        if not self.editor.edits_versions:
            return types.WorkspaceEdit(changes={self.editor.uri(path): edits for path, edits in made.items()})
        documents = [
            types.TextDocumentEdit(
                types.OptionalVersionedTextDocumentIdentifier(self.editor.uri(path), self.editor.versions.get(path)),
                edits,
            )
            for path, edits in made.items()
        ]
        return types.WorkspaceEdit(document_changes=documents)

    def actions(self, params: types.CodeActionParams) -> list[types.CodeAction] | None:
        self.settle()
        at = self.at(params.text_document.uri, params.range.start)
        path = path_of(params.text_document.uri)
        if at is None or path is None or any(document.problems for document in at.now.documents):
            return None
        made: list[types.CodeAction] = []
        wanted = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        if not wanted or any(types.CodeActionKind.QuickFix.value.startswith(kind) for kind in wanted):
            made += self.quick_fixes(at, path, params.range)
        if any(_FIX_ALL.startswith(kind) for kind in wanted):
            plan, _ = at.home.whole(path)
            texts = mended(plan, at.home.name(path))
            if texts:
                title = "Mend what plan surely can in this file"
                made.append(types.CodeAction(title, _FIX_ALL, edit=self.edit(dict(texts))))
        return made or None

    def quick_fixes(self, at: _At, path: str, wanted: types.Range) -> Iterator[types.CodeAction]:
        here = [one for one in self.session.told.get(path, []) if self.touches(at.text, one.at, wanted)]
        if not here:
            return
        translator = self.editor.translator()
        plan, findings = at.home.whole(path)
        same = {_name(finding) for finding in here}
        for action in actions(plan, [finding for finding in findings if _name(finding) in same]):
            yield types.CodeAction(
                title=action.title,
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[translator.diagnostic(action.finding, at.text)],
                is_preferred=action.mends or None,
                edit=self.edit(dict(action.texts)),
            )

    def touches(self, text: Text, span: Span, wanted: types.Range) -> bool:
        where = span_range(text, span, self.editor.encoding)
        return _order(where.start) <= _order(wanted.end) and _order(wanted.start) <= _order(where.end)

    def outline(self, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol] | None:
        self.settle()
        path = path_of(params.text_document.uri)
        home = self.session.home(path) if path is not None else None
        if path is None or home is None:
            return None
        text = self.session.buffers[path]
        return symbols(outline(home.last(path), len(text.starts)), text, self.editor.encoding)

    def folding(self, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        self.settle()
        path = path_of(params.text_document.uri)
        home = self.session.home(path) if path is not None else None
        if path is None or home is None:
            return None
        return folds(outline(home.last(path), len(self.session.buffers[path].starts)))

    def symbols(self, params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        self.settle()
        made = []
        for plan in self.session.plans():
            for one in named(plan, params.query):
                holder = one.holder or plan.name or None
                made.append(
                    types.WorkspaceSymbol(
                        self.editor.location(one.at), one.name, symbol_kind(one.section), container_name=holder
                    )
                )
        return made


def _order(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _name(finding: Finding) -> tuple[Span, str, str]:
    return finding.at, finding.rule, finding.message


def _of(found: tuple[_At, Path]) -> tuple[Plan, Path]:
    return found[0].plan, found[1]


@contextlib.contextmanager
def _said() -> Iterator[None]:
    """Trouble becomes the answer to the request."""
    try:
        yield
    except Trouble as trouble:
        raise JsonRpcException(str(trouble), _FAILED) from trouble
