"""What becomes of one small plan in each vendor's own words, and of each vendor's words in a plan."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml

from front_door import SHARED, inside, one_line, write
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.model.plan import Plan
from vendor_leftovers import LEFTOVERS

PLAN = """\
plan: 1
name: Shop
version: 1.2.0
description: What the shop sends
owners: {growth: {email: growth@example.com}}
sources: {web: {platform: web}, ios: {platform: ios}}
events:
  Order Placed:
    description: A person bought
    owner: growth
    category: buying
    status: live
    trigger: The order is stored
    sources: [web, ios]
    properties:
      order_id: {type: string, description: The order, pattern: "^o_", maxLength: 20}
      count: {type: integer, minimum: 1, maximum: 99, required: false, description: Things in it}
      currency: {type: string, enum: {EUR: Euro, USD: Dollar}, description: Of the price}
      paid_at: {type: string, format: date-time, nullable: true, description: When it was paid}
      tags: {type: array, items: {type: string}, minItems: 1, required: false, description: Words}
traits:
  user:
    email: {type: string, format: email, required: false, pii: personal, description: Where to write}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", {"plan.yaml": PLAN}) / "plan.yaml"


def exported(vendor: str, plan: Path, tmp_path: Path) -> dict[str, str]:
    out = tmp_path / "out"
    assert inside("export", vendor, plan, "--out", f"{out}/").code == 0
    return {
        path.relative_to(out).as_posix(): path.read_text("utf-8") for path in sorted(out.rglob("*")) if path.is_file()
    }


def imported(vendor: str, tmp_path: Path) -> Plan:
    """The plan of the vendor's own words in `tests/vendor_leftovers.py`."""
    write(tmp_path / "in", LEFTOVERS[vendor])
    files = [tmp_path / "in" / name for name in LEFTOVERS[vendor]]
    assert inside("import", vendor, *files, "--out", tmp_path / "made").code == 0
    ((made, _),) = plans(str(tmp_path / "made"), Limits())
    return made


def table(text: str) -> list[dict[str, str]]:
    return [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(text.splitlines())]


def test_odcs_out(plan: Path, tmp_path: Path) -> None:
    contract = yaml.safe_load(exported("odcs", plan, tmp_path)["contract.odcs.yaml"])
    assert {word: contract[word] for word in ("apiVersion", "kind", "name", "version", "status")} == {
        "apiVersion": "v3.1.0", "kind": "DataContract", "name": "Shop", "version": "1.2.0", "status": "active",
    }  # fmt: skip
    (order,) = contract["schema"]
    assert (order["name"], order["physicalName"], order["physicalType"]) == ("Order Placed", "order_placed", "table")
    assert {"property": "plan.owner", "value": "growth"} in order["customProperties"]
    columns = {column.pop("name"): column for column in order["properties"]}
    assert (
        columns["order_id"]["logicalTypeOptions"] == {"maxLength": 20, "pattern": "^o_"}
        and columns["order_id"]["required"]
    )
    assert columns["count"]["logicalType"] == "integer" and "required" not in columns["count"]
    check = {"metric": "invalidValues", "arguments": {"validValues": ["EUR", "USD"]}, "mustBe": 0}
    assert columns["currency"]["quality"] == [check]
    assert columns["paid_at"]["logicalType"] == "timestamp" and columns["paid_at"]["required"] is False
    assert columns["tags"]["items"] == {"logicalType": "string"} and columns["tags"]["logicalTypeOptions"] == {
        "minItems": 1
    }


def test_odcs_keeps_what_may_be_null(tmp_path: Path) -> None:
    """Without a type null is a value too: the contract must not forbid it, and the way back must not forget it."""
    text = "plan: 1\nevents: {Seen: {properties: {any: {}, one: {enum: [1, null]}, two: {enum: [1, a]}}}}\n"
    plan = write(tmp_path, {"plans/plan.yaml": text})
    contract = tmp_path / "c.yaml"
    assert inside("export", "odcs", plan / "plans", "--out", contract).code == 0
    columns = yaml.safe_load(contract.read_text("utf-8"))["schema"][0]["properties"]
    assert [column["required"] for column in columns] == [False, False, True]
    assert inside("import", "odcs", contract, "--out", tmp_path / "back").code == 0
    (events,) = [path.read_text("utf-8") for path in (tmp_path / "back").glob("*.yaml") if path.name != "plan.yaml"]
    back = yaml.safe_load(events)["events"]["Seen"]["properties"]
    assert back["one"] == {"enum": [1, None]} and back["two"] == {"enum": [1, "a"]}
    assert not (back["any"] or {}).get("required") and "required" not in (back["any"] or {})


def test_odcs_in(tmp_path: Path) -> None:
    seen = imported("odcs", tmp_path).events["Cart Seen"]
    assert seen.category == "shop" and [*seen.properties] == ["above", "day", "steps", "kind", "who", "list"]
    of = seen.properties
    assert of["above"].required and not of["day"].required
    assert (of["day"].types, of["day"].format) == (("string",), "date") and of["kind"].enum == ("a", "b")
    assert of["who"].properties is not None and of["who"].properties["age"].types == ("integer",)
    assert of["list"].items is not None and of["list"].items.types == ("string",)


def test_a_contract_of_version_2_is_no_plan(tmp_path: Path) -> None:
    given = write(tmp_path, {"old.yaml": "kind: DataContract\napiVersion: v2.2.2\ndataset: []\n"}) / "old.yaml"
    assert "version 2 (`dataset`), where version 3 is read" in one_line(
        inside("import", "odcs", given, "--out", tmp_path / "o")
    )


def test_amplitude_out(plan: Path, tmp_path: Path) -> None:
    files = exported("amplitude", plan, tmp_path)
    event, *properties = table(files["events.csv"])
    assert event == {
        "Object Type": "Event", "Object Name": "Order Placed", "Object Owner": "growth",
        "Object Description": "A person bought", "Event Category": "buying",
    }  # fmt: skip
    rows = {row["Event Property Name"]: row for row in properties}
    assert rows["order_id"]["Property Required"] == "TRUE" and rows["order_id"]["Property Regex"] == "^o_"
    assert rows["order_id"]["String Property Value Max Length"] == "20"
    assert (rows["count"]["Property Value Type"], rows["count"]["Number Is Integer"]) == ("number", "TRUE")
    assert (rows["count"]["Property Required"], rows["count"]["Number Property Value Max"]) == ("FALSE", "99")
    assert (rows["currency"]["Property Value Type"], rows["currency"]["Enum Values"]) == ("enum", "EUR, USD")
    assert (rows["tags"]["Property Is Array"], rows["tags"]["Property Value Type"]) == ("TRUE", "string")
    (email,) = table(files["user-properties.csv"])
    assert email["Property Name"] == "email" and email["Property Type"] == "User Property"


def test_amplitude_in(tmp_path: Path) -> None:
    seen = imported("amplitude", tmp_path).events["Cart Seen"]
    assert (seen.owner, seen.category, seen.description) == ("growth", "shop", "It is seen")
    assert seen.raw["x-amplitude"]["Event 30 Day Volume"] == "12" and seen.raw["x-amplitude"]["Tags"] == "a, b"
    of = seen.properties
    assert of["kind"].required and of["kind"].enum == ("a", "b") and of["fixed"].enum == ("on",)
    assert of["sizes"].types == ("array",) and of["sizes"].items is not None
    assert (of["sizes"].items.types, of["sizes"].items.minimum) == (("integer",), 1)
    assert of["code"].pattern == "^a" and of["odd"].types == ()


GROUPS = """\
Object Type,Object Name,Object Description,Property Type,Property Group Names,Event Property Name,Property Value Type,Property Required
Property Group,Common,Of all,,,,,
,,,Event Property,,app,string,TRUE
Event,Cart Seen,,,,,,
,,,Event Property,Common,app,,
"""


def test_property_groups_of_amplitude_are_groups(tmp_path: Path) -> None:
    given = write(tmp_path, {"events.csv": GROUPS}) / "events.csv"
    assert inside("import", "amplitude", given, "--out", tmp_path / "made").code == 0
    ((made, _),) = plans(str(tmp_path / "made"), Limits())
    assert made.events["Cart Seen"].include == ("Common",) and made.events["Cart Seen"].properties["app"].required


@pytest.mark.skipif(not (SHARED / "data" / "plans").is_dir(), reason=f"no real plans at {SHARED}")
def test_a_pointer_of_ampli_is_no_plan(tmp_path: Path) -> None:
    pointers = sorted((SHARED / "data" / "plans" / "amplitude-ampli").rglob("ampli.json"))
    assert len(pointers) > 20
    for path in pointers:
        told = one_line(inside("import", "amplitude", path, "--out", tmp_path / "o"))
        assert "is Ampli's pointer to a plan, which itself stands in Amplitude: download it there as CSV" in told
    told = one_line(inside("import", "segment", pointers[0], "--out", tmp_path / "o"))
    assert "it looks like a plan of Amplitude" in told


def test_iteratively(plan: Path, tmp_path: Path) -> None:
    first, *rest = table(exported("iteratively", plan, tmp_path)["tracking-plan.csv"])
    assert (first["Event"], first["Event Source"], first["Property Name"]) == ("Order Placed", "web, ios", "order_id")
    assert [row["Property Type"] for row in (first, *rest)] == ["string", "number", "enum", "string", "array"]
    assert [row["Property Required"] for row in (first, *rest)] == ["TRUE", "FALSE", "TRUE", "TRUE", "FALSE"]
    text = "Is Template,Event,Template Name,Property Name,Property Type,Property Required\nTRUE,Common,,app,string,TRUE\nFALSE,Seen,Common,,,\n"
    given = write(tmp_path, {"plan.csv": text}) / "plan.csv"
    assert inside("import", "iteratively", given, "--out", tmp_path / "made").code == 0
    ((made, _),) = plans(str(tmp_path / "made"), Limits())
    assert made.events["Seen"].include == ("Common",) and made.events["Seen"].properties["app"].types == ("string",)


def test_posthog(plan: Path, tmp_path: Path) -> None:
    files = {name: json.loads(text)["results"] for name, text in exported("posthog", plan, tmp_path).items()}
    assert files["event_definitions.json"][0]["name"] == "Order Placed" and files["event_definitions.json"][0][
        "tags"
    ] == ["buying"]
    types = {one["name"]: one["property_type"] for one in files["property_definitions.json"]}
    assert types == {
        "order_id": "String",
        "count": "Numeric",
        "currency": "String",
        "paid_at": "DateTime",
        "tags": None,
        "email": "String",
    }
    assert {one["name"] for one in files["property_definitions.json"] if one["type"] == "person"} == {"email"}
    (group,) = files["schema_property_groups.json"]
    assert {one["name"]: one["is_required"] for one in group["properties"]}["count"] is False
    made = imported("posthog", tmp_path)
    assert made.events["cart left"].additional_properties and not made.events["cart seen"].additional_properties
    assert (
        made.events["cart seen"].properties["kind"].description == "Which"
        and made.events["cart seen"].category == "shop"
    )
    assert [*made.properties] == ["alone"] and [*made.traits["user"]] == ["email"]


def test_ga4_out(plan: Path, tmp_path: Path) -> None:
    files = {name: json.loads(text) for name, text in exported("ga4", plan, tmp_path).items()}
    (order,) = files["events.json"]
    assert (order["event"], order["group"], order["trigger"]) == ("order_placed", "buying", "The order is stored")
    assert [p["required"] for p in order["parameters"]] == ["Yes", "No", "Yes", "Yes", "No"]
    assert order["parameters"][2]["allowed_values"] == ["EUR", "USD"]
    dimensions = {
        (one["scope"], one["parameterName"]): one for one in files["custom-dimensions.json"]["customDimensions"]
    }
    assert dimensions["EVENT", "count"]["description"] == "Things in it" and ("USER", "email") in dimensions
    assert files["names.json"] == {"events": {"order_placed": "Order Placed"}}


def test_ga4_names_are_cut_and_kept(tmp_path: Path) -> None:
    long = "A Very Long Name Of An Event That Nobody Would Give"
    text = f"plan: 1\nevents:\n  {long}: {{}}\n  {long} To It: {{}}\n"
    ended = inside("export", "ga4", write(tmp_path / "plans", {"plan.yaml": text}), "--out", f"{tmp_path / 'out'}/")
    names = json.loads((tmp_path / "out" / "names.json").read_text("utf-8"))["events"]
    assert [*names.values()] == [long, f"{long} To It"] and all(len(name) <= 40 for name in names)
    assert f'"{long} To It": and "{long}" would both be' in ended.err
    out = tmp_path / "out"
    assert inside("import", "ga4", out, "--out", tmp_path / "again").code == 0
    ((made, _),) = plans(str(tmp_path / "again"), Limits())
    assert [*made.events] == [long, f"{long} To It"]


def test_ga4_in(tmp_path: Path) -> None:
    made = imported("ga4", tmp_path)
    seen = made.events["view_cart"]
    assert (seen.description, seen.trigger) == ("The cart is seen", "It is drawn")
    items = seen.properties["items"]
    assert items.types == ("array",) and items.items is not None and items.items.properties is not None
    assert [*items.items.properties] == ["item_id"] and items.required and not seen.properties["value"].required
    assert seen.properties["value"].types == ("number",) and [*made.traits["user"]] == ["tier"]


def test_opentrackplan_out(plan: Path, tmp_path: Path) -> None:
    files = {name: yaml.safe_load(text) for name, text in exported("opentrackplan", plan, tmp_path).items()}
    root, event = files["opentp.yaml"], files["events/order_placed.yaml"]["event"]
    assert root["info"] == {"title": "Shop", "version": "1.2.0", "description": "What the shop sends"}
    assert root["spec"]["events"]["payload"]["targets"] == {"all": ["web", "ios"]}
    assert root["spec"]["events"]["payload"]["schema"]["tags"] == {"type": "array", "items": {"type": "string"}}
    assert event["key"] == "Order Placed" and event["lifecycle"] == {"status": "active"}
    assert event["payload"]["schema"]["count"]["required"] is False


def test_opentrackplan_in(tmp_path: Path) -> None:
    login = imported("opentrackplan", tmp_path).events["auth::login"]
    assert (login.description, login.status, login.was) == ("A person logs in", "deprecated", ("auth::signin",))
    of = login.properties
    assert [*of] == ["app", "method", "free", "size", "codes"]
    assert (
        of["app"].enum == ("shop",) and of["app"].required and of["method"].enum == ("a", "b") and of["method"].required
    )
    assert of["size"].minimum == 3 and not of["size"].required and of["codes"].types == ("array",)


def test_asyncapi(plan: Path, tmp_path: Path) -> None:
    document = yaml.safe_load(exported("asyncapi", plan, tmp_path)["asyncapi.yaml"])
    message = document["components"]["messages"]["order_placed"]
    assert message["name"] == "Order Placed" and message["payload"]["required"] == ["order_id", "currency", "paid_at"]
    assert document["operations"]["track"]["action"] == "send"
    made = imported("asyncapi", tmp_path)
    assert [*made.events] == ["Cart Seen", "Cart Seen (left)", "none", "avro"]
    assert made.events["avro"].additional_properties and made.events["Cart Seen"].properties["above"].required


OLDER = """\
asyncapi: 2.6.0
info: {title: Shop, version: 1.0.0}
channels:
  orders:
    publish:
      message:
        oneOf:
          - $ref: '#/components/messages/placed'
          - {messageId: left, payload: {type: object, properties: {id: {type: string}}}}
components:
  schemas: {id: {type: string, minLength: 3}}
  messages: {placed: {name: Order Placed, payload: {type: object, properties: {id: {$ref: '#/components/schemas/id'}}}}}
"""


def test_asyncapi_of_version_2(tmp_path: Path) -> None:
    given = write(tmp_path, {"old.yaml": OLDER}) / "old.yaml"
    assert inside("import", "asyncapi", given, "--out", tmp_path / "made").code == 0
    ((made, _),) = plans(str(tmp_path / "made"), Limits())
    assert [*made.events] == ["Order Placed", "left"] and made.events["Order Placed"].properties["id"].min_length == 3


def test_json_schema(plan: Path, tmp_path: Path) -> None:
    schema = json.loads(exported("json-schema", plan, tmp_path)["order_placed.json"])
    assert schema["title"] == "Order Placed" and schema["additionalProperties"] is False
    assert schema["properties"]["paid_at"]["type"] == ["string", "null"]
    made = imported("json-schema", tmp_path)
    assert [*made.events] == ["Seen", "left", "Order Placed"]
    assert made.events["left"].status == "deprecated" and made.events["Order Placed"].properties["above"].required


def test_segment_csv(plan: Path, tmp_path: Path) -> None:
    event, *rest = table(exported("segment-csv", plan, tmp_path)["tracking-plan.csv"])
    assert event["Labels"] == "owner:growth, category:buying, status:live" and event["Event Type"] == "track"
    rows = {row["Property Name"]: row for row in rest}
    assert rows["paid_at"]["Property Data Type"] == "string, null" and rows["tags.$"]["Property Data Type"] == "string"
    assert rows["order_id"]["Allowed Property Values"] == "^o_" and rows["email"]["Event Type"] == "identify"
    seen = imported("segment-csv", tmp_path).events["Cart Seen"]
    assert seen.owner == "growth" and seen.properties["kind"].enum == ("a", "b")
    inner: Any = seen.properties["list"].items
    assert inner.properties["sku"].pattern == "^a" and seen.properties["at"].format == "date-time"
    assert seen.properties["who"].properties is not None and seen.properties["who"].properties["age"].nullable


@pytest.mark.parametrize("form", ["data-structures", "snowplow-cli"])
def test_resources_of_snowplow_cli(form: str, plan: Path, tmp_path: Path) -> None:
    plan.write_text(
        PLAN.replace(
            "description: What the shop", f"x-snowplow: {{vendor: com.acme, form: {form}}}\ndescription: What the shop"
        )
    )
    files = {name: yaml.safe_load(text) for name, text in exported("snowplow", plan, tmp_path).items()}
    structure = files.pop("data-structures/com.acme/order-placed.yaml", None) or files.pop(
        "data-structures/com.acme/order_placed.yaml"
    )
    assert structure["resourceType"] == "data-structure" and structure["meta"]["schemaType"] == "event"
    assert structure["data"]["self"] == {
        "vendor": "com.acme",
        "name": "order_placed",
        "format": "jsonschema",
        "version": "1-0-0",
    }
    assert bool(files) == (form == "snowplow-cli")
    for source in ("ios", "web"):
        application = files.pop(f"data-products/source-apps/{source}.yaml", None)
        assert application is None or application["data"]["entities"] == {"tracked": [], "enriched": []}
    for path, product in files.items():
        assert path.startswith("data-products/") and product["resourceType"] == "data-product"
        references = [{"$ref": "./source-apps/web.yaml"}, {"$ref": "./source-apps/ios.yaml"}]
        assert product["data"]["sourceApplications"] == references
        assert UUID(product["resourceName"]).version == 4 and product["data"]["owner"] == "growth@example.com"
        (specification,) = product["data"]["eventSpecifications"]
        assert UUID(specification["resourceName"]).version == 4 and specification["name"] == "Order Placed"
        assert specification["triggers"] == [{"description": "The order is stored"}]
        assert specification["event"] == {"source": "iglu:com.acme/order_placed/jsonschema/1-0-0"}
    told = inside("export", "snowplow", plan, "--out", f"{tmp_path / 'again'}/").err
    assert ('"trigger" has no word' in told) == (form == "data-structures")
    assert inside("import", "snowplow", tmp_path / "out", "--out", tmp_path / "back").code == 0
    assert inside("export", "snowplow", tmp_path / "back", "--out", f"{tmp_path / 'out'}/").err.startswith(
        f"{tmp_path / 'out'}/ holds it already"
    )


AMPLITUDE = """\
Action{0}Object type{0}Object name{0}Event schema status{0}Event 30 day volume{0}Property type{0}Event property name{0}Property value type{0}Property required
{0}Event{0}Cart Viewed{0}LIVE{0}12{0}{0}{0}{0}
{0}Event{0}Cart Viewed{0}LIVE{0}12{0}Event Property{0}size{0}number{0}TRUE
{0}{0}{0}{0}{0}Event Property{0}kind{0}string{0}FALSE
"""


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_amplitude_s_columns_in_another_case_and_as_spreadsheets_save_them(sign: str, tmp_path: Path) -> None:
    """In sentence case, as its documentation has them; with the event beside each of its properties, or only above them."""
    path = write(tmp_path / "in", {"events.csv": AMPLITUDE.format(sign)}) / "events.csv"
    ended = inside("import", "amplitude", path, "--out", tmp_path / "plans")
    assert ended.code == 0 and "not kept:" not in ended.out, ended.out
    text = "".join(path.read_text("utf-8") for path in sorted((tmp_path / "plans").rglob("*.yaml")))
    made = yaml.safe_load(text.split("\nplan: 1")[0])["events"]["Cart Viewed"]
    assert made["properties"] == {"size": {"type": "number"}, "kind": {"type": "string", "required": False}}
    assert made["x-amplitude"] == {"Event Schema Status": "LIVE", "Event 30 Day Volume": "12"}


@pytest.mark.parametrize("vendor", ["segment-csv", "iteratively"])
def test_other_csv_too(vendor: str, plan: Path, tmp_path: Path) -> None:
    (text,) = exported(vendor, plan, tmp_path).values()
    head, rest = text.split("\n", 1)
    assert inside("import", vendor, tmp_path / "out", "--out", tmp_path / "one").code == 0
    table_of = [*csv.reader(io.StringIO(rest))]
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\n").writerows([head.lower().split(","), *table_of])
    other = write(tmp_path / "in", {"tracking-plan.csv": out.getvalue()})
    assert inside("import", vendor, other, "--out", tmp_path / "two").code == 0
    files = [{p.name: p.read_text() for p in (tmp_path / name).rglob("*.yaml")} for name in ("one", "two")]
    assert files[0] == files[1]
