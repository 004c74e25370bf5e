"""The pages of `plan show` as sheets: what a person wants to read first comes first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from ..dictionary.facts import Asked, Reach, Seen
from ..model.event import STATUSES
from ..reports._sheet import Block, Cell, Facts, Joined, Line, Styled, Table, Text, Words
from ..shelf import quote
from ._output import counted
from ._pages import (
    Carried,
    EventPage,
    GroupPage,
    ObjectivePage,
    OwnerPage,
    Page,
    Place,
    PropertyPage,
    QuestionPage,
    Said,
    SourcePage,
    Told,
    TraitsPage,
)
from ._sheets import at
from ._show import Shown, page

_STATUS = {"live": "green", "verified": "green", "deprecated": "yellow", "retired": "red"}


def sheet(shown: Shown) -> Sequence[Block]:
    """The page of a thing, as a sheet."""
    made = page(shown)
    return [block for block in _blocks(made) if not isinstance(block, (Table, Facts)) or block.rows]


def several(told: Told) -> Sequence[Block]:
    """The things that a name means."""
    rows = [
        (Styled(one.kind, "dim"), Styled(one.name, "bold"), one.summary, Styled(_at(one.at), "dim"))
        for one in told.matches
    ]
    return (
        Line(f"{quote(told.asked)} is the name of {counted(len(rows), 'thing')}; say which:"),
        Table("", ("", "", "", ""), rows),
    )


def _blocks(made: Page) -> Iterator[Block]:
    match made:
        case EventPage():
            yield from _event(made)
        case PropertyPage():
            yield from _property(made)
        case GroupPage():
            yield _head(made.name, "group of properties")
            yield Words(made.description or "(no description)")
            yield Facts([("Includes", ", ".join(made.groups)), ("Defined", _at(made.at))])
            yield _properties(made.properties)
            yield _names("Events that include it", made.events)
        case TraitsPage():
            yield _head(f"traits/{made.name}", "traits")
            yield Facts([("Defined", _at(made.at))])
            yield _properties(made.properties)
        case SourcePage():
            yield from _source(made)
        case OwnerPage():
            yield _head(made.name, "owner")
            yield Facts([("Name", made.reach.title), *_ways(made.reach), ("Defined", _at(made.at))])
            yield _names("Answers for these events", made.events)
            yield _names("Answers for these objectives", made.objectives)
            yield _names("Asks these questions", made.questions)
        case QuestionPage():
            yield from _question(made)
        case ObjectivePage():
            yield _head(made.name, "objective")
            yield Words(made.description or "(no description)")
            yield Facts([("Owner", _reached(made.owner)), ("Defined", _at(made.at))])
            yield _names("Questions", made.questions)
            yield _names("Events", made.events)


def _head(name: str, *about: str) -> Line:
    return Line(Joined((Styled(name, "bold"), Styled(f"  ({', '.join(word for word in about if word)})", "dim"))))


def _event(made: EventPage) -> Iterator[Block]:
    phase = f"phase {made.phase}" if made.phase else ""
    yield _head(made.name, "event", made.category, phase)
    yield Words(made.description or "(no description)")
    yield Facts(
        [
            ("Trigger", made.trigger or Styled("(not said)", "yellow")),
            ("Owner", _reached(made.owner) or Styled("(nobody)", "yellow")),
            ("Status", _status(made.status)),
            ("Sources", ", ".join(made.sources) or Styled("(none)", "yellow")),
            ("Call", made.call if made.call != "track" else ""),
            ("Was", ", ".join(map(quote, made.was))),
            ("Expires", made.expires or ""),
            ("Replaced by", made.replaced_by),
            ("Replaces", ", ".join(made.replaces)),
            ("Critical", "yes: only a server may send it" if made.critical else ""),
            ("Personal", made.pii if made.pii not in ("", "none") else ""),
            ("Open", "yes: properties that are not planned are accepted" if made.additional_properties else ""),
            ("Seen", _seen(made.seen)),
            ("Defined", _at(made.at)),
        ]
    )
    if made.properties:
        yield _properties(made.properties)
    else:
        yield Line(Styled("It carries no properties.", "dim"))
    if made.example is not None:
        yield Text("Example", json.dumps(made.example, indent=2, ensure_ascii=False))
    yield from (Text(f"In {one.title}", one.text) for one in made.calls)
    yield _asked(made.questions)
    yield Table(
        "Depends on it", ("", "", ""), [(Styled(one.kind, "dim"), one.name, one.words) for one in made.dependents]
    )
    yield from _logged(made.seen)
    yield _findings(made.findings, made.at)


def _status(status: str) -> Cell:
    """Where it stands among the statuses; the two last are no steps of a way."""
    if status in STATUSES[-2:]:
        return Styled(status, _STATUS[status])
    steps: list[str | Styled] = []
    for step in STATUSES[:-2]:
        steps += [" > "] if steps else []
        steps.append(
            Styled(f"[{step}]", f"bold {_STATUS.get(step, 'cyan')}") if step == status else Styled(step, "dim")
        )
    return Joined(tuple(steps))


def _reached(reach: Reach | None) -> str:
    """`growth: Growth team, growth@acme.test`."""
    if reach is None:
        return ""
    if not reach.known:
        return f"{reach.name} (not among the plan's owners)"
    title = reach.title if reach.title != reach.name else ""
    ways = ", ".join(part for part in (title, reach.email, reach.github, reach.slack) if part)
    return f"{reach.name}: {ways}" if ways else reach.name


def _ways(reach: Reach) -> list[tuple[str, Cell]]:
    return [("Mail", reach.email), ("GitHub", reach.github), ("Slack", reach.slack)]


def _properties(found: Sequence[Carried], title: str = "Properties") -> Table:
    needed = sum(one.required for one in found)
    rows = [row for one in found for row in _rows(one)]
    return Table(f"{title} ({len(found)}, {needed} required)", ("name", "type", "", "meaning", "pii", "from"), rows)


_MOST_VALUES = 30


def _rows(one: Carried) -> Iterator[Sequence[Cell]]:
    """A property, and a row for each value with a meaning."""
    name = Styled(one.path, "bold strike" if one.deprecated is not None else "bold")
    yield (
        name,
        Styled(one.type, "cyan"),
        "" if one.required else Styled("optional", "dim"),
        Joined(tuple(_meaning(one))),
        Styled(one.pii if one.pii != "none" else "", "magenta"),
        Styled(one.origin if one.origin != "dictionary" else "", "dim"),
    )
    for value in one.values[:_MOST_VALUES] if any(value.means for value in one.values) else ():
        means = f": {value.means}" if value.means else ""
        yield "", "", "", Joined(("- ", Styled(_value(value.value), "green"), means)), "", ""


def _meaning(one: Carried) -> Iterator[str | Styled]:
    yield one.description or "(no description)"
    if one.deprecated is not None:
        why = f": {one.deprecated}" if one.deprecated else ""
        instead = f"; use {one.replaced_by}" if one.replaced_by else ""
        yield Styled(f" (deprecated{why}{instead})", "yellow")
    about = [*one.constraints]
    if one.values and not any(value.means for value in one.values):
        shown = [_value(value.value) for value in one.values[:_MOST_VALUES]]
        more = len(one.values) - len(shown)
        about.insert(0, f"one of {', '.join(shown)}{f' and {more:,} more' if more else ''}")
    elif len(one.values) > _MOST_VALUES:
        about.insert(0, f"one of {len(one.values):,} values")
    if one.sources is not None:
        about.append(f"only from {', '.join(one.sources) or 'no source'}")
    if one.example and not one.values:
        about.append(f"such as {one.example}")
    if about:
        yield Styled(f" [{'; '.join(about)}]", "dim")


def _value(value: str) -> str:
    return value if value.strip() == value and value else quote(value)


def _asked(questions: Sequence[Asked]) -> Table:
    rows = [
        (Styled(one.name, "bold"), one.question, Styled(f"decides: {one.decides}" if one.decides else "", "dim"))
        for one in questions
    ]
    return Table("Answers", ("", "", ""), rows)


def _seen(seen: Seen | None) -> str:
    if seen is None:
        return ""
    if not seen.count:
        return "never in this log"
    share = seen.share
    last = f", last {seen.last}" if seen.last else ""
    return f"{counted(seen.count, 'time')}{last}, {share:g} % valid"


def _logged(seen: Seen | None) -> Iterator[Block]:
    if seen is not None and seen.problems:
        rows = [(Styled(one.severity, "yellow"), f"{one.count:,}x", one.message) for one in seen.problems]
        yield Table("What the log does wrong", ("", "", ""), rows)


def _findings(found: Sequence[Said], here: Place) -> Table:
    rows = [
        (
            Styled(one.severity, "red" if one.severity == "error" else "yellow"),
            one.message,
            Styled(f"line {one.at.line}" if one.at.file == here.file else _at(one.at), "dim"),
        )
        for one in found
    ]
    return Table("Findings", ("", "", ""), rows)


def _property(made: PropertyPage) -> Iterator[Block]:
    one = made.property
    kind = (
        "property of the dictionary" if made.in_dictionary else "property of " + (made.of or "events, groups or traits")
    )
    yield _head(
        made.name, "property inside another" if not made.of and "." in made.name and not made.in_dictionary else kind
    )
    yield Words(one.description or "(no description)")
    deprecated = "" if one.deprecated is None else one.deprecated or "yes"
    means = [
        (Styled(_value(value.value), "green"), value.means) for value in one.values
    ]  # all of them: this is the page that shows them
    yield Facts(
        [
            ("Type", one.type),
            ("Must be", "; ".join(one.constraints)),
            ("Required", "yes" if one.required else "no"),
            ("Personal", one.pii or Styled("(not said)", "yellow")),
            ("Deprecated", Styled(deprecated, "yellow")),
            ("Replaced by", one.replaced_by),
            ("Sources", ", ".join(one.sources) if one.sources is not None else ""),
            ("Example", one.example),
            ("From", one.origin),
            ("Defined", _at(made.at)),
        ]
    )
    yield Table("Values", ("", ""), means)
    if made.inside:
        yield _properties(made.inside, "Inside it")
    if not made.of and made.events:
        yield _names("Events that carry it", made.events)
    for variant in made.variants:
        yield Table(f"Otherwise in {', '.join(variant.events)}", _COLUMNS, [*_rows(variant.property)])
    if not made.of:
        yield _names("Groups that hold it", made.groups)
        yield _names("Traits of", made.traits)
    yield _asked(made.questions)
    yield _findings(made.findings, made.at)


_COLUMNS = ("", "", "", "", "", "")


def _source(made: SourcePage) -> Iterator[Block]:
    yield _head(made.name, "source")
    yield Words(made.description or "(no description)")
    yield Facts(
        [
            ("Platform", made.platform or ""),
            ("Language", made.language or ""),
            ("SDK", made.sdk or ""),
            ("Goes to", ", ".join(made.destinations)),
            ("Client", made.out or ""),
            ("Defined", _at(made.at)),
        ]
    )
    yield _names("Events that it sends", made.events)


def _question(made: QuestionPage) -> Iterator[Block]:
    yield _head(made.name, "question")
    yield Words(made.question or "(no question)")
    yield Facts(
        [
            ("Decides", made.decides),
            ("Objective", made.objective),
            ("For", _reached(made.asked_by)),
            ("Asked", f"every {made.every}" if made.every else ""),
            ("Defined", _at(made.at)),
        ]
    )
    rows = [
        (one.name, Styled(one.status or "not in the plan", _STATUS.get(one.status or "retired", "cyan")))
        for one in made.needs
    ]
    yield Table("Needs", ("", ""), rows)
    yield _names("Events that answer it", made.answered_by)


def _names(title: str, names: Iterable[str]) -> Table:
    rows = [(name,) for name in names]
    return Table(f"{title} ({len(rows)})", ("",), rows)


def _at(place: Place) -> str:
    here = at(place.file, place.line, place.column)
    return f"{here}, {place.inherited.words}" if place.inherited is not None else here
