"""Clients in Dart: they are parsed, by its tree-sitter grammar; no compiler of it is at hand where these tests run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import tree_sitter_dart

from tracking_plan.targets._code import lines
from tracking_plan.targets.dart._text import comment, literal

from . import _trees

TOOLS: tuple[str, ...] = ()
LANGUAGE = tree_sitter_dart.language()
_SIGNS = {"n": "\n", "r": "\r", "f": "\f", "b": "\b", "t": "\t", "v": "\v"}


def parses(text: str) -> int:
    """How many declarations a file has, and what else stands in it; a fault in it fails."""
    return _trees.count(LANGUAGE, text)


def echo(folder: Path, texts: Sequence[str]) -> list[str]:
    """The texts, read from the literals that a parser finds in files that hold each after a comment that holds it too."""
    made = []
    for text in texts:
        file = f"{comment(lines(text))}const text = {literal(text)};\nconst other = 1;\n"
        [found] = _trees.nodes(LANGUAGE, file, "string_literal")
        assert len(_trees.nodes(LANGUAGE, file, "static_final_declaration")) == 2
        made.append(unquoted(found))
    return made


def unquoted(text: str) -> str:
    """What a literal of Dart stands for; one with an interpolation fails."""

    def sign(found: re.Match[str]) -> str:
        if found[3]:
            return _SIGNS.get(found[3], found[3])
        return chr(int(found[1] or found[2], 16))

    quote = text[0]
    inside = text[1:-1]
    assert quote in "'\"" and text[-1] == quote and (text[:3] != quote * 3)
    bare = re.sub(r"\\(?:u\{([0-9a-f]{1,6})\}|(u[0-9a-f]{4}|x[0-9a-f]{2})|(.))", "", inside)
    assert not set(bare) & {quote, "$", "\\", "\n", "\r"}
    return re.sub(r"\\(?:u\{([0-9a-f]{1,6})\}|[ux]([0-9a-f]{4}|[0-9a-f]{2})|(.))", sign, inside)


def plain(text: str) -> str:
    """What a literal stands for, raw ones (`r'…'`) too."""
    return text[2:-1] if text.startswith("r") else unquoted(text)
