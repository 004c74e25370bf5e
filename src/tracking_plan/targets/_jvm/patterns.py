"""Regular expressions as `java.util.regex` and Android read them alike."""

from __future__ import annotations

from .._pattern import Dialect

_WORD = "[A-Za-z0-9_]"
DIALECT = Dialect(
    code=lambda code: f"\\x{{{code:x}}}",
    end="\\z",
    # Java before 19 and Android let letters of all scripts make a word.
    boundary=f"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))",
    inside=f"(?:(?<={_WORD})(?={_WORD})|(?<!{_WORD})(?!{_WORD}))",
    category=lambda name, negated: f"\\{'P' if negated else 'p'}{{{name}}}",
)
