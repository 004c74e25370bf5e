"""What `plan docs` does with Markdown: a folder of it, and tables in pages that people write; written, or held against what stands there."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from .. import folders, workspace
from ..dictionary import Dictionary
from ..document import Limits, Span
from ..finding import Finding
from ..markdown import pages
from ..markdown.refreshing import Refreshed, refreshed
from ..reports._line import line
from ..trouble import Trouble
from ._output import counted, say, write

_FEW = 10


def build(dictionary: Dictionary, out: str, check: bool, quiet: bool) -> int:
    """Write the folder; with ``check`` write nothing, and 1 where it is out of date.

    Raises:
        Trouble: the folder may not be written to, or a file of somebody else stands in the way.
    """
    started = time.perf_counter()
    files = dict(pages(dictionary))
    place = folders.Folder(os.path.normpath(out), files, "--out")
    changes = folders.changes([place], os.path.realpath("."))
    if check:
        for change in changes[:_FEW]:
            say(f"{change.path}: is out of date; `plan docs --format markdown --out {out}` writes it anew")
        if len(changes) > _FEW:
            say(f"... and {counted(len(changes) - _FEW, 'more file')}")
        return int(bool(changes))
    folders.write(changes)
    if not quiet:
        what = f"{counted(len(changes), 'file')} changed" if changes else "nothing changed"
        took = f"in {time.perf_counter() - started:.1f} s"
        say(f"The dictionary of {counted(len(dictionary.plan.events), 'event')} stands in {out} ({what}, {took}).")
    return 0


def update(dictionary: Dictionary, files: Sequence[str], check: bool, quiet: bool) -> int:
    """Make the tables of pages anew; nothing is written where a marker is wrong or, with ``check``, anyway.

    Raises:
        Trouble: a page cannot be read or written.
    """
    made = [(path, _refreshed(dictionary, path)) for path in dict.fromkeys(files)]
    said = [finding for _, one in made for finding in (*one.findings, *(one.stale if check else ()))]
    for path, one in made:
        if not one.tables and not one.findings:
            said.append(Finding(Span(path, 1, 1, 1, 1), "no marker is in this file", "such as <!-- plan:events -->"))
    for finding in sorted(said, key=lambda finding: finding.at[:3]):
        write(line(finding) + "\n")
    if said or check:
        return int(bool(said))
    for path, one in made:
        changed = workspace.write_file(path, one.text)
        if not quiet:
            tables = counted(one.tables, "table")
            say(f"{path}: {f'{len(one.stale):,} of {tables} changed' if changed else f'{tables}, nothing changed'}")
    return 0


def _refreshed(dictionary: Dictionary, path: str) -> Refreshed:
    if os.path.isdir(path):
        raise Trouble(f"{path}: is a folder, and --update takes a file")
    limit = Limits().bytes
    (file,) = workspace.files(path, limit)
    if len(file.content) > limit:
        raise Trouble(f"{path}: is larger than the {limit:,} bytes that are read of one file")
    return refreshed(dictionary, file.content.decode("utf-8", "surrogateescape"), file.name)
