"""Events and the questions that they answer, drawn as SVG: objectives on the left, questions beside them, events on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..dictionary import Dictionary
from ..model.event import Event

ROW, GAP = 26, 18
LEFT, MIDDLE, RIGHT = 10, 160, 690
OBJECTIVE, QUESTION = 122, 352
"""How wide their names are drawn."""
WIDTH = 960
MOST = 240
"""Events in one drawing."""


class Node(Struct, frozen=True):
    """A name in the drawing. ``y`` is the middle of its line."""

    kind: str
    name: str
    text: str
    x: int
    y: int
    status: str = ""


class Edge(Struct, frozen=True):
    """A line between two names, as the path of SVG."""

    path: str
    start: int
    end: int
    """The places of the two among the nodes."""


class Drawing(Struct, frozen=True):
    """One drawing, with its height."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: int
    events: int


def drawings(dictionary: Dictionary) -> Iterator[Drawing]:
    """The drawings of a plan: as many questions in each as hold not too many events. An event stands in each that needs it."""
    asking: dict[str, list[Event]] = {name: [] for name in dictionary.plan.questions}
    for event in dictionary.plan.events.values():
        for asked in dictionary.questions_of(event.name):
            asking[asked.name].append(event)
    by_objective: dict[str, list[str]] = {}
    for question in dictionary.plan.questions.values():
        by_objective.setdefault(question.objective or "", []).append(question.name)
    part: list[tuple[str, str, list[Event]]] = []
    count = 0
    for objective, names in by_objective.items():
        for name in names:
            for start in range(0, max(1, len(asking[name])), MOST):
                held = asking[name][start : start + MOST]
                if part and count + len(held) > MOST:
                    yield _drawn(dictionary, part)
                    part, count = [], 0
                part.append((objective, name, held))
                count += len(held)
    if part:
        yield _drawn(dictionary, part)


def _drawn(dictionary: Dictionary, part: Sequence[tuple[str, str, list[Event]]]) -> Drawing:
    shown = {event.name: event for _, _, held in part for event in held}
    lines = {name: GAP + place * ROW for place, name in enumerate(shown)}
    height = max(len(shown) * ROW, len(part) * 2 * ROW) + 2 * GAP
    wanted = [sum(lines[event.name] for event in held) / len(held) if held else 0.0 for _, _, held in part]
    ys = _spread(wanted, 2 * ROW, height - GAP)
    nodes = [Node("event", name, name, RIGHT, lines[name], event.status) for name, event in shown.items()]
    places = {node.name: place for place, node in enumerate(nodes)}
    edges: list[Edge] = []
    objectives: dict[str, list[int]] = {}
    for (objective, name, held), y in zip(part, ys, strict=True):
        objectives.setdefault(objective, []).append(len(nodes))
        for event in held:
            path = _curve(MIDDLE + QUESTION, y, RIGHT - 8, lines[event.name])
            edges.append(Edge(path, len(nodes), places[event.name]))
        text = dictionary.plan.questions[name].question or name
        nodes.append(Node("question", name, text, MIDDLE, y))
    named = {name: held for name, held in objectives.items() if name}
    middles = [sum(nodes[place].y for place in held) / len(held) for held in named.values()]
    for (name, serving), y in zip(named.items(), _spread(middles, 2 * ROW, height - GAP), strict=True):
        edges += [Edge(_curve(LEFT + OBJECTIVE, y, MIDDLE - 8, nodes[place].y), len(nodes), place) for place in serving]
        nodes.append(Node("objective", name, name, LEFT, y))
    return Drawing(tuple(nodes), tuple(edges), height, len(shown))


def _spread(wanted: Sequence[float], least: int, end: int) -> list[int]:
    """Places near the wanted ones, in their order, at least so far apart."""
    made: list[int] = []
    for place in wanted:
        made.append(max(round(place), made[-1] + least if made else GAP))
    limit = end
    for place in range(len(made) - 1, -1, -1):
        made[place] = min(made[place], limit)
        limit = made[place] - least
    return made


def _curve(x1: int, y1: int, x2: int, y2: int) -> str:
    half = (x1 + x2) // 2
    return f"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}"
