"""Writes plain data as YAML that people like to read and that every YAML reader takes for the same."""

from __future__ import annotations

import re
from typing import Any

import yaml

from .building import CORE, FLOAT


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


def write(data: object) -> str:
    """YAML text of plain data (dict, list, str, int, float, bool, None), readable by hand, stable byte for byte."""
    for dumper in (_Dumper, _SlowDumper):
        text: str = yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)
        if "\\U" not in text:
            break
    return text
