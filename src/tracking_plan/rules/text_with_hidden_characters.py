r"""A text holds characters that nobody sees.

Why: what is read in a review is not what is stored; bidirectional controls make text look like other text, and control
characters drive the terminal that shows them.

Note: names of events and properties have rules of their own. Line breaks and tabs are fine; so are the joiners inside
an emoji or between letters that need them, and direction marks in a text that runs from right to left.

Bad:

    events:
      Order Placed:
        description: "A customer \u202Eeno on\u202C pays"   # <- here
        trigger: "The server\u200B books the order"   # <- here

Good:

    events:
      Order Placed:
        description: A customer pays
        trigger: |
          The server books the order.
          پیام «می‌خواهم» 👩‍💻 is fine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from ..document import Document
from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import listed
from ._texts import texts

severity = Severity.ERROR

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_ALWAYS = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U0001d173-\U0001d17a"
)
_JOINERS = "\u200c\u200d"
_MARKS = "\u061c\u200e\u200f"
_TAGS = "\U000e0000-\U000e007f"
# Joiners belong after an emoji, or a letter of a script whose letters join; tags after the flag that they spell out.
_JOINING = "\u0590-\u109f\u1780-\u18af\u1a20-\u1aaf\ua840-\ua87f\ua8e0-\uabff\ufb50-\ufdff\ufe0f\ufe70-\ufeff"
_EMOJI = "\u00a9\u00ae\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff"
_HIDDEN = f"[{_CONTROLS}{_ALWAYS}{_MARKS}]|(?<![{_JOINING}{_EMOJI}])[{_JOINERS}]|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]"
_ANY = f"[{_CONTROLS}{_ALWAYS}{_MARKS}{_JOINERS}{_TAGS}]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_compiled = cache(re.compile)
"""A plain ASCII plan needs none of these patterns, and wide sets take long to compile."""
_ASCII = bytes(range(128))
_ESCAPE = re.compile(r"\\(?:[0abvef]|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")


def check_plan(plan: Plan) -> Iterator[Finding]:
    for document in plan.documents:
        for found in texts(document, _suspicious) if _may_hide(document) else ():
            hidden = dict.fromkeys(match[0] for match in _compiled(_HIDDEN).finditer(found.text))
            if _compiled(_RIGHT_TO_LEFT).search(found.text):
                hidden = {letter: None for letter in hidden if letter not in _MARKS}
            if hidden:
                message = f"{found.said} holds {listed(map(_name, hidden), 3)}, which nobody sees"
                yield Finding(found.at(), message, "delete it, or write the text anew")


def _may_hide(document: Document) -> bool:
    """Whether anything is hidden at all: in what of the file's text is not ASCII, or behind its escapes."""
    text = document.text
    if not text.isascii():
        rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
        if _compiled(_ANY).search(rest):
            return True
    escapes = {match[0] for match in _ESCAPE.finditer(text)} if "\\" in text else ()
    return any(len(escape) == 2 or _compiled(_ANY).match(_meant(escape)) for escape in escapes)


def _meant(escape: str) -> str:
    code = int(f"0x{escape[2:]}", 0)
    return chr(code) if code < 0x110000 else ""


def _suspicious(text: str) -> bool:
    return not (text.isascii() and text.isprintable()) and _compiled(_ANY).search(text) is not None


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X} ({unicodedata.name(letter, 'a control character').lower()})"
