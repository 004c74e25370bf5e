"""What the YAML parser says, in words that tell an author what to mend."""

from __future__ import annotations

import re
from typing import Any

import yaml

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
    "found duplicate anchor": ("this anchor is defined twice", "rename one of the two"),
}


def syntax_problem(document: Document, error: yaml.YAMLError) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        found = _FORBIDDEN.search(document.text)
        place = found.start() if found else 0
        line = document.text.count("\n", 0, place)
        column = place - (document.text.rfind("\n", 0, place) + 1)
        what = (
            f"the control character U+{ord(found[0]):04X} is not allowed"
            if found
            else "this is not text that YAML can hold"
        )
        return Problem(
            "yaml-syntax",
            Span(document.file, line + 1, column + 1, line + 1, column + 2),
            what,
            "remove it, or write it as an escape in double quotes",
        )
    problem = error.problem or "not YAML"
    mark = error.problem_mark or error.context_mark
    opening = error.context_mark if "quoted scalar" in (error.context or "") and "end of" in problem else None
    opening = opening or _open_quote(document, mark)
    if opening is not None:
        hint = 'close it; a quote inside is written \\" (or doubled between single quotes)'
        return Problem(
            "yaml-syntax",
            at_mark(document, opening),
            "this quote is not closed on its line, and what follows is not YAML",
            hint,
        )
    if mark is not None and document.text[mark.index : mark.index + 1] == "\t":
        return Problem("yaml-syntax", at_mark(document, mark), "a tab indents this line", "YAML takes spaces only")
    for known, (message, hint) in _PLAIN_WORDS.items():
        if known in problem:
            return Problem("yaml-syntax", at_mark(document, mark), message, hint)
    if mark is None:
        return Problem("yaml-syntax", document.start(), problem)
    return Problem("yaml-syntax", at_mark(document, mark), f"not YAML: {problem}", "quote the text if it is one")


def _open_quote(document: Document, mark: Any) -> Any:
    """Where the quote stands whose text runs over lines and ends on the line that could not be read, if one does."""
    if mark is None:
        return None
    last = None
    try:
        for token in yaml.scan(document.text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.end_mark.index <= mark.index:
                last = token
    except yaml.YAMLError:
        pass
    if last is None or last.plain or last.style not in ("'", '"'):
        return None
    runs_over = last.start_mark.line < last.end_mark.line == mark.line
    return last.start_mark if runs_over else None


def at_mark(document: Document, mark: Any, path: Path = ()) -> Span:
    return Span(document.file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2, path)
