"""The real plans of `../shared`, vendor by vendor: how to count each by itself, and what of it need not come back.

`python scripts/vendors_table.py` goes there and back with each and prints the table of docs/vendors.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from front_door import SHARED
from tracking_plan.vendors import reader

PLANS = SHARED / "data" / "plans"
Texts = Mapping[str, str]


class Counted(NamedTuple):
    """What a file plans: events, and properties of events, nested ones too; how many of those are required, and enums."""

    events: int
    properties: int
    required: int = 0
    enums: int = 0


class Case(NamedTuple):
    """One data set. ``same`` brings originals and exports to one form, in which they are compared."""

    vendor: str
    name: str
    files: tuple[Path, ...]
    counts: Callable[[Texts], Counted]
    same: Callable[[Texts], Any]
    told: tuple[tuple[str, str], ...] = ()
    """(A regular expression of a difference, words of the report that names it)."""

    def texts(self) -> dict[str, str]:
        return {str(path): path.read_text("utf-8") for path in self.files}


def loaded(texts: Texts) -> Iterator[Any]:
    yield from (json.loads(text) for text in texts.values())


def in_schema(schema: Any) -> tuple[int, int, int]:
    """The properties that a JSON Schema names, at every depth; how many are required, and how many values are listed."""
    if not isinstance(schema, dict):
        return 0, 0, 0
    own = schema.get("properties")
    named = {*own} if isinstance(own, dict) else set()
    required = schema.get("required")
    must = {*required} if isinstance(required, list) else set()
    held = [*own.values()] if isinstance(own, dict) else []
    if isinstance(schema.get("items"), dict):
        held.append(schema["items"])
    enums = sum(
        1 for one in held if isinstance(one, dict) and ("enum" in one or "const" in one or one.get("type") == "null")
    )
    return added((len(named | must), len(must), enums), *map(in_schema, held))


def added(*counts: tuple[int, int, int]) -> tuple[int, int, int]:
    return sum(c[0] for c in counts), sum(c[1] for c in counts), sum(c[2] for c in counts)


# Segment


def segment_rules(texts: Texts) -> list[Any]:
    """The rules in any of Segment's shapes as the Public API takes them."""
    made = []
    for data in loaded(texts):
        if isinstance(data["rules"], dict):
            for event in data["rules"]["events"]:
                schema = {**event["rules"], "description": event["rules"].get("description") or event["description"]}
                made.append({"type": "TRACK", "key": event["name"], "version": event["version"], "jsonSchema": schema})
        else:
            for rule in data["rules"]:
                made.append({**{word: rule[word] for word in ("type", "key", "version")}, "jsonSchema": nested(rule)})
    for rule in made:
        calls = rule["jsonSchema"].get("properties", {})
        for section in ("traits", "context"):
            if calls.get(section) in ({}, {"type": "object"}):
                del calls[section]
    return made


def nested(rule: Any) -> Any:
    """The schema of the whole call, where Typewriter has flattened it."""
    schema = dict(rule["jsonSchema"])
    if schema.pop("eventMetadata", None) is None:
        return schema
    inner = {word: schema.pop(word) for word in ("properties", "required", "additionalProperties") if word in schema}
    schema["properties"] = {"properties": {"type": "object", **inner}}
    return {**schema, "required": ["properties"]} if inner.get("required") else schema


def segment_count(texts: Texts) -> Counted:
    rules = segment_rules(texts)
    return Counted(len(rules), *added(*(in_schema(rule["jsonSchema"]["properties"]["properties"]) for rule in rules)))


# mParticle


def mparticle_count(texts: Texts) -> Counted:
    (plan,) = loaded(texts)
    found = []
    for point in plan["version_document"]["data_points"]:
        if not point["match"]["type"].startswith("user_"):
            data = point["validator"]["definition"]["properties"]["data"]["properties"]
            found.append(in_schema(data.get("custom_attributes", {})))
    return Counted(len(found), *added(*found))


# YAML: Glean and GitLab


def yamls(texts: Texts) -> list[Any]:
    """The data of each file, dates as the texts that they are written as."""
    return [json.loads(json.dumps(yaml.safe_load(text), default=str)) for text in texts.values()]


def glean_metrics(texts: Texts) -> dict[str, Any]:
    """The metrics of all files in one mapping: which file one stands in says nothing."""
    made: dict[str, Any] = {}
    for data in yamls(texts):
        if "/metrics/" in data["$schema"]:
            for name, held in data.items():
                made.setdefault(name, {}).update(held) if isinstance(held, dict) else made.setdefault(name, held)
    return made


def glean_count(texts: Texts) -> Counted:
    held = [metrics for metrics in glean_metrics(texts).values() if isinstance(metrics, dict)]
    found = [metric for metrics in held for metric in metrics.values() if isinstance(metric, dict)]
    found = [metric for metric in found if metric.get("type") == "event"]
    return Counted(len(found), sum(len(metric.get("extra_keys", ())) for metric in found))


def gitlab_count(texts: Texts) -> Counted:
    found = yamls(texts)
    of_three = ("label_description", "property_description", "value_description")
    properties = sum(1 for one in found for word in of_three if one.get(word))
    more = sum(len(one.get(w) or ()) for one in found for w in ("extra_properties", "additional_properties"))
    return Counted(len(found), properties + more)


GLEAN_TOLD = ((r'expires: "never" is new', "says no day on which it expires"),)


def with_events(paths: Iterator[Path]) -> Iterator[Path]:
    for path in sorted(paths):
        text = path.read_text("utf-8")
        if "glean/metrics/" in text and "type: event" in text:
            yield path


# Snowplow


def latest(texts: Texts) -> list[Any]:
    """The schemas of objects in their latest versions, which are what is to be sent."""
    found: dict[tuple[str, str], Any] = {}
    versions: dict[tuple[str, str], list[int]] = {}
    for schema in loaded(texts):
        itself = schema["self"]
        key, version = (itself["vendor"], itself["name"]), [*map(int, itself["version"].split("-"))]
        if version > versions.get(key, []):
            found[key], versions[key] = schema, version
    return [schema for schema in found.values() if schema.get("type") == "object"]


SNOWPLOW_TOLD = (
    (r'\["null", "string"\] became "string"', "takes null but its enum does not list it, so null is refused"),
)


def snowplow_count(texts: Texts) -> Counted:
    found = latest(texts)
    return Counted(len(found), *added(*map(in_schema, found)))


# ODCS


def contracts(texts: Texts) -> list[Any]:
    """Contracts with what goes without saying left out: `required: false`, and that a table is an object."""
    return [contract(one) for one in yamls(texts)]


def contract(value: Any) -> Any:
    if isinstance(value, list):
        return [contract(item) for item in value]
    if not isinstance(value, dict):
        return value
    table = value.get("logicalType") == "object" and ("properties" in value or "physicalType" in value)
    usual = {"required": False, **({"logicalType": "object"} if table else {})}
    made = {word: contract(held) for word, held in value.items() if not (word in usual and held == usual[word])}
    options = made.get("logicalTypeOptions")
    if made.get("logicalType") == "integer" and isinstance(options, dict) and "exclusiveMaximum" in options:
        options["maximum"] = options.pop("exclusiveMaximum") - 1  # of whole numbers, the same
    return made


def odcs_count(texts: Texts) -> Counted:
    (data,) = yamls(texts)
    tables = data.get("schema") or []
    return Counted(len(tables), *added(*(columns(table.get("properties")) for table in tables)))


def columns(found: Any) -> tuple[int, int, int]:
    """The columns of an object, and those in its columns and in the items of its lists; how many are required; enums."""
    counts = []
    for column in found or ():
        checks = [check.get("arguments") or {} for check in column.get("quality") or () if check.get("mustBe") == 0]
        enums = sum(1 for arguments in checks if "validValues" in arguments)
        counts += [(1, int(column.get("required") is True), enums), columns(column.get("properties"))]
        counts.append(columns((column.get("items") or {}).get("properties")))
    return added(*counts)


# Google Analytics 4


def ga4_events(texts: Texts) -> list[Any]:
    (data,) = loaded({file: text for file, text in texts.items() if "parameterName" not in text})
    found: list[Any] = data if isinstance(data, list) else [data]
    return found


def ga4_count(texts: Texts) -> Counted:
    (data,) = loaded(texts)
    events = data if isinstance(data, list) else data["events"]
    found = [{(p.get("scope") == "item", p["name"]): p for p in event["parameters"]} for event in events]
    parameters = [parameter for event in found for parameter in event.values()]
    said = [parameter.get("required", parameter.get("requirement")) for parameter in parameters]
    enums = sum(1 for parameter in parameters if parameter.get("allowed_values"))
    return Counted(len(events), len(parameters), sum(1 for word in said if word in (True, "Yes", "required")), enums)


# RudderStack: references are followed by `tests/test_import_real.py`, which counts by itself; here plans are compared


def rudder_plan(texts: Texts) -> Any:
    """What the events of each plan carry, once references are followed and custom types written out."""
    projects: dict[str, dict[str, str]] = {}
    for file, text in texts.items():  # an export has a project for each plan, in a folder of its own
        projects.setdefault("" if Path(file).is_absolute() else str(Path(file).parent), {})[file] = text
    found = [plan for project in projects.values() for plan in reader("rudderstack").read(project).plans]
    return {plan.title: _carried(plan.sections) for plan in found}


def _carried(sections: Any) -> Any:
    events = {name: own_words(words) for name, words in sections["events"].items()}
    return {
        "events": resolved(events, sections.get("properties", {})),
        "traits": own_words(sections.get("traits")),
    }


def own_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: own_words(held) for name, held in value.items() if not name.startswith("x-")}
    return [own_words(item) for item in value] if isinstance(value, list) else value


def resolved(events: Any, dictionary: Any) -> Any:
    """Each property with what the dictionary says of it, as sharing depends on what else stands there."""
    made = {}
    for name, event in events.items():
        properties = event.get("properties", {})
        whole = {of: {**own_words(dictionary.get(of) or {}), **(said or {})} for of, said in properties.items()}
        made[name] = {**event, "properties": whole}
    return made


def rudder_count(texts: Texts) -> Counted:
    found: dict[str, dict[str, Any]] = {"properties": {}, "custom-types": {}}
    rules = []
    for data in yamls(texts):
        for item in data["spec"].get({"custom-types": "types"}.get(data["kind"], data["kind"]), ()):
            found.setdefault(data["kind"], {})[item["id"]] = item
        rules += data["spec"].get("rules", ())

    def inside(holder: Any) -> list[Any]:
        """The properties of a rule or a custom type; what only cases of its variants name is optional."""
        variants = holder.get("variants", ())
        cases = [use for variant in variants for case in variant["cases"] for use in case["properties"]]
        cases += [use for variant in variants for use in variant.get("default", ())]
        optional = [{**use, "required": False} for use in cases]
        return [
            *{use.get("$ref", use.get("property")): use for use in [*optional, *holder.get("properties", ())]}.values()
        ]

    stack, count, required, enums = [use for rule in rules for use in inside(rule)], 0, 0, 0
    while stack:
        use = stack.pop()
        count += 1
        required += use.get("required") is True
        stack += use.get("properties", ())
        named = found["properties"][use.get("$ref", use.get("property")).replace(":", "/").rsplit("/", 1)[1]]
        kind = named.get("type") or ""
        custom = found["custom-types"][kind.replace(":", "/").rsplit("/", 1)[1]] if kind.startswith("#") else {}
        stack += inside(custom)
        configs = [holder.get("config", holder.get("propConfig")) or {} for holder in (named, custom)]
        enums += any("enum" in config for config in configs)
    return Counted(len(rules), count, required, enums)


def _cases() -> Iterator[Case]:
    for path in sorted(PLANS.glob("segment-*/**/*.json")):
        name = path.relative_to(PLANS).as_posix()
        yield Case("segment", name, (path,), segment_count, segment_rules)
    for path in sorted(PLANS.glob("mparticle-*/**/*.json")):
        yield Case("mparticle", path.relative_to(PLANS).as_posix(), (path,), mparticle_count, lambda t: [*loaded(t)])
    for path in with_events(PLANS.glob("mozilla-*/**/*.yaml")):
        yield Case("glean", path.relative_to(PLANS).as_posix(), (path,), glean_count, glean_metrics, GLEAN_TOLD)
    for path in sorted(PLANS.glob("odcs-*/docs/**/*.yaml")):
        yield Case("odcs", path.relative_to(PLANS).as_posix(), (path,), odcs_count, contracts)
    for name in ("library-ga4-recommended-events", "example-tracking-plan"):
        for path in sorted(PLANS.glob(f"ga4-*/**/{name}.json")):
            yield Case("ga4", path.relative_to(PLANS).as_posix(), (path,), ga4_count, ga4_events)
    files = tuple(sorted(PLANS.glob("gitlab-events/*.yml")))
    yield Case("gitlab", "gitlab-events", files, gitlab_count, yamls)
    files = tuple(sorted(path for path in PLANS.glob("snowplow-*/**/*") if path.is_file()))
    yield Case(
        "snowplow", "snowplow-iglu-central", files, snowplow_count, lambda texts: [*loaded(texts)], SNOWPLOW_TOLD
    )
    for folder in (
        "cli/internal/providers/datacatalog/localcatalog/testdata",
        "cli/internal/typer/plan/testdata/project",
        "cli/tests/testdata/project/create",
        "cli/tests/testdata/project/update",
    ):
        files = tuple(sorted(PLANS.glob(f"rudder-iac/{folder}/*.yaml")))
        yield Case("rudderstack", f"rudder-iac/{folder}", files, rudder_count, rudder_plan)


CASES = tuple(_cases())

LEFT_OUT = {
    "amplitude-ampli/**/*.json": "each points to a plan that stands in Amplitude: refused, with what to download there",
    "ga4-tracking-plan-skill/**/schema-*.json": "schemas of files, and no plans",
    "gitlab-events/COMMITS.json": "says from which commits the definitions are",
    "mozilla-*/**/*": "pings, tags, metrics of other types, and files (`.yamlx`) that its own parser refuses",
    "odcs-data-contracts/schema/*.json": "the standard's own schema",
    "rudder-iac/**/*": "destinations, accounts, transformations and pages of rules: no tracking plan",
}
"""Which of the files are in no case, and why."""
_A_PLAN = {
    "mozilla-": re.compile(r"(?s)/schemas/glean/metrics/.*^    type: event\s*$", re.M),
    "rudder-iac": re.compile(r"^kind: [\"']?(?:tp|tracking-plan)[\"']?\s*$", re.M),
}
"""What a plan would hold, of a folder of which most is none."""


def left_out() -> Iterator[tuple[Path, str]]:
    """The files of no case, with the reason; without one where it could be a plan all the same."""
    taken = {path for case in CASES for path in case.files}
    reasons = {path: why for glob, why in reversed(LEFT_OUT.items()) for path in PLANS.glob(glob)}
    for path in sorted(path for path in PLANS.rglob("*") if path.is_file() and path not in taken):
        looks = next(
            (look for start, look in _A_PLAN.items() if path.relative_to(PLANS).parts[0].startswith(start)), None
        )
        is_plan = (
            path.suffix != ".yamlx"
            and looks is not None
            and looks.search(path.read_text("utf-8", "replace")) is not None
        )
        yield path, "" if is_plan else reasons.get(path, "")
