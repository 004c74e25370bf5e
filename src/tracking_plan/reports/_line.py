"""A Finding as one line of plain text that is safe to print on a terminal and in the log of a CI job."""

from __future__ import annotations

import re

from ..document import Span
from ..finding import Finding
from ..shelf import listed

COMMAND = re.compile(r"#(?=#[\w.-]*\[)")
"""``##[group]``, ``##vso[...]``, ``##teamcity[...]``: CI services obey these wherever they stand in a line."""


def clean(text: str) -> str:
    """Text on one line: control, bidi and other unseen characters as escapes, commands to a CI service broken."""
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)
    return COMMAND.sub(r"\\x23", text) if "##" in text else text


def place(at: Span) -> str:
    """``path:line:column``. Never begins as a GitHub workflow command does (``::``)."""
    text = f"{clean(at.file)}:{at.line}:{at.column}"
    return text.replace(":", "\\x3a", 1) if text.lstrip().startswith("::") else text


def label(finding: Finding) -> str:
    """``error[event-name-case]``"""
    return f"{finding.severity.word}[{clean(finding.rule)}]" if finding.rule else finding.severity.word


def sentence(finding: Finding) -> str:
    """The message, and the hint in brackets; after a semicolon where two brackets would close side by side."""
    message, hint = clean(finding.message), clean(finding.hint)
    if not hint:
        return message
    return f"{message}; {hint}" if message.endswith(")") or hint.endswith(")") else f"{message} ({hint})"


def line(finding: Finding) -> str:
    """``plan.yaml:12:5: error[event-name-case] "signUp" is not Title Case (did you mean "Signed Up"?)``"""
    return f"{place(finding.at)}: {label(finding)} {sentence(finding)}{elsewhere(finding)}"


_MOST_PLACES = 3


def elsewhere(finding: Finding) -> str:
    """`` [see line 7 and events/core.yaml:12]``: where the other places are that the message speaks of."""
    places = []
    for at, _ in finding.related:
        named = f"line {at.line}" if at.file == finding.at.file else f"{clean(at.file)}:{at.line}"
        if not re.search(rf"{re.escape(named)}(?!\d)", finding.message):
            places.append(named)
    more = len(places) - _MOST_PLACES
    shown = places if more <= 0 else [*places[:_MOST_PLACES], f"{more:,} more"]
    return f" [see {listed(shown)}]" if shown else ""


def counted(number: int, noun: str) -> str:
    """``1 error``, ``1,204 errors``"""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def hidden(number: int, more: str) -> str:
    """What to say of findings beyond the limit; ``more`` is the option that raises it."""
    are = "is" if number == 1 else "are"
    return f"{counted(number, 'more finding')} {are} not shown ({more} shows more)"
