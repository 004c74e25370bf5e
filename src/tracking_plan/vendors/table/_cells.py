"""What a cell of somebody's tracking plan means: types, yes and no, lists of values, examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ...model.event import STATUSES
from ._text import number, parted

Words = dict[str, Any]

_SAID_AS: tuple[tuple[str, Words], ...] = (
    ("string|str|text|varchar|char|character|free text|textstring", {"type": "string"}),
    ("integer|int|long|bigint|whole number|int64|int32", {"type": "integer"}),
    ("number|num|numeric|float|double|decimal|float64", {"type": "number"}),
    ("boolean|bool|true/false|yes/no|flag", {"type": "boolean"}),
    ("object|json|dict|dictionary|map|struct|record", {"type": "object"}),
    ("array|list|arrays|lists", {"type": "array"}),
    ("date", {"type": "string", "format": "date"}),
    ("datetime|date time|date-time|date/time|iso 8601|iso8601", {"type": "string", "format": "date-time"}),
    ("email", {"type": "string", "format": "email"}),
    ("url|uri", {"type": "string", "format": "uri"}),
    ("uuid|guid", {"type": "string", "format": "uuid"}),
    ("enum|any", {}),
)
_TYPES = {name: words for names, words in _SAID_AS for name in names.split("|")}
_NULL = frozenset(("null", "none", "nullable", "nil"))
_OF = re.compile(
    r"(?:array|list)s?\s*(?:of\s+|<\s*|\[\s*|\(\s*)([a-z /]+?)s?\s*[>\])]?|\[\s*([a-z ]+?)s?\s*\]|([a-z]+?)\s*\[\s*\]|([a-z]+?)s?\s+(?:array|list)"
)
_PARTS = re.compile(r"\s*(?:[|,;\n]|\bor\b)\s*")
_ENUM = re.compile(r"enum\s*[:(\[{]\s*(.+?)\s*[)\]}]?\Z", re.S | re.I)


def typed(cell: str) -> Words | None:
    """The type that a cell says, and what else it says with it; None where it says no type that is known."""
    text = " ".join(cell.split()).casefold().strip(" .")
    text = re.sub(
        r"\s*\((?:optional|required|nullable)\)\Z|(?<=bool|lean)\s*\((?:true|yes|y|1)(?:/| or |, )[a-z0]+\)\Z", "", text
    )
    if found := _ENUM.fullmatch(cell.strip()):
        return {"enum": values(found[1])}
    if text in _TYPES:
        return dict(_TYPES[text])
    if found := _OF.fullmatch(text):
        inner = _TYPES.get(next(group for group in found.groups() if group is not None))
        return None if inner is None else {"type": "array", **({"items": dict(inner)} if inner else {})}
    parts = [part for part in _PARTS.split(text) if part]
    kinds = [_TYPES.get(part, {}).get("type") for part in parts if part not in _NULL]
    if len(parts) < 2 or not kinds or None in kinds or any(len(_TYPES[part]) > 1 for part in parts if part in _TYPES):
        return None
    types = [*dict.fromkeys(kinds)]
    made: Words = {"type": types[0] if len(types) == 1 else types}
    return {**made, "nullable": True} if len(kinds) < len(parts) else made


_YES = frozenset(
    ("yes", "y", "true", "1", "x", "✓", "✔", "✅", "☑", "required", "mandatory", "must", "always", "must have")
)
_NO = frozenset(
    ("no", "n", "false", "0", "-", "–", "—", "✗", "✘", "❌", "☐", "optional", "not required", "nice to have")
)


def flag(cell: str) -> bool | None:
    """Whether a cell says yes; None where it says neither that nor no."""
    text = " ".join(cell.split()).casefold().rstrip(".!")
    return True if text in _YES else False if text in _NO else None


_BULLET = re.compile(r"\A(?:[-•*▪‣·]|\d{1,2}[.)])\s+")
_RANGE = re.compile(r"/|\A\d+(?:\.\d+)?\s*(?:[-–—]|to)\s*\d+(?:\.\d+)?\Z", re.I)
_PROSE = re.compile(r"\.\.\.|…|\betc\b|\be\.?g\b|\bany\b|\bexample\b", re.I)


def lines(cell: str) -> list[str]:
    """The lines of a cell, without the signs of a list before them."""
    return [text for line in cell.splitlines() if (text := _BULLET.sub("", line.strip()).strip())]


def values(cell: str) -> list[str]:
    """The values that a cell lists; none where it rather tells of them."""
    if _PROSE.search(cell):
        return []
    items = lines(cell)
    if len(items) == 1:
        for sign in ("|", ";", ","):
            if sign in items[0]:
                items = items[0].split(sign)
                break
        else:
            apart = " / " in items[0] or (items[0].count("/") > 1 and " " not in items[0])
            items = items[0].split("/") if apart else items
            if len(items) == 1 and _RANGE.search(items[0]):  # from one to another, or two that may be one
                return []
    elif all(item.endswith(",") for item in items[:-1]):
        items = [item.rstrip(",") for item in items]
    found = [item.strip().strip("\"'`“”‘’").strip() for item in items]
    return [*dict.fromkeys(item for item in found if item)] if all(len(item) <= 80 for item in found) else []


def of_type(text: str, kind: object) -> Any:
    """A value as one of the property's type; None where it is none."""
    text = text.strip().strip('"“”')
    if kind in ("integer", "number"):
        found = number(text)
        return found if isinstance(found, int) or kind == "number" else None
    if kind == "boolean":
        return {"true": True, "false": False}.get(text.casefold())
    return text if kind in ("string", None) and text else None


_ENTRY = re.compile(r"([\w$][\w$ .\-\[\]]*?)\s*(?:[:(\[{]\s*([\w /\[\]<>|,;]+?)\s*[)\]}]?)?\*?\Z")
_DASH = re.compile(r"\s+[-–—]\s+")
_ITEM = re.compile(r'(?:"[^"]*"|\([^()]*\)|[^,;\n])+')
_NOTHING = frozenset(("none", "n/a", "na", "no properties", "-", "–", "—"))


def entries(cell: str) -> list[str]:
    """What a cell of properties lists: a line each, or between commas that stand in no brackets."""
    if " ".join(cell.split()).casefold().strip("().") in _NOTHING:
        return []
    found = lines(cell)
    items = [item.strip() for line in (found if len(found) > 1 else [cell]) for item in _ITEM.findall(line)]
    return [*dict.fromkeys(item for item in items if item)]


def entry(text: str) -> tuple[str, Words] | None:
    """A name in a cell of properties, and what stands beside it: `plan`, `plan: string`, `plan (string, required)`."""
    text, *more = _DASH.split(text.strip().strip("\"'`"), maxsplit=1)
    found = _ENTRY.match(text)
    if found is None:
        return None
    words: Words = {}
    for rest in more:  # `plan - string`, `plan (string) - the plan`
        words.update((found[2] is None and typed(rest)) or {"description": rest})
    for part in re.split(r"[,;]", found[2] or ""):
        said = part.strip().casefold()
        if said in ("required", "mandatory", "optional"):
            words["required"] = said != "optional"
        elif said:
            kind = typed(part)
            if kind is None or "type" in words or "enum" in words:
                return None
            words.update(kind)
    return found[1], words


def names(cell: str) -> list[str]:
    """The names that a cell lists: a line each, or between commas."""
    found = lines(cell)
    return [name for line in (found if len(found) > 1 else [cell]) for name in parted(line)]


_STATUSES = {
    "planned": "proposed", "draft": "proposed", "to do": "proposed", "todo": "proposed", "in production": "live",
    "released": "live", "removed": "retired", "done": "implemented",
}  # fmt: skip


def status(cell: str) -> str | None:
    """The status that a cell means, if it means one."""
    text = re.sub(r"\A[\W_]+|[\W_]+\Z", "", " ".join(cell.split()).casefold())  # no ticks, circles and stops beside it
    return text if text in STATUSES else _STATUSES.get(text)


_PLATFORMS = {
    "web": "web", "website": "web", "browser": "web", "ios": "ios", "iphone": "ios", "android": "android",
    "mobile": "mobile", "app": "mobile", "mobile app": "mobile", "desktop": "desktop", "tv": "tv", "server": "server",
    "backend": "server", "back-end": "server", "api": "server", "server side": "server", "server-side": "server",
}  # fmt: skip


def platform(name: str) -> str | None:
    """The platform that a source evidently runs on."""
    return _PLATFORMS.get(" ".join(name.split()).casefold())


def first(texts: Sequence[str]) -> str:
    return next((text for text in texts if text), "")
