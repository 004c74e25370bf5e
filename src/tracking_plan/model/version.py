"""The version of a plan as Semantic Versioning counts it: what the next one has to be, and whether another one is that.

Source: https://semver.org/spec/v2.0.0.html. Below 1.0.0, where it promises nothing, we count as Cargo and npm do: what
breaks asks for 0.(y+1).0, all else for 0.y.(z+1).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_FORM = re.compile(
    r"(0|[1-9]\d{0,17})\.(0|[1-9]\d{0,17})\.(0|[1-9]\d{0,17})"
    r"(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?",
    re.ASCII,
)


class Version(NamedTuple):
    """``before`` is what makes it come before the release of the same three numbers: `rc.1` of 2.0.0-rc.1."""

    major: int
    minor: int
    patch: int
    before: tuple[str, ...] = ()

    def __str__(self) -> str:
        tail = f"-{'.'.join(self.before)}" if self.before else ""
        return f"{self.major}.{self.minor}.{self.patch}{tail}"

    @property
    def release(self) -> Version:
        return self._replace(before=())

    @property
    def rank(self) -> tuple[object, ...]:
        """What sorts as precedence does: numbers before words, and a release after all that comes before it."""
        steps = tuple((0, int(step), "") if step.isdigit() else (1, 0, step) for step in self.before)
        return (*self[:3], not self.before, steps)


def parse(text: str | None) -> Version | None:
    """The version that a text is; None where it is none."""
    found = _FORM.fullmatch(text or "")
    if found is None:
        return None
    return Version(int(found[1]), int(found[2]), int(found[3]), tuple(found[4].split(".")) if found[4] else ())


def asked(old: str | None, bump: str) -> str | None:
    """The lowest version that may follow ``old``; None where that cannot be counted on from."""
    version = parse(old)
    return None if version is None else str(_next(version, bump))


def _next(old: Version, bump: str) -> Version:
    major, minor, patch = old[:3]
    if bump == "none":
        return old
    if major == 0:
        bump = "minor" if bump == "major" else "patch"
    if old.before:  # 2.0.0-rc.1 announces 2.0.0 already
        enough = {"major": not minor and not patch, "minor": not patch, "patch": True}[bump]
        if enough:
            return old.release
    match bump:
        case "major":
            return Version(major + 1, 0, 0)
        case "minor":
            return Version(major, minor + 1, 0)
    return Version(major, minor, patch + 1)


def shortfall(old: str | None, new: str | None, bump: str) -> str:
    """What is wrong with the version that was made, in a clause; nothing where it says enough.

    A version before the release that is asked for (`3.0.0-rc.1` where 3.0.0 is) says enough.
    """
    if parse(new) is None:
        return "the plan has no version" if new is None else f'"{new}" is no version such as 2.4.0'
    wanted, made, was = asked(old, bump), parse(new), parse(old)
    if wanted is None or made is None or was is None:
        return ""
    if bump == "none":
        return "" if made.rank >= was.rank else f"version {new} comes before {old}"
    if made.rank <= was.rank:
        return f"the version is {new} still" if made.rank == was.rank else f"version {new} comes before {old}"
    lowest = parse(wanted)
    assert lowest is not None
    return "" if made.release.rank >= lowest.release.rank else f"version {new} says too little"
