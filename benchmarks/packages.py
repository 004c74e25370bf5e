"""What it costs to build on another plan: 1,000 events whose dictionary stands in another plan, beside the same in one."""

from __future__ import annotations

import sys
from pathlib import Path

from _measure import PLAN, WORK, Peer, Promise, judge, measure, show
from _plans import events

APART, WHOLE, NARROWED = "on another plan", "in one plan", "on another plan, half of it narrowed"
HEAD = "plan: 1\nname: {name}\n"
OWNERS = "owners:\n  team: {name: The team, email: team@example.com}\n"
SOURCES = "sources:\n  web: {platform: web, language: typescript, sdk: segment, description: The web app}\n"


def parts() -> tuple[str, str, list[str]]:
    """The dictionary, the events that take from it, and the names of what it holds."""
    known: dict[str, str] = {}
    lines = ["events:\n"]
    for event in events(1000):
        lines.append(
            f"  {event.name}:\n    description: {event.means}\n    trigger: {event.trigger}\n    owner: team\n"
        )
        lines.append("    sources: [web]\n    properties:\n")
        for found in event.properties:
            optional = found.constraint == "required: false"
            more = "" if optional else f", {found.constraint}"
            known.setdefault(found.name, f"  {found.name}: {{type: {found.type}, description: {found.means}{more}}}\n")
            lines.append(f"      {found.name}: {'{required: false}' if optional else ''}\n")
        sample = ", ".join(f"{found.name}: {found.value}" for found in event.properties)
        lines.append(f"    examples:\n      - {{{sample}}}\n")
    return "properties:\n" + "".join(known.values()), "".join(lines), [*known]


def folder(name: str, text: str) -> Path:
    path = WORK / "packages" / name
    path.mkdir(parents=True, exist_ok=True)
    (path / "plan.yaml").write_text(text, encoding="utf-8")
    return path


def main() -> int:
    dictionary, taken, names = parts()
    folder("base", HEAD.format(name="base") + OWNERS + dictionary)
    extends = "extends: ../base\n"
    apart = folder("apart", HEAD.format(name="apart") + extends + SOURCES + taken)
    whole = folder("whole", HEAD.format(name="whole") + OWNERS + SOURCES + dictionary + taken)
    narrow = "properties:\n" + "".join(f"  {name}: {{description: As here.}}\n" for name in names[::2])
    narrowed = folder("narrowed", HEAD.format(name="narrowed") + extends + SOURCES + narrow + taken)
    peers = [
        Peer(name, (PLAN, "validate", str(path)))
        for name, path in ((WHOLE, whole), (APART, apart), (NARROWED, narrowed))
    ]
    figures = measure(peers, 9)
    show(
        f"plan validate, 1,000 events and {len(names)} entries of a dictionary, whole processes", peers, figures, WHOLE
    )
    ratio = figures[APART].fastest / figures[WHOLE].fastest
    return judge([Promise("a dictionary in another plan against one in the same", ratio, 1.25)])


if __name__ == "__main__":
    sys.exit(main())
