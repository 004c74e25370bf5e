"""A Document: YAML text read as plain data in which every piece knows where it was written. The only room with yaml in it."""

from .amending import Amended, amended
from .amendment import Amendment, Drop, Extend, Put, Rename, plain, same
from .building import scalar
from .data import Document, Map, nowhere
from .formatting import formatted
from .reading import read
from .span import Limits, Path, Problem, Span
from .writing import write

__all__ = [
    "Amended",
    "Amendment",
    "Document",
    "Drop",
    "Extend",
    "Limits",
    "Map",
    "Path",
    "Problem",
    "Put",
    "Rename",
    "Span",
    "amended",
    "formatted",
    "nowhere",
    "plain",
    "read",
    "same",
    "scalar",
    "write",
]
