"""Snowplow's data products: event specifications and source applications become events and sources, and go back as they came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings

from front_door import inside, one_line, write
from imported_plans import loaded
from plan_pairs import plan_data, plan_of
from round_trips import differences, normal
from tracking_plan.model.plan import Plan
from tracking_plan.vendors import reader, writer

SELF_DESCRIBING = "http://iglucentral.com/schemas/com.snowplowanalytics.self-desc/schema/jsonschema/1-0-0#"
IGLU = r"iglu:[a-zA-Z0-9-_.]+/[a-zA-Z0-9-_]+/[a-zA-Z0-9-_]+/[0-9]+-[0-9]+-[0-9]+"


def structure(name: str, version: str, kind: str = "event", **more: Any) -> str:
    itself = {"vendor": "com.acme", "name": name, "format": "jsonschema", "version": version}
    schema = {"$schema": SELF_DESCRIBING, "self": itself, "type": "object", "additionalProperties": False, **more}
    meta = {"hidden": False, "schemaType": kind, "customData": {}}
    return yaml.safe_dump({"apiVersion": "v1", "resourceType": "data-structure", "meta": meta, "data": schema})


PRODUCT = """\
apiVersion: v1
resourceType: data-product
resourceName: 3d3059c4-d29b-4979-a973-43f7070e1dd0
data:
  name: Checkout
  domain: Shop
  description: From the cart to the receipt
  owner: checkout@acme.test
  sourceApplications:
    - $ref: ./source-apps/web.yaml
    - $ref: ./source-apps/ios.yaml
  eventSpecifications:
    - resourceName: 11d881cd-316e-4286-b5d4-fe7aebf56fca
      name: Order placed
      description: A person has paid
      triggers:
        - {id: 61a1f7f2-0c52-4b5c-9a8b-0f1a5ea0a111, description: The bank says yes, appIds: [web], url: https://acme.test/pay}
        - description: A voucher covers all
      event: {source: "iglu:com.acme/order_placed/jsonschema/1-0-1", comment: Once an order}
      entities:
        tracked: [{source: "iglu:com.acme/cart/jsonschema/1-0-0", minCardinality: 1, maxCardinality: 1}]
        enriched: []
    - resourceName: 21d881cd-316e-4286-b5d4-fe7aebf56fcb
      name: Signup clicked
      excludedSourceApplications: [{$ref: ./source-apps/ios.yaml}]
      triggers: [{description: The button is pressed}]
      event:
        source: iglu:com.acme/button_click/jsonschema/1-0-0
        schema:
          type: object
          additionalProperties: false
          properties: {label: {enum: [signup]}}
          required: [label]
    - resourceName: 31d881cd-316e-4286-b5d4-fe7aebf56fcc
      name: Any button clicked
      event: {tracked: {source: "iglu:com.acme/button_click/jsonschema/1-0-0"}}
    - resourceName: 41d881cd-316e-4286-b5d4-fe7aebf56fcd
      name: Link clicked
      event: {source: "iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1"}
    - resourceName: 51d881cd-316e-4286-b5d4-fe7aebf56fce
      name: Not designed yet
"""
WEB = """\
apiVersion: v1
resourceType: source-application
resourceName: b8261a25-ee81-4c6a-a94c-7717ba835035
data:
  name: Web shop
  domain: Shop
  description: The shop in browsers
  owner: web@acme.test
  appIds: [web, web-qa]
  entities: {tracked: [{source: "iglu:org.schema/WebPage/jsonschema/1-0-0", minCardinality: 1}], enriched: []}
"""
FILES = {
    "data-structures/com.acme/order_placed.yaml": structure(
        "order_placed", "1-0-1", description="An order", properties={"order_id": {"type": "string", "maxLength": 36}}
    ),
    "data-structures/com.acme/button_click.yaml": structure(
        "button_click",
        "1-0-0",
        description="A button is pressed",
        properties={
            "label": {"type": "string", "maxLength": 255, "description": "What it says"},
            "page": {"type": ["string", "null"], "maxLength": 255},
        },
        required=["page"],
    ),
    "data-structures/com.acme/cart.yaml": structure("cart", "1-0-0", "entity", properties={"id": {"type": "string"}}),
    "data-products/checkout.yaml": PRODUCT,
    "data-products/source-apps/web.yaml": WEB,
    "data-products/source-apps/ios.yaml": re.sub("Web shop", "ios", WEB).replace("b8261a25", "c8261a25"),
}


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


def resources(files: Mapping[str, str]) -> Any:
    """The resources by kind and name, with the applications that they refer to by name in place of by file."""
    values = {name: yaml.safe_load(text) for name, text in files.items()}
    names = {Path(name).name: value["data"]["name"] for name, value in values.items() if "source-apps" in name}

    def named(value: Any) -> Any:
        if isinstance(value, dict) and [*value] == ["$ref"]:
            return names[Path(value["$ref"]).name]
        if isinstance(value, dict):
            return {word: named(held) for word, held in value.items()}
        return [named(item) for item in value] if isinstance(value, list) else value

    return normal(named([*values.values()]))


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    write(tmp_path / "in", FILES)
    ended = inside("import", "snowplow", tmp_path / "in", "--out", tmp_path / "plans")
    assert ended.code == 0, ended.err
    (tmp_path / "told").write_text(ended.out)
    return tmp_path


def plan(folder: Path) -> Plan:
    (found,) = reader("snowplow").read(texts(folder / "in")).plans
    return loaded(found)


def test_specifications_become_events(imported: Path) -> None:
    made = plan(imported)
    assert made.name == "Checkout" and made.description == "From the cart to the receipt"
    assert [*made.sources] == ["ios", "web_shop"] and made.sources["web_shop"].description == "The shop in browsers"
    assert [*made.events] == [
        "order_placed",
        "button_click (Signup clicked)",
        "button_click (Any button clicked)",
        "link_click",
        "Not designed yet",
    ]
    order, signup, button = [*made.events.values()][:3]
    assert order.trigger == "The bank says yes; A voucher covers all" and order.description == "An order"
    assert order.owner == "checkout@acme.test" and order.sources == ("web_shop", "ios")
    assert signup.sources == ("web_shop",) and signup.trigger == "The button is pressed"
    label = signup.properties["label"]
    assert (label.enum, label.max_length, label.required) == (("signup",), 255, True) and [*signup.properties] == [
        "label"
    ]
    assert label.description == "What it says" and not signup.additional_properties
    assert {name: found.required for name, found in button.properties.items()} == {"label": False, "page": True}
    told = (imported / "told").read_text()
    assert '"button_click": is kept under x-snowplow' in told and '"Signup clicked" and "Any button clicked"' in told
    assert "iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1, which is not among the files" in told
    assert 'checkout.yaml: "Order placed": "entities" is kept under x-snowplow' in told
    assert inside("validate", imported / "plans").code in (0, 1)


def test_they_come_back_as_they_went(imported: Path) -> None:
    out = imported / "out"
    ended = inside("export", "snowplow", imported / "plans", "--out", f"{out}/")
    assert ended.code == 0, ended.err
    assert [*differences(resources(FILES), resources(texts(out)))] == []
    assert "not kept" not in ended.err, ended.err
    again = inside("import", "snowplow", out, "--out", imported / "again")
    assert again.code == 0
    assert [*differences(resources(texts(imported / "again")), resources(texts(imported / "plans")))] == []


def changed(imported: Path, before: str, after: str) -> tuple[Any, str]:
    """What the product says, and what the export told, once the plan was edited."""
    found = [path for path in (imported / "plans").rglob("*.yaml") if before in path.read_text()]
    assert found, before
    found[0].write_text(found[0].read_text().replace(before, after, 1))
    ended = inside("export", "snowplow", imported / "plans", "--out", f"{imported / 'out'}/")
    assert ended.code == 0, ended.err
    (path,) = (imported / "out" / "data-products").glob("*.yaml")
    return {one["name"]: one for one in yaml.safe_load(path.read_text())["data"]["eventSpecifications"]}, ended.err


def test_what_is_edited_is_what_goes_back(imported: Path) -> None:
    made, _ = changed(imported, "trigger: The bank says yes; A voucher covers all", "trigger: It is paid")
    assert made["Order placed"]["triggers"] == [{"description": "It is paid"}]


def test_a_refinement_that_is_edited_says_all_that_the_event_asks(imported: Path) -> None:
    made, told = changed(imported, "enum:\n        - signup\n", "enum: [signup, login]\n")
    schema = made["Signup clicked"]["event"]["schema"]
    assert schema["properties"]["label"]["enum"] == ["signup", "login"] and schema["required"] == ["label"]
    assert schema["additionalProperties"] is False and "asks for less" not in told


def test_what_a_data_structure_does_not_allow_is_told(imported: Path) -> None:
    made, told = changed(imported, "enum:\n        - signup\n        maxLength: 255\n", "maxLength: 400\n")
    assert "schema" in made["Signup clicked"]["event"]
    assert '"button_click (Signup clicked).label": asks for less than the data structure' in told


def test_applications_that_were_not_given_are_told_and_nothing_else_is_opened(tmp_path: Path) -> None:
    product = PRODUCT.replace("./source-apps/web.yaml", "../../../../etc/passwd").replace(
        "./source-apps/ios.yaml", "https://127.0.0.1:9/a"
    )
    write(tmp_path / "in", {"data-products/checkout.yaml": product})
    ended = inside("import", "snowplow", tmp_path / "in", "--out", tmp_path / "plans")
    assert (
        ended.code == 0 and ended.out.count("is no source application among the files that were given: not kept") == 3
    )
    assert '"../../../../etc/passwd"' in ended.out and "sources:" not in (tmp_path / "plans" / "plan.yaml").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "apiVersion: v1\nresourceType: data-product\nresourceName: a\ndata: {name: A, eventSpecifications: 7}\n",
        "apiVersion: v1\nresourceType: data-product\nresourceName: a\ndata: text\n",
        "apiVersion: v1\nresourceType: source-application\nresourceName: a\ndata: {name: A}\n",
    ],
)
def test_resources_without_anything_to_plan_are_refused(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, {"a.yaml": text}) / "a.yaml"
    assert "no schema of Snowplow here" in one_line(inside("import", "snowplow", path, "--out", tmp_path / "plans"))


def test_specifications_that_are_odd_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    odd = "[7, {}, {name: A, event: {source: nowhere}}, {name: A, triggers: [7, {}], event: [1]}, {name: x-a}]"
    text = (
        f"apiVersion: v1\nresourceType: data-product\nresourceName: a\ndata: {{name: P, eventSpecifications: {odd}}}\n"
    )
    path = write(tmp_path, {"a.yaml": text}) / "a.yaml"
    ended = inside("import", "snowplow", path, "--out", tmp_path / "plans")
    assert ended.code == 0 and "Read 4 events" in ended.err and "an event specification is no mapping" in ended.out
    assert "names no data structure such as" in ended.out
    assert inside("validate", tmp_path / "plans").code in (0, 1)
    assert inside("export", "snowplow", tmp_path / "plans", "--out", f"{tmp_path / 'out'}/").code == 0


# What snowplow-cli asks of its resources, in words of our own: which words stand where, and of which form

_REFERENCES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["$ref"],
        "additionalProperties": False,
        "properties": {"$ref": {"type": "string"}},
    },
}
_SCHEMA = {
    "type": "object",
    "required": ["type", "properties", "additionalProperties"],
    "properties": {"type": {"const": "object"}, "additionalProperties": {"const": False}},
}


def _closed(required: str, **properties: Any) -> Any:
    return {"type": "object", "additionalProperties": False, "required": required.split(), "properties": properties}


_TEXT = {"type": "string"}
_SOURCE = {"type": "string", "pattern": f"^{IGLU}$"}
_ENTITY = _closed(
    "source",
    source=_SOURCE,
    comment=_TEXT,
    minCardinality={"type": "number"},
    maxCardinality={"type": "number"},
    schema=_SCHEMA,
)
_ENTITIES = _closed("", tracked={"type": "array", "items": _ENTITY}, enriched={"type": "array", "items": _ENTITY})
_EVENT = _closed("source", source=_SOURCE, comment=_TEXT, schema=_SCHEMA)
_TRIGGER = {"type": "object", "properties": {"description": _TEXT}}
_SPECIFICATION = _closed(
    "resourceName name", resourceName={"format": "uuid"}, name={"type": "string", "minLength": 1}, description=_TEXT,
    excludedSourceApplications=_REFERENCES, triggers={"type": "array", "items": _TRIGGER}, entities=_ENTITIES,
    event={"anyOf": [_EVENT, _closed("tracked", tracked=_EVENT)]},
)  # fmt: skip
_PRODUCT = _closed(
    "name", name=_TEXT, domain=_TEXT, description=_TEXT, owner={"type": "string", "format": "email"},
    sourceApplications=_REFERENCES, eventSpecifications={"type": "array", "items": _SPECIFICATION},
)  # fmt: skip
_APPLICATION = _closed(
    "name entities appIds", name=_TEXT, domain=_TEXT, description=_TEXT, owner={"type": "string", "format": "email"},
    appIds={"type": "array", "items": {"type": "string", "maxLength": 256}}, entities={**_ENTITIES, "required": ["tracked", "enriched"]},
)  # fmt: skip
RESOURCES = {
    kind: _closed(
        "apiVersion resourceType resourceName data",
        apiVersion={"const": "v1"},
        resourceType={"const": kind},
        resourceName={"format": "uuid"},
        data=data,
    )
    for kind, data in (("data-product", _PRODUCT), ("source-application", _APPLICATION))
}
quickly = settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=[*HealthCheck])


def refused(resource: Any) -> list[str]:
    validator = jsonschema.Draft7Validator(
        RESOURCES[resource["resourceType"]], format_checker=jsonschema.FormatChecker()
    )
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(resource)]


def test_resources_are_as_snowplow_cli_asks(imported: Path) -> None:
    inside("export", "snowplow", imported / "plans", "--out", f"{imported / 'out'}/")
    for name, text in texts(imported / "out").items():
        if name.startswith("data-products/"):
            assert refused(yaml.safe_load(text)) == []


@quickly
@given(plan_data())
def test_every_plan_is_a_data_product_and_comes_back(data: dict[str, Any]) -> None:
    """With what triggers each event and which sources send it."""
    if not data["events"]:
        return
    made = plan_of({**data, "name": "Shop", "x-snowplow": {"vendor": "com.acme", "form": "snowplow-cli"}})
    files = writer("snowplow").write(made).files
    kinds = {name: yaml.safe_load(text) for name, text in files.items()}
    for resource in kinds.values():
        if resource["resourceType"] != "data-structure":
            assert refused(resource) == [] and UUID(resource["resourceName"]).version == 4
    (found,) = reader("snowplow").read(files).plans
    back = loaded(found)
    assert len(back.events) == len(made.events) and len(back.sources) == len(made.sources)
    said = {event.raw["x-snowplow"]["specification"].get("name"): event for event in back.events.values()}
    for event in made.events.values():
        there = said[event.name]
        assert (there.trigger or "") == (event.trigger or "").strip()
        if event.sources:
            assert len(there.sources) == len({*event.sources} & {*made.sources})


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ("form: cli", 'the plan says "cli" for the form, which is neither snowplow-cli nor data-structures'),
        ("vendor: a b", 'the plan says "a b" for the vendor, which can be none: "com.a" is written'),
    ],
)
def test_what_the_plan_says_amiss_is_told(own: str, says: str, tmp_path: Path) -> None:
    text = f"plan: 1\nname: a\nx-snowplow: {{{own}}}\nevents:\n  A Done: {{description: d}}\n"
    write(tmp_path, {"plan.yaml": text})
    ended = inside("export", "snowplow", tmp_path / "plan.yaml", "--out", tmp_path / "out")
    assert says in ended.err
