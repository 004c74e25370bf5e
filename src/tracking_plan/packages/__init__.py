"""What a plan builds on: finds the plans that `extends` names, on disk, at a commit, in a package, or where `plan fetch` put them.

Nothing is run here, and nothing fetched but by `fetch`, which `plan fetch` alone calls. What was fetched is held against
the lock file that stands beside the plan.
"""

from ._building import Builder, plan_at, root_of
from ._grounds import LOCK, Commit, Disk, Ground, Listing
from ._refused import Refused
from .reaching import beside

__all__ = ["LOCK", "Builder", "Commit", "Disk", "Ground", "Listing", "Refused", "beside", "plan_at", "root_of"]
