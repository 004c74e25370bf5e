"""Rules about records of event logs: one file a rule.

A rule is a module with a ``severity`` and one of these:

- ``words``, the keywords of JSON Schema for which it speaks, and ``said(violation, value, of)``, the problem that it
  makes of a violation (``of`` is what `subject` calls the record). With ``takes(violation, value)`` it claims a
  violation before the words are asked.
- ``check_record(record, event, plan, about)`` yields problems of one record. ``APART`` names the times (`model/times.py`)
  of which two are too far apart in every record for which it may do so; or ``SUSPICIOUS``, a pattern that is found in every
  text for which it may. Without either, the fast halves of the judge stand still.
- ``check_tally(tally, plan)`` yields findings, in the plan's own lines, about a whole log.
- ``said_by = "lint"``: the judge itself finds it, and ``said`` has the words.

The docstring is the page and the test: ``Plan:`` gives a plan, ``Bad:`` and ``Good:`` are logs. A rule about records
marks lines of the log with ``# <- here``, a rule about a whole log marks lines of the plan.
"""

from __future__ import annotations

from .._records import subject as subject
