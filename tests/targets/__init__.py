"""How the clients of each target are compiled and run: one module a target, and the cases that all of them are put to.

A module `<target>.py` here says, of the target of that name (hyphens as underscores):

    TOOLS: tuple[str, ...]      the executables it needs; where one is missing its tests are skipped (in CI they fail)
    run(folder: Path, client: Client, cases: Sequence[Case]) -> list[dict[str, Any]]
                                in ``folder``, where the client's files stand, write what sends the cases one after the
                                other in the mode ``throw`` through a tracker, compile and run it, and give for each case
                                ``{"sent": message}`` or ``{"reasons": [{"path", "rule", "message"}, …]}``
    modes(folder: Path, client: Client, wrong: Case, right: Case) -> dict[str, Any]
                                send the wrong case untyped in each mode, and the right one with everything on: see `MODES`
    compiles(folder: Path, snippets: Mapping[str, str]) -> dict[str, str]
                                compile the client strictly, every warning an error, and each snippet (by its label) beside
                                it, all in one go; what the compiler complains of by label, the client itself under ""
    all_compile(folder: Path) -> str
                                compile the clients that stand in folders below ``folder``, all of them in as few runs of
                                the compiler as it takes, every warning an error; what is complained of. Formatters that
                                are fast look on as well. Where this is not there, each file is put to ``parses``
    WRONG: Mapping[str, str]    calls of the tricky plan that must not compile, by what is wrong with them; and RIGHT: str,
                                the call that they differ from and that does compile
    echo(folder: Path, texts: Sequence[str]) -> list[str]
                                what a program prints that holds each text as a literal, after a comment that holds it too
    parses(text: str) -> int    how many declarations a file has, by a parser of the language (for hostile texts)

A module may leave out what its language cannot do (no compiler, say): then it has ``parses`` alone, and golden files.
`Case.typed` cases go through the function of the event, as a user would call it, times as the language's own; the others
untyped, through what sends a call (`targets/__init__.py` of the package says what that is).
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from tracking_plan.targets._client import Call, Client, Field, Type

HERE = Path(__file__).parent
TRICKY = HERE / "tricky.yaml"
SHOP = HERE / "shop.yaml"
NOTHING = HERE / "nothing.yaml"
MODULES = sorted(path.stem for path in HERE.glob("[a-z]*.py") if path.stem != "reference")


def driver(target: str) -> ModuleType:
    """What says how the clients of a target are compiled and run."""
    return importlib.import_module(f"{__name__}.{target}")


def with_hook(hook: str) -> list[str]:
    """The targets that can be asked for this."""
    return [name for name in MODULES if hasattr(driver(name), hook)]


class Case(NamedTuple):
    """A call: of which event (or of which traits), with what. ``typed`` ones are right, and of the right types."""

    call: Call
    data: Any
    typed: bool
    label: str


MODES = {
    "throw": {"sent": 0, "told": 0, "thrown": 1},
    "warn": {"sent": 1, "told": 1, "thrown": 0},
    "drop": {"sent": 0, "told": 1, "thrown": 0},
    "off": {"sent": 1, "told": 0, "thrown": 0},
}
"""What ``modes`` gives for each mode; and under "full" the message of the right case sent with `FULL` and stamping on."""
FULL = {
    "userId": "u1",
    "anonymousId": "a1",
    "context": {"ip": "192.0.2.1"},
    "timestamp": "2026-01-15T09:30:00.250Z",
    "messageId": "m1",
}


def cases(client: Client) -> Iterator[Case]:
    """Right and wrong calls of everything that the client has: the plan's examples, and each of them broken in turn."""
    for call in client.calls:
        for number, example in enumerate(call.examples or _traits(call)):
            yield Case(call, example, True, f"{call.name} {number}")
            for label, data, right in variations(call.type, example):
                yield Case(call, data, right, f"{call.name} {number}: {label}")
        yield Case(call, {}, not any(field.required for field in call.type.fields), f"{call.name}: empty")


def _traits(call: Call) -> list[Any]:
    from tracking_plan.model.sample import first

    return [first(call.schema)]


def variations(of: Type, data: dict[str, Any]) -> Iterator[tuple[str, Any, bool]]:
    """The data with one thing changed: label, data, and whether it is a right call of the right types."""
    if not of.open:
        yield "unplanned", {**data, "unplanned_1": 1, "unplanned 2": None}, False
    for field in of.fields:
        if field.name not in data:
            continue
        rest = {name: held for name, held in data.items() if name != field.name}
        yield f"{field.name} absent", rest, not field.required
        for label, value, right in values(field.type, data[field.name]):
            changed = {name: value if name == field.name else held for name, held in data.items()}
            yield f"{field.name} {label}", changed, right


def values(of: Type, value: Any) -> Iterator[tuple[str, Any, bool]]:
    """Other values in place of one."""
    if of.kind == "any":
        return
    yield "null", None, of.nullable
    for wrong in (1.5, "wrong", True, [], {}, 10**6, "2026-13-45"):
        yield f"as {json.dumps(wrong)}", wrong, False
    if of.kind == "integer":
        yield "as a whole float", 2.0, False
    yield from _at_the_bounds(of)
    if isinstance(value, list) and value and of.items is not None:
        yield "item twice", [*value, value[0]], False
        for label, other, _ in values(of.items, value[0]):
            yield f"[0] {label}", [other, *value[1:]], False
    if isinstance(value, dict) and of.fields:
        for label, other, right in variations(of, value):
            yield f". {label}", other, right


def _at_the_bounds(of: Type) -> Iterator[tuple[str, Any, bool]]:
    for check in of.checks:
        bound = check.value
        if check.rule in ("minimum", "maximum"):
            step = (1 if of.kind == "integer" else 0.25) * (-1 if check.rule == "minimum" else 1)
            yield f"at its {check.rule}", bound, of.kind == "number" or isinstance(bound, int)
            yield f"past its {check.rule}", bound + step, False
        elif check.rule in ("minLength", "maxLength"):
            free = not any(other.rule in ("pattern", "format", "enum") for other in of.checks) and of.kind == "string"
            yield f"at its {check.rule}", "😀" * bound, free
            yield f"past its {check.rule}", "😀" * max(0, bound + (-1 if check.rule == "minLength" else 1)), False
        elif check.rule == "pattern":
            for text in (
                "a\n",
                "\n",
                " cat",
                "cats",
                "é",
                "५",
                "\u2028",
                "\ufeff",
                "😀a",
                "🛸",
                "\u1680",
                "a",
                "écaté",
                "cat_",
                "cat٣",
            ):
                yield f"as {text!r}", text, False
        elif check.rule == "format":
            for text in FORMATS.get(bound, ()):
                yield f"as {text!r}", text, False
        elif check.rule == "enum":
            yield "as another value", "no such value é", False


FORMATS: Mapping[str, tuple[str, ...]] = {
    "date-time": ("2024-02-30T12:00:00Z", "2024-01-31t12:00:00z", "2024-01-31 12:00:00Z", "2024-01-31T12:00:00Z\n"),
    "date": ("2023-02-29", "2000-02-29", "1900-02-29", "2024-2-9", "२०२४-01-01"),
    "time": ("24:00:00Z", "12:00:00", "12:00:00.123456789+23:59", "12:00:00z"),
    "duration": ("P", "P1Y1D", "PT1H1S", "PT0.5S", "P1Y2M3DT4H5M6S"),
    "email": ("a@b", "a..b@c.d", '"a\\"b"@c.d', "a@[127.0.0.1]", "é@b.c", "a@b.c\n"),
    "hostname": ("-a", "a-", "a..b", "ab--cd", "a" * 63, "a" * 64, "A.b", "1.2.3.4", ".".join(["a" * 63] * 4)),
    "ipv4": ("01.2.3.4", "256.1.1.1", "1.2.3", "255.255.255.255"),
    "ipv6": ("::", "1::2::3", "1:2:3:4:5:6:7::", "::1.2.3.04", "12345::", "FE80::1"),
    "uri": ("a", "http://a b", "http://[::1]:80/?q#f", "http://a/%zz", "urn:", "http://ü"),
    "uuid": ("123E4567-E89B-12D3-A456-426614174000", "123e4567e89b12d3a456426614174000"),
}


def field(of: Type, name: str) -> Field | None:
    """The field of an object of that name."""
    return next((one for one in of.fields if one.name == name), None)
