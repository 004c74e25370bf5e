"""Which words are English: asked only where a name is suspected already, since the table takes some milliseconds."""

from __future__ import annotations

import gzip
from functools import cache
from os.path import dirname, join

from . import verbs


@cache
def _nouns() -> frozenset[str]:
    """The table made by scripts/make_verb_table.py: words of six letters and more that are no verb forms."""
    with gzip.open(join(dirname(__file__), "noun_table.txt.gz")) as packed:
        lines = packed.read().decode("ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def is_noun(word: str) -> bool:
    """Whether it is surely an English word of six letters or more and no verb form; plurals count."""
    word = word.lower()
    return word in _nouns() or (word.endswith("s") and word[:-1] in _nouns())


def is_english(word: str) -> bool:
    """Whether it is surely an English word: a verb form that is known, or a word that is none."""
    form = verbs.form(word)
    return (form is not None and form.known) or is_noun(word)
