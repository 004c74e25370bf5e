"""Packages that follow folders, and names of classes that are one file on many machines."""

from __future__ import annotations

from collections.abc import Iterable

from ...finding import Finding
from ...shelf import quote
from .._client import Client, Report
from .._names import CLASH, Scope, Style, identifier


def package_name(out: str, reserved: frozenset[str]) -> tuple[str, str]:
    """The package of the files in a folder, and the folder below that which they belong in.

    A package follows the folders behind `java`, `kotlin` or `src`; else it is named as the folder itself is.
    """
    parts = [part for part in out.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    roots = [place for place, part in enumerate(parts) if part in ("java", "kotlin", "src")]
    below = parts[roots[-1] + 1 :] if roots else parts[-1:]
    style = Style("snake", reserved, "ascii")
    if not below:
        return "events", "events/"
    named = (part if part.isidentifier() and part not in reserved else identifier(part, style) for part in below)
    return ".".join(named), ""


def find_files_that_fall_together(classes: Scope, taken: Iterable[str], client: Client, report: Report) -> None:
    """Report them: `LogIn.class` and `Login.class` are one file where file names have no letter case."""
    names = {name.casefold(): (name, "the run-time") for name in taken}
    for made, (_, name) in classes.given.items():
        other, of = names.setdefault(made.casefold(), (made, name))
        if other != made:
            message = f"the class names {quote(of)} and {quote(name)} would be {other} and {made}, in one file"
            hint = "rename one, or give one a name in code of its own with x-identifier"
            at = next((one.at for one in client.events if one.name == name), client.identify.at)
            report(Finding(at(), message, hint, CLASH))
