"""The data dictionary: what a plan knows of an event, a property or a person, gathered once for every page that tells it.

`Dictionary` gives facts (`facts.py`), which are frozen values: the site (`site/`), the terminal and Markdown only lay them
out. Each fact is worked out when it is first asked for, so that one event costs what one event costs.

    plan, its findings, its past and a log's summary  ->  Dictionary  ->  EventFacts, PropertyFacts, Health …
"""

from ._dictionary import Dictionary
from ._past import Past, past
from ._summary import read_summary

__all__ = ["Dictionary", "Past", "past", "read_summary"]
