"""`plan fmt` once its words are read: the files, the canonical form of each, and what is written or shown."""

from __future__ import annotations

from collections.abc import Sequence

from .. import folders, workspace
from ..document import Document, Limits, Map, formatted, read
from ..model.order import order_at
from ..reports._line import clean
from ..sections import SECTIONS
from ..trouble import Trouble
from ._edits import file_change, patch
from ._judge import limits as limits_of
from ._output import counted, say
from ._output import write as put

_OURS = frozenset(("plan", *SECTIONS))


def run(targets: Sequence[str], *, check: bool, diff: bool, limits: Sequence[str], quiet: bool) -> int:
    """Format the files; 0, or 1 where one cannot be read or (with ``check`` or ``diff``) would change.

    Raises:
        Trouble: a file is not there, or cannot be written.
    """
    asked = targets or [workspace.find()]
    documents = _documents(asked, limits_of(limits))
    unread = [document for document in documents if document.problems]
    for document in unread:
        first = document.problems[0]
        hint = f" ({first.hint})" if first.hint else ""
        say(clean(f"{first.at.file}:{first.at.line}:{first.at.column}: {first.message}{hint}"))
    ours = [document for document in documents if not document.problems and _is_ours(document)]
    changes = []
    for document in ours:
        text = formatted(document, order_at)
        if text is None:
            say(clean(f"{document.file}: is written in a way that has no canonical form; it is left as it is"))
        elif text != document.text:
            changes.append((document, text))
    if workspace.STDIN in asked and not (check or diff):
        return _printed(documents, changes, bool(unread))
    if diff:
        put("".join(patch(changes)))
    elif check:
        put("".join(clean(f"{document.file}: is not formatted") + "\n" for document, _ in changes))
    else:
        folders.write([file_change(document, text) for document, text in changes])
    if not quiet:
        _summary(len(changes), len(ours), check or diff)
    return int(bool(unread or (changes and (check or diff))))


def _documents(targets: Sequence[str], bounds: Limits) -> list[Document]:
    """The files of the targets, each once."""
    files = {file.name: file for target in targets for file in workspace.files(target, bounds.bytes)}
    return [read(file.content, file.name, bounds) for file in files.values()]


def _is_ours(document: Document) -> bool:
    """Whether a file holds a section of a plan: others may stand below the same folder."""
    return isinstance(document.data, Map) and not _OURS.isdisjoint(document.data)


def _printed(documents: Sequence[Document], changes: Sequence[tuple[Document, str]], unread: bool) -> int:
    """Standard input, formatted, to standard output; as it was where it cannot be."""
    if len(documents) > 1:
        raise Trouble("standard input stands alone: name no other file beside -")
    put(changes[0][1] if changes else documents[0].text)
    return int(unread)


def _summary(changed: int, files: int, shown: bool) -> None:
    if not changed:
        say(f"{counted(files, 'file')} formatted already." if files else "No file of a plan is here.")
        return
    verb = "would be formatted" if shown else "formatted"
    left = f", {counted(files - changed, 'file')} already" if files > changed else ""
    say(f"{counted(changed, 'file')} {verb}{left}.")
