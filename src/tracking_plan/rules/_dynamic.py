"""What the rules about dynamic names share: the part of a name that looks like a value and not like a word."""

from __future__ import annotations

import re
from functools import cache

# In the order in which they are asked: the first that matches says what it is. Compiled only for a name that holds
# more than letters, which takes longer than asking it.
_PARTS = (
    (
        "a template",
        (
            r"\{\{?[^{}]*\}\}?|%[sd](?![a-z])|%\([^()]*\)s|<[a-z_]*(?:id|name|key|date|number)>|(?<![A-Za-z0-9:]):[a-z_]+\b|\[[a-z_]*id\]"
        ),
    ),
    ("a UUID", r"[0-9a-fA-F]{8}(?:[-_ ][0-9a-fA-F]{4}){3}[-_ ][0-9a-fA-F]{12}"),
    (
        "a date",
        (
            r"(?<!\d)(?:(?:19|20)\d\d([-_/. ]?)(?:0[1-9]|1[0-2])(?:\1(?:0[1-9]|[12]\d|3[01]))"
            r"|(?:0?[1-9]|[12]\d|3[01])([-_/.])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d"
            r"|(?:19|20)\d\d[-_](?:0[1-9]|1[0-2]))(?!\d)"
        ),
    ),
    ("a hash", r"(?i)(?<![0-9A-Za-z])(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{8,}(?![0-9A-Za-z])"),
    ("a year", r"(?<![0-9A-Za-z])(?:19|20)\d\d(?![0-9A-Za-z])"),
)
_DIGITS = r"(?<![A-Za-z])[A-Za-z]*[0-9]{3,}[A-Za-z]*"
# Words that hold three digits or more and are no ids.
_WORDS = (
    r"(?i)(?:(?:error|status|http|code)?(?:[2-5]0[0-9]|41[0-8]|42[0-9]|451)|(?:o|m|d)?365|360|100|1000|911|101|247"
    r"|(?:sha|aes|rs|hs|es|ps|int|uint|float|utf|crc|code|ean|p|x|h|mp|iso|win|arm|rfc|wcag|web|top|first|last)[0-9]{3,5}"
    r"|[0-9]{3,4}[ipkx]|401k|1099[a-z]?|[0-9]{3,}(?:st|nd|rd|th|px|ms|mb|gb|kb|km|mm|s))\Z"
)
_compiled = cache(re.compile)


def dynamic(name: str) -> tuple[str, str] | None:
    """What the part is and the part itself: ``("an id", "8473")``. Ordinary digits (Step 2, 2FA, H1) are no finding."""
    if name.isalpha() or (name.isascii() and name.replace("_", "").replace(" ", "").isalpha()):
        return None
    for what, part in _PARTS:
        found = _compiled(part).search(name)
        if found:
            return what, found[0]
    for found in _compiled(_DIGITS).finditer(name):
        if not _compiled(_WORDS).match(found[0]):
            return "a number" if found[0].isdigit() and len(found[0]) < 4 else "an id", found[0]
    return None
