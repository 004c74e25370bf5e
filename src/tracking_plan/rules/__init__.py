"""The shelf of rules: one file a rule, whose docstring is its page and its test.

Rules about plans stand here; those about changes between two plans (``check_change``) on the board ``changes``, those
about records of event logs (``check_record``) on the board ``records``.

A rule is a module with a ``severity`` and one or more functions named for what they look at:

    def check_event(event: Event, plan: Plan) -> Iterator[Finding]

(``check_plan``, ``check_event``, ``check_property``, ``check_group``, ``check_source``, ``check_owner``,
``check_objective``, ``check_question``, ``check_envelope``; ``check_plan`` takes the plan alone). ``only_with`` names keys: a property that
says none of them is not shown to the rule's ``check_property``. The function yields findings of place, message and hint; `check` stamps the rule's
name and severity. A rule without such a function says in ``said_by`` which module speaks for it: ``load``,
``check`` or ``generate``. Rules said by ``load`` are about text that could not be read, those said by ``generate`` about
clients that cannot be made: neither can be switched off.

A rule about changes has ``verdicts`` instead of a severity, and names under ``looks_at`` which differences it is shown:

    def check_change(found: Difference) -> Iterator[Said]

``mirror`` names the rules that speak when the same change is made the other way round, ``level`` how much of the
version a change asks for that is safe in all perspectives (`patch` unless it says `minor` or `none`).
"""

from __future__ import annotations

from collections.abc import Sequence
from os.path import dirname
from typing import TYPE_CHECKING

from ..shelf import Shelf

if TYPE_CHECKING:
    from ..page import Page

shelf = Shelf(__name__, dirname(__file__), "rule", boards=("changes", "records"))
shelf.see = "; `plan explain` lists them"


def page_of(name: str) -> Page:
    """The page of one rule.

    Raises:
        Trouble: no rule has that name.
    """
    from ..page import page  # noqa: PLC0415 - takes 2 ms to load, and judging needs no page

    module = shelf.take(name)
    verdicts = getattr(module, "verdicts", None)
    if verdicts is None:
        return page(name, module.__doc__ or "", module.severity)
    weights = {perspective.capitalize(): word for perspective, word in verdicts.words().items()}
    return page(name, module.__doc__ or "", verdicts.worst.severity, weights, verdicts.worst.word)


def pages() -> Sequence[Page]:
    """The page of every rule, in the order of the alphabet."""
    return [page_of(name) for name in shelf.names]
