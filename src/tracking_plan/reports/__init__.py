"""The shelf of reports: each turns findings into one format. A report is a module with ``render``; it prints nothing.

    def render(findings: Sequence[Finding], about: About) -> Iterator[str]

yields the text of the report in pieces, the last one ending in a line end. The file's name is the word after
``--format``. Text from a plan is data to a report: each format escapes it in its own way. Reports of `plan diff` stand on
a shelf of their own, in ``changes/``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os.path import dirname
from typing import NamedTuple

from ..page import Page
from ..shelf import Shelf

shelf = Shelf(__name__, dirname(__file__), "format", apart=("changes",))


class About(NamedTuple):
    """What a report may need besides the findings."""

    version: str = ""
    """Of `plan` itself."""
    texts: Mapping[str, str] = {}
    """The text of each file that was read, by the name that findings use: for code frames."""
    pages: Callable[[], Sequence[Page]] = tuple
    """The page of every rule, for formats that describe rules; read only when called."""
    color: bool = False
    frames: bool = False
    """Show the lines around each finding (a terminal; never a pipe)."""
    width: int = 100
    hidden: int = 0
    """How many findings there are beyond those given."""
    more: str = "--limit findings=NUMBER"
    """The option that shows more of them."""
    clean: Sequence[str] = ()
    """Names of the files that were read and have no finding, for formats that list what passed."""
