r"""An event's name holds characters that names must not hold.

Why: the name becomes a column, a file, a line of a log and a call in code. Quotes, slashes and braces break out of all
of these; an unseen character, a trailing space or a Cyrillic letter among Latin ones makes two names that look the
same and never meet in a report.

Bad:

    events:
      "Project  Created": {}   # <- here
      "Project Created ": {}   # <- here
      "Proj\u200bect Opened": {}   # <- here
      "Proj\u0435ct Closed": {}   # <- here
      Project/Member Added: {}   # <- here
      "Project {id} Created": {}   # <- here
      "Project Created 🎉": {}   # <- here
      "=1+1": {}   # <- here
      "": {}   # <- here

Good:

    events:
      Project Created: {}
      Café Opened: {}
      Two-Factor Login Enabled: {}

Good (characters that the taxonomy adds):

    taxonomy:
      events: {characters: "&:"}
    events:
      "Settings: Terms & Conditions Accepted": {}

Note: letters and digits of every script are taken, and the space, underscore or hyphen between two words, of which
event-name-case says which is right. Accented letters are to be composed (NFC), a word is to be in one script, and the
devices of Windows (CON, NUL) can be no name. What `taxonomy.events.format` holds besides its braces is taken too. Of a
name that this rule finds, the rules about case, form, tense and vocabulary say nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Finding, Severity
from ..model.plan import Plan
from ..shelf import quote
from ._names import event_faults

severity = Severity.ERROR


def check_plan(plan: Plan) -> Iterator[Finding]:
    for name, fault in event_faults(plan).items():
        yield Finding(plan.events[name].at(), f"event {quote(name)} {fault.message}", fault.hint)
