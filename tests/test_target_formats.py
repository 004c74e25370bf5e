"""The formats that clients check with patterns are those of the plan's own judge, but for what the guide names."""

from __future__ import annotations

import json
import random
import re

import pytest

from front_door import SHARED
from targets import FORMATS as SAMPLES
from tracking_plan.model.example import has_format
from tracking_plan.model.pattern import matches, problem
from tracking_plan.model.property import FORMATS as KNOWN
from tracking_plan.targets._formats import FORMATS

SUITE = SHARED / "data" / "conformance" / "JSON-Schema-Test-Suite" / "tests" / "draft2020-12" / "optional" / "format"
APART = {
    "date-time": r":60",  # leap seconds
    "time": r":60",
    "hostname": r"(?i)xn--|[^\x00-\x7f]",
    "email": r"(?i)xn--|<|IPv6:|[^\x00-\x7f]|.{65,}@",
}
"""What the guide says is judged less exactly."""


def test_every_format_of_the_plan_has_a_pattern_that_every_engine_takes() -> None:
    assert {*FORMATS} == {*KNOWN}
    for name, found in FORMATS.items():
        assert problem(found.pattern) is None, name


def ours(name: str, text: str) -> bool:
    longest = FORMATS[name].longest
    return matches(FORMATS[name].pattern, text) and (longest is None or len(text) <= longest)


@pytest.mark.parametrize("name", FORMATS)
def test_formats_agree_with_the_judge(name: str) -> None:
    texts = [*SAMPLES[name], "", "a", "1"]
    suite = SUITE / f"{name}.json"
    if suite.exists():
        cases = (case["data"] for group in json.loads(suite.read_text("utf-8")) for case in group["tests"])
        texts += [text for text in cases if isinstance(text, str)]
    for text in [*texts, *changed(texts)]:
        if not re.search(APART.get(name, "(?!)"), text):
            assert ours(name, text) == has_format(text, name), text


def changed(texts: list[str]) -> list[str]:
    """The texts with one or two letters changed, the same each time."""
    chance, letters = random.Random(7), sorted({*"".join(texts), *"0123456789:.-TZ+/"})
    made = []
    for text in texts * 40:
        found = list(text)
        for _ in range(chance.randint(1, 2)):
            place = chance.randint(0, len(found))
            found[place : place + chance.randint(0, 1)] = chance.choices(letters, k=chance.randint(0, 1))
        made.append("".join(found))
    return made
