"""Follows the `$ref`s of JSON Schemas, within the files that were given and nowhere else: nothing is fetched.

A reference is written out where it stands. One to a URL, to a file that was not given, to nothing, or back to itself is
left as it is, and told. What references may stand for in all is bounded, as they can multiply.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ..shelf import quote
from ..trouble import Trouble

Tell = Callable[[str, str], None]

_DEEPEST = 24
_LEVELS = 60
"""Levels of nesting: what is written must be read again, and a plan may be 64 levels deep."""
_MOST = 200_000
"""Words that references may stand for in all."""
_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:")
_SAMPLES = frozenset(("const", "enum", "default", "examples"))
"""Words that hold values and no schemas."""
_MISSING: Any = object()


class References:
    """The values of files by their names, and what stands in them."""

    def __init__(self, values: Mapping[str, Any], tell: Tell) -> None:
        self.values = {_normal(name): value for name, value in values.items()}
        self.names = {_normal(name): name for name in values}
        self.tell = tell
        self.folder = _common(self.values)
        """The folder that all of them stand in, out of which no reference leads."""
        self.by_id = {ident: name for name, value in self.values.items() if (ident := _id(value))}
        self.made = 0
        self.followed: dict[str, None] = {}
        """References that were written out."""

    def resolved(self, value: Any, file: str, where: str) -> Any:
        """The value with all that it refers to written out."""
        return self._value(value, _normal(file), where, (), 0)

    def across(self) -> set[str]:
        """The files that others refer to, as a whole or in part, by the names that they were given with."""
        found: set[str] = set()
        for file, value in self.values.items():
            for held in _all(value):
                path = held["$ref"].partition("#")[0] if isinstance(held.get("$ref"), str) else ""
                target = self._target(path, file)[0] if path else ""
                if target and target != file:
                    found.add(self.names[target])
        return found

    def _value(self, value: Any, file: str, where: str, within: tuple[str, ...], depth: int) -> Any:
        if isinstance(value, list):
            return [self._value(item, file, where, within, depth + 1) for item in value]
        if not isinstance(value, Mapping):
            return value
        if depth > _LEVELS:
            raise Trouble(
                f"{self.names.get(file, file)}: is nested more than {_LEVELS} levels deep where its references lead, which no plan is"
            )
        self.made += len(value) if within else 0
        if self.made > _MOST:
            raise Trouble(
                f"{self.names.get(file, file)}: its references stand for more than {_MOST:,} words, which no plan has"
            )
        reference = value.get("$ref")
        if isinstance(reference, str):
            return self._reference(value, reference, file, where, within, depth)
        return {
            word: held if word in _SAMPLES else self._value(held, file, f"{where}.{word}", within, depth + 1)
            for word, held in value.items()
            if word not in ("definitions", "$defs")
        }

    def _reference(
        self, value: Mapping[str, Any], reference: str, file: str, where: str, within: tuple[str, ...], depth: int
    ) -> Any:
        rest = {word: held for word, held in value.items() if word not in ("$ref", "definitions", "$defs")}
        path, _, pointer = reference.partition("#")
        target, why = self._target(path, file)
        found = _at(self.values[target], pointer) if target in self.values else _MISSING
        full = f"{target}#{pointer}"
        if not why and found is _MISSING:
            why = "leads nowhere"
        elif not why and full in within:
            why = "leads back to itself"
        elif not why and len(within) >= _DEEPEST:
            why = f"stands in more than {_DEEPEST} others"
        if why:
            self.tell(where, f'"$ref" to {quote(reference)} {why}: it is kept as it is, and not checked here')
            return {"$ref": reference, **rest}
        self.followed[reference] = None
        made = self._value(found, target, where, (*within, full), depth)
        return {**made, **self._value(rest, file, where, within, depth)} if isinstance(made, dict) else made

    def _target(self, path: str, file: str) -> tuple[str, str]:
        """The file that a reference means, and why it is not followed."""
        if not path:
            return file, ""
        if path in self.by_id:
            return self.by_id[path], ""
        if _URL.match(path) or path.startswith("//"):
            return "", "is a URL, and nothing is fetched"
        target = _normal(posixpath.join(posixpath.dirname(file), unquote(path)))
        if target in self.values:
            return target, ""
        inside = target == self.folder or self.folder == "." or target.startswith(self.folder.rstrip("/") + "/")
        outside = not inside or target.startswith(("../", "/")) > self.folder.startswith(("..", "/"))
        return "", "leads out of the folder" if outside else "is to a file that was not given"


def _common(names: Iterable[str]) -> str:
    folders = [posixpath.dirname(name) or "." for name in names]
    try:
        return posixpath.commonpath(folders) or "."
    except ValueError:  # some are absolute and some are not, or there are none
        return "."


def _normal(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/"))


def _id(value: Any) -> str:
    found = value.get("$id", value.get("id")) if isinstance(value, Mapping) else None
    return found.rstrip("#") if isinstance(found, str) and _URL.match(found) else ""


def _at(value: Any, pointer: str) -> Any:
    """What a JSON pointer leads to; or an anchor, which has no slash."""
    if pointer and not pointer.startswith("/"):
        return next(
            (held for held in _all(value) if held.get("$anchor") == pointer or held.get("$id") == f"#{pointer}"),
            _MISSING,
        )
    for step in pointer.split("/")[1:]:
        name = unquote(step).replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and name in value:
            value = value[name]
        elif isinstance(value, list) and name.isdecimal() and len(name) < 9 and int(name) < len(value):
            value = value[int(name)]
        else:
            return _MISSING
    return value


def _all(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for held in value.values():
            yield from _all(held)
    elif isinstance(value, list):
        for held in value:
            yield from _all(held)
