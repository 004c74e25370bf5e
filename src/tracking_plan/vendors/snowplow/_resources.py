"""The resources of snowplow-cli: data structures around schemas, data products (tracking plans), source applications."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from ...model.event import Event
from ...model.plan import Plan
from ...model.source import Source
from ...shelf import quote
from .._exported import Told, extra_of
from .._spelled import slug
from ._called import EXTRA

STRUCTURES, ALL = "data-structures", "snowplow-cli"
"""What `x-snowplow: {form: …}` may ask for: data structures in place of a registry; and data products too."""

Resource = dict[str, Any]


class Specified(NamedTuple):
    """An event as an event specification tells of it."""

    event: Event
    uri: str
    """The data structure; nothing where none is named."""
    refinement: Resource
    """What it asks for beside its data structure."""


def around(form: object) -> Resource:
    """What stands around the schema of an event in a data structure; nothing where a registry is wanted."""
    if form not in (STRUCTURES, ALL):
        return {}
    meta = {"hidden": False, "schemaType": "event", "customData": {}}
    return {"apiVersion": "v1", "resourceType": "data-structure", "meta": meta}


def tracking(plan: Plan, vendor: str, kept: object, specified: Iterable[Specified], tell: Told) -> dict[str, Resource]:
    """The data products with an event specification for each event, and the applications that send them, by their files."""
    files: dict[str, Resource] = {}
    paths: dict[str, str] = {}
    for key, source in plan.sources.items():
        path = _free(files, f"data-products/source-apps/{slug(key, 'app')}")
        for word in source.raw:
            if word not in ("description", "sdk", EXTRA):
                tell(f"sources.{key}", f"{quote(word)} has no word in the format of Snowplow: not kept")
        files[path], paths[key] = _application(source, vendor), f"./{path.removeprefix('data-products/')}"
    products = [one for one in kept if isinstance(one, Mapping)] if isinstance(kept, list) else []
    by_product: dict[str, list[Specified]] = {}
    names = [str(one.get("resourceName")) for one in products] or [_uuid(vendor, plan.name or vendor)]
    for one in specified:
        wanted = _specification(one.event).get("product")
        by_product.setdefault(wanted if wanted in names else names[0], []).append(one)
    for name, product in zip(names, products or [{"data": {}}], strict=True):
        made = _product(plan, vendor, product, by_product.get(name, []), paths, tell, only=len(names) == 1)
        files[_free(files, f"data-products/{slug(made['data']['name'], 'plan')}")] = {**made, "resourceName": name}
    return files


def _free(files: Mapping[str, object], stem: str) -> str:
    path, number = f"{stem}.yaml", 2
    while path in files:
        path, number = f"{stem}-{number}.yaml", number + 1
    return path


def _application(source: Source, vendor: str) -> Resource:
    own = extra_of(source, EXTRA)
    outside: Resource = {word: own.pop(word) for word in ("apiVersion", "resourceName") if word in own}
    data: Resource = {"name": own.pop("name", source.name)}
    if source.description:
        data["description"] = source.description
    data |= {"appIds": own.pop("appIds", []), "entities": own.pop("entities", {"tracked": [], "enriched": []}), **own}
    name = _uuid(vendor, source.name, "application")
    return {"apiVersion": "v1", "resourceType": "source-application", "resourceName": name, **outside, "data": data}


def _product(
    plan: Plan,
    vendor: str,
    kept: Mapping[str, Any],
    specified: Iterable[Specified],
    paths: Mapping[str, str],
    tell: Told,
    *,
    only: bool,
) -> Resource:
    specified = [*specified]
    held = kept.get("data")
    own = dict(held) if isinstance(held, Mapping) else {}
    data: Resource = {"name": own.pop("name", None) or plan.name or vendor}
    description = own.pop("description", None) or (plan.description if only else None)
    if description:
        data["description"] = description
    if owner := _owner(plan, specified, own.pop("owner", None), tell):
        data["owner"] = owner
    said = kept.get("sends")
    sends = [key for key in said if key in paths] if isinstance(said, list) else []
    sends = [*dict.fromkeys((*sends, *(key for one in specified for key in one.event.sources if key in paths)))]
    for one in specified if sends else ():
        if not one.event.sources:
            tell(one.event.name, "names no source: there, every application of its data product sends it")
    data = {**data, **own, "sourceApplications": [{"$ref": paths[key]} for key in sends]}
    data["eventSpecifications"] = [_written(one, vendor, sends, paths) for one in specified]
    outside = {word: held for word, held in kept.items() if word not in ("data", "sends")}
    return {"apiVersion": "v1", "resourceType": "data-product", "resourceName": "", **outside, "data": data}


def _owner(plan: Plan, specified: Iterable[Specified], kept: object, tell: Told) -> object:
    """The one address of those who own the events, of whom a product has one."""
    emails: dict[str, list[str]] = {}
    for one in specified:
        owner = plan.owners.get(one.event.owner or "")
        if owner is not None and owner.email:
            emails.setdefault(owner.email, []).append(one.event.name)
        elif one.event.owner is not None:
            tell(one.event.name, "its owner has no address, by which Snowplow names one: not kept")
    if not emails:
        return kept
    most = max(emails, key=lambda email: len(emails[email]))
    for email, names in emails.items():
        for name in names if email != most else ():
            tell(name, f"has another owner than most events, and a data product has one, {most}: not kept")
    return most


def _written(one: Specified, vendor: str, sends: Iterable[str], paths: Mapping[str, str]) -> Resource:
    """An event specification. What an import kept of it stands as it was, but for what the plan says."""
    event, own = one.event, _specification(one.event)
    by_name = own.pop("names", None) is not None
    held, within = own.pop("event", {}), own.pop("within", None)
    for word in ("product", "source", "version", "schema"):
        own.pop(word, None)
    schema = one.uri.split("/")[1] if one.uri else ""
    name, ident = own.pop("name", None), own.pop("resourceName", None)
    ours = isinstance(name, str) and (
        event.name in (schema, name) or event.name.startswith((f"{schema} (", f"{name} ("))
    )
    made: Resource = {"resourceName": ident or _uuid(vendor, schema or event.name, "specification")}
    made["name"] = name if ours else event.name
    if description := own.pop("description", None) or event.description:
        made["description"] = description
    refs = {key: {"$ref": paths[key]} for key in sends}
    if by_name:
        made["sourceApplications"] = [refs[key] for key in event.sources if key in refs]
    elif event.sources and (without := [ref for key, ref in refs.items() if key not in event.sources]):
        made["excludedSourceApplications"] = without
    if triggers := _triggers(own.pop("triggers", None), event.trigger):
        made["triggers"] = triggers
    source: Resource = {**({"source": one.uri} if one.uri else {}), **(held if isinstance(held, Mapping) else {})}
    if one.refinement:
        source["schema"] = one.refinement
    if source:
        made["event"] = {within: source} if within == "tracked" else source
    return {**made, **own}


def joined(triggers: object) -> Iterator[str]:
    """The texts of triggers, of which a plan says one."""
    for one in triggers if isinstance(triggers, list) else ():
        text = one.get("description") if isinstance(one, Mapping) else None
        if isinstance(text, str) and text.strip():
            yield text.strip()


def _triggers(kept: object, said: str | None) -> list[Any]:
    """Those that an import kept, while the plan still says them; else what it says."""
    if isinstance(kept, list) and "; ".join(joined(kept)) == (said or ""):
        return kept
    return [{"description": said}] if said else []


def _specification(event: Event) -> Resource:
    found = extra_of(event, EXTRA).get("specification")
    return dict(found) if isinstance(found, Mapping) else {}


def _uuid(*of: str) -> str:
    """The name of a resource: a UUID of version 4, as snowplow-cli asks for, and the same in every run."""
    return str(UUID(bytes=sha256("\0".join(of).encode()).digest()[:16], version=4))
