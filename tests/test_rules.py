"""Every rule is tested by its own docstring: it fires on exactly the marked lines, and is silent on the good example.

Those about records have a plan and a log: they fire on the marked lines of the log, or, where they are about a whole log,
of the plan. Those about changes have two versions of a plan: they speak of the one, point at the marked lines of both, weigh what
their page says, and the rules that their page names speak when the change is made the other way round.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from linting import findings, linted
from tracking_plan import check, load
from tracking_plan.diff import diff, with_version
from tracking_plan.document import Limits, read
from tracking_plan.finding import Finding
from tracking_plan.generate import Job, generate
from tracking_plan.mend import mend
from tracking_plan.model.change import Change
from tracking_plan.model.plan import Plan
from tracking_plan.packages import Builder, Listing
from tracking_plan.page import MARK, UNSAFE, Example, Page
from tracking_plan.rules import pages, shelf
from tracking_plan.sections import parted, says_extends
from tracking_plan.targets import shelf as targets

MANY = re.compile(r"^(\s+\w+)(: .*)# and (\d+) more$")
"""A line that stands for many: ``event: {}   # and 500 more``."""
TODAY = date(2026, 11, 24)


def texts_of(example: Example) -> dict[str, str]:
    """The files of an example: ``# file: name.yaml`` on a line of its own begins a second one."""
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
    return {file: "\n".join(lines) for file, lines in texts.items()}


def planned(page: Page, example: Example) -> Plan:
    """An example, which is a whole plan but for ``plan: 1``."""
    documents = [read(text, file) for file, text in texts_of(example).items()]
    if not any(isinstance(d.data, dict) and "plan" in d.data for d in documents) and page.name not in (
        "not-a-plan",
        "yaml-syntax",
    ):
        documents.append(read("plan: 1", "root.yaml"))
    return load.load(documents, TODAY)


def judged(page: Page, example: Example) -> list[Finding]:
    """The rule's findings on an example."""
    texts = texts_of(example)
    if says_extends([read(text, file) for file, text in texts.items()]):
        return built({file: text for file, text in texts.items() if text}, page.name)
    plan = planned(page, example)
    if getattr(shelf.take(page.name), "said_by", "") == "generate":
        return generate(plan, [Job(target, "", "made") for target in targets.names])[1]
    return [f for f in check.check(plan) if f.rule == page.name]


def built(texts: dict[str, str], rule: str) -> list[Finding]:
    """The rule's findings on several plans, of which some build on others."""
    ground = Listing("the example", {file: text.encode() for file, text in texts.items()})
    limits = Limits()
    found: list[Finding] = []
    for where, part in parted([read(text, file) for file, text in texts.items()]):
        builder = Builder(ground, lambda file: read(file.content, file.name, limits), limits, TODAY)
        found += [f for f in check.check(builder.load(part, where)) if f.rule == rule]
    return found


def marked(example: Example) -> list[tuple[str, int]]:
    name, before, found = "plan.yaml", 0, []
    for number, line in enumerate(example.text.splitlines(), 1):
        if line.startswith("# file: "):
            name, before = line.removeprefix("# file: ").strip(), number - 1
        if number in example.marked:
            found.append((name, number - before))
    return found


CHANGES, RECORDS = shelf.boards["changes"].names, shelf.boards["records"].names
PAGES = [page for page in pages() if page.name != "baseline-stale" and page.name not in (*CHANGES, *RECORDS)]
"""A stale entry stands in a baseline file and not in a plan: `test_validate.py` has its case."""
LOGGED = [page for page in pages() if page.name in RECORDS and page.name not in ("line-too-long", "not-an-event-log")]
"""These two have no example that would fit on a page: `test_lint.py` has their cases."""
MANY_LINES = re.compile(r"^(.*?)\s*# and (\d+) more$")
PAIRS = [
    pytest.param(page, before, after, id=f"{page.name}{f' ({before.title})' if before.title else ''}")
    for page in pages()
    if page.name in CHANGES
    for before, after in zip(page.before, page.after, strict=True)
]
CHANGED = [pair for pair in PAIRS if hasattr(shelf.take(pair.values[0].name), "check_change")]
CHANGING = [pair for pair in PAIRS if pair not in CHANGED]
"""Rules about how a plan was changed: they find something in the new one."""


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


def mended(page: Page, example: Example, safe: bool) -> str:
    """An example after the fixes of its rule."""
    plan = planned(page, example)
    texts = mend(plan, lambda one: one.rule == page.name and one.fix is not None and one.fix.safe is safe).texts
    (text,) = (text for document, text in texts if document.file == "plan.yaml")
    return text


def unmarked(text: str) -> str:
    return re.sub(r" *# <- here$", "", text, flags=re.MULTILINE).rstrip("\n")


@pytest.mark.parametrize("page", [page for page in PAGES if page.fix], ids=lambda page: page.name)
def test_fixes_make_what_the_page_says(page: Page) -> None:
    for example in page.bad:
        if example.fixed is not None:
            text = mended(page, example, safe=example.fixed.title != UNSAFE)
            assert unmarked(text) == unmarked(example.fixed.text)
            left = {(f.at.file, f.at.line) for f in judged(page, example.fixed)}
            assert sorted(left) == sorted(marked(example.fixed)), "what is left is marked, and nothing else"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_say_what_can_be_fixed(page: Page) -> None:
    for example in page.bad:
        able = [f for f in judged(page, example) if f.fix and f.fix.edits]
        if able and (example.fixed is None or example.fixed.title == UNSAFE):
            assert example.fixed is not None, "the page lacks a Fixed: block under this Bad:"
            assert not any(f.fix and f.fix.safe for f in able)


def plan_of(example: Example) -> Plan:
    plan = load.load([read(example.text, "plan.yaml"), read("plan: 1", "root.yaml")], TODAY)
    assert not plan.problems, plan.problems
    return plan


def logged(page: Page, example: Example) -> list[Finding]:
    """What the rule says of a log and its plan."""
    assert example.plan is not None, "a rule about records gives a plan"
    lines: list[str] = []
    for line in example.text.splitlines():
        many = MANY_LINES.match(line)
        lines += [many[1]] * (int(many[2]) + 1) if many else [line.removesuffix(MARK).rstrip()]
    text = "\n".join(lines)
    whole = linted(plan_of(example.plan), text.encode(), "segment" if '"type"' in text else "plain")
    return [found for found in findings(whole) if found.rule == page.name]


@pytest.mark.parametrize("page", LOGGED, ids=lambda page: page.name)
def test_bad_records_are_found_on_the_marked_lines(page: Page) -> None:
    assert page.bad, "the docstring has no Bad: example"
    for example in page.bad:
        found = sorted({(one.at.file.rpartition("/")[2], one.at.line) for one in logged(page, example)})
        plan = [("plan.yaml", line) for line in (example.plan.marked if example.plan else ())]
        assert found == plan + [("log.ndjson", line) for line in example.marked]
        assert found


@pytest.mark.parametrize("page", LOGGED, ids=lambda page: page.name)
def test_good_records_are_silent(page: Page) -> None:
    assert page.good, "the docstring has no Good: example"
    for example in page.good:
        assert not logged(page, example)


def told(page: Page, before: Example, after: Example) -> list[Change]:
    return [change for change in diff(plan_of(before), plan_of(after)).changes if change.rule == page.name]


@pytest.mark.parametrize(("page", "before", "after"), CHANGED)
def test_changes_are_found_on_the_marked_lines(page: Page, before: Example, after: Example) -> None:
    found = told(page, before, after)
    assert found
    assert sorted({change.old.line for change in found if change.old}) == list(before.marked)
    assert sorted({change.new.line for change in found if change.new}) == list(after.marked)


@pytest.mark.parametrize(("page", "before", "after"), CHANGING)
def test_what_is_wrong_with_a_change_is_found_on_the_marked_lines(page: Page, before: Example, after: Example) -> None:
    new = plan_of(after)
    found = [one for one in with_version(diff(plan_of(before), new), new).findings if one.rule == page.name]
    assert [one.at.line for one in found] == list(after.marked)
    assert after.marked


@pytest.mark.parametrize(("page", "before", "after"), CHANGED)
def test_changes_weigh_what_their_page_says(page: Page, before: Example, after: Example) -> None:
    said = [text.split(".")[0] for heading, text in page.notes if heading in ("Code", "Data", "Wire")]
    assert len(said) == 3, "a page gives a reason in each perspective: Code, Data, Wire"
    for change in told(page, before, after):
        assert [verdict.word for verdict in change.verdicts] == said
        assert (change.witness is not None) is (change.verdicts.wire.word == "breaking")


@pytest.mark.parametrize(("page", "before", "after"), CHANGED)
def test_changes_have_a_mirror(page: Page, before: Example, after: Example) -> None:
    back = {change.rule for change in diff(plan_of(after), plan_of(before)).changes}
    assert back & {*shelf.take(page.name).mirror}, back


@pytest.mark.parametrize(("page", "before", "after"), CHANGED)
def test_changes_are_silent_where_nothing_changed(page: Page, before: Example, after: Example) -> None:
    for example in (before, after):
        assert not diff(plan_of(example), plan_of(example)).changes


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_pages_have_a_form(page: Page) -> None:
    assert page.summary.endswith("."), "the docstring begins with a sentence"
    assert page.why.endswith("."), "Why: gives the reason in whole sentences"
