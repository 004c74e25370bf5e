"""File names of pages: safe on every file system, and of the name alone, so that a link stays when other things come and go.

A name in the plain form of its kind is named by its words: ``Project Created`` is ``project-created``, ``team_size`` is
``team_size``. Any other gets ten digits of its SHA-256 behind two hyphens, which no plain name holds, so that
``project created`` and ``Project/Created`` have pages of their own, where file systems know no capitals too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

from ..model.words import ACRONYMS, BRANDS, split

_LONGEST = 60
_DEVICES = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for itself, with any ending."""
_SAFE = re.compile("[a-z0-9]+(?:[-_][a-z0-9]+)*")


@lru_cache(maxsize=65_536)
def file_name(name: str, case: str) -> str:
    """The name of the page, without its ending, of what has this name where names are written in that case."""
    plain = _plain(name, case)
    if plain and len(plain) <= _LONGEST and _SAFE.fullmatch(plain) and not _DEVICES.fullmatch(plain):
        return plain
    digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    words = "-".join(re.findall("[a-z0-9]+", name.lower()))[:_LONGEST].strip("-")
    return f"{words or 'x'}--{digest}"


def _plain(name: str, case: str) -> str:
    """The name by its words, where it is written as a name of these words is in that case; else "".

    No two names have the same: for each way to join words there is one way to write them.
    """
    if not name.isascii():
        return ""
    words = [word.lower() for word in split(name)]
    if "_" in name:
        upper = case == "constant"
        return "_".join(words) if name == ("_".join(words).upper() if upper else "_".join(words)) else ""
    if case == "kebab":
        return name if name == "-".join(words) else ""
    if " " in name or case in ("title", "sentence", "lower", "pascal", "camel"):
        return "-".join(words) if name == _written(words, case if case in _SPELLED else "title") else ""
    return "_".join(words) if name == "_".join(words) else ""


_SPELLED = ("title", "sentence", "lower", "pascal", "camel")


def _written(words: list[str], case: str) -> str:
    spelled = [ACRONYMS.get(word) or BRANDS.get(word) or word[:1].upper() + word[1:] for word in words]
    match case:
        case "lower":
            return " ".join(words)
        case "sentence":
            return " ".join([*spelled[:1], *words[1:]])
        case "pascal":
            return "".join(spelled)
        case "camel":
            return "".join([*words[:1], *spelled[1:]])
    return " ".join(spelled)
