"""Reads YAML text into a Document: UTF-8 only, bounded, and with every line counted as an editor counts it."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser

from .building import Builder, Stop
from .data import Document
from .span import Limits, Problem, Span
from .syntax import at_mark, syntax_problem


def read(text: str | bytes, file: str, limits: Limits = Limits(), *, doubtful: bool = False) -> Document:
    """Read one YAML file. Never raises for what the author wrote: problems are on the document.

    ``doubtful``: it may well be no YAML just now, as while somebody types. That is looked for first, which takes a twentieth
    of the time; the document is the same.
    """
    document = Document(file, "")
    try:
        if len(text) > limits.bytes:
            message = f"the file is larger than the {limits.bytes:,} bytes that are read of one"
            hint = "split it, or raise it with --limit bytes=NUMBER"
            raise _Refused(Problem("limit-exceeded", document.start(), message, hint))
        document.text = text if isinstance(text, str) else _decode(text, document)
        root = _compose(document, limits, doubtful)
        if root is not None:
            document.data = Builder(document, limits).build(root, None, 0)
    except _Refused as refused:
        document.problems.append(refused.problem)
    except Stop:
        pass
    return document


class _Refused(Exception):
    """The text cannot be read, and this is why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def _decode(raw: bytes, document: Document) -> str:
    """UTF-8 text, with or without a byte order mark."""
    other = _other_encoding(raw[:4])
    if other:
        message = f"the file is {other}, not UTF-8"
        raise _Refused(Problem("yaml-syntax", document.start(), message, "save it as UTF-8"))
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        at = Span(document.file, line, column, line, column + 1)
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise _Refused(Problem("yaml-syntax", at, message, "save the file as UTF-8")) from None


def _other_encoding(start: bytes) -> str:
    """What the first four bytes tell: the order mark of another encoding, or the NULs that ASCII letters get in it."""
    nulls = bytes(byte == 0 for byte in start)
    if start in (b"\xff\xfe\0\0", b"\0\0\xfe\xff") or nulls in (b"\0\1\1\1", b"\1\1\1\0"):
        return "UTF-32"
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or nulls in (b"\0\1\0\1", b"\1\0\1\0"):
        return "UTF-16"
    return ""


def _compose(document: Document, limits: Limits, doubtful: bool = False) -> Any:
    """The root node, or None where the file holds nothing."""
    text = _hide(document)
    if doubtful:
        _refuse_broken(document, text, limits.depth)
    try:
        return _Composer(text, limits.depth).get_single_node()
    except _TooDeep as deep:
        raise _Refused(_too_deep(document, deep.mark, limits.depth)) from None
    except yaml.YAMLError as error:
        if _PARSERS_DEPTH in str(error):
            raise _Refused(_deeper_than_the_parser(document, text, error, limits.depth)) from None
        raise _Refused(syntax_problem(document, error)) from None


def _refuse_broken(document: Document, text: str, depth: int) -> None:
    """Refuse what is no YAML for a fault of its syntax; what only a composer may find before that, is left to it."""
    try:
        CParser(text).raw_parse()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None and not _COMPOSERS.search(text[: mark.index]) and not _is_deep(text, mark.index, depth):
            raise _Refused(syntax_problem(document, error)) from None
    except (
        yaml.YAMLError
    ):  # a character that YAML has not, which says no line: the composer may find something before it
        pass


_COMPOSERS = re.compile(r"(?:^|[\s\[{,:?-])[*&]\S|^(?:---|\.\.\.)", re.MULTILINE)
"""An anchor, an alias, or where a document begins or ends."""
_DEEPER = re.compile(r"^[ -]*", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]{}]")


def _is_deep(text: str, end: int, depth: int) -> bool:
    """Whether it may be nested deeper than is read: as far as indentation and brackets tell, rather yes than no."""
    if len(max(_DEEPER.findall(text, 0, end), key=len, default="")) >= depth:
        return True
    at = deepest = 0
    for bracket in _BRACKETS.findall(text, 0, end):
        at = at + 1 if bracket in "[{" else max(at - 1, 0)
        deepest = max(deepest, at)
    return deepest >= depth


_PARSERS_DEPTH = "exceeded maximum nesting depth"
"""What libyaml 0.2.6 and later say of their own bound (1,000 levels)."""


def _too_deep(document: Document, mark: Any, depth: int) -> Problem:
    hint = "flatten it, or raise it with --limit depth=NUMBER"
    return Problem("limit-exceeded", at_mark(document, mark), f"nested more than {depth} levels deep", hint)


def _deeper_than_the_parser(document: Document, text: str, error: Any, depth: int) -> Problem:
    """The same place as ever: the parser looks ahead, and may refuse before the composer has come to our bound."""
    mark = error.problem_mark or error.context_mark
    try:
        _Composer(text[: mark.index], depth).get_single_node()
    except _TooDeep as deep:
        return _too_deep(document, deep.mark, depth)
    except yaml.YAMLError:
        pass
    message = "nested deeper than the YAML parser reads (about 1,000 levels)"
    return Problem("limit-exceeded", at_mark(document, mark), message, "flatten it")


def compose(document: Document, limits: Limits) -> Any:
    """The root node of a text that is a piece of another; None where it holds nothing or cannot be read by itself."""
    try:
        return _compose(document, limits)
    except (_Refused, UnicodeEncodeError):
        return None


_SEPARATORS = "\u0085\u2028\u2029"


def _hide(document: Document) -> str:
    """The text with U+0085, U+2028 and U+2029 replaced by unused private characters of the same width.

    The YAML 1.1 scanner takes them for line ends: it would count lines that no editor shows and fold them away.
    """
    text = document.text
    if text.isascii() or not any(mark in text for mark in _SEPARATORS):
        return text
    used = set(text)
    free = (code for code in range(0xE000, 0xF8FF) if chr(code) not in used)
    for mark in _SEPARATORS:
        stand_in = next(free, None)
        if mark in used and stand_in is not None:
            document._folded[stand_in] = mark
            text = text.replace(mark, chr(stand_in))
    return text


class _TooDeep(Exception):
    def __init__(self, mark: Any) -> None:
        self.mark = mark


class _Composer(CParser):
    """libyaml's composer without YAML 1.1's resolver, and with a bound on depth (its own recursion has none).

    It calls three hooks for each node, which is a fifth of its time where they are methods: so two of them are
    functions of C, and the third knows no ``self``.
    """

    resolve = "".format
    """Takes whatever it is given, and resolves nothing."""

    def __init__(self, text: str, depth: int) -> None:
        CParser.__init__(self, text)
        above: list[Any] = []
        open_one = above.append

        def descend(parent: Any, index: object) -> None:
            open_one(parent)
            if len(above) > depth:
                raise _TooDeep(parent.start_mark)

        self.descend_resolver, self.ascend_resolver = descend, above.pop
