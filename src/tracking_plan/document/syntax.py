"""What the YAML parser says, in words that tell an author what to mend."""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_right
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser

from .data import Document
from .span import Path, Problem, Span

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PLAIN_WORDS = {
    "invalid Unicode character escape code": (
        "this escape is no character",
        "half of a surrogate pair cannot be written; use \\U and 8 digits",
    ),
    "found character that cannot start any token": ("no text can begin with this character", "quote the text"),
    "mapping values are not allowed in this context": (
        '": " is not expected here',
        "quote the text, or mend the indentation",
    ),
    "could not find expected ':'": ('a ":" is missing after the key', "write `key: value`"),
    "did not find expected key": (
        "this is neither a key nor the end of the mapping",
        "mend the indentation, or quote the text",
    ),
    "did not find expected '-' indicator": ("this is neither an item of the list nor its end", "mend the indentation"),
    "did not find expected ',' or ']'": ('"," or "]" is missing in this list', "close the list, or quote the text"),
    "did not find expected ',' or '}'": ('"," or "}" is missing in this mapping', "close it, or quote the text"),
    "did not find expected node content": ("a value is missing here", "write it, or quote the text"),
    "found undefined alias": ("this alias names no anchor", "write the anchor (&name) before it"),
    "expected a single document in the stream": (
        "a second document begins here (---)",
        "write it in a file of its own",
    ),
    "but found another document": ("a second document begins here (---)", "write it in a file of its own"),
    "did not find expected alphabetic or numeric character": (
        "the name of an alias (*) or an anchor (&) is expected here",
        "quote the text if it is one",
    ),
    "did not find expected <document start>": ("the plan ended before this", "remove it, or mend the brackets"),
    "did not find expected comment or line break": (
        "only a comment can follow on this line",
        "begin the text on the next line",
    ),
    "block sequence entries are not allowed": (
        "a list cannot begin on this line",
        "write its items below, or in brackets: [a, b]",
    ),
    "did not find expected hexdecimal number": (
        "digits are missing in this escape",
        "write two after \\x, four after \\u, eight after \\U, or put the text in single quotes",
    ),
    "found unknown escape character": (
        "a backslash stands before a letter that it cannot",
        "write \\\\ for a backslash, or put the text in single quotes",
    ),
    "found incompatible YAML document": ("this version of YAML is not known", "remove the line"),
    "found unknown directive name": ("a line that begins with % is a directive to YAML", "quote the text"),
    "found duplicate anchor": ("this anchor is defined twice", "rename one of the two"),
}


_LONGEST_KEY = 1024
_CONFLICT = re.compile(r"(?m)^(?:<{7}|>{7})(?= |\r?$)")


def syntax_problem(document: Document, error: yaml.YAMLError) -> Problem:
    """The error where an author would look for it."""
    mark = (error.problem_mark or error.context_mark) if isinstance(error, yaml.MarkedYAMLError) else None
    if mark is None or not isinstance(error, yaml.MarkedYAMLError):
        return _forbidden(document)
    conflict = _CONFLICT.search(document.text)
    if conflict:
        line = document.text.count("\n", 0, conflict.start()) + 1
        at = Span(document.file, line, 1, line, 8)
        return Problem("yaml-syntax", at, "a merge conflict is left here", "settle it in git, and remove its marks")
    found = _quoting(document, error, mark)
    if found is not None:
        return found
    message, hint = _said(document, error, mark)
    opening = error.context_mark
    in_brackets = "flow" in (error.context or "") or mark.index >= len(document.text.rstrip())
    if in_brackets and opening is not None and opening.line < mark.line:
        message += f", which begins on line {opening.line + 1}"
    return Problem("yaml-syntax", at_mark(document, mark), message, hint)


def _said(document: Document, error: yaml.MarkedYAMLError, mark: Any) -> tuple[str, str]:
    text = document.text
    if "\ufeff" in text[max(mark.index - 1, 0) : mark.index + 1]:
        return "a byte order mark (U+FEFF) stands here, which nobody sees", "delete it"
    problem = f"{error.problem or ''} {error.context or ''}"
    last = _last_scalar(document, mark) if "mapping values" in problem else None
    if last is not None and last.plain and last.start_mark.line < last.end_mark.line == mark.line:
        line = last.start_mark.line + 1
        hint = f'end line {line} with ":", mend the indentation, or quote the text'
        return f'": " is not expected here, as the text that begins on line {line} runs on to it', hint
    if text[mark.index : mark.index + 1] == "\t":
        return "a tab indents this line", "YAML takes spaces only"
    if mark.column > _LONGEST_KEY and ("mapping values" in problem or "expected ':'" in problem):
        return f"a key holds more than YAML's {_LONGEST_KEY:,} characters", "shorten it"
    for known, words in _PLAIN_WORDS.items():
        if known in problem:
            return words
    return f"this is not YAML: {error.problem or 'nobody knows why'}", "quote the text if it is one"


def _forbidden(document: Document) -> Problem:
    found = _FORBIDDEN.search(document.text)
    if not found:
        return Problem("yaml-syntax", document.start(), "this is not text that YAML can hold")
    line = document.text.count("\n", 0, found.start()) + 1
    column = found.start() - document.text.rfind("\n", 0, found.start())
    message = f"the control character U+{ord(found[0]):04X} is not allowed"
    hint = "remove it, or write it as an escape in double quotes"
    return Problem("yaml-syntax", Span(document.file, line, column, line, column + 1), message, hint)


def _quoting(document: Document, error: yaml.MarkedYAMLError, mark: Any) -> Problem | None:
    """The quote that is to blame, if one is: never closed, closed lines later by another's, or closed too early."""
    hint = 'a quote inside is written \\" (or doubled between single quotes)'
    unclosed = "this quote is not closed on its line, and what follows is not YAML"
    if "quoted scalar" in (error.context or "") and "end of" in (error.problem or ""):
        return Problem("yaml-syntax", at_mark(document, error.context_mark), unclosed, f"close it; {hint}")
    last = _last_scalar(document, mark)
    if last is None or last.plain or last.style not in ("'", '"') or last.end_mark.line != mark.line:
        return None
    if last.start_mark.line < mark.line:
        return Problem("yaml-syntax", at_mark(document, last.start_mark), unclosed, f"close it; {hint}")
    if document.text[last.end_mark.at : mark.index].strip() or document.text[mark.index] in ":,]}":
        return None
    return Problem("yaml-syntax", at_mark(document, mark), "the quoted text before this has ended already", hint)


class _Mark(NamedTuple):
    """A place in the text; lines and columns from 0."""

    at: int
    line: int
    column: int


class _Scalar(NamedTuple):
    plain: bool
    style: str | None
    start_mark: _Mark
    end_mark: _Mark


def _last_scalar(document: Document, mark: Any) -> _Scalar | None:
    """The last scalar that ends before the place where reading failed."""
    text = document.text
    start = _beginning(text, mark.index)
    above = bisect_right(document.line_starts, start) - 1
    last = None
    with contextlib.suppress(yaml.YAMLError):
        for token in yaml.scan(text[start:], Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and start + token.end_mark.index <= mark.index:
                last = token
            elif start + token.start_mark.index > mark.index:
                break
    if last is None:
        return None
    begins, ends = (_Mark(start + one.index, above + one.line, one.column) for one in (last.start_mark, last.end_mark))
    return _Scalar(last.plain, last.style, begins, ends)


def _beginning(text: str, end: int) -> int:
    """Where an entry begins not far before a place, if one can begin there; else where the text begins."""
    for indent, tries in (("  ", 4), ("", 1)):
        place = end
        while tries and (place := text.rfind(f"\n{indent}", 0, place)) >= 0:
            begin = place + 1
            if text[begin + len(indent) : begin + len(indent) + 1] in " #-\r\n\t" or not text[begin:end].strip():
                continue
            tries -= 1
            with contextlib.suppress(yaml.YAMLError):
                CParser(f"{text[:begin]}{indent}a: b\n").raw_parse()  # a key may stand there: it is within no text
                return begin
    return 0


def at_mark(document: Document, mark: Any, path: Path = ()) -> Span:
    return Span(document.file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2, path)
