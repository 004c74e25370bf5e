"""Plans that sites are made of in tests, and the site in a folder."""

from __future__ import annotations

from pathlib import Path

from front_door import TOP, run

SAAS = TOP / "plans" / "saas"

HOSTILE_NAMES = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=2>",
    "{{ 7*7 }}{% for x in y %}",
    "](javascript:window.pwned=3)",
    "a|b",
    '\'" onmouseover="window.pwned=4',
    "</script><svg onload=window.pwned=5>",
    "../../etc/passwd",
    "CON",
    "con",
    "Con/Nul",
    "=1+1",
    "&lt;b&gt;",
    "__proto__",
    "constructor",
    "a\\u202eb",
    "nul\\0byte",
    "Пользователь создан",
    "🚀 Launched",
    "index",
)
"""Names that would do something where they were taken for more than text; in the escapes of a JSON string."""


def hostile() -> str:
    """A plan in which everything that can hold text holds such a name."""
    text = 'plan: 1\nname: "<script>window.pwned=6</script>"\ndescription: "<b>x</b> [y](javascript:window.pwned=7)"\n'
    text += "rules: {event-name-case: off, event-name-format: off}\n"
    text += 'owners:\n  "<i>o</i>": {name: "<u>o</u>", email: "javascript:window.pwned=8@x.y", github: "@a/<b>"}\n'
    text += 'sources:\n  "<i>web</i>": {platform: web, language: typescript, sdk: segment, out: a}\n'
    text += 'questions:\n  "<q>": {question: "<script>window.pwned=9</script>", decides: "![x](http://evil.example/x.png)"}\n'
    text += "events:\n"
    for name in HOSTILE_NAMES:
        quoted = '"' + name.replace('"', '\\"') + '"'
        said = f'"{name[:-1] if name.endswith(chr(92)) else name} **b** [l](JaVaScRiPt:window.pwned=1) <script>window.pwned=1</script>"'
        said = '"' + said[1:-1].replace('"', '\\"') + '"'
        text += (
            f"  {quoted}:\n    description: {said}\n    trigger: {said}\n    category: {quoted}\n    owner: <i>o</i>\n"
        )
        text += f"    sources: ['<i>web</i>']\n    answers: [<q>]\n    was: [{quoted}]\n    phase: {quoted}\n"
        text += f"    properties:\n      {quoted}: {{type: string, description: {said}, enum: [{quoted}], examples: [{quoted}]}}\n"
        text += f"    examples:\n      - {{{quoted}: {quoted}}}\n"
    return text


def built(plan: Path, out: Path, *words: str | Path) -> Path:
    """The site of a plan, by the command."""
    done = run("docs", plan, "--out", out, *words)
    assert done.code == 0, done.err
    return out
