"""Reads YAML text into a Document: UTF-8 only, bounded, and with every line counted as an editor counts it."""

from __future__ import annotations

from typing import Any

import yaml
from yaml._yaml import CParser

from .building import Builder, Stop
from .data import Document
from .span import Limits, Problem, Span
from .syntax import at_mark, syntax_problem


def read(text: str | bytes, file: str, limits: Limits = Limits()) -> Document:
    """Read one YAML file. Never raises for what the author wrote: problems are on the document."""
    if isinstance(text, bytes):
        decoded = _decode(text, file)
        if isinstance(decoded, Document):
            return decoded
        text = decoded
    document = Document(file, text)
    if len(text) > limits.bytes:
        message = f"the file holds {len(text):,} characters, more than the {limits.bytes:,} that are read"
        document.problems.append(
            Problem("limit-exceeded", document.start(), message, "split it, or raise it with --limit bytes=NUMBER")
        )
        return document
    try:
        root = _Composer(_hide(document), limits.depth).get_single_node()
    except _TooDeep as error:
        mark = error.args[0]
        message = f"nested more than {limits.depth} levels deep"
        document.problems.append(
            Problem(
                "limit-exceeded", at_mark(document, mark), message, "flatten it, or raise it with --limit depth=NUMBER"
            )
        )
    except yaml.YAMLError as error:
        document.problems.append(syntax_problem(document, error))
    else:
        if root is not None:
            try:
                document.data = Builder(document, limits).build(root, None, 0)
            except Stop:
                document.data = None
    return document


def _decode(raw: bytes, file: str) -> str | Document:
    """UTF-8 text, with or without a byte order mark; anything else is a problem at the first bad byte."""
    broken = Document(file, "")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        broken.problems.append(
            Problem("yaml-syntax", broken.start(), "the file is UTF-16, not UTF-8", "save it as UTF-8")
        )
        return broken
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        at = Span(file, line, column, line, column + 1)
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        broken.problems.append(Problem("yaml-syntax", at, message, "save the file as UTF-8"))
        return broken


_SEPARATORS = "\u0085\u2028\u2029"


def _hide(document: Document) -> str:
    """The text with U+0085, U+2028 and U+2029 replaced by unused private characters of the same width.

    The YAML 1.1 scanner takes them for line ends: it would count lines that no editor shows and fold them away.
    """
    text = document.text
    if text.isascii() or not any(mark in text for mark in _SEPARATORS):
        return text
    free = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    for mark in _SEPARATORS:
        if mark in text:
            stand_in = next(free)
            document._folded[stand_in] = mark
            text = text.replace(mark, chr(stand_in))
    return text


class _TooDeep(Exception):
    pass


class _Composer(CParser):
    """libyaml's composer without YAML 1.1's resolver, and with a bound on depth (its own recursion has none)."""

    def __init__(self, text: str, depth: int) -> None:
        CParser.__init__(self, text)
        self._left = depth

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: object) -> None:
        self._left -= 1
        if self._left < 0:
            raise _TooDeep(parent.start_mark)

    def ascend_resolver(self) -> None:
        self._left += 1
