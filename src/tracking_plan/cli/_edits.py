"""Changes of a plan's files: what they come to, what `plan validate` will find after them, the patch, and the writing."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Sequence

from .. import folders, workspace
from ..check import check
from ..document import Document, read
from ..finding import Finding
from ..load import Bases, load
from ..model.plan import Plan
from ..reports._line import clean, label, place, sentence
from ..trouble import Trouble
from ._judge import today

Texts = Sequence[tuple[Document, str]]
"""Documents with the text that they are to have."""


def edited(plan: Plan, changed: Texts) -> Plan:
    """The plan as its files will say."""
    texts = {document.file: text for document, text in changed}
    documents = [
        read(texts[document.file], document.file) if document.file in texts else document for document in plan.documents
    ]
    return load(documents, today(), plan.folder, bases=Bases(plan.bases))


def new_findings(before: Plan, after: Plan) -> list[Finding]:
    """What `plan validate` finds after the changes and did not find before."""
    if before.documents == after.documents:
        return []
    known = {(one.rule, one.message) for one in check(before)}
    return [one for one in check(after) if (one.rule, one.message) not in known]


def said(finding: Finding) -> str:
    """A finding on one line, with its place."""
    return f"{place(finding.at)}: {label(finding)} {sentence(finding)}"


def file_change(document: Document, text: str) -> folders.Change:
    """A file with its new text, for `folders.write`.

    Raises:
        Trouble: it is a symbolic link, or cannot be read.
    """
    path = document.file
    if os.path.islink(path):
        raise Trouble(f"{path}: is a symbolic link, which is not written through")
    mark = _order_mark(path)
    return folders.Change(path, mark + document.text, mark + text)


def _order_mark(path: str) -> str:
    """The byte order mark of a file that has one, which its document leaves out."""
    return "\ufeff" if workspace.read(path, 3).startswith(b"\xef\xbb\xbf") else ""


def patch(texts: Texts) -> Iterator[str]:
    """What would be written, as a patch that `git apply` and `patch` take: line ends and the order mark are as in the file."""
    for document, text in texts:
        name = document.file
        mark = _order_mark(name) if os.path.isfile(name) else ""
        before, after = (_lines(mark + each) for each in (document.text, text))
        for number, line in enumerate(difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")):
            if number < _HEAD:
                yield clean(line.rstrip("\n")) + "\n"
                continue
            bare = line.rstrip("\r\n")
            first = mark if bare[1:].startswith(mark) and mark else ""
            yield bare[:1] + first + clean(bare[1 + len(first) :]) + line[len(bare) :]
            if not line.endswith("\n"):
                yield "\n\\ No newline at end of file\n"


_HEAD = 2
"""Lines of a patch that name the file."""


def _lines(text: str) -> list[str]:
    """The lines of a text, each with its end; the last may have none."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]
