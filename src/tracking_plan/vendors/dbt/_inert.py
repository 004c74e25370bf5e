"""Text of a plan as dbt leaves it alone: dbt runs whatever looks like Jinja in YAML and SQL, and here nothing of it may run."""

from __future__ import annotations

import json
import re
from typing import Any

_OPENS = re.compile(r"\{(?=[{%#])")
_NOT_AS_IT_IS = re.compile(r"[{#%]\{|\{[{%#]|[#}%]\}|\r|\n\Z|\A\s*(?:env_var|ref|var|source|doc)\s*\(")
"""Jinja's marks; line ends, which Jinja makes others of; and calls that dbt runs in an argument even without marks."""


def inert(text: str) -> str:
    """For descriptions, labels and meta: no `{{`, `{%` or `{#` is left in it, and what dbt shows is the text."""
    return _OPENS.sub("{{ '{' }}", text)


def inert_all(value: Any) -> Any:
    """The same for all texts in plain data. Keys are left as they are, as dbt leaves them."""
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, dict):
        return {name: inert_all(held) for name, held in value.items()}
    return [inert_all(held) for held in value] if isinstance(value, list) else value


def argument(value: Any) -> Any:
    """For arguments of tests, of which every character counts."""
    return f"{{{{ {quoted(value)} }}}}" if isinstance(value, str) and _NOT_AS_IT_IS.search(value) else value


def quoted(text: str) -> str:
    """A string of Jinja: for the code of a model, and for what stands between `{{` and `}}`."""
    return json.dumps(text, ensure_ascii=False).replace("{", "\\u007b").replace("}", "\\u007d")


def sayable(value: Any) -> bool:
    """Whether SQL can hold it: no text with a zero byte or half a character."""
    return not isinstance(value, str) or not re.search("[\0\ud800-\udfff]", value)
