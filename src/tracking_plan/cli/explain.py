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
    from ..page import shown  # noqa: PLC0415
    from ._output import write  # noqa: PLC0415

    if rule is None:
        pages = rules.pages()
        width = max(len(one.name) for one in pages)
        for one in pages:
            write(f"{one.name:{width}}  {one.word:8}  {one.summary}{f' [{one.fix}]' if one.fix else ''}\n")
        return
    one = rules.page_of(rule)
    write(f"{one.name} ({one.word})\n\n{one.summary}\n\nWhy: {one.why}\n")
    for heading, example in shown(one):
        title = f" ({example.title})" if example.title else ""
        write(f"\n{heading}{title}:\n\n" + "".join(f"    {line}\n" for line in example.text.splitlines()))
    if one.fix:
        write(
            f"\nMended by `plan validate --fix{' --unsafe-fixes' if one.fix != '--fix' else ''}`, where it is sure.\n"
        )
    for heading, text in one.notes:
        write(f"\n{heading}: {text}\n")
    if one.verdict:
        write(f"\nLeft out of your plan's diffs: `rules: {{{one.name}: off}}`. One change is let pass where it is\n")
        write("acknowledged under `changes:`, which `plan diff --acknowledge` writes.\n")
        return
    if getattr(rules.shelf.take(rule), "said_by", "") in ("load", "generate"):
        write("\nIt cannot be switched off.\n")
        return
    write(f"\nSeverity in your plan: `rules: {{{one.name}: off}}` (off, info, warning, error).\n")
    write(f"At one place: `allow: [{{rule: {one.name}, reason: …, until: 2027-01-31}}]`.\n")
