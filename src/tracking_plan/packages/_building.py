"""Loads a plan with the plans that it builds on, and those with theirs: each once, and no deeper than is good."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from ..check import UNREADABLE
from ..document import Document, Limits, Map
from ..finding import Finding
from ..load import Bases, load
from ..model.extends import Extends, extends
from ..model.plan import Plan
from ..sections import parted, says_extends
from ..shelf import listed, quote
from ..workspace import File, is_root_name
from ._grounds import Ground
from ._refused import Refused
from .lock import key_of

DEEPEST = 16
"""Plans that build on each other, one on the next."""
MOST = 100
"""Plans that one builds on, all together."""

Read = Callable[[File], Document]


class Home(NamedTuple):
    """The folder, on its ground, of the plan whose lock file counts: the user's own."""

    ground: Ground
    folder: str


class Stand(NamedTuple):
    """A plan that is being built: on which ground, in which folder, and who names it."""

    ground: Ground
    folder: str
    home: Home
    above: tuple[tuple[tuple[str, str], str], ...] = ()
    """Key and name of each plan that led here, the outermost first."""


class Builder:
    """Loads plans that stand on one ground. What two of them build on is read once."""

    def __init__(self, ground: Ground, read: Read, limits: Limits, today: date) -> None:
        self.ground, self.read, self.limits, self.today = ground, read, limits, today
        self.known: dict[tuple[str, str], Plan] = {}
        self.grounds: dict[tuple[str, ...], Ground] = {}
        """The packages and fetched files that were opened."""

    def load(self, documents: Sequence[Document], where: str, like: Plan | None = None) -> Plan:
        """A plan of its documents, as `load.load` makes it, on the plans that it builds on.

        Raises:
            Trouble: what it builds on is not fetched or not installed, or is not what the lock file says.
        """
        if not says_extends(documents):
            return load(documents, self.today, where, like)
        root = root_of(documents)
        file = (root.file if root else where).removeprefix(self.ground.says_name)
        folder = posixpath.dirname(file)
        stand = Stand(self.ground, folder, Home(self.ground, folder))
        above = ((self.ground.key(file), _label(documents, where)),)
        return load(documents, self.today, where, like, self.bases(documents, stand._replace(above=above)))

    def bases(self, documents: Sequence[Document], stand: Stand) -> Bases:
        """The plans that these documents build on."""
        root = root_of(documents)
        plans, problems = [], []
        for entry in extends(root.data, lambda finding: None) if root else ():
            try:
                plans.append(self.base(entry, stand))
            except Refused as refused:
                related = ((refused.at, "what is wrong there"),) if refused.at is not None else ()
                finding = Finding(entry.written, refused.message, refused.hint, refused.rule, related=related)
                problems.append(finding)
        return Bases(tuple(plans), tuple(problems))

    def base(self, entry: Extends, stand: Stand) -> Plan:
        """One plan that is built on; raises `Refused` where it cannot be."""
        ground, folder = self.opened(entry, stand)
        place = ground.step(folder, entry.place or ".")
        lone = is_root_name(place)
        files = ground.files(posixpath.dirname(place) or "." if lone else place, self.limits.bytes)
        documents = [self.read(file) for file in files]
        where, part = _chosen(documents, ground.says_name + place, entry.said, lone)
        root = root_of(part)
        file = (root or part[0]).file.removeprefix(ground.says_name)
        key = ground.key(file)
        self._refuse_circle(key, _label(part, where), stand)
        if key not in self.known:
            if len(stand.above) > DEEPEST:
                raise Refused(f"plans build on each other more than {DEEPEST} deep", "build on fewer")
            if len(self.known) >= MOST:
                raise Refused(f"more than {MOST} plans are built on, all together", "build on fewer")
            folder = posixpath.dirname(file)
            home = Home(ground, folder) if ground.brings_lock else stand.home
            under = Stand(ground, folder, home, (*stand.above, (key, _label(part, where))))
            bases = self.bases(part, under) if says_extends(part) else Bases()
            label = entry.said if entry.place is None or entry.git or entry.package else where or place
            self.known[key] = load(part, self.today, label, bases=bases)
        return _sound(self.known[key], entry)

    def opened(self, entry: Extends, stand: Stand) -> tuple[Ground, str]:
        """The ground on which an entry's plan stands, and the folder to go from."""
        if entry.git is None and entry.package is None:
            return stand.ground, stand.folder
        what: tuple[str, ...] = ("package", entry.package or "")
        if entry.git is not None:
            what = ("git", *key_of(entry), *stand.home.ground.key(stand.home.folder))
        if what not in self.grounds:
            if entry.package is not None:
                from ._installed import installed  # noqa: PLC0415 - importlib.metadata, and few plans stand in packages

                self.grounds[what] = installed(entry.package, self.limits.bytes)
            else:
                from .kept import kept  # noqa: PLC0415 - hashes, and few plans are fetched

                self.grounds[what] = kept(
                    entry, stand.home.ground, stand.home.folder, self.limits, stand.ground.brings_lock
                )
        return self.grounds[what], ""

    def _refuse_circle(self, key: tuple[str, str], name: str, stand: Stand) -> None:
        keys = [above for above, _ in stand.above]
        if key in keys:
            circle = [label for _, label in stand.above[keys.index(key) :]]
            if len(circle) == 1:
                message = f"the plan {quote(name)} builds on itself"
            else:
                message = f"the plans {listed(map(quote, circle))} build on each other in a circle"
            raise Refused(message, "take one `extends` out", "extends-cycle")


def root_of(documents: Sequence[Document]) -> Document | None:
    """The document that says ``plan: 1``."""
    held = [document for document in documents if isinstance(document.data, Map)]
    return next((document for document in held if "plan" in document.data), held[0] if held else None)


def plan_at(ground: Ground, place: str, read: Read, limits: Limits, today: date) -> Plan:
    """The plan at a place of a ground, with what it builds on there.

    Raises:
        Refused: none stands there.
        Trouble: what it builds on is not at hand.
    """
    lone = is_root_name(place)
    documents = [read(file) for file in ground.files(posixpath.dirname(place) or "." if lone else place, limits.bytes)]
    where, part = _chosen(documents, ground.says_name + place, place, lone)
    return Builder(ground, read, limits, today).load(part, where)


def _label(documents: Sequence[Document], where: str) -> str:
    root = root_of(documents)
    name = root.data.get("name") if root else None
    return name if isinstance(name, str) and name else where or "."


def _chosen(documents: Sequence[Document], place: str, said: str, lone: bool) -> tuple[str, Sequence[Document]]:
    """The plan that is meant by a place: the one that stands right there, or the only one below it."""
    if not documents:
        raise Refused(f"no plan stands at {quote(said, 120)}", "write the path from this file on, as in ../company")
    parts = [part for part in parted(documents) if part[0] or len(documents) == 1] or parted(documents)
    wanted = [posixpath.normpath(place), posixpath.normpath(posixpath.dirname(place))]
    here = [part for part in parts if posixpath.normpath(part[0] or ".") in wanted[:1]]
    if lone:
        named = [part for part in parts if any(posixpath.normpath(d.file) == wanted[0] for d in part[1])]
        here = named or here
    found = here or parts
    if len(found) > 1:
        names = listed((where for where, _ in found), 4)
        raise Refused(f"{len(found)} plans stand at {quote(said, 120)}: {names}", "name one of them")
    return found[0]


def _sound(plan: Plan, entry: Extends) -> Plan:
    """The plan, if all of it could be read."""
    broken = [problem for rule in UNREADABLE for problem in plan.problems.get(rule, ())]
    if broken:
        first = min(broken, key=lambda one: (one.at.file, one.at.line, one.at.column))
        place = f"{first.at.file}:{first.at.line}:{first.at.column}"
        rule = "extends-cycle" if first.rule == "extends-cycle" else "extends-unreadable"
        message = f"the plan {quote(entry.said, 120)} cannot be read: {place}: {first.message}"
        raise Refused(message, "`plan validate` on it says all that is wrong there", rule, first.at)
    return plan
