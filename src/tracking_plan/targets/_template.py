"""The templates of targets: the one home of jinja2. Undefined names raise, and plain text is not taken for code."""

from __future__ import annotations

from functools import cache
from os.path import join
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from ._code import Code


class NotCode(TypeError):
    """A template of ours was given text that nothing has escaped: a fault of ours, which must not reach an output."""


def _only_code(value: Any) -> Any:
    """What ``{{ … }}`` may write: code, and whole numbers. Anything else has not been escaped for the language."""
    if value.__class__ is Code or value.__class__ is int:
        return value
    raise NotCode(f"{value!r:.100} is no code: pass it through the target's literal() or comment()")


@cache
def template(folder: str, name: str) -> Template:
    """A template of a target's own folder. Each ``{{ … }}`` takes code (`_code.Code`) and nothing else.

    Blocks leave no line behind (trim_blocks, lstrip_blocks), and the last line end of the file is kept.
    """
    return _environment(folder).get_template(name)


@cache
def text(folder: str, name: str) -> Code:
    """A file of a target's own folder as it stands: code of the run-time that does not depend on the plan."""
    with open(join(folder, name), encoding="utf-8", newline="") as stream:
        return Code(stream.read())


@cache
def _environment(folder: str) -> Environment:
    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=False,  # of HTML; for code, `finalize` refuses what is not escaped
        finalize=_only_code,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
