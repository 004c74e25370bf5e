"""Names in the letters a to z: in snake case, as most tools want them, and as every disk takes them for a file."""

from __future__ import annotations

import re
import unicodedata

DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
"""Names that Windows keeps for devices, whatever their ending."""
_WORD_BEGINS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NO_WORD = re.compile(r"[^a-z0-9]+")


def snake(text: str, longest: int = 200, otherwise: str = "event") -> str:
    """`Signup Completed` as `signup_completed`: begins with a letter, of a to z, digits and underscores."""
    plain = unicodedata.normalize("NFKD", text[:1000]).encode("ascii", "ignore").decode()
    made = _NO_WORD.sub("_", _WORD_BEGINS.sub("_", plain).lower()).strip("_")
    if not made[:1].isalpha():
        made = f"{otherwise}_{made}" if made else otherwise
    return made[:longest].rstrip("_")


def file_stem(text: str) -> str:
    """A name in snake case that every disk takes for a file."""
    made = snake(text, 100)
    return f"{made}_event" if made in DEVICES else made


def slug(text: str, otherwise: str) -> str:
    """A file name made of what ``text`` has of the letters a to z and digits; ``otherwise`` where it has none."""
    plain = unicodedata.normalize("NFKD", text[:200]).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    made = "-".join(words)[:40].strip("-")
    return f"{made}-{otherwise}" if made in DEVICES else made or otherwise


def spelled(value: object) -> str:
    """A value of an enum as it stands in JSON and in a warehouse: true, not True. Texts are themselves."""
    return str(value).lower() if isinstance(value, bool) else str(value)
