"""What a plan builds on cannot be read.

Why: without it, every owner, group and property that the plan has from there would be missing, and a hundred findings
would say so. So only this is said, at the place that names the other plan.

Bad:

    # file: product/plan.yaml
    plan: 1
    extends:
      - ../compani   # <- here
      - ../../elsewhere   # <- here
      - ../broken   # <- here
      - https://github.com/acme/plans   # <- here
      - {git: https://github.com/acme/plans}   # <- here
      - {git: "ext::sh -c id", rev: v1.2.0}   # <- here
    # file: broken/plan.yaml
    plan: 1
    owners: [growth
    # file: company/plan.yaml
    plan: 1

Good:

    # file: product/plan.yaml
    plan: 1
    extends: ../company
    # file: company/plan.yaml
    plan: 1
    owners:
      growth: {email: growth@acme.test}

Note: a path goes from the file that says it, and stays in the repository. Symbolic links are not followed. A plan of
another repository is written `{git: https://github.com/acme/plans, rev: v1.2.0}` and brought by `plan fetch`, one that a
Python package brings `{package: acme-plan}`.
"""

from __future__ import annotations

from ..finding import Severity

severity = Severity.ERROR
said_by = "load"
