"""Adapters in Swift, of which no compiler is at hand: each call of an SDK has the labels that the SDK asks for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tree_sitter import Node

from targets import _trees
from targets.swift import LANGUAGE
from tracking_plan.targets import swift

ADAPTERS = Path(swift.__file__).parent / "adapters"
SDKS = Path(__file__).parent / "targets" / "sdks" / "swift"
"""What the adapters call, as declarations. Each says where its signatures are from."""
NAMES = sorted(path.stem for path in ADAPTERS.glob("*.swift"))


def nodes(root: Node, *kinds: str) -> Iterator[Node]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type in kinds:
            yield node
        waiting += node.children


def text(node: Node | None) -> str:
    return node.text.decode() if node is not None and node.text is not None else ""


def declared(name: str) -> dict[str, list[list[tuple[str, bool]]]]:
    """The functions of an SDK: their overloads, each of labels and whether one may be left out. A type is its initializer."""
    root, _ = _trees.tree(LANGUAGE, (SDKS / f"{name}.swift").read_text(encoding="utf-8"))
    made: dict[str, list[list[tuple[str, bool]]]] = {}
    for node in nodes(root, "function_declaration", "protocol_function_declaration", "init_declaration"):
        if node.type == "init_declaration":
            holder = node.parent.parent if node.parent is not None else None
            called = next(text(child) for child in holder.children if child.type == "type_identifier") if holder else ""
        else:
            called = next(text(child) for child in node.children if child.type == "simple_identifier")
        labels: list[tuple[str, bool]] = []
        for place, child in enumerate(node.children):
            if child.type == "parameter":
                label = next(text(one) for one in child.children if one.type == "simple_identifier")
                after = node.children[place + 1].type if place + 1 < len(node.children) else ""
                labels.append(("" if label == "_" else label, after == "="))
        made.setdefault(called, []).append(labels)
    return made


def calls(name: str) -> Iterator[tuple[str, list[str], int]]:
    """What an adapter calls: the function, the labels, and the line."""
    root, _ = _trees.tree(LANGUAGE, (ADAPTERS / f"{name}.swift").read_text(encoding="utf-8"))
    for node in nodes(root, "call_expression"):
        called = text(node.children[0]).rpartition(".")[2]
        arguments = [
            child
            for suffix in node.children[1:]
            for held in suffix.children
            if held.type == "value_arguments"
            for child in held.children
            if child.type == "value_argument"
        ]
        labels = [
            next((text(one) for one in child.children if one.type == "value_argument_label"), "") for child in arguments
        ]
        yield called, labels, node.start_point[0] + 1


def fits(labels: list[str], asked: list[tuple[str, bool]]) -> bool:
    """Whether a call is one of the function: what it gives, in order, and nothing left out that has no default."""
    given = [*labels]
    for label, optional in asked:
        if given and given[0] == label:
            given.pop(0)
        elif not optional:
            return False
    return not given


def test_every_adapter_has_its_sdk() -> None:
    assert sorted(path.stem for path in SDKS.glob("*.swift")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_calls_of_an_sdk_have_its_labels(name: str) -> None:
    sdk, used = declared(name), set()
    for called, labels, line in calls(name):
        if called in sdk:
            assert any(fits(labels, overload) for overload in sdk[called]), f"{name}.swift:{line}: {called}{labels}"
            used.add(called)
    assert used == {*sdk}, "what is declared is called"
