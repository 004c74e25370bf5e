"""What a plan says that it builds on: paths, installed packages, and git repositories at a revision."""

from __future__ import annotations

import re
from typing import Annotated, Any

from ..document import Map, Span
from ..finding import Finding
from ..shelf import did_you_mean, listed, quote
from .complaints import Report
from .node import Node, keys

RULE = "extends-unreadable"


class Extends(Node, frozen=True, kw_only=True, eq=False, rename={"place": "path"}):
    """A plan that this one builds on: `../company`, `{package: acme-plan}` or `{git: https://…, rev: v1.2.0, path: plans}`."""

    written: Span
    """Where it stands."""
    place: Annotated[
        str | None,
        "Where the plan stands: from this file on; in a package or repository, from its top on.",
    ] = None
    package: Annotated[str | None, "The installed Python package that brings the plan, such as acme-plan."] = None
    git: Annotated[str | None, "The repository that holds the plan: https://… or ssh. `plan fetch` brings it."] = None
    rev: Annotated[str | None, "The tag, branch or commit to take of the repository; plan.lock says which commit."] = (
        None
    )

    @property
    def said(self) -> str:
        """As it is named to people: `../company`, `package acme-plan`, `https://github.com/acme/plans at v1.2.0`."""
        if self.git is not None:
            return f"{self.git} at {self.rev}" + (f", {self.place}" if self.place else "")
        if self.package is not None:
            return f"package {self.package}" + (f", {self.place}" if self.place else "")
        return self.place or ""


_ONE = [{"type": "string"}, {"$ref": "#/definitions/Extends"}]
SCHEMA: dict[str, Any] = {"anyOf": [*_ONE, {"type": "array", "items": {"anyOf": _ONE}}]}


def extends(root: Map, report: Report) -> tuple[Extends, ...]:
    """The entries of ``extends``; what is wrong with one is reported, and it is left out."""
    value = root.get("extends")
    if value is None:
        return ()
    places: list[tuple[str | int, ...]] = [("extends",)]
    if isinstance(value, list):
        places = [("extends", number) for number in range(len(value))]
    made = []
    for place, one in zip(places, value if isinstance(value, list) else [value], strict=True):
        at = root.at(*place)
        found = _mapping(one, at, report) if isinstance(one, Map) else _path(root, one, at, place, report)
        if found is not None and _sound(found, report):
            made.append(found)
    return tuple(made)


def _path(root: Map, value: Any, at: Span, place: tuple[str | int, ...], report: Report) -> Extends | None:
    if not isinstance(value, str) or not value.strip():
        _tell(report, at, "`extends` takes the path of a plan, or {package: …} or {git: …, rev: …}", "as in ../company")
        return None
    if "://" in value or _SCP.match(value):
        _tell(report, at, "a repository is named with its revision", "write {git: URL, rev: v1.2.0}")
        return None
    return Extends(path=("extends",), raw=root.under("extends"), written=at, place=value)


def _mapping(value: Map, at: Span, report: Report) -> Extends | None:
    known = keys(Extends)
    given: dict[str, Any] = {}
    for name in value:
        if name.startswith("x-"):
            continue
        if name not in known:
            message = f"unknown key {quote(name)} in `extends`{did_you_mean(name, known)}"
            _tell(report, value.key_at(name, ("extends",)), message, f"it takes {listed(known, last='or')}")
            return None
        text = value.source(name)
        if isinstance(value[name], (dict, list)) or not text:
            _tell(report, value.at(name, path=("extends",)), f"{quote(name)} takes a text", "")
            return None
        given[known[name].field] = text
    return Extends(path=("extends",), raw=value, written=at, **given)


def _sound(found: Extends, report: Report) -> bool:
    """Whether it says one thing, and one that may be looked for."""
    problem = _problem(found)
    if problem is not None:
        _tell(report, found.written, *problem)
    return problem is None


def _problem(found: Extends) -> tuple[str, str] | None:
    if found.git is not None and found.package is not None:
        return "`extends` names a package and a repository at once", "make two entries of it"
    if found.rev is not None and found.git is None:
        return "`rev` is the revision of a repository, and none is named", "write {git: URL, rev: v1.2.0}"
    if found.place is not None and (why := _no_path(found.place)):
        return f"the path {quote(found.place)} {why}", "write it from this file on, as in ../company"
    if found.place is not None and (found.git or found.package) and ".." in found.place.split("/"):
        what = "repository" if found.git else "package"
        return f"the path {quote(found.place)} goes up", f"write it from the top of the {what} on"
    if found.git is not None:
        return _no_repository(found.git) or _no_revision(found.rev)
    if found.package is not None:
        if not _PACKAGE.match(found.package):
            return f"{quote(found.package)} is no name of a package", "write it as `pip install` takes it"
        return None
    if found.place is None:
        return "`extends` names no plan", "write a path, {package: …} or {git: …, rev: …}"
    return None


def _no_path(path: str) -> str:
    if any(ord(letter) < 32 or ord(letter) == 127 or 0xD800 <= ord(letter) < 0xE000 for letter in path):
        return "holds a character that no path has"
    if len(path) > _LONGEST:
        return "is too long"
    if "\\" in path:
        return "holds a backslash; folders are parted by /"
    if path.startswith(("/", "~")) or re.match("[A-Za-z]:", path):
        return "leads to one machine only"
    return ""


_LONGEST = 1_000
_PACKAGE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?\Z")
_HOST = r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?"
_REST = r"(?:[A-Za-z0-9._~+@,=&()!'*$;-]|%[2-7][0-9A-Fa-f])+(?:/(?:[A-Za-z0-9._~+@,=&()!'*$;-]|%[2-7][0-9A-Fa-f])+)*/?"
_URL = re.compile(
    rf"(?P<scheme>https|http|ssh|git|file)://(?P<user>[^/@]*@)?(?P<host>{_HOST})?(?P<port>:\d{{1,5}})?/{_REST}\Z"
)
_SCP = re.compile(rf"(?P<user>[A-Za-z0-9_][A-Za-z0-9_.-]*)@(?P<host>{_HOST}):(?!/){_REST}\Z")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*@\Z")
_REV = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+@/-]{0,199}\Z")
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?\Z")
_WRITE = "write https://host/path, or git@host:path"


def scheme(url: str) -> str:
    """How a repository is reached: https, ssh …"""
    found = _URL.match(url)
    return found["scheme"] if found else "ssh"


def _no_repository(url: str) -> tuple[str, str] | None:
    """Why a text is no address of a repository that may be asked for. What may be a password is not repeated."""
    if url.startswith("-"):
        return "the address of a repository begins with a hyphen, as an option does", _WRITE
    if len(url) <= _LONGEST and _SCP.match(url):
        return _dotted(url)
    found = _URL.match(url) if len(url) <= _LONGEST else None
    if found is None:
        if re.match(r"[A-Za-z0-9+.-]+::", url):
            return f"{quote(url)} would start a program", _WRITE
        if "@" in url and "://" in url:
            return "the address of a repository is written in a way that is not taken", _WRITE
        return f"{quote(url)} is no address of a repository", _WRITE
    if found["user"] and (found["scheme"] != "ssh" or not _USER.match(found["user"])):
        return "the address of a repository holds a name or password", "take it out; git asks your credential helper"
    if found["host"] is None and found["scheme"] != "file":
        return f"{quote(url)} names no host", _WRITE
    return _dotted(url)


def _dotted(url: str) -> tuple[str, str] | None:
    steps = re.split("[/:]", url)
    if ".." in steps or any(step.startswith("-") for step in steps):
        return f"{quote(url)} holds a step that begins with a hyphen or goes up", _WRITE
    return None


def _no_revision(rev: str | None) -> tuple[str, str] | None:
    if rev is None:
        return "a repository is named without its revision", "add `rev:` with a tag such as v1.2.0, or a commit"
    if not _REV.match(rev) or ".." in rev or "@{" in rev or "//" in rev or rev.endswith(("/", ".", ".lock")):
        return f"{quote(rev)} is no revision that can be fetched", "name a tag, a branch, or a whole commit"
    return None


def _tell(report: Report, at: Span, message: str, hint: str) -> None:
    report(Finding(at, message, hint, RULE))
