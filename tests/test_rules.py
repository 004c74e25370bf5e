"""Every rule is tested by its own docstring: it fires on exactly the marked lines, and is silent on the good example."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tracking_plan import check, load
from tracking_plan.document import read
from tracking_plan.finding import Finding
from tracking_plan.page import Example, Page
from tracking_plan.rules import pages

MANY = re.compile(r"^(\s+\w+)(: .*)# and (\d+) more$")
"""A line that stands for many: ``event: {}   # and 500 more``."""
TODAY = date(2026, 11, 24)


def judged(page: Page, example: Example) -> list[Finding]:
    """The rule's findings on an example, which is a whole plan but for ``plan: 1``.

    ``# file: name.yaml`` on a line of its own begins a second file.
    """
    texts: dict[str, list[str]] = {"plan.yaml": []}
    name = "plan.yaml"
    for line in example.text.splitlines():
        if line.startswith("# file: "):
            name = line.removeprefix("# file: ").strip()
            texts[name] = []
        texts[name].append(line)
        many = MANY.match(line)
        if many:
            texts[name] += [f"{many[1]}_{number}{many[2]}" for number in range(int(many[3]))]
    documents = [read("\n".join(lines), file) for file, lines in texts.items()]
    if not any(isinstance(d.data, dict) and "plan" in d.data for d in documents) and page.name not in (
        "not-a-plan",
        "yaml-syntax",
    ):
        documents.append(read("plan: 1", "root.yaml"))
    return [f for f in check.check(load.load(documents, TODAY)) if f.rule == page.name]


def marked(example: Example) -> list[tuple[str, int]]:
    name, before, found = "plan.yaml", 0, []
    for number, line in enumerate(example.text.splitlines(), 1):
        if line.startswith("# file: "):
            name, before = line.removeprefix("# file: ").strip(), number - 1
        if number in example.marked:
            found.append((name, number - before))
    return found


PAGES = [page for page in pages() if page.name != "baseline-stale"]
"""A stale entry stands in a baseline file and not in a plan: `test_validate.py` has its case."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_bad_examples_are_found_on_the_marked_lines(page: Page) -> None:
    assert page.bad, "the docstring has no Bad: example"
    for example in page.bad:
        found = judged(page, example)
        assert sorted({(f.at.file, f.at.line) for f in found}) == sorted(marked(example)), found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_good_examples_are_silent(page: Page) -> None:
    assert page.good, "the docstring has no Good: example"
    for example in page.good:
        assert not judged(page, example)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_have_a_form(page: Page) -> None:
    assert page.summary.endswith("."), "the docstring begins with a sentence"
    assert page.why.endswith("."), "Why: gives the reason in whole sentences"
