"""LookML as text: blocks of parameters. Text of a plan stands in it between quotes, and is inert there.

LookML knows one escape, of the quote itself; Liquid runs in labels and descriptions, `@{…}` is a constant in any text, and `${…}`
and `;;` mean something where SQL stands. So a backslash, a line end and a brace that would open one of these are written as signs that look the same or as a
space: what people read stays readable, and nothing of it can run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_LIQUID = re.compile(r"(?<=[{%$@])(?=[{%])|(?<=[%}])(?=\})|(?<=;)(?=;)")
_CONTROL = re.compile("[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+")


class Block(NamedTuple):
    """`view: name { … }`: what it is, its name, and what stands in it."""

    kind: str
    name: str
    inside: tuple[Line, ...]


class Word(NamedTuple):
    """`type: string`: a parameter whose value is a word of LookML."""

    name: str
    value: str


class Text(NamedTuple):
    """`label: "Order"`: a parameter whose value is text."""

    name: str
    value: str


class Sql(NamedTuple):
    """`sql: ${TABLE}.id ;;`: a parameter whose value is SQL of ours, in which nothing of a plan can be read as more than text."""

    name: str
    value: str


class Listed(NamedTuple):
    """`tags: ["a", "b"]`, or `timeframes: [raw, date]` where ``words`` says so."""

    name: str
    values: tuple[str, ...]
    words: bool = False


Line = Block | Word | Text | Sql | Listed


def inert(text: str) -> str:
    """Text that nothing of LookML, Liquid or SQL sees anything in; the same text where there is nothing to see."""
    made = _CONTROL.sub(" ", text).replace("\\", "\N{REVERSE SOLIDUS OPERATOR}")
    return _LIQUID.sub(" ", made).strip()


def is_inert(text: str) -> bool:
    """Whether text can be written as it is, to the last character: for values that are compared."""
    return inert(text) == text and '"' not in text


def quoted(text: str) -> str:
    return '"' + inert(text).replace('"', '\\"') + '"'


def render(lines: Iterable[Line], depth: int = 0) -> Iterator[str]:
    """The lines of the text, each with its line end."""
    indent = "  " * depth
    for number, line in enumerate(lines):
        match line:
            case Block(kind, name, inside):
                yield "\n" if number else ""
                yield f"{indent}{kind}: {name}{' ' if name else ''}{{\n"
                yield from render(inside, depth + 1)
                yield f"{indent}}}\n"
            case Word(name, value):
                yield f"{indent}{name}: {value}\n"
            case Text(name, value):
                yield f"{indent}{name}: {quoted(value)}\n"
            case Sql(name, value):
                rest = value.replace("\n", f"\n{indent}  ")
                yield f"{indent}{name}: {rest} ;;\n"
            case Listed(name, values, words):
                yield f"{indent}{name}: [{', '.join(values if words else map(quoted, values))}]\n"
