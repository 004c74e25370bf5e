"""A key is written twice in one mapping.

Why: YAML readers keep the last one and drop the first without a word, so half of what was written is lost.

Bad:

    events:
      Project Created:
        properties:
          team_size: {type: integer}   # <- here
          name: {type: string}
          team_size: {type: string}   # <- here

Good:

    events:
      Project Created:
        properties:
          team_size: {type: integer}
          name: {type: string}
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
