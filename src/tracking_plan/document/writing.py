"""Writes plain data as YAML that people like to read and that every YAML reader takes for the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import yaml

from .building import CORE, FLOAT
from .emitting import Emitter


class _Style:
    """What both dumpers share: quotes for what YAML 1.1 or 1.2 would read as something else, blocks for long texts."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class _Dumper(_Style, yaml.CSafeDumper):
    """Writes what both YAML 1.1 and 1.2 read back as the same text; mappings in the order given."""


class _SlowDumper(_Style, yaml.SafeDumper):
    """The same in pure Python: libyaml escapes what lies beyond U+FFFF, emoji among it."""


_FOLDED = re.compile(
    "[\x85\u2028\u2029\ufeff]"
)  # an emitter takes these for line ends, or for a mark of the byte order


def _text(dumper: Any, text: str) -> Any:
    style = None
    if _FOLDED.search(text):
        style = '"'
    elif "\n" in text and not re.search(r"[ \t]\n|[^\n -\ufffd]|\A\s", text):
        style = "|"
    return dumper.represent_scalar(CORE + "str", text, style=style)


for _kind in (_Dumper, _SlowDumper):
    _kind.add_representer(str, _text)
    _kind.add_implicit_resolver(CORE + "int", re.compile(r"(?:0o[0-7]+|[-+]?[0-9]+)\Z"), list("0123456789+-"))
    _kind.add_implicit_resolver(CORE + "float", FLOAT, list("0123456789+-."))

_WIDTH = 110
_EMITTER = Emitter(_Dumper)


_TAKEN_FOR = {
    CORE + "bool": "a truth value",
    CORE + "int": "a number",
    CORE + "float": "a number",
    CORE + "null": "nothing",
    CORE + "timestamp": "a date",
}


@lru_cache(maxsize=65_536)
def taken_for(text: str) -> str:
    """What a text without quotes is to readers of YAML 1.1 or 1.2, in words; nothing where it is a text to all of them."""
    return _TAKEN_FOR.get(_EMITTER.resolver.resolve(yaml.ScalarNode, text, (True, False)), "")


def write(data: object) -> str:
    """YAML text of plain data (dict, list, str, int, float, bool, None), readable by hand, stable byte for byte."""
    for dumper in (_Dumper, _SlowDumper):
        text = _EMITTER.write(data, dumper, _WIDTH)
        if "\\U" not in text:
            break
    return text


def _dumped(data: object, **how: Any) -> str:
    for dumper in (_Dumper, _SlowDumper):
        text: str = yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, **how)
        if "\\U" not in text:
            break
    return text


_ENDLESS = 1 << 30


def inline(value: object, quote: str = "") -> str:
    """A value on one line, as it may stand within brackets; a text in the quotes asked for, where it can."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{name(key)}: {inline(item)}" for key, item in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, str) and quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    double = isinstance(value, str) and (quote == '"' or "\n" in value)
    more = {"default_style": '"'} if double else {}
    return _dumped([value], default_flow_style=True, width=_ENDLESS, **more)[1:-2]


def name(key: str) -> str:
    """A key as it stands before its colon."""
    text = inline(key)
    return inline(key, '"') if text.startswith("?") else text


def under(key: str, value: Any, indent: int, block: bool = False) -> str:
    """The lines of a key and its value at an indent. What is short and flat stands in brackets, unless ``block``."""
    pad = " " * indent
    start = f"{pad}{name(key)}:"
    if value is None:
        return f"{start}\n"
    if not isinstance(value, (Mapping, list)):
        return f"{start}{scalar_after(value, indent)}\n"
    if not value or (_is_flat(value) and not block):
        short = f"{start} {inline(value)}\n"
        if len(short) <= _WIDTH or not value:
            return short
    if isinstance(value, list):
        return f"{start}\n{entries(value, indent + 2)}"
    return f"{start}\n" + "".join(under(key, item, indent + 2) for key, item in value.items())


def scalar_after(value: object, indent: int) -> str:
    """A scalar as it stands after the colon of a key at an indent, with the space before it; it may take more lines."""
    first, *rest = _dumped({"k": value}, width=max(_WIDTH - indent, 40)).removesuffix("\n").split("\n")
    pad = " " * indent
    return "\n".join((first[2:], *(pad + line if line else line for line in rest)))


def entries(items: list[Any], indent: int) -> str:
    """The lines of a list, an item each at an indent."""
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in write(items).splitlines())


def _is_flat(value: Any) -> bool:
    items = [*value.values()] if isinstance(value, Mapping) else value
    if isinstance(value, Mapping) and None in items:
        return False
    return not any(isinstance(item, Mapping) and (not _is_flat(item) or len(item) > 8) for item in items) and not any(
        isinstance(item, str) and "\n" in item for item in items
    )


_ORDINARY = re.compile(r"\w[\w ,;./()'’+?!-]*\Z")


def quoted(value: str, source: str, block: bool) -> str:
    """A text that stands in quotes, in the quotes that it needs: none, or double ones unless those need escapes."""
    if _ORDINARY.match(value):
        bare = _dumped({"k": value}, width=_ENDLESS)[3:-1] if block else inline(value)
        if bare == value:
            return bare
    if source[0] == "'" and value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return source
