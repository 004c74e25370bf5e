"""A file is not YAML, or not the YAML that a plan takes.

Why: what cannot be read cannot be judged, so nothing else is said until it is mended. Files are UTF-8; one file holds
one document; tags such as `!!python/object` are refused, because a plan is data and never code.

Bad:

    events:
      Signed Up:
        description: Sent once: when the row is committed   # <- here

Bad (a tag):

    events:
      Signed Up:
        description: !upper signed up   # <- here

Good:

    plan: 1
    events:
      Signed Up:
        description: "Sent once: when the row is committed"
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
