"""Texts that something or other takes for markup, code or a command; and a plan in which they stand everywhere."""

from __future__ import annotations

from typing import Any

TRICKY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[click](javascript:alert(1)) ![i](https://evil.example/p.png) [r]: vbscript:x <javascript:alert(1)>",
    "{{ 7*7 }} {% for x in y %} {# c #} {alert(1)} ${x}",
    "import os from 'x'",
    "export const x = 1",
    "# not a heading",
    "- not an item",
    "1. not an item",
    '=== "tab"',
    ":::danger not an admonition",
    '!!! note "no"',
    "| a | b |",
    "***bold*** __x__ ~~y~~ ==z== ++k++ ^s^ `code` ``two`` ```three",
    "&lt;b&gt; &amp; &#60;",
    "a\\b \\` \\| \\",
    "[TOC] [^1] *[abbr]: x :tada: :name[x]{y} a:b 10:30:45",
    "<!-- comment --> --> <?php ?> <![CDATA[x]]>",
    "#",
    "C#",
    "    four spaces",
    "> quote",
    "~~~",
    "---",
    "日本語 é 🎉 𝔘",
    "\u202eright to left\u202c \u2066x\u2069 zero\u200bwidth",
    "\x1b[31mred\x07",
)


def plan_of(texts: tuple[str, ...]) -> dict[str, Any]:
    """A plan in which each text is a name, a description, a value and all else that a page shows."""
    events = {
        text: {
            "description": f"{text}\n\n{text}\n{text}",
            "trigger": text,
            "category": text,
            "owner": text,
            "phase": text,
            "status": "live",
            "was": [f"was {text}"],
            "sources": [text],
            "include": [text],
            "answers": [text],
            "properties": {
                text: {
                    "type": "string",
                    "description": text,
                    "enum": {text: text, "plain": f"{text}\n{text}"},
                    "deprecated": text,
                    "pii": "personal",
                    "x-retention": text,
                },
                f"p {text}": {"type": "string", "pattern": "^a$", "examples": [text], "description": text},
                "holder": {"type": "object", "description": text, "properties": {text: {"type": "string"}}},
            },
            "examples": [{text: text, "p": {"{{ x }}": "{{ 7*7 }}```"}}],
        }
        for text in texts
    }
    return {
        "plan": 1,
        "name": texts[0],
        "version": texts[0],
        "description": "\n\n".join(texts),
        "owners": {text: {"name": text, "email": text, "github": text, "slack": text} for text in texts},
        "sources": {
            text: {"description": text, "language": text, "sdk": text, "destinations": [text], "out": text}
            for text in texts
        },
        "properties": {f"d {text}": {"type": "string", "description": text} for text in texts},
        "property_groups": {
            text: {"description": text, "properties": {f"g {text}": {"type": "string", "description": text}}}
            for text in texts
        },
        "traits": {"user": {text: {"type": "string", "description": text, "pii": "sensitive"} for text in texts}},
        "objectives": {text: {"description": text, "owner": text} for text in texts},
        "questions": {
            text: {"question": text, "decides": text, "objective": text, "for": text, "needs": [text]} for text in texts
        },
        "events": events,
    }
