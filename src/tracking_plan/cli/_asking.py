"""Asks on a terminal for what an event says, with completion where the plan has names to choose from."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..model.plan import Plan
from ..reports._line import clean
from ..shelf import listed
from ..trouble import Trouble
from . import _new
from ._new import Given
from ._output import say

_FEW = 12


def asked(plan: Plan, given: Given) -> Given:
    """What was given, with answers to the questions for the rest. An empty answer leaves a thing out.

    Raises:
        Trouble: nobody answers any more.
    """
    say("Each answer may be left empty but for the name; Tab completes, Ctrl-D ends without writing.")
    events = plan.events.values()
    name = given.name or _one("Name", lambda text: _new.named(plan, text))
    description = given.description or _one("What does it mean that it was sent?")
    trigger = given.trigger or _one("When exactly is it sent?")
    categories = sorted({event.category for event in events if event.category})
    category = given.category or _one("Category", choices=categories)
    owner = given.owner or _one("Owner", lambda text: _known("owner", text, plan.owners), plan.owners)
    sources = given.sources or _many("Sources", "source", plan.sources)
    phases = sorted({event.phase for event in events if event.phase})
    phase = given.phase or _one("Phase", choices=phases)
    include = given.include or _many("Property groups", "group", plan.groups)
    properties = given.properties or _words(
        "Properties (name:type for a new one, name? where it may be missing)",
        lambda text: _new.carried(plan, text),
        plan.properties,
    )
    answers = given.answers or _many("Which questions does it answer?", "question", plan.questions)
    return Given(
        name, description or None, trigger or None, category or None, owner or None, sources, phase or None, include,
        properties, answers,
    )  # fmt: skip


def _known(kind: str, text: str, known: Iterable[str]) -> object:
    return _new.known(kind, [text], dict.fromkeys(known))


def _one(question: str, sound: Callable[[str], object] | None = None, choices: Iterable[str] = ()) -> str:
    """One answer; asked again until it is sound."""
    words = [*choices]
    while True:
        text = _line(question, words)
        try:
            if sound is not None and (text or question == "Name"):
                sound(text)
        except Trouble as trouble:
            say(clean(str(trouble)))
            continue
        return text


def _many(question: str, kind: str, known: Iterable[str]) -> tuple[str, ...]:
    names = [*known]
    return _words(question, lambda text: _known(kind, text, names), names) if names else ()


def _words(question: str, sound: Callable[[str], object], choices: Iterable[str]) -> tuple[str, ...]:
    """Several answers, with commas between them."""
    words = [*choices]

    def each(text: str) -> None:
        for word in _parted(text):
            sound(word)

    return _parted(_one(f"{question}, with commas between", each, words))


def _parted(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _line(question: str, choices: Sequence[str]) -> str:
    shown = f" [{listed(map(clean, choices), _FEW, 'or')}]" if choices else ""
    with _completing(choices):
        try:
            return input(f"{question}{shown}: ").strip()
        except EOFError:
            raise Trouble("nothing was written: the questions were not answered") from None


@contextlib.contextmanager
def _completing(choices: Sequence[str]) -> Iterator[None]:
    """While the block runs, Tab completes the word after the last comma."""
    try:
        import readline  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    before, delimiters = readline.get_completer(), readline.get_completer_delims()

    def complete(text: str, state: int) -> str | None:
        begun = text.lstrip()
        space = text[: len(text) - len(begun)]
        found = [
            choice for choice in choices if choice.casefold().startswith(begun.casefold()) and choice.isprintable()
        ]
        return f"{space}{found[state]}" if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(",")
    readline.parse_and_bind("tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before)
        readline.set_completer_delims(delimiters)
