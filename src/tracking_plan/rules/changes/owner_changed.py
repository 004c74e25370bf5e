"""An owner came, went, or is reached otherwise.

Why: it is told so that a review sees all that changed.

Code: Clients say it in a comment.
Data: What is read stays as it is.
Wire: Records are judged as before.

Before:

    owners:
      growth: {email: growth@acme.test}   # <- here

After:

    owners:
      growth: {email: grow@acme.test}   # <- here

Before (a new one):

    owners: {growth: {email: growth@acme.test}}

After (a new one):

    owners:
      growth: {email: growth@acme.test}
      product: {email: product@acme.test}   # <- here
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model.change import SAFE, Difference, Said, Verdicts
from ._said import node_changed

verdicts = Verdicts(code=SAFE, data=SAFE, wire=SAFE)
looks_at = ("owner", "owner.*")
mirror = ("owner-changed",)


def check_change(found: Difference) -> Iterator[Said]:
    yield Said(node_changed(found, "owner"))
