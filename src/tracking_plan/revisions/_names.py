"""What the names of revisions mean: which commit, whether the name is clear, and what to do where it leads nowhere."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..shelf import listed, quote
from ..trouble import Trouble
from ._repository import Repository

DEFAULTS = (
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
)
"""Where the default branch is looked for, in this order."""
_KINDS = {"refs/tags/": "a tag", "refs/heads/": "a branch", "refs/remotes/": "a remote branch"}
_FETCH = "{} (in GitHub Actions: `fetch-depth: {}` for actions/checkout)"
_ALL = _FETCH.format("fetch the rest with `git fetch --unshallow`", 0)
_RANGE = re.compile(r"(?!.*(?:/\.\.|\.\./|:))(?=.*[^.])(.*?)\.{2,3}([^.].*|)")
"""`v1..v2`, and not `../v1`: no name of a branch or a tag holds two dots."""
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./@{}^~+-]*\Z")


class Revision(NamedTuple):
    """A commit under the name that somebody gave it; ``notes`` is what was decided for them."""

    name: str
    commit: str
    notes: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        return self.commit[:10]

    @property
    def prefix(self) -> str:
        """What stands before a path of it, as `git show` takes it."""
        known = _PLAIN.match(self.name) and not self.commit.startswith(self.name[:10])
        return f"{self.name if known else self.short}:"


def refuse(name: str) -> None:
    """Refuse, before git sees it, what can be no name of a revision.

    Raises:
        Trouble: it is empty, begins with a hyphen, or holds a control character.
    """
    if not name.strip():
        raise Trouble("a revision is empty, perhaps from a variable that is not set; name a commit, a branch or a tag")
    if name.startswith("-"):
        raise Trouble(f"{quote(name)} begins with a hyphen, so it is no revision; name a commit, a branch or a tag")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in name):
        raise Trouble(f"{quote(name)} holds a control character, so it is no revision")


def commits(repository: Repository, names: tuple[str, ...]) -> list[Revision | None]:
    """The commit of each name, or None where there is none of that name."""
    refs = [[f"{place}{_stem(name)}" for place in _KINDS] for name in names]
    asked = [line for name, places in zip(names, refs, strict=True) for line in (f"{name}^{{commit}}", *places)]
    found = repository.git.look_up(asked)
    made: list[Revision | None] = []
    for number, name in enumerate(names):
        commit, *others = found[number * 4 : number * 4 + 4]
        where = [place for place, other in zip(refs[number], others, strict=True) if other is not None]
        made.append(Revision(name, commit[0], tuple(_ambiguous(name, where))) if commit else None)
    return made


def _stem(name: str) -> str:
    """The reference that a revision begins with: `v1` of `v1~2`."""
    return re.split(r"[\^~:]|@\{", name, maxsplit=1)[0] or "@"


def _ambiguous(name: str, where: list[str]) -> list[str]:
    stem = _stem(name)
    if len(where) < 2 or stem == "HEAD":
        return []
    kinds = [next(kind for start, kind in _KINDS.items() if place.startswith(start)) for place in where]
    return [
        f"{quote(stem)} is {listed(kinds)}; {kinds[0].replace('a ', 'the ', 1)} is taken, as git does (write {where[1]} for the other)"
    ]


def commit(repository: Repository, name: str) -> Revision:
    """The commit of a name.

    Raises:
        Trouble: there is none; the message says why, as far as that can be known.
    """
    (found,) = commits(repository, (name,))
    if found is None:
        raise missing(repository, name)
    return found


def missing(repository: Repository, name: str) -> Trouble:
    """Why a name leads to no commit, and what to do."""
    inner, itself, remote, first = repository.git.look_up(
        [f"{name}^{{}}", name, f"refs/remotes/origin/{name}^{{commit}}", "HEAD^{commit}"]
    )
    other = inner or itself  # `^{}` after `HEAD:file` would be a part of the file's name
    if other is not None:
        kind = {"tree": "a folder", "blob": "a file"}.get(other[1], f"a {other[1]}")
        return Trouble(f"{quote(name)} names {kind} in git and not a commit; name a commit, a branch or a tag")
    ends = _RANGE.fullmatch(name)
    if ends is not None:
        return Trouble(f"{quote(name)} is a range; name its two ends apart: {ends[1] or 'HEAD'} {ends[2] or 'HEAD'}")
    if re.fullmatch("0{40}|0{64}", name):
        return Trouble(
            f"{name[:10]}… is what git says for no commit at all (a branch that is new); name what to compare with"
        )
    if first is None and _stem(name) in ("HEAD", "@"):
        return Trouble("the repository has no commit yet; commit the plan first")
    if repository.shallow:
        return Trouble(f"{quote(name)} is not in this shallow clone; {_deeper(name)}")
    hint = f" (did you mean {quote('origin/' + name)}?)" if remote is not None else ""
    more = "" if hint else "; `git fetch --tags` brings what is new on the remote"
    return Trouble(f"{quote(name)} is no revision of this repository, and no file or folder{hint}{more}")


def _deeper(name: str) -> str:
    """How much more must be fetched: `HEAD~3` asks for three commits below the newest."""
    steps = re.fullmatch(r"(?:HEAD|@)((?:\^|~\d{0,6})+)", name)
    if steps is None:
        return _ALL
    depth = sum(int(step[1:] or 1) if step[0] == "~" else 1 for step in re.findall(r"\^|~\d*", steps[1]))
    return _FETCH.format(f"fetch more with `git fetch --deepen={depth}`", depth + 1)


def merge_base(repository: Repository, head: Revision) -> Revision:
    """Where the way of ``head`` and that of the default branch parted.

    Raises:
        Trouble: the default branch is not known, or the two have nothing in common that is known here.
    """
    found = repository.git.look_up([f"{name}^{{commit}}" for name in DEFAULTS])
    number = next((place for place, one in enumerate(found) if one is not None), None)
    if number is None:
        if repository.shallow:
            raise Trouble(f"the default branch is not in this shallow clone; {_ALL}, or name what to compare with")
        raise Trouble(
            "no default branch is known here (origin/HEAD, main or master); name what to compare with, as in `plan diff HEAD~1`"
        )
    default = found[number]
    assert default is not None
    name = DEFAULTS[number].removeprefix("refs/remotes/").removeprefix("refs/heads/")
    if name == "origin/HEAD":
        name = next(iter(repository.git.lines("symbolic-ref", "--quiet", "--short", DEFAULTS[0], fails=(1,))), name)
    bases = repository.base(head.commit, default[0])
    if not bases:
        if repository.shallow:
            raise Trouble(f"where this branch left {name} is not in this shallow clone; {_ALL}")
        raise Trouble(f"{head.name} and {name} have no commit in common; name what to compare with")
    more = f", one of {len(bases)}" if len(bases) > 1 else ""
    made = Revision(bases[0], bases[0])
    return made._replace(notes=(f"compared with {made.short}, where {head.name} left {name}{more}",))


def refuse_shallow(repository: Repository, what: str) -> None:
    """Refuse to tell a history of which the beginning is cut off.

    Raises:
        Trouble: the clone is shallow.
    """
    if repository.shallow:
        raise Trouble(f"{what} is not whole in this shallow clone; {_ALL}")
