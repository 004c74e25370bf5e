"""Trees of many commits, each read once: git's own tree objects, which most commits share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .. import workspace
from ._git import Git, text
from ._repository import Entry

_FOLDER = "040000"
_BYTES = 1 << 28


class Trees:
    """The trees that were read so far. All that are asked for at once are read together, level by level."""

    def __init__(self, git: Git) -> None:
        self.git = git
        self.known: dict[str, list[Entry]] = {}
        """Id -> what stands in that tree, under names and not paths."""
        self.whole: set[str] = set()
        """Ids of those of which everything below was read too."""

    def read(self, ids: Iterable[str], deep: bool = True) -> None:
        """Read trees, and (``deep``) those below them in which a plan's files may be. A process for each level."""
        level = [*dict.fromkeys(ids)]
        while level:
            for ident, content in self.git.objects([ident for ident in level if ident not in self.known], _BYTES):
                self.known[ident] = list(_entries(content, len(ident) // 2))
            if not deep:
                return
            self.whole.update(level)
            below = (entry for ident in level for entry in self.known[ident])
            folders = (entry.id for entry in below if entry.mode == _FOLDER and workspace.visible(entry.path))
            level = [*dict.fromkeys(ident for ident in folders if ident not in self.whole)]

    def files(self, tree: str, path: str) -> Iterator[Entry]:
        """Everything below a tree that was read with all below it, by its path in the repository."""
        for entry in self.known.get(tree, ()):
            here = f"{path}/{entry.path}" if path else entry.path
            if entry.mode == _FOLDER:
                yield from self.files(entry.id, here)
            else:
                yield Entry(here, entry.mode, entry.id)


def _entries(content: bytes, width: int) -> Iterator[Entry]:
    """A tree object: `<mode> <name>`, a NUL and the id in bytes, again and again."""
    start = 0
    while start < len(content):
        space = content.index(b" ", start)
        end = content.index(b"\0", space)
        mode = content[start:space].decode("ascii", "replace").zfill(6)
        start = end + 1 + width
        yield Entry(text(content[space + 1 : end]), mode, content[end + 1 : start].hex())
