"""Reads the data products (tracking plans) of snowplow-cli: their event specifications, and the applications that send them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from .. import _json
from .._imported import Draft, Words
from .._spelled import slug
from ._called import EXTRA
from ._resources import joined

Tell = Callable[[str, str, str], None]
"""Takes what could not be kept: the file, where, and what."""

_URI = re.compile(
    r"iglu:([a-zA-Z0-9_.-]{1,200})/([a-zA-Z0-9_-]{1,200})/([a-zA-Z0-9_-]{1,200})/(\d{1,8}-\d{1,8}-\d{1,8})"
)
_AROUND = {"apiVersion": "v1"}
"""What goes without saying around a resource."""


class Source(NamedTuple):
    """The data structure that an event specification names: `iglu:com.acme/cart_seen/jsonschema/1-0-0`."""

    uri: str
    vendor: str
    name: str
    form: str
    version: str

    @property
    def key(self) -> tuple[str, str]:
        return self.vendor, self.name


class Specification(NamedTuple):
    """One event specification. ``words`` are its own, without the event that it is of."""

    file: str
    product: str
    words: Words
    source: Source | None
    refinement: Mapping[str, Any]
    applications: tuple[str, ...]
    """The keys of the plan's sources that send it."""
    owner: str

    @property
    def name(self) -> str:
        return _json.text(self.words.get("name"))

    def said(self, draft: Draft, made: Words, *, elsewhere: bool) -> Words:
        """Take what a plan has words for into the event; what is left of it is kept."""
        left = dict(self.words)
        text = left.get("description")
        if isinstance(text, str) and text.strip() and made.setdefault("description", text) == text:
            del left["description"]
        triggers = [*joined(left.get("triggers"))]
        if triggers:
            made["trigger"] = "; ".join(triggers)
            if left["triggers"] == [{"description": triggers[0]}]:
                del left["triggers"]
        if self.owner:
            made["owner"] = draft.owner(self.owner)
        if self.applications:
            made["sources"] = [*self.applications]
        if self.product:
            left["product"] = self.product
        if elsewhere and self.source is not None:
            left["source"] = self.source.uri
        if self.refinement:
            left["schema"] = self.refinement
        return left


class Resources:
    """The data products and source applications among the files."""

    def __init__(self, draft: Draft, tell: Tell) -> None:
        self.draft, self.tell = draft, tell
        self.products: list[tuple[str, Mapping[str, Any]]] = []
        self.applications: list[tuple[str, Mapping[str, Any]]] = []
        self.sources: dict[str, str] = {}
        """The file of an application -> the key of the plan's source."""

    def add(self, file: str, value: Mapping[str, Any]) -> bool:
        """Take one in; False where it is none, or not of the form that one has."""
        data = value.get("data")
        kinds = {"data-product": self.products, "source-application": self.applications}
        kind = kinds.get(_json.text(value.get("resourceType")))
        if kind is None or not isinstance(data, Mapping):
            return False
        if kind is self.products and not isinstance(data.get("eventSpecifications", []), list):
            return False
        kind.append((file, value))
        return True

    def read_applications(self) -> None:
        """Each becomes a source of the plan; what a plan has no word for stands under its `x-snowplow`."""
        made: dict[str, Words] = {}
        for file, value in self.applications:
            data = dict(value["data"])
            name = _json.text(data.get("name"))
            key = stem = slug(name, "app").replace("-", "_")
            number = 2
            while key in made:
                key, number = f"{stem}_{number}", number + 1
            source: Words = {"sdk": "snowplow"}
            if isinstance(data.get("description"), str) and data["description"].strip():
                source["description"] = data.pop("description")
            if name == key:
                del data["name"]
            left = {**_outside(value), **data}
            if any(_entities(left)):
                self.tell(
                    file, key, f'"entities" is kept under {EXTRA}: a plan has no word for what goes along with events'
                )
            self.sources[posixpath.normpath(file.replace("\\", "/"))] = key
            made[key] = {**source, EXTRA: left}
        if made:
            self.draft.head["sources"] = made

    def specifications(self) -> Iterator[Specification]:
        """All event specifications, in the order of the files."""
        for file, value in self.products:
            data = value["data"]
            sends = self._keys(file, data.get("sourceApplications"))
            owner = _json.text(data.get("owner")) if "@" in _json.text(data.get("owner")) else ""
            product = _json.text(value.get("resourceName")) if len(self.products) > 1 else ""
            for one in data.get("eventSpecifications", ()):
                if not isinstance(one, Mapping):
                    self.tell(file, "", "an event specification is no mapping: not read")
                    continue
                yield self._specification(file, product, one, sends, owner)

    def _specification(
        self, file: str, product: str, one: Mapping[str, Any], sends: tuple[str, ...], owner: str
    ) -> Specification:
        words = dict(one)
        name = _json.text(words.get("name"))
        without = self._keys(file, words.pop("excludedSourceApplications", ()))
        if isinstance(words.get("sourceApplications"), list):
            sends = self._keys(file, words.pop("sourceApplications"))
            words["names"] = "sourceApplications"
        event = words.pop("event", None)
        held = dict(event) if isinstance(event, Mapping) else {}
        if isinstance(held.get("tracked"), Mapping):
            held = dict(held["tracked"])
            words["within"] = "tracked"
        found = _URI.fullmatch(_json.text(held.get("source")))
        source = Source(found[0], *found.groups()) if found else None
        if found:
            del held["source"]
        elif event is not None:
            self.tell(
                file,
                name,
                f"names no data structure such as iglu:com.acme/cart_seen/jsonschema/1-0-0: kept under {EXTRA}",
            )
        refinement = held.pop("schema", None)
        if held:
            words["event"] = held
        if any(_entities(words)):
            self.tell(
                file, name, f'"entities" is kept under {EXTRA}: a plan has no word for what goes along with an event'
            )
        stays = tuple(key for key in sends if key not in without)
        return Specification(
            file, product, words, source, refinement if isinstance(refinement, Mapping) else {}, stays, owner
        )

    def _keys(self, file: str, said: object) -> tuple[str, ...]:
        """The plan's sources that references to files of applications mean. Nothing else is opened."""
        found: dict[str, None] = {}
        for one in said if isinstance(said, (list, tuple)) else ():
            reference = _json.text(one.get("$ref")) if isinstance(one, Mapping) else ""
            path = posixpath.normpath(posixpath.join(posixpath.dirname(file.replace("\\", "/")), reference))
            key = self.sources.get(path)
            if key is None:
                self.tell(file, reference, "is no source application among the files that were given: not kept")
            else:
                found[key] = None
        return tuple(found)

    def kept(self) -> list[Words]:
        """The products without what became events and sources."""
        made = []
        for _, value in self.products:
            data = {
                word: held
                for word, held in value["data"].items()
                if word not in ("eventSpecifications", "sourceApplications")
            }
            applications = self._keys_told(value)
            made.append({**_outside(value), "data": data, **({"sends": applications} if applications else {})})
        return made

    def _keys_told(self, value: Mapping[str, Any]) -> list[str]:
        file = next(file for file, one in self.products if one is value)
        tell, self.tell = self.tell, lambda *_: None  # it was told with the specifications
        keys = self._keys(file, value["data"].get("sourceApplications"))
        self.tell = tell
        return [*keys]


def _outside(value: Mapping[str, Any]) -> Words:
    """What stands around the data of a resource, but for what goes without saying."""
    return {
        word: held for word, held in value.items() if word not in ("data", "resourceType") and _AROUND.get(word) != held
    }


def _entities(words: Mapping[str, Any]) -> Iterator[Any]:
    held = words.get("entities")
    if isinstance(held, Mapping):
        yield from held.values()


def narrowed(base: Mapping[str, Any], refinement: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of the events that a specification means: what its data structure asks for, and what it asks beside it."""
    if not refinement:
        return base
    made = {**base, **refinement}
    mine, theirs = base.get("properties"), refinement.get("properties")
    if isinstance(theirs, Mapping):
        own = mine if isinstance(mine, Mapping) else {}
        made["properties"] = {name: _over(own.get(name), held) for name, held in theirs.items()}
        must = [*_names(base.get("required")), *_names(refinement.get("required"))]
        made["required"] = [name for name in dict.fromkeys(must) if name in theirs]
    if not made.get("required"):
        made.pop("required", None)
    return made


def _over(base: object, said: object) -> object:
    if not isinstance(base, Mapping) or not isinstance(said, Mapping):
        return said
    inner = {"properties", "items"} & {*said} & {*base}
    return {**base, **said, **{word: _over(base[word], said[word]) for word in inner}}


def _names(said: object) -> list[str]:
    return [name for name in said if isinstance(name, str)] if isinstance(said, list) else []
