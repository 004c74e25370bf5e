"""A baseline sets aside a finding that is no longer there.

Why: a baseline that keeps what was mended would hide the same mistake when it comes back.

Note: it stands in the baseline file, so it has no example here. Write the file anew with --write-baseline.
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.WARNING
said_by = "baseline"
