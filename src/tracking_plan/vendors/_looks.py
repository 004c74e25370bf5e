"""What a file looks like that is not of the tool it was given as: asked of each vendor whose plans can be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..document import read
from ..trouble import Trouble
from . import _json, readable, reader

_LOOKED_AT = 20
_LARGEST = 5_000_000


def looks_like(texts: Mapping[str, str], but: str) -> list[str]:
    """The vendors whose plan the first of these texts evidently is, ``but`` that one."""
    readers = [(name, reader(name)) for name in readable() if name != but]
    for file, text in [*texts.items()][:_LOOKED_AT]:
        for value in _values(file, text[:_LARGEST]):
            found = [name for name, module in readers if module.recognizes(value)]
            if found:
                return found
    return []


def _values(file: str, text: str) -> Iterator[Any]:
    """The text as JSON, as YAML, and as it stands: whatever it can be read as."""
    if text.lstrip()[:1] in ("{", "["):
        try:
            yield from _json.values(file, text, [], lambda text: False)
        except Trouble:
            return
    elif file.endswith((".yaml", ".yml")):
        document = read(text, file)
        if document.data is not None:
            yield document.data
    else:
        yield text
