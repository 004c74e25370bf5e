"""Text of a plan is data in generated code, whatever it holds: it ends no comment and no literal, and comes back equal."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from conftest import Need
from front_door import SHARED, inside
from targets import driver, with_hook
from tracking_plan.targets import shelf

HOSTILE = (
    "*/", "*/ System.exit(1) /*", "/*", "//", '"""', "'''", '"', "'", "`", "\\", "\\\\", "\\u002a\\u002f", "\\u0022",
    "\\x22", "\\N{LATIN SMALL LETTER A}", "#{1+1}", "${1+1}", "$x", "${", "#{", "%s", "%{x}", "{{ 1 }}", "{% raw %}",
    "</script><script>alert(1)</script>", "<!--", "-->", "]]>", "<?php", "?>", "//! x", "/// x", "#!", "# -*- coding: x -*-",
    "//# sourceMappingURL=x.map", "@deprecated", "{@link x}", "{@code */}", "@type {string}", "@param x", "\n", "\r\n", "\r",
    "a\nb", "\n*/\nimport x\n", "\u2028", "\u2029", "\u0085", "\x0b", "\x0c", "\x1c", "\0", "\x07", "\x1b[31m", "\x7f",
    "\u202e", "\u2066", "\ufeff", "\u200b", "\U000e0001", "😀", "a\u0301", "'; DROP TABLE x; --", "=cmd|' /C calc'!A0",
    "=begin\nx\n=end", "__END__", "\\\n", "trailing \\", "ends in \"", "ends in '", 'ends in """', "-" * 300, "end */",
)  # fmt: skip


def naughty() -> list[str]:
    """The big list of naughty strings, where the shared data is there; without those that are no proper text."""
    for path in (SHARED / "data" / "conformance" / "naughty-strings").rglob("blns.json"):
        return [text for text in json.loads(path.read_text(encoding="utf-8")) if isinstance(text, str)]
    return []


def mixed() -> list[str]:
    """Pieces of the hostile texts put together at random, the same each time."""
    chance = random.Random(5)
    return ["".join(chance.choices([*HOSTILE, "a", " "], k=chance.randint(2, 6))) for _ in range(400)]


@pytest.mark.parametrize("target", with_hook("echo"))
def test_every_text_comes_back_equal(target: str, need: Need, tmp_path: Path) -> None:
    for tool in driver(target).TOOLS:
        need(tool)
    texts = [*HOSTILE, *mixed(), *naughty()]
    found = driver(target).echo(tmp_path, texts)
    assert len(found) == len(texts)
    for given, got in zip(texts, found, strict=True):
        assert got == given


def plan(texts: list[str]) -> str:
    """A plan that has these texts wherever a plan may have text that reaches a client."""
    events = {}
    for number, text in enumerate(texts):
        events[f"Thing {number} Done"] = {
            "description": f"{text}", "trigger": f"When {text}", "owner": "all", "sources": ["app"], "status": "deprecated",
            "properties": {
                "words": {"type": "string", "description": text, "examples": [text], "deprecated": text or "x"},
                "choice": {"type": "string", "description": "Choice", "enum": {f"v{text}": text, "other": "x"}},
                f"name {number} {text}": {"type": "integer", "description": "Number"},
            },
            "examples": [],
        }  # fmt: skip
    rules = dict.fromkeys((name for name in _rules()), "off")
    made = {
        "plan": 1,
        "name": "".join(texts)[:500],
        "version": "1",
        "rules": rules,
        "owners": {"all": {"name": texts[0]}},
    }
    made |= {"sources": {"app": {"platform": "web", "description": "App"}}, "events": events}
    pair = re.compile(r"\\u(d[89ab]..)\\u(d[c-f]..)")  # YAML writes such characters whole
    return pair.sub(lambda found: f"\\U{_whole(*found.groups()):08x}", json.dumps(made))


def _whole(high: str, low: str) -> int:
    return 0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00


def _rules() -> list[str]:
    from tracking_plan import rules

    never = (
        "yaml-syntax",
        "not-a-plan",
        "wrong-value",
        "unknown-key",
        "plan-version",
        "duplicate-key",
        "defined-twice",
    )
    return [name for name in rules.shelf.own if name not in (*never, "limit-exceeded")]


def generated(target: str, folder: Path, texts: list[str]) -> dict[str, str]:
    folder.mkdir()
    (folder / "plan.yaml").write_text(plan(texts), encoding="utf-8")
    ended = inside("generate", target, "--plan", folder / "plan.yaml", "--out", folder / "out")
    assert ended.code == 0, ended
    paths = (path for path in (folder / "out").rglob("*") if path.is_file() and path.name != ".plan-generated.json")
    return {str(path.relative_to(folder / "out")): path.read_text(encoding="utf-8") for path in sorted(paths)}


@pytest.mark.parametrize("target", with_hook("parses"))
def test_no_text_of_a_plan_becomes_code(target: str, need: Need, tmp_path: Path) -> None:
    for tool in driver(target).TOOLS:
        need(tool)
    texts = [text for text in HOSTILE if "\0" not in text]  # YAML can hold none
    hostile = generated(target, tmp_path / "hostile", texts)
    plain = generated(target, tmp_path / "plain", [f"text{number}" for number in range(len(texts))])
    assert hostile.keys() == plain.keys()
    for name, text in hostile.items():
        assert driver(target).parses(text) == driver(target).parses(plain[name]), name


@pytest.mark.parametrize("target", shelf.names)
def test_the_same_plan_gives_the_same_bytes(target: str, tmp_path: Path) -> None:
    assert generated(target, tmp_path / "a", ["x", "y"]) == generated(target, tmp_path / "b", ["x", "y"])
