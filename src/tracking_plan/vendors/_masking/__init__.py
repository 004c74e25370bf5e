"""What session replay must not record: the properties of a plan that are personal, and how elements and payloads name them.

A plan knows properties, not pages. What stands for a property is an element with its name (`[name="email"]`, `[id="email"]`,
and `[data-property="email"]`, which is there to be given to any other), and a field of its name in what a page sends and gets.
What is inside a personal object is as personal as the object. Where in doubt more is masked, never less.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from os.path import dirname, join
from typing import Any, NamedTuple

from ...model.plan import Plan
from ...model.property import PII, Property
from .. import _json
from .._exported import Told

PERSONAL = ("pseudonymous", "personal", "sensitive")
Steps = tuple[str, ...]


class Masked(NamedTuple):
    """A property that is personal, by its path inside what carries it."""

    path: Steps
    pii: str
    places: tuple[str, ...]
    """Where the plan says so: `Order Placed.email`, `traits.user.email`."""
    meaning: str
    email: bool

    @property
    def name(self) -> str:
        return ".".join(self.path)

    @property
    def reason(self) -> str:
        """Why it is masked, for people."""
        return f"{self.pii}: {self.meaning}" if self.meaning else self.pii

    @property
    def selectors(self) -> tuple[str, ...]:
        """The elements that hold or show it, as far as a plan can say."""
        names = [self.name, self.path[-1]]
        if len(self.path) > 1:
            names.append(self.path[0] + "".join(f"[{step}]" for step in self.path[1:]))
        made = {f"[data-property={css_string(self.name)}]": None}
        for name in names:
            made[f"[name={css_string(name)}]"] = made[f"[id={css_string(name)}]"] = None
        if self.email:
            made['input[type="email"]'] = made['[autocomplete~="email"]'] = None
        return tuple(made)


def masked(plan: Plan, tell: Told) -> tuple[Masked, ...]:
    """The personal properties, the most personal first, then by path. Names that are personal only in places are told."""
    found: dict[Steps, dict[str, Property]] = {}
    classes: dict[Steps, str] = {}
    free: dict[Steps, str] = {}
    for place, path, held, pii in _walk(plan):
        if pii not in PERSONAL:
            if held.types and "object" not in held.types:
                free.setdefault(path, place)
            continue
        found.setdefault(path, {})[place] = held
        classes[path] = max(classes.get(path, pii), pii, key=PII.index)
    for path in found:
        if path in free:
            tell(".".join(path), f"is personal in some places and not in {free[path]}: it is masked in all")
    made = [_masked(path, classes[path], held) for path, held in found.items()]
    return tuple(sorted(made, key=lambda one: (-PII.index(one.pii), one.path)))


def _masked(path: Steps, pii: str, held: Mapping[str, Property]) -> Masked:
    meaning = next((one.description.strip() for one in held.values() if one.description), "")
    return Masked(path, pii, tuple(held), meaning, any(one.format == "email" for one in held.values()))


def _walk(plan: Plan) -> Iterator[tuple[str, Steps, Property, str | None]]:
    """Every property at every place: the place, its path there, and how personal it is, or what it is inside of."""
    stack: list[tuple[str, Steps, Property, str | None]] = []
    for event in plan.events.values():
        stack += [(f"{event.name}.{name}", (name,), held, None) for name, held in event.properties.items()]
    for whose, traits in plan.traits.items():
        stack += [(f"traits.{whose}.{name}", (name,), held, None) for name, held in traits.items()]
    stack += [(f"properties.{name}", (name,), held, None) for name, held in plan.properties.items()]
    taken = {name for event in plan.events.values() for name in event.include}
    taken |= {name for group in plan.groups.values() for name in group.include}
    for group in plan.groups.values():
        if group.name not in taken:  # no event shows what is in it
            stack += [
                (f"property_groups.{group.name}.{name}", (name,), held, None) for name, held in group.properties.items()
            ]
    stack.reverse()
    while stack:
        place, path, held, around = stack.pop()
        pii = max(held.pii or "none", around or "none", key=PII.index)
        yield place, path, held, pii
        inner = [(f"{place}.{name}", (*path, name), one, pii) for name, one in (held.properties or {}).items()]
        if held.items is not None:
            inner.append((place, path, held.items, pii))
        stack += reversed(inner)


def css_string(text: str) -> str:
    """A text as a string of CSS, between double quotes."""
    made = [
        f"\\{ord(letter):x} " if ord(letter) < 0x20 or ord(letter) == 0x7F else f"\\{letter}" if letter in '"\\' else letter
        for letter in text.replace("\0", "\ufffd")
    ]  # fmt: skip
    return f'"{"".join(made)}"'


# What is written


def listing(tool: str, plan: Plan, found: tuple[Masked, ...], rules: Mapping[str, str]) -> str:
    """`masking.json`: every personal property, why, and by which rule of the tool its elements are masked."""
    made = {
        "tool": tool,
        "plan": plan.name,
        "version": plan.version,
        "masked": [
            {
                "property": one.name,
                "pii": one.pii,
                "reason": one.reason,
                "places": [*one.places],
                "rule": rules[one.pii],
                "selectors": [*one.selectors],
            }
            for one in found
        ],
    }
    return _json.write(made)


def script(lead: str, data: Mapping[str, Iterable[Any]], *parts: str) -> str:
    """A module of JavaScript: what the plan says as constants, then code of ours, which is the same for every plan.

    Text of a plan stands in it as JSON in ASCII, in lists, so that no name can be code or a prototype.
    """
    lines = [f"// {line}\n" for line in (*lead.splitlines(), "Written by `plan export`: change the plan instead.")]
    for name, value in data.items():
        rows = "".join(f"\n  {_literal(item)}," for item in value)
        lines.append(f"\nconst {name} = [{rows}\n];\n" if rows else f"\nconst {name} = [];\n")
    for part in parts:
        with open(join(dirname(__file__), part), encoding="utf-8") as file:
            lines.append("\n" + file.read())
    return "".join(lines)


def _literal(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True).replace("<", "\\u003c")


def tell_all(found: tuple[Masked, ...], tell: Told) -> None:
    """What a masking list is not."""
    tell("", "a masking list holds what is marked as personal (`pii`), and nothing else of the plan")
    if not found:
        tell("", "no property is marked as personal: nothing is masked; `plan check` says which look it")
    else:
        tell(
            "", 'which elements show a property a plan does not know: give others data-property="NAME OF THE PROPERTY"'
        )
