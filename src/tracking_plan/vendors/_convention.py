"""The convention that the names of an imported plan evidently follow, so that the rules find what departs from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ..model import verbs
from ..model.words import SMALL, split

_NEARLY_ALL = 0.8
_COMMON = 0.2
"""What this share of the names does is a habit and no slip."""
_FEW = 5
"""With fewer names than this, one that begins with a verb may just as well begin with a noun ("Login Event")."""
_TEMPLATE = "{{"
"""A name that is to be filled in says nothing."""
_PUNCTUATION = frozenset(".:-&+(),")
"""What may become part of a convention. The rest (slashes, quotes, brackets of templates) is always worth a finding."""
_FORMS = {
    "title": re.compile(rf"[A-Z0-9][A-Za-z0-9]*(?: (?:[A-Z0-9][A-Za-z0-9]*|{'|'.join(sorted(SMALL))}))*"),
    "snake": re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)*"),
    "camel": re.compile(r"[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*)?"),
    "sentence": re.compile(r"[A-Z0-9][A-Z0-9]*[a-z0-9]*(?: (?:[a-z0-9]+|[A-Z0-9]+))*"),
    "lower": re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*"),
    "pascal": re.compile(r"[A-Z][A-Za-z0-9]*"),
    "kebab": re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*"),
    "constant": re.compile(r"[A-Z0-9]+(?:_[A-Z0-9]+)*"),
}
_LETTER = re.compile(r"[^\W\d_]")
_SEPARATOR = {"title": " ", "sentence": " ", "lower": " ", "snake": "_", "constant": "_", "kebab": "-"}


def taxonomy(events: Mapping[str, str], properties: Collection[str]) -> dict[str, Any]:
    """The ``taxonomy`` of a plan with these events (name -> type) and these names of properties."""
    made: dict[str, Any] = {}
    plain = [name for name in events if _TEMPLATE not in name]
    tracked = [name for name in plain if events[name] == "track"]
    if plain:
        made["events"] = {**_names(tracked or plain, "title"), **_action(tracked)}
    if properties:
        made["properties"] = _names(properties, "snake")
    return made


def _names(names: Collection[str], usual: str) -> dict[str, Any]:
    """Case, length and characters. Where nearly all names fit several cases, the usual one counts first."""
    marks = Counter(mark for name in names for mark in set(name) if mark in _PUNCTUATION)
    common = "".join(sorted(mark for mark, n in marks.items() if n >= max(2, _COMMON * len(names))))
    case, best = "any", (_NEARLY_ALL * len(names), 0)
    for candidate in sorted(_FORMS, key=lambda form: form != usual):
        own = _SEPARATOR.get(candidate, "")
        extra = common if own == " " else common.replace("-", "")
        fitting = (sum(1 for name in names if _FORMS[candidate].fullmatch(_plain(name, extra, own))), -len(extra))
        if fitting > best or (case == "any" and fitting[0] >= best[0]):
            case, best = candidate, fitting
    made: dict[str, Any] = {"case": case}
    if extra := common if _SEPARATOR.get(case) == " " else common.replace("-", ""):
        made["characters"] = extra
    lengths = [len(name) for name in names]
    if sum(1 for length in lengths if length > 40) > _COMMON * len(lengths):
        made["max_length"] = -(-max(lengths) // 10) * 10
    return made


def _plain(name: str, extra: str, own: str) -> str:
    """The name in the letters of the forms above: accents aside, and with its own marks where others join words."""
    if extra:
        name = re.sub(f"[{re.escape(extra)}]+", own, name).strip(own)
    if name.isascii():
        return name
    return _LETTER.sub(lambda found: found[0] if found[0].isascii() else "A" if found[0].isupper() else "a", name)


def _action(names: Sequence[str]) -> dict[str, Any]:
    """The order of object and action, and the action's tense; `any` where the names are of several minds."""
    orders, tenses = Counter[str](), Counter[str]()
    for name in names:
        words = split(name)
        span = verbs.action(words)
        order = "{Object} {Action}" if span is not None and span[0] > 0 else "any"
        if span is None and len(names) >= _FEW:
            span = verbs.leading_action(words)
            order = "{Action} {Object}" if span is not None and span[1] < len(words) else "any"
        orders[order] += 1
        if span is not None:
            tenses["past" if verbs.is_past(words[span[0]]) else "present"] += 1
    return {"format": _nearly_all(orders), "tense": _nearly_all(tenses)} if orders else {}


def _nearly_all(found: Counter[str]) -> str:
    """What nearly all do, else `any`."""
    return next((what for what, n in found.items() if n >= _NEARLY_ALL * found.total()), "any")
