"""Clients in Swift: they are parsed, by its tree-sitter grammar; no compiler of it is at hand where these tests run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import tree_sitter_swift

from tracking_plan.targets._code import lines
from tracking_plan.targets.swift._text import comment, literal

from . import _trees

TOOLS: tuple[str, ...] = ()
LANGUAGE = tree_sitter_swift.language()
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "\\": "\\", '"': '"', "'": "'"}


def parses(text: str) -> int:
    """How many declarations a file has, and what else stands in it; a fault in it fails."""
    return _trees.count(LANGUAGE, text)


def echo(folder: Path, texts: Sequence[str]) -> list[str]:
    """The texts, read from the literals that a parser finds in files that hold each after a comment that holds it too."""
    made = []
    for text in texts:
        file = f"{comment(lines(text))}let text = {literal(text)}\nlet other = 1\n"
        [found] = _trees.nodes(LANGUAGE, file, "line_string_literal")
        assert len(_trees.nodes(LANGUAGE, file, "property_declaration")) == 2
        made.append(unquoted(found))
    return made


def unquoted(text: str) -> str:
    """What a literal of Swift stands for; one with an interpolation fails."""

    def sign(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else _SIGNS[found[2]]

    assert text[0] == text[-1] == '"' and text[:3] != '"""'
    return re.sub(r"\\(?:u\{([0-9a-f]{1,8})\}|(.))", sign, text[1:-1])
