"""The shelf of engines: where the parts of a log are judged. An engine is a module with ``judge``, and
``PART``, of how many bytes of a file one of its tasks is at most.

    def judge(job: Job, whole: Whole, tell: Tell, jobs: int) -> None

judges every part of the job by ``judge_part``, gives the runs to ``whole.add`` in the order of the parts, and then what
has the same id to ``whole.repeat``. Which engine judges makes no difference to what is found.
"""

from __future__ import annotations

from os.path import dirname

from ...shelf import Shelf

shelf = Shelf(__name__, dirname(__file__), "engine")
