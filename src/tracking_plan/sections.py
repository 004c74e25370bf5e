"""The sections of a plan, joined over its files: which file says what, and what is said twice or is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from os.path import dirname
from typing import Any

from .document import Document, Map, Path, nowhere
from .finding import Finding
from .model.acknowledgement import Acknowledgement
from .model.allow import Allow
from .model.complaints import unknown_key, wrong
from .model.node import NodeType, read
from .model.plan import Plan
from .shelf import listed, quote
from .trouble import Trouble

SECTIONS = (
    "taxonomy", "sources", "owners", "properties", "property_groups", "events",
    "traits", "objectives", "questions", "envelopes", "rules", "allow", "changes",
)  # fmt: skip
LATER = (
    "metrics", "dashboards", "journeys", "features", "experiments", "flags", "stack", "governance", "roadmap",
    "reviews", "plugins",
)  # fmt: skip
"""Words that later versions of the format take; named so that nobody uses them for something else."""

_ONE_FILE = ("plan", "name", "version", "description", "extends")
_LISTS = ("allow", "changes")


def _holds(value: object, section: str) -> bool:
    """Whether a value is what a section holds: a list, or a mapping; or a text, which name, version and description are."""
    if section in _ONE_FILE:
        return section != "plan" and not isinstance(value, (list, Map))
    return section in SECTIONS and isinstance(value, list if section in _LISTS else Map)


def parted(documents: Sequence[Document]) -> list[tuple[str, list[Document]]]:
    """Documents of one folder by the plan they belong to, each with the folder (or file) where that plan stands.

    A file that says ``plan:`` makes its folder, and all below it, a plan. Where two of one folder say so, each is a
    plan by itself. Files that belong to none stand together at the end, or belong to the only plan there is.
    """
    roots: dict[str, list[Document]] = {}
    for document in documents:
        if isinstance(document.data, Map) and "plan" in document.data:
            roots.setdefault(dirname(document.file), []).append(document)
    parts: dict[str, list[Document]] = {}
    stray: list[Document] = []
    for document in documents:
        folder = dirname(document.file)
        if document in roots.get(folder, ()):
            parts.setdefault(document.file if len(roots[folder]) > 1 else folder, []).append(document)
            continue
        while folder not in roots and dirname(folder) != folder:
            folder = dirname(folder)
        if len(roots.get(folder, ())) == 1:
            parts.setdefault(folder, []).append(document)
        else:
            stray.append(document)
    if stray and all(document.data is None and not document.problems for document in stray) and parts:
        stray = []
    return [*parts.items(), *([("", stray)] if stray else [])]


def one_of(documents: Sequence[Document], only: str = "") -> tuple[str, list[Document]]:
    """The one plan that these documents are; ``only`` names a file of it, where there may be several.

    Raises:
        Trouble: there are several.
    """
    parts = parted(documents)
    if only:
        parts = [part for part in parts if any(document.file == only for document in part[1])] or parts
    roots = [part for part in parts if part[0] or len(parts) == 1]
    if len(roots) > 1:
        names = listed((where for where, _ in roots), 4)
        raise Trouble(f"{len(roots)} plans stand here: {names}; name one with --plan")
    return (roots or parts)[0]


def says_extends(documents: Sequence[Document]) -> bool:
    """Whether a plan builds on another."""
    return any(isinstance(document.data, Map) and "extends" in document.data for document in documents)


class Sections:
    """The files of one plan. ``problems`` collects findings by rule, ``root`` is the mapping that says ``plan: 1``."""

    def __init__(self, documents: Sequence[Document], before: Plan | None = None) -> None:
        self.documents, self.before = documents, before
        problems = before.problems.values() if before is not None else ()
        self.wrong = {finding.at.path[:2] for found in problems for finding in found}
        """What something was wrong with before an edit, and must be said again."""
        self.problems: dict[str, list[Finding]] = {}
        self.named: dict[str, dict[str, Map]] = {section: {} for section in SECTIONS}
        """Section -> name -> the mapping of the file in which the name stands."""
        self.allow: list[Allow] = []
        self.changes: list[Acknowledgement] = []
        for document in documents:
            for problem in document.problems:
                self.report(Finding(problem.at, problem.message, problem.hint, problem.rule))
        maps = [d.data for d in documents if isinstance(d.data, Map)]
        first = maps[0] if maps else nowhere(documents[0] if documents else Document("", ""))
        self.root: Map = next((data for data in maps if "plan" in data), first)
        self.find_root(maps)
        for data in maps:
            self.sections(data)

    def as_before(self, section: str, name: str, raw: Map) -> Any:
        """The node of a name, if it is written as it was before an edit and nothing was wrong with it."""
        if self.before is None or (section, name) in self.wrong:
            return None
        found = getattr(self.before, section).get(name)
        return found if found is not None and found.raw is raw else None

    def report(self, finding: Finding) -> None:
        self.problems.setdefault(finding.rule, []).append(finding)

    def find_root(self, maps: list[Map]) -> None:
        """Say what is amiss with ``plan: 1``."""
        for document in self.documents:
            if document.data is not None and not isinstance(document.data, Map):
                kind = "a list" if isinstance(document.data, list) else "a single value"
                self.report(
                    Finding(
                        document.start(),
                        f"a plan is a mapping of sections, not {kind}",
                        "begin with `plan: 1`",
                        "not-a-plan",
                    )
                )
        said = [data for data in maps if "plan" in data]
        broken = any(document.problems for document in self.documents)
        if not maps and not broken and not any(d.data is not None for d in self.documents):
            for document in self.documents[:1]:
                self.report(
                    Finding(
                        document.start(), "the file is empty", "begin with `plan: 1`, or run `plan init`", "not-a-plan"
                    )
                )
        elif maps and not said and not broken:
            at = maps[0].document.start()
            self.report(Finding(at, "nothing says that this is a plan", "write `plan: 1` at the top", "not-a-plan"))
        for data in said:
            written = data.source("plan")
            if written != "1":
                what = f"this is version {quote(written)} of the plan format" if written else "no version is named"
                message = f"{what}; version 1 is what is known here"
                hint = (
                    "install a newer `plan` command"
                    if written.isdigit() and int(written[:9]) > 1
                    else "write `plan: 1`"
                )
                self.report(Finding(data.at("plan"), message, hint, "plan-version"))

    def sections(self, data: Map) -> None:
        known = {*SECTIONS, *_ONE_FILE}
        for section, value in data.items():
            if section in LATER:
                message = f"{quote(section)} is not part of version 1 of the plan format"
                self.report(
                    Finding(
                        data.at(section, path=()), message, "remove it until a later version takes it", "unknown-key"
                    )
                )
            elif section in _ONE_FILE:
                self.once(data, section)
            elif section not in known:
                if not section.startswith("x-"):
                    unknown_key(data, section, (), dict.fromkeys(known), self.report, partial(_holds, value))
            elif value is None:
                continue
            elif section == "allow":
                self.allow += self.listed(data, section, value, Allow)
            elif section == "changes":
                self.changes += self.listed(data, section, value, Acknowledgement)
            elif not isinstance(value, Map):
                wrong(data, section, (), self.report, "a mapping")
            else:
                self.join(section, value)

    def once(self, data: Map, key: str) -> None:
        if key == "extends" and data is not self.root:
            at, hint = data.at(key), "write it where `plan: 1` stands"
            self.report(Finding(at, "`extends` stands in the file that says `plan: 1`", hint, "extends-unreadable"))
            return
        if data is not self.root and key in self.root:
            self.twice(f"{quote(key)} of the plan", self.root, data, key, (key,))

    def join(self, section: str, value: Map) -> None:
        into = self.named[section]
        for name in value:
            if name.startswith("x-"):
                continue
            if name in into:
                self.twice(f"{quote(name)}", into[name], value, name, (section, name))
            else:
                into[name] = value

    def twice(self, what: str, first: Map, second: Map, key: str, path: Path) -> None:
        for here, there in ((first, second), (second, first)):
            other = there.key_at(key, path[:-1])
            message = f"{what} is defined twice, also at {other.file}:{other.line}"
            at = here.key_at(key, path[:-1])
            self.report(Finding(at, message, "keep one of the two", "defined-twice", related=((other, "the other"),)))

    def listed(self, data: Map, section: str, value: object, kind: type[NodeType]) -> Iterator[NodeType]:
        """The nodes of a section that is a list."""
        if not isinstance(value, list):
            wrong(data, section, (), self.report, "a list of mappings")
            return
        for place, item in enumerate(value):
            if isinstance(item, Map):
                yield read(kind, item, (section, place), self.report)
            else:
                message = f"{quote(section)} takes a list of mappings"
                self.report(Finding(data.at(section, place), message, "", "wrong-value"))

    def entries(self, section: str) -> Iterator[tuple[str, Map]]:
        """Each name of a section with its mapping; an empty one where nothing was written to it."""
        for name, holder in self.named[section].items():
            value = holder[name]
            if isinstance(value, Map):
                yield name, value
                continue
            if value is not None:
                wrong(holder, name, (section,), self.report, "a mapping")
            yield name, holder.under(name)
