"""What was fetched before: read where `plan fetch` put it, and held against the lock file. Nothing is fetched here."""

from __future__ import annotations

import os

from .. import workspace
from ..document import Limits
from ..model.extends import Extends, scheme
from ..revisions import allowed
from ..shelf import listed, quote
from ..trouble import Trouble
from ._grounds import Ground, Listing
from ._refused import Refused
from .lock import Pin, folder_of, hash_of, key_of, pins, shown


def kept(entry: Extends, ground: Ground, folder: str, limits: Limits, of_user: bool = True) -> Listing:
    """The files of a plan that was fetched. ``folder`` is where the plan stands whose lock file counts.

    Raises:
        Refused: its address is of no protocol that is spoken.
        Trouble: it is not fetched, or is not what the lock file says.
    """
    key = key_of(entry)
    pin = pins(ground.lock(folder, 1 << 20)).get(key)
    where = workspace.said(ground.says_name + folder) or "."
    run = f"run `plan fetch{'' if where == '.' or ground.says_name else f' --plan {where}'}`"
    if pin is None and scheme(key.git) not in allowed():
        message = f"{quote(key.git)} is reached by {scheme(key.git)}, which is not spoken"
        raise Refused(message, f"write an address with {listed(allowed(), last='or')}")
    if pin is None and not of_user:
        raise Trouble(
            f"a plan that {where} builds on builds on {shown(key)} in turn, which is fetched only where you name it: "
            f"add it to `extends` there and {run}"
        )
    if pin is None:
        raise Trouble(f"{where}: builds on {shown(key)}, which its plan.lock does not hold; {run}")
    store = ground.kept(folder)
    contents = held(store, pin, limits) if store else None
    if contents is None:
        at = f" (or `plan fetch --at {ground.says_name[:-1]}`)" if ground.says_name else ""
        raise Trouble(f"{where}: builds on {shown(key)}, which is not fetched here; {run}{at}")
    if hash_of(contents) != pin.sha256:
        path = os.path.join(store, *folder_of(pin).split("/"))
        raise Trouble(f"{path}: is not what plan.lock says of it: it was changed since it was fetched; {run}")
    shown_at = workspace.said(os.path.normpath(os.path.join(store, folder_of(pin)))).replace(os.sep, "/")
    return Listing(quote(shown(key), 120), contents, shown_at + "/")


def held(store: str, pin: Pin, limits: Limits) -> dict[str, bytes] | None:
    """What is kept for a pin, by path; None where nothing is. Links are not followed: they count as nothing."""
    top = os.path.join(store, *folder_of(pin).split("/"))
    if not os.path.isdir(top) or any(map(os.path.islink, (store, os.path.dirname(top), top))):
        return None
    contents: dict[str, bytes] = {}
    try:
        for here, folders, names in os.walk(top):
            folders.sort()
            for name in sorted(names):
                path = os.path.join(here, name)
                relative = workspace.said(os.path.relpath(path, top)).replace(os.sep, "/")
                plain = os.path.isfile(path) and not os.path.islink(path)
                contents[relative] = workspace.read(path, limits.bytes) if plain else b"\0"
    except OSError as error:
        raise Trouble(f"{top}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    return contents
