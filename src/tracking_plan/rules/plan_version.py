"""The plan is written in a version of the format that is not known here.

Why: a later version may mean something else by the same words, and a guess would judge the plan wrongly. The number
under `plan` is the version of the format; the plan's own is `version`.

Bad:

    plan: 2   # <- here
    name: acme

Good:

    plan: 1
    name: acme
    version: 2.4.0
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
