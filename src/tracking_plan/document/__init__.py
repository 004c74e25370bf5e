"""A Document: YAML text read as plain data in which every piece knows where it was written. The only room with yaml in it."""

from .amending import Amended, amended
from .amendment import Amendment, Cut, Drop, Extend, Put, Rename, plain, same
from .building import scalar
from .data import Document, Map, nowhere, starts_of
from .edits import Edit, Edits, applied, edits, renaming, replacing
from .formatting import formatted
from .reading import read
from .span import Limits, Path, Problem, Span
from .writing import taken_for, write

__all__ = [
    "Amended",
    "Amendment",
    "Cut",
    "Document",
    "Drop",
    "Edit",
    "Edits",
    "Extend",
    "Limits",
    "Map",
    "Path",
    "Problem",
    "Put",
    "Rename",
    "Span",
    "amended",
    "applied",
    "edits",
    "formatted",
    "nowhere",
    "plain",
    "read",
    "renaming",
    "replacing",
    "same",
    "scalar",
    "starts_of",
    "taken_for",
    "write",
]
