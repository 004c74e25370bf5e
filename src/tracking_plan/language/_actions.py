"""What may be done about a finding: mend it, or let it pass at its place, with a reason. And to mend all that surely can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..document import Document, Edit, Extend, Map, Path, amended, applied
from ..finding import Finding
from ..mend import mend
from ..model.event import Event
from ..model.node import Node, keys
from ..model.plan import Plan
from ..model.property import Property
from ..model.reference import SECTIONS, node_at, of_property, said
from ..rules import shelf


class Action(NamedTuple):
    """Something that can be done: its name, and the files with the texts that they have then."""

    title: str
    finding: Finding
    texts: Mapping[str, str]
    """Name of a file -> its text."""
    mends: bool = False
    """Whether it mends what was found, and surely so."""


def actions(plan: Plan, findings: Iterable[Finding]) -> Iterator[Action]:
    """What can be done about findings of a plan whose documents were read whole."""
    for finding in findings:
        fix = finding.fix
        texts = _mended(plan, finding) if fix is not None else None
        if fix is not None and texts:
            yield Action(fix.title, finding, texts, fix.safe)
        passing = _let_pass(plan, finding)
        if passing is not None:
            yield passing


def _mended(plan: Plan, finding: Finding) -> dict[str, str]:
    """The files as the fix of a finding leaves them."""
    by_file: dict[str, list[Edit]] = {}
    for edit in finding.fix.edits if finding.fix is not None else ():
        by_file.setdefault(edit.at.file, []).append(edit)
    documents = {document.file: document for document in plan.documents}
    if not {*by_file} <= {*documents}:
        return {}
    return {name: applied(documents[name].text, edits) for name, edits in by_file.items()}


def mended(plan: Plan, name: str) -> Mapping[str, str]:
    """The plan's files after all safe fixes of what is found in one of them, as `plan validate --fix` makes them."""
    made = mend(plan, lambda finding: finding.at.file == name and finding.fix is not None and finding.fix.safe)
    return {document.file: text for document, text in made.texts}


def _let_pass(plan: Plan, finding: Finding) -> Action | None:
    """An entry of `allow` at the place; its reason is left to the author, and asked for until it is there."""
    module = shelf.take(finding.rule) if finding.rule in shelf.own else None
    if module is None or getattr(module, "said_by", None) is not None or not finding.at.path:
        return None
    found = _place(plan, finding.at.path)
    if found is None:
        return None
    node, path, more = found
    entry = {"rule": finding.rule, **more, "reason": ""}
    document = _document(plan, node)
    if document is None:
        return None
    made = amended(document, [Extend((*path, "allow"), (entry,), (), tuple(keys(type(node))))])
    if made.refused:
        return None
    where = said(path) if path else "in the plan's own list"
    return Action(f"Allow {finding.rule} for {where}, with a reason", finding, {document.file: made.text})


def _place(plan: Plan, path: Path) -> tuple[Node, Path, dict[str, str]] | None:
    """The node whose list of allowances covers a path, the path of it, and what else the entry must say."""
    if path[0] not in SECTIONS or len(path) < 2:
        return None
    near = of_property(path)
    node = node_at(plan, near)
    if isinstance(node, Property) and not node.mention and node.path == path[: len(node.path)]:
        return node, node.path, {}
    node = node_at(plan, path[:2])
    if isinstance(node, Event):
        return node, node.path, {}
    if path[0] == "traits" or node is plan:
        return None
    return plan, (), {"at": f"{path[0]}/{path[1]}"}


def _document(plan: Plan, node: Node) -> Document | None:
    raw: Map = node.raw
    return next((document for document in plan.documents if document.file == raw.document.file), None)
