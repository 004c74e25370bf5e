"""What stands beside a plan at a commit: other plans that it builds on, and its lock file."""

from __future__ import annotations

from .. import workspace
from ._git import argument
from ._repository import Repository, blobs, of_plan, refuse_pointers


class Tree:
    """The files of one commit, by their paths in the repository. ``prefix`` is what their names begin with."""

    def __init__(self, repository: Repository, commit: str, prefix: str) -> None:
        self.repository, self.commit, self.prefix = repository, commit, prefix

    def files(self, path: str, limit: int) -> list[workspace.File]:
        """The files of the plan at a path; none where nothing stands there.

        Raises:
            Trouble: a link, a submodule or a pointer of Git LFS stands where a file should be.
        """
        self._refuse_links(path)
        entries = of_plan(self.repository.listing(self.commit, path), path, self.prefix)
        found = blobs(self.repository, entries, [self.prefix + entry.path for entry in entries], limit)
        return list(refuse_pointers(found, "its text is not in git"))

    def file(self, path: str, limit: int) -> workspace.File | None:
        """One file; None where none has that path."""
        entries = [entry for entry in self.repository.listing(self.commit, path) if entry.path == path]
        return next(blobs(self.repository, entries, [self.prefix + path], limit), None)

    def on_disk(self, path: str) -> str:
        """Where a path of the repository is in the working tree; "" where there is none."""
        return self.repository.outside(argument(path)) if self.repository.top else ""

    def _refuse_links(self, path: str) -> None:
        """A link or submodule on the way to a path leads to nothing that git lists below it: it is named here."""
        steps = path.split("/")
        for depth in range(1, len(steps)):
            above = "/".join(steps[:depth])
            of_plan(
                (one for one in self.repository.listing(self.commit, above) if one.path == above), above, self.prefix
            )
