"""A Verdict: what `plan validate` read, and what it found in it."""

from __future__ import annotations

from ..finding import Finding
from ..model.plan import Plan


class Verdict:
    """``texts`` are the files that were read, by the names that findings use; ``seconds`` is how long it took."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []
        self.findings: list[Finding] = []
        self.beyond = 0
        """How many findings there are besides these, which were counted and not kept."""
        self.texts: dict[str, str] = {}
        self.set_aside = 0
        """How many findings the baseline holds."""
        self.partial = False
        """Some of the plan's findings were not wanted: one file of it was asked for."""
        self.seconds = 0.0

    @property
    def count(self) -> int:
        return len(self.findings) + self.beyond
