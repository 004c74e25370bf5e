"""Plans at git revisions: the two sides of a comparison, and the history of a plan. The only home of git.

A side is a plan at a commit, in the working tree, or at a path of its own. What is at a commit is read from git's
objects; the working tree is not touched, and nothing that a repository's configuration names is run.
"""

from ._beside import Tree
from ._history import History, Version, history
from ._remote import Fetched, allowed, commit_of, fetched
from ._sides import Side, resolve, working_tree

__all__ = [
    "Fetched",
    "History",
    "Side",
    "Tree",
    "Version",
    "allowed",
    "commit_of",
    "fetched",
    "history",
    "resolve",
    "working_tree",
]
