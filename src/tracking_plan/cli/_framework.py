"""What `plan docs --framework` does: the framework document, written or held against what stands there."""

from __future__ import annotations

import os

from .. import framework, workspace
from ..dictionary import Dictionary
from ..document import Limits
from ..framework import html, markdown
from ..shelf import quote
from ..trouble import Trouble
from ._output import counted, say

_RENDER = {".md": markdown.render, ".markdown": markdown.render, ".html": html.render, ".htm": html.render}
_OURS = "plan docs --framework"
"""Stands near the head of every such document; a file without it is somebody else's."""
_HEAD = 8_000


def build(dictionary: Dictionary, path: str, check: bool, quiet: bool) -> int:
    """Write the document; with ``check`` write nothing, and 1 where it is out of date.

    Raises:
        Trouble: the file's name says no format, it cannot be written, or somebody else wrote what stands there.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending not in _RENDER:
        raise Trouble(f"--framework takes a file that ends in .md or .html, not {quote(path)}")
    made = framework.paper(dictionary)
    text = _RENDER[ending](made)
    before = _before(path)
    if check:
        if before != text:
            say(f"{path}: is out of date; `plan docs --framework {path}` writes it anew")
        return int(before != text)
    if before is not None and _OURS not in before[:_HEAD]:
        raise Trouble(f"{path}: is there already and was not written by `{_OURS}`; name another file, or move it away")
    changed = workspace.write_file(path, text)
    if not quiet:
        questions = counted(made.open, "open question")
        say(f"The framework document stands in {path}, with {questions}{'' if changed else ' (nothing changed)'}.")
    return 0


def _before(path: str) -> str | None:
    """What stands in a file; None where there is none."""
    if not os.path.isfile(path):
        return None
    limit = Limits().bytes
    return workspace.files(path, limit)[0].content.decode("utf-8", "replace")
