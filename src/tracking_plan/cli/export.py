"""`plan export`: writes a plan in the format of another tool, and says what that format could not keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import ModuleType

    from ..model.plan import Plan
    from ..vendors._exported import Exported


def export(
    ctx: typer.Context,
    tool: Annotated[str, typer.Argument(help="Whose format: `plan vendors` lists them.", metavar="VENDOR")],
    plan: Annotated[
        str | None,
        typer.Argument(
            help="The plan: a folder or a file. Default: the nearest plans/ or plan.yaml.", metavar="[PLAN]"
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out", "-o", help="The file, or the folder for several. Default: one file is printed.", metavar="PATH"
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="The plan as it was last exported, a git revision or a folder: versions count from it.",
            metavar="REV",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that hold something else.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No summary, and nothing of what was not kept.")] = False,
) -> None:
    """Write a plan in the format of another tool: Segment, RudderStack, and all others that `plan vendors` lists.

    What an import kept under x-VENDOR is given back. What the tool's format has no word for is listed on standard error.
    Some formats have options of their own: `plan export VENDOR --help` shows them.

    Examples:

      plan export segment --out rules.json

      plan export rudderstack plans/saas --out rudder/

      plan export snowplow --from v1.2.0 --out iglu/

      plan export table --out plan.xlsx
    """
    from ..vendors import writer  # noqa: PLC0415 - start-up: `plan --help` needs none of this
    from ._export_options import given  # noqa: PLC0415
    from ._output import say, write  # noqa: PLC0415

    writing = writer(tool)
    found = _plan(plan)
    as_named = getattr(writing, "write_as", None)  # a writer of several forms, which the name of the file tells apart
    options = given(ctx)
    exported: Exported
    if since is not None:
        exported = _since(writing, tool)(found, _before(since, plan, found), **options)
    else:
        exported = as_named(found, out) if as_named is not None else writing.write(found, **options)
    written = 0
    if not exported.files:
        pass  # said below: a plan without tables is none of Metabase's
    elif out is None:
        write(_only(exported.files))
    else:
        written = _write(exported.files, out, force, found)
    if quiet:
        return
    for note in exported.notes:
        say(note)
    if not exported.files:
        say("Wrote no file: nothing of this plan has a place in that format.")
    elif out is not None:
        say(_summary(exported, out, written))


def _summary(exported: Exported, out: str, written: int) -> str:
    """What became of the files, in a sentence."""
    from ._output import counted  # noqa: PLC0415

    wrote = f"Wrote {counted(len(exported.files), 'file')} to {out}" if written else f"{out} holds it already"
    lost = f"{counted(len(exported.notes), 'thing')} not kept listed above" if exported.notes else "everything kept"
    return f"{wrote}; {lost}."


def _since(writing: ModuleType, tool: str) -> Callable[..., Exported]:
    """The vendor's function that counts versions from an earlier plan."""
    from ..shelf import quote  # noqa: PLC0415
    from ..trouble import Trouble  # noqa: PLC0415

    writes = getattr(writing, "write_since", None)
    if writes is None:
        raise Trouble(f"the format of {quote(tool)} has no versions that count from an earlier plan: leave out --from")
    found: Callable[..., Exported] = writes
    return found


def _before(since: str, target: str | None, plan: Plan) -> Plan:
    """The plan as it was at a revision, or as it stands in another folder."""
    from ..document import Limits  # noqa: PLC0415
    from ..revisions import resolve  # noqa: PLC0415
    from ._sides import plan_of  # noqa: PLC0415

    before, _ = resolve(since, None, target)
    return plan_of(before, Limits(), plan.today)


def _plan(target: str | None) -> Plan:
    """The one plan that is meant, all of whose files can be read."""
    from .. import workspace  # noqa: PLC0415
    from ..document import Limits  # noqa: PLC0415
    from ..shelf import listed  # noqa: PLC0415
    from ..trouble import Trouble  # noqa: PLC0415
    from ._judge import plans, refuse_unreadable  # noqa: PLC0415

    where = target or workspace.find()
    found = [plan for plan, _ in plans(where, Limits())]
    if len(found) > 1:
        names = listed((plan.folder for plan in found), 4)
        raise Trouble(f"{len(found)} plans stand here: {names}; name one of them")
    refuse_unreadable(found[0], found[0].folder or where)
    return found[0]


def _only(files: Mapping[str, str | bytes]) -> str:
    """The one file there is, for standard output."""
    from ..trouble import Trouble  # noqa: PLC0415

    if len(files) != 1:
        raise Trouble(f"this export is {len(files)} files; name a folder for them with --out")
    content = next(iter(files.values()))
    return content if isinstance(content, str) else content.decode()


def _write(files: Mapping[str, str | bytes], out: str, force: bool, plan: Plan) -> int:
    """Write the files; how many changed. A single file goes to the path itself, unless that is a folder's."""
    import os  # noqa: PLC0415

    from .. import workspace  # noqa: PLC0415
    from ..trouble import Trouble  # noqa: PLC0415

    folder, made = out, dict(files)
    if len(files) == 1 and not os.path.isdir(out) and os.path.splitext(out)[1] and not out.endswith(("/", os.sep)):
        folder, name = os.path.split(out)
        folder, made = folder or ".", {name: next(iter(files.values()))}
    if os.path.isfile(folder):
        raise Trouble(f"{folder}: is a file; this export is {len(files)} files and needs a folder")
    for name, text in made.items():
        path = os.path.join(folder, *name.split("/"))
        content = text if isinstance(text, bytes) else text.encode()
        if _becomes_part(path, plan):
            raise Trouble(f"{path}: would become part of the plan; name a folder outside of it with --out")
        if not force and os.path.lexists(path) and workspace.read(path, len(content) + 1) != content:
            raise Trouble(f"{path}: is there already and holds something else; overwrite it with --force")
    return len(workspace.write_files(folder, made))


def _becomes_part(path: str, plan: Plan) -> bool:
    """Whether it is YAML below the folder of a plan, which is all the YAML below its folder."""
    import os  # noqa: PLC0415

    folder = os.path.realpath(plan.folder or ".")
    here = os.path.realpath(path)
    return path.endswith((".yaml", ".yml")) and os.path.isdir(folder) and here.startswith(os.path.join(folder, ""))
