"""Plans build on each other in a circle.

Why: nobody could say which of them narrows which.

Bad:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    extends: ../product   # <- here
    # file: product/plan.yaml
    plan: 1
    name: acme-product
    extends: ../company   # <- here

Good:

    # file: company/plan.yaml
    plan: 1
    name: acme-company
    # file: product/plan.yaml
    plan: 1
    name: acme-product
    extends: ../company
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
