"""Reads RudderStack's plans: rudder-cli's YAML files, of today's format (rudder/v1) and the older one (rudder/0.1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from ... import document
from ...document import Document, Map
from ...shelf import listed, quote
from ...trouble import Trouble
from .._imported import Imported, Note, imported
from ._catalog import Catalog, maps, text
from ._plans import plans

SUFFIXES = (".yaml", ".yml")
"""Which files of a folder are read."""

_VERSIONS = ("rudder/v1", "rudder/0.1", "rudder/v0.1")
_CATALOG = {"properties": "properties", "events": "events", "categories": "categories", "custom-types": "types"}
"""Kind -> the list in its ``spec``."""
_PLANS = ("tracking-plan", "tp")
_TEMPLATE = re.compile(r"\{\{\s*\.(\w{1,100})\s*(?:\|([^{}\n]{0,200}))?\}\}")
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_HELD = re.compile(f"{_OPEN}(\\w+)(?:\\|([^{_CLOSE}]*))?{_CLOSE}")
"""A template while YAML is read: unquoted, `{{ .NAME }}` would be a mapping."""


def recognizes(value: object) -> bool:
    """Whether it is one of rudder-cli's files that belong to a tracking plan."""
    if not isinstance(value, Mapping) or not str(value.get("version")).startswith("rudder/"):
        return False
    return value.get("kind") in _CATALOG or value.get("kind") in _PLANS


def read(texts: Mapping[str, str]) -> Imported:
    """Every tracking plan in these files (name -> text); where there is none, one of all the catalog's events.

    Raises:
        Trouble: no file holds a part of a plan, or one that should cannot be read.
    """
    notes: list[Note] = []

    def tell(words: Map, where: str, what: str) -> None:
        at = words.at()
        notes.append(Note(at.file, where, what, at.line))

    documents = [_document(file, content) for file, content in texts.items()]
    values = _values(documents)
    catalog = Catalog(tell)
    found: list[Map] = []
    for made in documents:
        if not _is_vars(made.file):
            _sort(made, values, catalog, found, notes)
    notes += _others(documents)
    if not found and not any(catalog.entries.values()):
        because = f" ({'; '.join(map(str, notes[:3]))})" if notes else ""
        raise Trouble(f"no tracking plan of RudderStack here: expected YAML with `version: {_VERSIONS[0]}`{because}")
    return imported(list(plans(found, catalog)), notes)


def _document(file: str, content: str) -> Document:
    return document.read(_TEMPLATE.sub(_hold, content) if "{{" in content else content, file)


def _hold(found: re.Match[str]) -> str:
    default = (found[2] or "").strip().strip("\"'")
    return f"{_OPEN}{found[1]}{'|' + default if default and ':' not in default and '#' not in default else ''}{_CLOSE}"


def _is_vars(file: str) -> bool:
    """Whether a file gives the values of templates, as ``--var-file`` of rudder-cli takes them."""
    return file.endswith((".vars.yaml", ".vars.yml"))


def _values(documents: list[Document]) -> dict[str, str]:
    return {
        name: text(made.data, name)
        for made in documents
        if _is_vars(made.file) and isinstance(made.data, Map)
        for name in made.data
    }


def _sort(made: Document, values: Mapping[str, str], catalog: Catalog, found: list[Map], notes: list[Note]) -> None:
    """Put what a file holds where it belongs: into the catalog, or among the tracking plans."""
    ours = any(version in made.text for version in _VERSIONS)
    for problem in made.problems:
        message = f"{problem.message}{'; ' + problem.hint if problem.hint else ''}"
        if ours and made.data is None:
            raise Trouble(f"{made.file}:{problem.at.line}:{problem.at.column}: {message}")
        notes.append(Note(made.file, "", message, problem.at.line))
    data = made.data
    if not _is_spec(data):
        return
    _fill(data, values, notes)
    kind, spec = text(data, "kind"), data.get("spec")
    if not isinstance(spec, Map):
        if kind in _CATALOG or kind in _PLANS:
            notes.append(Note(made.file, "", f"its kind is {kind} but it has no spec: not read", data.at("kind").line))
        return
    if text(data, "version") not in _VERSIONS and (kind in _CATALOG or kind in _PLANS):
        what = f"version {quote(text(data, 'version'))} is not known here: read as {_VERSIONS[0]}"
        notes.append(Note(made.file, "", what, data.at("version").line))
    if kind in _PLANS:
        found.append(spec)
    elif kind in _CATALOG:
        metadata = data.get("metadata")
        group = text(metadata, "name") if isinstance(metadata, Map) else ""
        for words in maps(spec, _CATALOG[kind]):
            catalog.add(kind, words, group)


def _is_spec(data: Any) -> bool:
    return isinstance(data, Map) and text(data, "version").startswith("rudder/")


def _others(documents: list[Document]) -> Iterator[Note]:
    """What is no part of a tracking plan, by kind."""
    kinds: dict[str, list[str]] = {}
    for made in documents:
        if _is_vars(made.file):
            continue
        if not _is_spec(made.data):
            if made.data is not None or not made.problems:
                kinds.setdefault("", []).append(made.file)
        elif (kind := text(made.data, "kind")) not in _CATALOG and kind not in _PLANS:
            kinds.setdefault(kind, []).append(made.file)
    for kind, files in kinds.items():
        what = f"of kind {quote(kind)}" if kind else "without `version: rudder/…`"
        count = f"{len(files)} files {what} are" if len(files) > 1 else f"a file {what} is"
        yield Note(files[0], "", f"{count} no part of a tracking plan: not read")


# Templates


def _fill(data: Map, values: Mapping[str, str], notes: list[Note]) -> None:
    """Put the values of templates in their place; a template without one stays as it is and is told."""
    missing: Counter[str] = Counter()

    def restore(found: re.Match[str]) -> str:
        name, default = found[1], found[2]
        if name in values:
            return values[name]
        if default is not None:
            return default
        missing[name] += 1
        return f"{{{{ .{name} }}}}"

    def walk(value: Any) -> Any:
        if isinstance(value, str):
            return _HELD.sub(restore, value) if _OPEN in value else value
        if isinstance(value, dict):
            for name in list(value):
                value[name] = walk(value[name])
        elif isinstance(value, list):
            value[:] = [walk(item) for item in value]
        return value

    walk(data)
    if missing:
        names = listed("{{ ." + name + " }}" for name in missing)
        at = data.at()
        what = f"{names} stands as it is: give the values with a file NAME.vars.yaml beside the others, or fill them in"
        notes.append(Note(at.file, "", what, at.line))
