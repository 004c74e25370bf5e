"""`plan vendors`: what each tool of the stack can do here, read from what stands in its folder."""

from __future__ import annotations

from typing import Annotated

import typer


def vendors(
    vendor: Annotated[
        str | None, typer.Argument(help="One tool: what it is and what it can do.", metavar="[VENDOR]")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON: vendor -> title and abilities.")] = False,
) -> None:
    """List the tools that are known, and what each can do: plan in, plan out, edits in, log, limits, warehouse, client.

    Examples:

      plan vendors

      plan vendors segment
    """
    from ._output import write  # noqa: PLC0415 - start-up: `plan --help` needs none of this

    if vendor is not None:
        write(_page(vendor))
    elif json:
        import json as encoder  # noqa: PLC0415

        from ..vendors import shelf  # noqa: PLC0415

        found = {name: {"title": module.TITLE, "can": _abilities(name)} for name, module in shelf.all()}
        write(encoder.dumps(found, indent=2) + "\n")
    else:
        write(_table())


_CLIENT = "client"
"""Whether a target of `plan generate` has an adapter for its SDK."""


def _abilities(name: str) -> list[str]:
    from ..targets import adapters  # noqa: PLC0415
    from ..vendors import ABILITIES, able  # noqa: PLC0415

    own = [ability for ability, module in ABILITIES.items() if name in able(module)]
    return [*own, _CLIENT] if adapters(name) else own


def _table() -> str:
    from ..vendors import ABILITIES, shelf  # noqa: PLC0415

    columns = (*ABILITIES, _CLIENT)
    width = max(map(len, shelf.names))
    lines = [f"{'vendor':{width}}  " + "  ".join(columns)]
    for name in shelf.names:
        can = _abilities(name)
        marks = "  ".join(f"{'yes' if ability in can else '-':{len(ability)}}" for ability in columns)
        lines.append(f"{name:{width}}  {marks}".rstrip())
    return "\n".join(lines) + "\n"


def _page(name: str) -> str:
    """What one tool is, what it can do, and what its plan format's reader and writer say of themselves."""
    import inspect  # noqa: PLC0415

    from ..shelf import listed  # noqa: PLC0415
    from ..targets import adapters  # noqa: PLC0415
    from ..targets import shelf as target  # noqa: PLC0415
    from ..vendors import readable, reader, shelf, writable, writer  # noqa: PLC0415

    module = shelf.take(name)
    lines = [f"{inspect.getdoc(module)}", "", f"Can: {listed(_abilities(name)) or 'be named as a destination'}."]
    for known, take, word in ((readable, reader, "Plan in"), (writable, writer, "Plan out")):
        if name in known():
            module = take(name)
            lines += ["", f"{word}: {inspect.getdoc(module)}"]
            options = getattr(module, "OPTIONS", ()) if take is writer else ()
            lines += ["", "Options:", ""] if options else []
            lines += [f"  {f'--{option.name} {option.metavar}':24}  {option.help}" for option in options]
    if found := adapters(name):
        lines += ["", f"Client: an adapter for {listed(target.take(one).TITLE for one in found)}."]
    return "\n".join(lines) + "\n"
