"""`plan explain`: every rule in a table, or one rule's page."""

from __future__ import annotations

from typing import Annotated

import typer


def explain(
    rule: Annotated[
        str | None, typer.Argument(help="The rule to explain. Without it, all rules in a table.", metavar="RULE")
    ] = None,
) -> None:
    """Explain the rules: what each finds, why, and how it is written right.

    Examples:

    \b
      plan explain
      plan explain event-name-case
    """
    from .. import rules  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ..page import page, shown  # noqa: PLC0415
    from ._output import write  # noqa: PLC0415

    if rule is None:
        pages = rules.pages()
        width = max(len(one.name) for one in pages)
        for one in pages:
            write(f"{one.name:{width}}  {one.severity.word:7}  {one.summary}\n")
        return
    module = rules.shelf.take(rule)
    one = page(rule, module.__doc__ or "", module.severity)
    write(f"{one.name} ({one.severity.word})\n\n{one.summary}\n\nWhy: {one.why}\n")
    for heading, example in shown(one):
        title = f" ({example.title})" if example.title else ""
        write(f"\n{heading}{title}:\n\n" + "".join(f"    {line}\n" for line in example.text.splitlines()))
    for heading, text in one.notes:
        write(f"\n{heading}: {text}\n")
    write(f"\nSeverity in your plan: `rules: {{{one.name}: off}}` (off, info, warning, error).\n")
    write(f"At one place: `allow: [{{rule: {one.name}, reason: …, until: 2027-01-31}}]`.\n")
