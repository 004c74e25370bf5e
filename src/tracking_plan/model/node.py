"""A Node: a piece of the plan that knows its path and where it was written; and the reader that makes nodes of data.

A kind of node is declared once, as a class: each field is a key of the plan format, its annotation says what the key
takes, and the text in `Annotated` is the key's documentation. From that one declaration come the reader (here), the
published JSON Schema and the reference of the format (`format.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from ..document import Map, Path, Span
from ..finding import Finding
from ..shelf import did_you_mean, listed, quote, slip
from . import mending
from .complaints import MISSING, Report, unknown_key, wrong
from .foreign import INSTEAD

Reader = Callable[[Any, Map, str, Path, Report], Any]
"""``(value, mapping it stands in, its key, path of the mapping, report) -> value for the field, or MISSING``."""


class Node(msgspec.Struct, frozen=True, kw_only=True, eq=False, rename={"path": "-path"}):
    """A piece of the plan. ``path`` says which, ``raw`` is what was written (and where)."""

    path: Path
    raw: Map

    def at(self, *keys: str | int) -> Span:
        """Where it was written, or where the piece of it under ``keys`` was; the nearest thing for what is missing."""
        return self.raw.at(*keys, path=self.path)

    def key_at(self, key: str) -> Span:
        """Where a key of it was written."""
        return self.raw.key_at(key, self.path)

    def says(self, key: str) -> bool:
        """Whether this very place says something under ``key`` (and does not merely inherit it)."""
        return key in self.raw

    @property
    def extra(self) -> dict[str, Any]:
        """The user's own keys, which begin with ``x-``."""
        return {key: value for key, value in self.raw.items() if key.startswith("x-")}


NodeType = TypeVar("NodeType", bound=Node)


class Key(NamedTuple):
    """A key of the format: the field it fills, what it takes and what it means."""

    name: str
    field: str
    takes: Any
    means: str
    read: Reader


class By(NamedTuple):
    """In an annotation: read the key with this function, and show ``schema`` for it in the published JSON Schema."""

    read: Reader
    schema: Mapping[str, Any] = {}


@cache
def keys(kind: type[Node]) -> Mapping[str, Key]:
    """The keys that a kind of node takes, by their name in the format."""
    hints = get_type_hints(kind, include_extras=True)
    made = {}
    for field in msgspec.structs.fields(kind):
        hint = hints[field.name]
        if get_origin(hint) is not Annotated:
            continue
        takes, *notes = get_args(hint)
        means = next(note for note in notes if isinstance(note, str))
        by = next((note for note in notes if isinstance(note, By)), None)
        read = by.read if by else reader(takes)
        made[field.encode_name] = Key(field.encode_name, field.name, hint, means, read)
    return made


def read(kind: type[NodeType], raw: Map, path: Path, report: Report, /, **given: Any) -> NodeType:
    """Make a node of a mapping. What is wrong is reported and left out, so that all of it is found in one run."""
    known = keys(kind)
    for name, value in raw.items():
        key = known.get(name)
        if key is None:
            if not name.startswith("x-"):
                unknown_key(raw, name, path, known, report, takes(known, raw, name, path))
            continue
        if value is None:
            continue
        taken = key.read(value, raw, name, path, report)
        if taken is not MISSING:
            given[key.field] = taken
    return kind(path=path, raw=raw, **given)


def takes(known: Mapping[str, Key], raw: Map, name: str, path: Path) -> Callable[[str], bool]:
    """Whether a known key takes the value that stands under a misspelled one."""

    def fits(other: str) -> bool:
        found: list[Finding] = []
        read = known[other].read
        if read is later:
            return isinstance(raw[name], Map)
        read(raw[name], raw, name, path, found.append)
        return not found

    return fits


def reader(takes: Any) -> Reader:
    """The function that reads a value of the annotated type."""
    origin, args = get_origin(takes), get_args(takes)
    if origin is Annotated:
        return next((note.read for note in args if isinstance(note, By)), None) or reader(args[0])
    if origin in (Union, UnionType):
        return reader(next(arg for arg in args if arg is not NoneType))
    if origin is Literal:
        return _word(args)
    if origin is tuple:
        return _list(args[0])
    if isinstance(takes, type) and issubclass(takes, Node):
        return _node(takes)
    return _PLAIN[takes]


def text(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    """Text as it was written: `no`, `1.10` and `2026-01-01` stay what they are."""
    if type(value) is str:
        return value
    if isinstance(value, (dict, list)):
        return wrong(raw, key, path, report, "a text")
    return raw.source(key)


def _boolean(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    if isinstance(value, bool):
        return value
    hint = INSTEAD.get(key, "") if isinstance(value, list) else ""
    meant = _TRUTHS.get(value.lower(), MISSING) if isinstance(value, str) else MISSING
    return wrong(raw, key, path, report, "true or false", hint, meant)


_TRUTHS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
"""What YAML 1.1 takes for a boolean, and what is one in quotes."""


def _number(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return wrong(raw, key, path, report, "a number", *_unquoted(value))


def _count(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return wrong(raw, key, path, report, "a whole number of 0 or more", *_unquoted(value, least=0))


def _unquoted(value: Any, least: int | None = None) -> tuple[str, Any]:
    """What to say of a number in quotes, and the number."""
    if not isinstance(value, str) or not value.lstrip("+-").isdecimal():
        return "", MISSING
    number = int(value) if re.fullmatch("-?(0|[1-9][0-9]{0,14})", value) else None
    right = number is not None and (least is None or number >= least)
    return "write it without quotes", number if right else MISSING


def _anything(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    return value


def later(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    """The key is read elsewhere, with more in hand than itself (the properties that it narrows)."""
    return MISSING


_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z", re.ASCII)


def day(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    """A date, written 2027-01-31."""
    written = raw.source(key)
    if _DATE.match(written):
        try:
            return date.fromisoformat(written)
        except ValueError:
            return wrong(raw, key, path, report, "a date that exists")
    return wrong(raw, key, path, report, "a date such as 2027-01-31", "", _dated(written))


_ALMOST_DATE = re.compile(r"(\d{4})([-/.])(\d\d?)\2(\d\d?)\Z", re.ASCII)


def _dated(written: str) -> Any:
    """A date that is written without its zeros, or with other marks between; the year must stand first."""
    found = _ALMOST_DATE.match(written)
    if found is None:
        return MISSING
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return MISSING


def day_or_never(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    if value == "never":
        return value
    if isinstance(value, str) and _DATE.match(value):
        return day(value, raw, key, path, report)
    written = raw.source(key)
    meant = "never" if written.lower() == "never" else _dated(written)
    return wrong(raw, key, path, report, "a date such as 2027-01-31, or never", "", meant)


def _word(words: tuple[str, ...]) -> Reader:
    allowed = frozenset(words)

    def read_word(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
        if value.__class__ is str and value in allowed:
            return value
        if isinstance(value, (dict, list)):
            return wrong(raw, key, path, report, f"one of {listed(words, 12, 'or')}")
        source = raw.source(key)
        if source in allowed:
            return source
        near, meant = did_you_mean(source, words), slip(source, words)
        message = f"{quote(key)} takes one of {listed(words, 12, 'or')}, not {quote(source)}{near}"
        fix = mending.word(raw, (key,), meant) if meant else None
        report(Finding(raw.at(key, path=path), message, "", "wrong-value", fix=fix))
        return MISSING

    return read_word


def _list(item: Any) -> Reader:
    if item is str or (get_origin(item) is Literal):
        return _texts(get_args(item) if get_origin(item) is Literal else ())
    if isinstance(item, type) and issubclass(item, Node):
        return _nodes(item)
    return _values


def _values(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    return tuple(value) if isinstance(value, list) else wrong(raw, key, path, report, "a list")


def _texts(words: tuple[str, ...]) -> Reader:
    def read_texts(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
        if not isinstance(value, list):
            written = "" if isinstance(value, dict) else raw.source(key)
            hint = f"write [{written[:40]}]" if written else ""
            return wrong(raw, key, path, report, "a list", hint, [written] if _is_one(written) else MISSING)
        made = []
        for place, item in enumerate(value):
            if isinstance(item, (dict, list)):
                report(Finding(raw.at(key, place, path=path), f"{quote(key)} takes a list of texts", "", "wrong-value"))
            else:
                made.append(item if type(item) is str else raw.source(key, place))
        return tuple(made)

    return read_texts


def _is_one(written: str) -> bool:
    """Whether a text where a list is due is one item of it, and not several."""
    return bool(written) and "," not in written and ";" not in written


def _node(kind: type[Node]) -> Reader:
    def read_node(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
        if isinstance(value, Map):
            return read(kind, value, (*path, key), report)
        return wrong(raw, key, path, report, "a mapping")

    return read_node


def _nodes(kind: type[Node]) -> Reader:
    def read_nodes(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
        if not isinstance(value, list):
            return wrong(raw, key, path, report, "a list of mappings")
        made = []
        for place, item in enumerate(value):
            if isinstance(item, Map):
                made.append(read(kind, item, (*path, key, place), report))
            else:
                report(
                    Finding(raw.at(key, place, path=path), f"{quote(key)} takes a list of mappings", "", "wrong-value")
                )
        return tuple(made)

    return read_nodes


_PLAIN: dict[Any, Reader] = cast(
    dict[Any, Reader], {str: text, bool: _boolean, float: _number, int: _count, Any: _anything, date: day}
)
