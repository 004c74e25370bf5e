"""A Document: YAML text read as plain data in which every piece knows where it was written. The only room with yaml in it."""

from .amending import listing, scalar_replaced
from .building import scalar
from .data import Document, Map, nowhere
from .reading import read
from .span import Limits, Path, Problem, Span
from .writing import write

__all__ = [
    "Document",
    "Limits",
    "Map",
    "Path",
    "Problem",
    "Span",
    "listing",
    "nowhere",
    "read",
    "scalar",
    "scalar_replaced",
    "write",
]
