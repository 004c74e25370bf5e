"""The calls that pages show, in every language: each compiles beside the client that it calls, or at least parses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from targets import driver, with_hook
from test_targets import made, plan  # noqa: F401 - `made` is a fixture
from tracking_plan.model.example import event_example
from tracking_plan.model.schema import plain
from tracking_plan.targets import shelf
from tracking_plan.targets._reading import belongs, call_of

TARGETS = [name for name, target in shelf.all() if hasattr(target, "show_call")]


def shown(target: str, name: str) -> Iterator[tuple[str, str]]:
    """Each example of each event, as the target shows how it is sent."""
    for event in plan(name).events.values():
        if belongs(event, ""):
            call = call_of(plan(name), event, "")
            for place in range(len(event.examples)):
                data = plain(event_example(event, place))
                yield f"{event.name} {place}", str(shelf.take(target).show_call(call, data, ""))


def placed(target: str, text: str) -> str:
    """The statement, as the suites of targets take a snippet."""
    if target in ("typescript", "javascript", "python"):
        return f"plan.{text}\n"
    if target == "go":
        text = text.replace("err := ", "return ", 1)
    return re.sub(r"\bevents\.", "plan.", text) + "\n"


def test_every_language_shows_its_calls() -> None:
    assert {*TARGETS} == {name for name in shelf.names if shelf.take(name).LANGUAGES}


@pytest.mark.parametrize("target", [name for name in with_hook("compiles") if name in TARGETS])
def test_shown_calls_compile(target: str, made: Callable[..., Path]) -> None:  # noqa: F811
    calls = dict(shown(target, "tricky"))
    assert len(calls) >= 5
    snippets = {label: placed(target, text) for label, text in calls.items()}
    found: dict[str, str] = driver(target).compiles(made(target, "tricky"), snippets)
    wrong = {label: text for label, text in found.items() if label and text and "deprecat" not in text.lower()}
    assert not wrong, "\n".join(f"{label}: {text}\n{calls[label]}" for label, text in wrong.items())


def test_shown_calls_of_dart_parse_and_name_what_the_client_has(made: Callable[..., Path]) -> None:  # noqa: F811
    text = (made("dart", "tricky") / "events.dart").read_text(encoding="utf-8")
    for label, call in (*shown("dart", "saas"), *shown("dart", "tricky")):
        assert driver("dart").parses(f"void use(Events events) {{\n{call}\n}}\n"), label
    for label, call in shown("dart", "tricky"):
        code = re.sub(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", "''", call).replace("DateTime.parse", "DateTime")
        for name in re.findall(r"[\w$]+(?=[(:])|(?<=\.)[\w$]+", code):
            assert re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", text), (label, name)


def test_shown_calls_of_swift_parse() -> None:
    for label, text in (*shown("swift", "saas"), *shown("swift", "tricky")):
        assert driver("swift").parses(f"import Foundation\n{text}\n"), label
