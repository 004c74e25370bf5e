"""Generated plans, and the same events as a peer's own files: so many events, four properties each, nothing wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# 40 x 25 things, and 10 deeds: 10,000 names of which no two are near.
_KINDS = (
    "Account Address Article Audience Banner Billing Budget Calendar Campaign Category Channel Comment Contract Course "
    "Coupon Customer Dashboard Delivery Device Document Domain Folder Gallery Guide Inventory Journal Keyboard Language "
    "Library Market Meeting Network Package Partner Picture Playlist Product Project Season Workshop"
).split()
_THINGS = (
    "Agenda Bundle Checklist Default Estimate Feature Gateway Header Invoice Keyword Layout Milestone Notice Outline "
    "Portal Quota Reminder Schema Template Upgrade Variant Widget Archive Backup Cursor"
).split()
_DEEDS = "Created Opened Shared Renamed Deleted Exported Approved Rejected Restored Published".split()
_QUALITIES = "color depth effort height margin origin outcome reason size weight".split()


class Property(NamedTuple):
    """A property: its name, its type, what it means, and a value."""

    name: str
    type: str
    means: str
    constraint: str
    value: str


class Event(NamedTuple):
    """An event: its name, what it means, when it is sent, and what it carries."""

    name: str
    means: str
    trigger: str
    properties: tuple[Property, ...]

    @property
    def snake(self) -> str:
        return self.name.lower().replace(" ", "_")


def events(number: int) -> Iterator[Event]:
    """``number`` different events, at most 10,000."""
    for place in range(number):
        kind, thing = _KINDS[place % 40], _THINGS[place // 40 % 25]
        deed = _DEEDS[(place + place // 1000) % 10]
        said = f"{kind.lower()} {thing.lower()}"
        yield Event(
            f"{kind} {thing} {deed}",
            f"A person has {deed.lower()} the {said}",
            "The server has stored it",
            tuple(_properties(kind.lower(), thing.lower(), place)),
        )


def _properties(kind: str, thing: str, place: int) -> Iterator[Property]:
    quality = _QUALITIES[place // 7 % 10]
    yield Property(f"{thing}_id", "string", f"Key of the {thing}", 'pattern: "^[a-z]+_[0-9]+$"', f"{thing}_{place}")
    yield Property(f"{kind}_{quality}", "string", f"The {quality} of the {kind}", "enum: [low, mid, high]", "mid")
    yield Property("count", "integer", "Number of items", "minimum: 0", "12")
    yield Property(f"is_{thing}_new", "boolean", f"Whether the {thing} is new", "required: false", "true")


HEAD = """\
plan: 1
name: generated
version: 1.0.0
description: Made by a benchmark, and clean.
sources:
  web: {platform: web, language: typescript, sdk: segment, description: The web app}
  api: {platform: server, language: python, sdk: segment, destinations: [mixpanel], description: The service}
owners:
  team: {name: The team, email: team@example.com}
events:
"""


def written(event: Event) -> str:
    """An event as it stands under `events:`."""
    found = event.properties
    text = f"  {event.name}:\n    description: {event.means}\n    trigger: {event.trigger}\n"
    text += "    owner: team\n    status: live\n    sources: [web, api]\n    properties:\n"
    text += "".join(f"      {p.name}: {{type: {p.type}, description: {p.means}, {p.constraint}}}\n" for p in found)
    return text + f"    examples:\n      - {{{', '.join(f'{p.name}: {p.value}' for p in found)}}}\n"


def write_plan(path: Path, number: int) -> Path:
    """A plan in one file: about 0.66 MB for 1,000 events."""
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        out.writelines(map(written, events(number)))
    return path


def plan_files(number: int, files: int) -> dict[str, str]:
    """A plan of so many events in so many files, and one more that says what plan it is."""
    texts, size = [*map(written, events(number))], number // files
    parts = {f"plans/events/{n:03}.yaml": "events:\n" + "".join(texts[n * size : (n + 1) * size]) for n in range(files)}
    return {"plans/plan.yaml": HEAD.removesuffix("events:\n"), **parts}


_BUF = """\
version: v2
lint:
  use: [STANDARD, COMMENTS]
"""
_PROTO_TYPES = {"string": "string", "integer": "int64", "boolean": "bool"}


def write_proto(folder: Path, number: int) -> Path:
    """A module of Protocol Buffers in which each event is a message, for `buf lint`."""
    package = folder / "plan" / "v1"
    package.mkdir(parents=True, exist_ok=True)
    (folder / "buf.yaml").write_text(_BUF, encoding="utf-8")
    with (package / "plan.proto").open("w", encoding="utf-8") as out:
        out.write('syntax = "proto3";\n\npackage plan.v1;\n')
        for event in events(number):
            out.write(f"\n// {event.means}.\n// {event.trigger}.\nmessage {event.name.replace(' ', '')} {{\n")
            for place, found in enumerate(event.properties, 1):
                out.write(f"  // {found.means}.\n  {_PROTO_TYPES[found.type]} {found.name} = {place};\n")
            out.write("}\n")
    return folder


_GLEAN_TYPES = {"string": "string", "integer": "quantity", "boolean": "boolean"}


def write_glean(path: Path, number: int) -> Path:
    """Glean's metrics, each event one, for `glean_parser glinter`; it asks for a bug, a review and an address of each."""
    with path.open("w", encoding="utf-8") as out:
        out.write("$schema: moz://mozilla.org/schemas/glean/metrics/2-0-0\n")
        category = ""
        for event in sorted(events(number), key=lambda event: event.snake):
            kind, _, name = event.snake.partition("_")
            if kind != category:
                category = kind
                out.write(f"{kind}:\n")
            out.write(f"  {name}:\n    type: event\n    description: {event.means}. {event.trigger}.\n")
            out.write("    bugs: [https://bugzilla.mozilla.org/show_bug.cgi?id=1]\n")
            out.write("    data_reviews: [https://bugzilla.mozilla.org/show_bug.cgi?id=1]\n")
            out.write("    data_sensitivity: [interaction]\n")
            out.write("    notification_emails: [team@example.com]\n    expires: never\n    extra_keys:\n")
            for found in event.properties:
                out.write(f"      {found.name}: {{type: {_GLEAN_TYPES[found.type]}, description: {found.means}}}\n")
    return path
