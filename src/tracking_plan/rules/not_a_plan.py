"""What was given is no plan: nothing says `plan: 1`, the file is empty, or it holds something else than sections.

Why: a file that happens to be YAML is not judged as if it were a plan. One file of a plan says `plan: 1`; the others
in its folder need not.

Bad:

    events:   # <- here
      Signed Up:
        description: A person has an account.

Bad (a list):

    - plan: 1   # <- here
    - name: acme

Good:

    plan: 1
    events:
      Signed Up:
        description: A person has an account.
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
