"""Two files of the plan define the same thing.

Why: which of the two holds would depend on the order in which the files are read, and the other would be lost.

Bad:

    # file: activation.yaml
    events:
      Signed Up:   # <- here
        description: A person has an account.
    # file: growth.yaml
    events:
      Signed Up:   # <- here
        description: A person sent the sign-up form.

Good:

    # file: activation.yaml
    events:
      Signed Up:
        description: A person has an account.
    # file: growth.yaml
    events:
      Signup Form Sent:
        description: A person sent the sign-up form.
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
