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
    mark = "\ufeff" if workspace.read(path, 3).startswith(b"\xef\xbb\xbf") else ""
    return folders.Change(path, mark + document.text, mark + text)


def patch(texts: Texts) -> Iterator[str]:
    """What would be written, as a patch."""
    for document, text in texts:
        name = document.file
        before, after = (_lines(each) for each in (document.text, text))
        for line in difflib.unified_diff(before, after, f"a/{name}", f"b/{name}"):
            yield clean(line.rstrip("\r\n")) + "\n"


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.removesuffix("\n").split("\n")]
