"""Numbers by which a state knows a person, as far as their form and their check digits tell them from any other number."""

from __future__ import annotations

from collections.abc import Callable

from ._personal import compiled

_SSN = r"(?<![\w.-])(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}(?![\w.-])"
_CPF = r"(?<![\w.-])[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}(?![\w.-])"
_AADHAAR = r"(?<![\w.-])[2-9][0-9]{3}([ -])[0-9]{4}\1[0-9]{4}(?![\w.-]|[ -][0-9])"
_CODICE = r"(?<!\w)[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z](?!\w)"
_NIE = r"(?<![\w-])[XYZ]-?[0-9]{7}-?[A-Z](?![\w-])"

SUSPICIOUS = (
    r"[0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]|[0-9]{4}[ -][0-9]{4}[ -][0-9]{4}"
    r"|[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}|[XYZ]-?[0-9]{7}-?[A-Z]"
)
"""Of the linear engine: found in every text that holds one."""


def _is_cpf(text: str) -> bool:
    """By its two check digits; eleven times the same digit is none, though they fit."""
    digits = [int(letter) for letter in text if letter.isdecimal()]
    checks = [
        sum(digit * (place + 1 - at) for at, digit in enumerate(digits[:place])) * 10 % 11 % 10 for place in (9, 10)
    ]
    return checks == digits[9:] and len({*digits}) > 1


_TIMES = ("0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043", "8765932104", "9876543210")  # fmt: skip
_TURNS = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)


def _is_aadhaar(text: str) -> bool:
    """By Verhoeff's check digit."""
    check = 0
    for place, letter in enumerate(reversed([letter for letter in text if letter.isdecimal()])):
        check = int(_TIMES[check][int(_TURNS[place % 8][int(letter)])])
    return check == 0


_ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23), strict=True))  # fmt: skip


def _is_codice(text: str) -> bool:
    """By its last letter."""
    odd = sum(_ODD[letter] for letter in text[0:15:2])
    even = sum(int(letter) if letter.isdecimal() else ord(letter) - 65 for letter in text[1:15:2])
    return chr(65 + (odd + even) % 26) == text[15]


def _is_nie(text: str) -> bool:
    """By its last letter."""
    bare = text.replace("-", "")
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int("XYZ".index(bare[0]) * 10**7 + int(bare[1:8])) % 23] == bare[8]


_KINDS: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    ("a social security number", _SSN, bool),
    ("a Brazilian CPF number", _CPF, _is_cpf),
    ("an Aadhaar number", _AADHAAR, _is_aadhaar),
    ("an Italian tax code", _CODICE, _is_codice),
    ("a Spanish NIE number", _NIE, _is_nie),
)


def looks_like(text: str) -> str:
    """What number of a state a text holds: `a social security number`; empty where nothing is sure."""
    for kind, pattern, is_one in _KINDS:
        if any(is_one(found[0]) for found in compiled(pattern).finditer(text)):
            return kind
    return ""
