"""Names of the plan as exported names of Go: they begin with a capital letter, and ID and URL stand in capitals."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from .._capitals import capital
from .._code import Code
from .._names import words

INITIALISMS = frozenset(
    "acl api ascii cpu css dns eof guid html http https id ip json os qps ram rpc sla smtp sql ssh sso tcp tls ttl udp ui"
    " uid uri url utm uuid vm xml xss".split()
)
"""Words that Go writes in capitals throughout."""


@lru_cache(maxsize=65_536)
def exported(name: str, lead: str = "") -> Code:
    """The exported name, behind ``lead``.

    Where nothing stands before it and its first letter is no capital - a digit, or a letter of Japanese - `X` does.
    """
    made = lead
    for part in words(name if name.isascii() else "".join(map(_known, name)), "letters"):
        # "1.10" and "110" stay two names.
        made += "_" if made[-1:].isdigit() and part[0].isdigit() else ""
        made += part.upper() if part in INITIALISMS else capital(part)
    return Code(made if unicodedata.category(made[0]) == "Lu" else "X" + made)


def _known(letter: str) -> str:
    """A letter that every Go knows, whichever Unicode it was built with; a newer one by its number."""
    if letter.isascii() or not letter.isalnum() or unicodedata.ucd_3_2_0.category(letter)[0] in "LN":
        return letter
    return f" u{ord(letter):04x} "
