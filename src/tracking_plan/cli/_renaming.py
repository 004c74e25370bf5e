"""What `plan rename` does: works out the changes, makes them in the text of the files, and writes all of them or none."""

from __future__ import annotations

from .. import folders, workspace
from ..document import Limits
from ..finding import Severity
from ..model.impact import impact
from ..model.plan import Plan
from ..model.reference import resolve
from ..model.reference import said as named
from ..model.renaming import renaming, sound, texts
from ..reports._line import clean
from ..shelf import quote
from ..trouble import Trouble
from ._edits import edited, file_change, new_findings, patch, said
from ._judge import one_plan
from ._output import counted, say, write


def rename(old: str, new: str, target: str | None, *, keep: bool, check: bool, quiet: bool) -> int:
    """Rename a thing; 0, or with ``check`` 1, as it is not done.

    Raises:
        Trouble: nothing is named so, the new name is taken or is no name, or a file cannot be changed safely.
    """
    sound(new)
    where = target or workspace.find()
    if where == workspace.STDIN:
        raise Trouble("standard input is no plan that can be changed; name its folder with --plan")
    plan = one_plan(where, Limits())
    path = resolve(plan, old)
    edits = renaming(plan, path, new, keep)
    changed = texts(edits)
    later = edited(plan, changed)
    if not check:
        folders.write([file_change(document, text) for document, text in changed])
    else:
        for line in patch(changed):
            write(line)
    fresh = new_findings(plan, later)
    for finding in fresh:
        write(clean(f"plan validate will find: {said(finding)}") + "\n")
    if not quiet:
        places = counted(len(edits), "place")
        word = "Would rename" if check else "Renamed"
        files = counted(len(changed), "file")
        say(clean(f"{word} {quote(named(path))} to {quote(new)}: {places} in {files}.{_clients(plan, path)}"))
        errors = sum(finding.severity is Severity.ERROR for finding in fresh)
        if fresh:
            more = f", {counted(errors, 'error')} among them" if errors else ""
            say(f"`plan validate` finds {counted(len(fresh), 'thing')} more than before{more}.")
    return int(check)


def _clients(plan: Plan, path: tuple[str | int, ...]) -> str:
    """Which generated clients name it."""
    clients = [client.source for client in impact(plan, path).clients if client.out]
    return f" The clients of {', '.join(clients)} name it: run `plan generate`." if clients else ""
