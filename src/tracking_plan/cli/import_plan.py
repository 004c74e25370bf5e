"""`plan import`: makes a plan of what another tool keeps, and says item by item what could not be kept."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..vendors._imported import Imported


class Take(StrEnum):
    """Whose value counts where both changed it."""

    neither = "neither"
    table = "table"
    plan = "plan"


def import_plan(
    tool: Annotated[str, typer.Argument(help="Whose plan it is: `plan vendors` lists them.", metavar="VENDOR")],
    files: Annotated[
        list[str], typer.Argument(help="The tool's files, folders of them, or - for standard input.", metavar="FILE...")
    ],
    out: Annotated[
        str | None,
        typer.Option("--out", "-o", help="The folder for a new plan; nothing in it is overwritten.", metavar="DIR"),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", help="The plan that a table was exported from, which takes what was edited.", metavar="PLAN"
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", help="The git revision it was exported at, where the table does not say.", metavar="REVISION"
        ),
    ] = None,
    take: Annotated[
        Take, typer.Option("--take", help="Whose value counts where the table and the plan both changed it.")
    ] = Take.neither,
    check: Annotated[
        bool, typer.Option("--check", help="Show what would change in the plan, and write nothing.")
    ] = False,
    limit: Annotated[
        list[str] | None, typer.Option("--limit", help="Raise a limit, such as bytes=200000000.", metavar="NAME=NUMBER")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary.")] = False,
) -> None:
    """Make a plan of what another tool keeps: Segment, RudderStack, and all others that `plan vendors` lists.

    What the plan format has no word for is kept under x-VENDOR, so that `plan export VENDOR` gives it back. Each thing
    that could not be kept as it was is listed on standard output.

    A table (Excel, CSV, Markdown) that `plan export table` wrote and people edited goes back into the plan it came from:
    only what they edited changes, and what the plan changed meanwhile too is a conflict.

    Examples:

      plan import segment plan.json --out plans

      plan import rudderstack rudder/ --out plans

      plan import mparticle data-plan.json --out plans

      plan import table plan.xlsx --base plans --check
    """
    from ..trouble import Trouble  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ..vendors import amender  # noqa: PLC0415

    amending = amender(tool)
    if amending is not None:
        from ._tables import Wanted, take_back  # noqa: PLC0415

        if out is not None:
            raise Trouble("a table goes back into the plan it came from: name that with --base instead of --out")
        taken = "" if take is Take.neither else take.value
        raise typer.Exit(take_back(amending, files, Wanted(base, since, taken, check, limit or (), quiet)))
    for given, option in ((base, "--base"), (since, "--since"), (check, "--check"), (limit, "--limit")):
        if given:
            raise Trouble(f"{option} is for tables; an import from another tool makes a new plan")
    if out is None:
        raise Trouble("name a folder for the plan with --out")
    _new_plan(tool, files, out, quiet)


def _new_plan(tool: str, files: Sequence[str], out: str, quiet: bool) -> None:
    """Make a plan of a tool's files, and tell what could not be kept."""
    from .. import workspace  # noqa: PLC0415
    from ..vendors import _layout, reader  # noqa: PLC0415
    from ._output import write  # noqa: PLC0415

    reading = reader(tool)
    texts = _texts(files, reading.SUFFIXES)
    imported = _read(tool, reading.read, texts)
    made = _layout.files(imported.plans)
    refuse_others(out, made)
    written = workspace.write_files(out, made)
    for note in imported.notes:
        write(f"{note}\n")
    if not quiet:
        _summary(len(texts), imported, len(made), len(written), out)


def _read(tool: str, reads: Callable[[Mapping[str, str]], Imported], texts: Mapping[str, str]) -> Imported:
    """What the vendor makes of the texts. Where it can make nothing of them, whose they look like is said."""
    from ..shelf import listed  # noqa: PLC0415
    from ..trouble import Trouble  # noqa: PLC0415
    from ..vendors import shelf  # noqa: PLC0415
    from ..vendors._looks import looks_like  # noqa: PLC0415

    try:
        return reads(texts)
    except Trouble as trouble:
        others = looks_like(texts, tool)
        if not others:
            raise
        titles = listed((shelf.take(name).TITLE for name in others), last="or")
        raise Trouble(f"{trouble}; it looks like a plan of {titles}: try `plan import {others[0]}`") from None


def _texts(targets: Sequence[str], suffixes: tuple[str, ...]) -> dict[str, str]:
    """The files named, and those below the folders named, each once: name -> text."""
    import os  # noqa: PLC0415

    from .. import workspace  # noqa: PLC0415
    from ..document import Limits  # noqa: PLC0415
    from ..trouble import Trouble  # noqa: PLC0415

    limit = Limits().bytes
    texts: dict[str, str] = {}
    for target in targets:
        found = [target] if target == workspace.STDIN or not os.path.isdir(target) else _below(target, suffixes)
        if not found:
            raise Trouble(f"{target}: holds no file that ends in {' or '.join(suffixes)}")
        for path in found:
            for file in workspace.files(path, limit):
                texts[file.name] = _text(file.name, file.content, limit)
    return texts


def _below(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """The files below a folder with these endings, in order; hidden ones and links to folders left out."""
    import os  # noqa: PLC0415

    from ..trouble import Trouble  # noqa: PLC0415

    def refuse(error: OSError) -> None:
        raise Trouble(f"{error.filename}: {(error.strerror or str(error)).lower()}") from error

    found = []
    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        paths = (
            os.path.join(here, name) for name in sorted(names) if name.endswith(suffixes) and not name.startswith(".")
        )
        found += [os.path.normpath(path) for path in paths if os.path.isfile(path)]
    return found


def _text(name: str, content: bytes, limit: int) -> str:
    from ..trouble import Trouble  # noqa: PLC0415

    if len(content) > limit:
        raise Trouble(f"{name}: is larger than the {limit:,} bytes that are read of one file; split it")
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Trouble(
            f"{name}:{line}: byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        ) from None


def refuse_others(out: str, made: Mapping[str, str]) -> None:
    """Nothing is overwritten, and nothing that stands there already may become part of the imported plan."""
    import os  # noqa: PLC0415

    from .. import workspace  # noqa: PLC0415
    from ..trouble import Trouble  # noqa: PLC0415

    ours = {os.path.normpath(os.path.join(out, *name.split("/"))): text.encode() for name, text in made.items()}
    there = _below(out, (".yaml", ".yml")) if os.path.isdir(out) else []
    for path in there:
        same = path in ours and not os.path.islink(path) and workspace.read(path, len(ours[path])) == ours[path]
        if not same:
            what = "would be overwritten" if path in ours else "would become part of the imported plan"
            raise Trouble(f"{path}: is there already and {what}; name another folder with --out, or move it away first")


def _summary(files: int, imported: Imported, made: int, written: int, out: str) -> None:
    """One line: what was read, what was written, and what was not kept."""
    from ._output import counted, say  # noqa: PLC0415

    plans = imported.plans
    events, properties, traits = (sum(plan.counts[kind] for plan in plans) for kind in range(3))
    read = f"{counted(events, 'event')} with {counted(properties, 'property', 'properties')}"
    if traits:
        read += f" and {counted(traits, 'trait')}"
    if len(plans) > 1:
        read = f"{counted(len(plans), 'plan')}, {read}"
    kept = (
        f"{counted(len(imported.notes), 'thing')} not kept as it was is listed above"
        if len(imported.notes) == 1
        else ""
    )
    kept = kept or (
        f"{len(imported.notes):,} things not kept as they were are listed above"
        if imported.notes
        else "everything was kept"
    )
    wrote = f"wrote {counted(made, 'file')} to {out}" if written else f"{out} holds it already"
    say(f"Read {read} from {counted(files, 'file')}; {wrote}; {kept}. Next: `plan validate {out}`.")
