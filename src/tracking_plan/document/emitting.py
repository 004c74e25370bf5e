"""Tells an emitter of plain data, piece by piece: a dumper would build a tree of it first, which takes twice as long."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml

from .building import CORE

Emit = Callable[[Any], None]

_STR = CORE + "str"
_TRUE, _FALSE = (yaml.ScalarEvent(None, CORE + "bool", (True, False), word) for word in ("true", "false"))
_MAPPING = yaml.MappingStartEvent(None, CORE + "map", True, flow_style=False)
_LIST = yaml.SequenceStartEvent(None, CORE + "seq", True, flow_style=False)
_MAPPING_END, _LIST_END = yaml.MappingEndEvent(), yaml.SequenceEndEvent()


class Emitter:
    """Writes with dumpers of one style. ``style`` is a dumper class, which says how a scalar is written."""

    def __init__(self, style: Any) -> None:
        self.resolver: Any = style(io.StringIO())
        self.text = lru_cache(maxsize=65_536)(self._text)
        """Most texts are keys and words that come again and again."""

    def write(self, data: object, dumper: Any, width: int) -> str:
        stream = io.StringIO()
        told = dumper(stream, width=width, allow_unicode=True)
        told.emit(yaml.StreamStartEvent())
        told.emit(yaml.DocumentStartEvent(explicit=False))
        self._tell(data, told.emit)
        told.emit(yaml.DocumentEndEvent(explicit=False))
        told.emit(yaml.StreamEndEvent())
        return stream.getvalue()

    def _tell(self, data: Any, emit: Emit) -> None:
        kind = data.__class__
        if kind is dict:
            emit(_MAPPING)
            for name, value in data.items():
                emit(self.text(name) if name.__class__ is str else self._other(name))
                if value.__class__ is str:
                    emit(self.text(value))
                else:
                    self._tell(value, emit)
            emit(_MAPPING_END)
        elif kind is str:
            emit(self.text(data))
        elif kind is list or kind is tuple:
            emit(_LIST)
            for value in data:
                self._tell(value, emit)
            emit(_LIST_END)
        else:
            emit(self._other(data))

    def _text(self, text: str) -> Any:
        node = self.resolver.represent_data(text)
        plainly = self.resolver.resolve(yaml.ScalarNode, text, (True, False)) == _STR
        return yaml.ScalarEvent(None, _STR, (plainly, True), text, style=node.style)

    def _other(self, value: object) -> Any:
        if value is True or value is False:
            return _TRUE if value else _FALSE
        node = self.resolver.represent_data(value)
        detected = self.resolver.resolve(yaml.ScalarNode, node.value, (True, False))
        return yaml.ScalarEvent(None, node.tag, (detected == node.tag, False), node.value)
