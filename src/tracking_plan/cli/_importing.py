"""`plan import VENDOR FILE… --out DIR`: the tool's files are read, and the plan is written into a folder where nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..vendors._imported import Imported


def plain(words: Sequence[str]) -> tuple[str, list[str], str, bool] | None:
    """The vendor, its files, the folder and whether no summary is wanted, of a call that says no more; else nothing.

    Such a call needs nobody to read options, and typer takes longer to load than many a plan to import.
    """
    left, out = [word for word in words if word not in ("--quiet", "-q")], ""
    for option in ("--out", "-o"):
        if option in left[:-1]:
            place = left.index(option)
            out = left[place + 1]
            del left[place : place + 2]
    if not out or len(left) < 2 or any(word.startswith("-") for word in (*left, out)):
        return None
    from ..vendors import amender  # noqa: PLC0415

    if amender(left[0]) is not None:
        return None
    return left[0], left[1:], out, not {"--quiet", "-q"}.isdisjoint(words)


def new_plan(tool: str, files: Sequence[str], out: str, quiet: bool) -> None:
    """Make a plan of a tool's files, and tell what could not be kept."""
    from ..vendors import reader  # noqa: PLC0415

    reading = reader(tool)
    texts = _texts(files, reading.SUFFIXES)
    imported = _read(tool, reading.read, texts)
    put(imported, len(texts), out, quiet)


def put(imported: Imported, read: int, out: str, quiet: bool) -> None:
    """Write what was read into a folder in which nothing is lost by it, and tell what could not be kept."""
    from .. import workspace  # noqa: PLC0415
    from ..vendors import _layout  # noqa: PLC0415
    from ._output import write  # noqa: PLC0415

    made = _layout.files(imported.plans)
    refuse_others(out, made)
    written = workspace.write_files(out, made)
    for note in imported.notes:
        write(f"{note}\n")
    if not quiet:
        _summary(read, imported, len(made), len(written), out)


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
    dictionary = sum(len(plan.sections.get("properties", ())) for plan in plans)
    if dictionary and not properties:
        read = f"{counted(events, 'event')}, {counted(dictionary, 'property', 'properties')} of the dictionary"
    if traits:
        read += f" and {counted(traits, 'trait')}"
    if len(plans) > 1:
        read = f"{counted(len(plans), 'plan')}, {read}"
    lost = sum(note.loss for note in imported.notes)
    kept = "everything was kept"
    if lost:
        kept = "1 thing not kept as it was is" if lost == 1 else f"{lost:,} things not kept as they were are"
        kept += " listed above"
    wrote = f"wrote {counted(made, 'file')} to {out}" if written else f"{out} holds it already"
    say(f"Read {read} from {counted(files, 'file')}; {wrote}; {kept}. Next: `plan validate {out}`.")
