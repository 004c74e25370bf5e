"""A file asks for more than is read: it is too large, too deeply nested, or its aliases stand for too much.

Why: a few lines of YAML can stand for billions of values; a bound keeps a hostile or broken file from filling the
memory of a build. The bounds are far above any real plan, and each can be raised with `--limit NAME=NUMBER`.

Bad (an alias inside what it repeats):

    events:
      Signed Up: &signed_up
        description: A person has an account.
        properties:
          again: *signed_up   # <- here

Good:

    events:
      Signed Up:
        description: A person has an account.
        properties: &common
          session_id: {type: string}
      Signed In:
        description: A person came back.
        properties: *common
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
