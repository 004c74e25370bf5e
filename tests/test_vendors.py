"""`plan export` and `plan vendors`, and what `plan import` says of files that are another vendor's, broken or hostile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from front_door import inside, one_line, write
from imported_plans import LEGACY, V1
from round_trips import differences, normal, there_and_back
from tracking_plan.vendors import readable, reader, shelf, writable
from vendor_cases import rudder_plan

PLAN = """\
plan: 1
name: Shop
description: What the shop sends
owners: {growth: {email: growth@example.com}}
sources: {web: {platform: web}}
properties:
  cart_id: {type: string, description: The cart, pattern: "^c_[0-9]+$"}
  never_used: {type: string, description: Nobody sends it}
events:
  Cart Viewed:
    description: A person looks at the cart
    owner: growth
    status: live
    trigger: The cart is drawn
    sources: [web]
    properties:
      cart_id:
      size: {type: integer, minimum: 1, description: Things in it, required: false}
      currency: {type: string, enum: {EUR: Euro, USD: Dollar}, nullable: true, description: Of the prices}
      lines:
        type: array
        minItems: 1
        description: What is in it
        items: {type: object, properties: {sku: {type: string, description: Of the article}}}
  Order Placed:
    description: A person bought
    trigger: The order is stored
    owner: growth
    additional_properties: true
traits:
  user:
    email: {type: string, format: email, description: Where to write, pii: personal}
"""
MPARTICLE = '{"version_document": {"data_points": []}}'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", {"plan.yaml": PLAN}) / "plan.yaml"


def test_segment_rules(plan: Path) -> None:
    ended = inside("export", "segment", plan)
    assert ended.code == 0
    viewed, placed, identify = json.loads(ended.out)["rules"]
    assert (viewed["type"], viewed["key"], viewed["version"]) == ("TRACK", "Cart Viewed", 1)
    schema = viewed["jsonSchema"]
    assert schema["labels"] == {"owner": "growth", "status": "live"} and schema["required"] == ["properties"]
    inner = schema["properties"]["properties"]
    assert inner["required"] == ["cart_id", "currency", "lines"] and inner["additionalProperties"] is False
    assert inner["properties"]["currency"]["enum"] == ["EUR", "USD", None]
    assert inner["properties"]["currency"]["type"] == ["string", "null"]
    assert inner["properties"]["lines"]["items"]["properties"]["sku"]["type"] == "string"
    assert "additionalProperties" not in placed["jsonSchema"]["properties"]["properties"]
    assert identify["type"] == "IDENTIFY" and identify["key"] == ""
    assert list(identify["jsonSchema"]["properties"]["traits"]["properties"]) == ["email"]


def test_what_is_not_kept_is_told_once_with_its_places(plan: Path) -> None:
    told = inside("export", "segment", plan).err
    assert '"Cart Viewed" and "Order Placed": "trigger" has no word in the format of Segment: not kept\n' in told
    assert '"never_used": no event uses it: not kept\n' in told
    assert '"Cart Viewed.currency": what each value of the enum means has no word' in told
    assert '"traits.user.email": "pii" has no word' in told
    assert '"sources" of the plan has no word' in told
    for kept in ("description", "owner", "status", "properties", "taxonomy"):
        assert f'"{kept}" has no word' not in told


def test_no_more_than_200_rules_in_one_call(tmp_path: Path) -> None:
    events = "".join(f"  Thing {number} Done: {{description: It is done}}\n" for number in range(401))
    write(tmp_path, {"plan.yaml": f"plan: 1\nevents:\n{events}"})
    assert "3 files" in one_line(inside("export", "segment", tmp_path))
    out = tmp_path / "out"
    assert inside("export", "segment", tmp_path, "--out", out).code == 0
    assert [len(json.loads((out / f"rules-{n}.json").read_text())["rules"]) for n in (1, 2, 3)] == [200, 200, 1]
    assert inside("import", "segment", out, "--out", tmp_path / "again").code == 0
    judged = inside("validate", tmp_path / "again", "--select", "not-a-plan")
    assert "judged 401 events" in judged.err or "Clean: 401 events" in judged.err


NEEDS = {"ddl": ("--warehouse", "postgres")}
"""Options without which a vendor's writer does not know what is wanted."""


@pytest.mark.parametrize("vendor", writable())
def test_every_export_is_stable_and_overwrites_nothing_of_others(vendor: str, plan: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    export = ("export", vendor, plan, *NEEDS.get(vendor, ()))
    assert inside(*export, "--out", f"{out}/").code == 0
    first = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert first
    again = inside(*export, "--out", f"{out}/")
    assert again.code == 0 and "holds it already" in again.err
    victim = min(first)
    victim.write_text("mine")
    assert "--force" in one_line(inside(*export, "--out", f"{out}/"))
    assert victim.read_text() == "mine"
    assert inside(*export, "--out", f"{out}/", "--force").code == 0
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == first


@pytest.mark.parametrize("vendor", [name for name in writable() if name in readable()])
def test_every_export_is_read_again(vendor: str, plan: Path, tmp_path: Path) -> None:
    """What it wrote is evidently its own, gives the same events, and is written the same a second time."""
    out, back, twice = tmp_path / "out", tmp_path / "back", tmp_path / "twice"
    assert inside("export", vendor, plan, "--out", f"{out}/").code == 0
    assert inside("import", vendor, out, "--out", back).code == 0
    assert inside("validate", back, "--format", "json").code in (0, 1)
    assert inside("export", vendor, back, "--out", f"{twice}/").code == 0
    files = {path.relative_to(out): path.read_text() for path in out.rglob("*") if path.is_file()}
    assert {path.relative_to(twice): path.read_text() for path in twice.rglob("*") if path.is_file()} == files


def test_a_single_file_goes_where_it_is_told(plan: Path, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "rules.json"
    assert inside("export", "segment", plan, "--out", target).code == 0
    assert json.loads(target.read_text())["rules"]


@pytest.mark.parametrize("vendor", readable())
def test_whose_a_file_looks_like_is_said(vendor: str, tmp_path: Path) -> None:
    name = "plan.yaml" if ".yaml" in reader(vendor).SUFFIXES else "plan.json"
    theirs = write(tmp_path, {name: '{"rules": [{"type": "TRACK", "key": "A", "jsonSchema": {}}]}'})
    if vendor == "segment":
        (theirs / name).write_text(MPARTICLE)
    told = one_line(inside("import", vendor, theirs / name, "--out", tmp_path / "out"))
    title, other = ("mParticle", "mparticle") if vendor == "segment" else ("Segment", "segment")
    assert told.endswith(f"; it looks like a plan of {title}: try `plan import {other}`")


@pytest.mark.parametrize("vendor", readable())
@pytest.mark.parametrize("text", ["", "{", "[1, 2", "a: b: c", "null", "[]", "7", "text", '{"a": 1}'])
def test_what_is_nobodys_plan_is_one_line_of_trouble(vendor: str, text: str, tmp_path: Path) -> None:
    for suffix in reader(vendor).SUFFIXES:
        given = write(tmp_path, {f"plan{suffix}": text}) / f"plan{suffix}"
        told = one_line(inside("import", vendor, given, "--out", tmp_path / "out"))
        assert str(given) in told and "looks like" not in told
        assert not (tmp_path / "out").exists()


def test_vendors_are_listed_with_what_they_can_do() -> None:
    lines = inside("vendors").out.splitlines()
    assert lines[0].split() == "vendor plan in plan out edits in log limits warehouse client".split()
    assert [line.split()[0] for line in lines[1:]] == [*shelf.names]
    found = json.loads(inside("vendors", "--json").out)
    assert {"plan in", "plan out", "limits"} <= {*found["segment"]["can"]}
    assert found["cloudevents"] == {"title": "CloudEvents", "can": ["log"]}
    assert "batches of" in inside("vendors", "segment").out or "200 rules" in inside("vendors", "segment").out
    assert "`plan export ddl --warehouse postgres`" in one_line(inside("export", "postgres", plan))
    assert 'did you mean "segment"' in one_line(inside("vendors", "segmnt"))


def test_the_client_that_a_vendor_has_is_what_stands_in_the_targets() -> None:
    found = json.loads(inside("vendors", "--json").out)
    assert all("client" in found[name]["can"] for name in ("segment", "ga4", "fullstory", "hotjar", "launchdarkly"))
    assert not any("client" in found[name]["can"] for name in ("glean", "odcs", "snowflake", "posthog-replay"))
    assert "Client: an adapter for JavaScript and TypeScript." in inside("vendors", "hotjar").out
    assert "Go, Java, JavaScript, Kotlin" in inside("vendors", "segment").out


def test_vendors_that_cannot_are_named_with_those_that_can(plan: Path) -> None:
    assert "those of " in one_line(inside("export", "cloudevents", plan))
    assert 'did you mean "segment"' in one_line(inside("export", "segmemt", plan))


def test_a_plan_that_cannot_be_read_is_not_exported(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": "plan: 1\nevents: [\n"})
    assert "plan.yaml:" in one_line(inside("export", "segment", tmp_path))


@pytest.mark.parametrize("out", ["", "below", "below/metrics.yaml"])
def test_an_export_never_becomes_part_of_the_plan(plan: Path, out: str) -> None:
    told = one_line(inside("export", "glean", plan, "--out", plan.parent / out))
    assert "metrics.yaml: would become part of the plan" in told
    assert [path.name for path in plan.parent.rglob("*")] == ["plan.yaml"]


GLEAN = """\
$schema: moz://mozilla.org/schemas/glean/metrics/2-0-0
shop.cart:
  viewed:
    type: event
    description: A person looks at the cart
    notification_emails: [growth@example.com, data@example.com]
    expires: 2027-01-31
    bugs: [https://example.com/1]
    extra_keys:
      size: {type: quantity, description: Things in it}
      odd: {type: jsonish, description: Who knows}
  seen: {type: counter, description: How often, expires: never}
"""


def test_glean(tmp_path: Path) -> None:
    given = write(tmp_path, {"metrics.yaml": GLEAN}) / "metrics.yaml"
    ended = inside("import", "glean", given, "--out", tmp_path / "plans")
    assert 'metrics.yaml:11: "shop.cart.viewed.odd": its type "jsonish" is none of Glean\'s' in ended.out
    assert "a metric is no event and is kept under x-glean in plan.yaml" in ended.out
    text = "".join(path.read_text() for path in sorted((tmp_path / "plans").rglob("*.yaml")))
    for line in ("shop.cart.viewed:", "category: shop.cart", "owner: growth@example.com", "type: integer"):
        assert line in text
    assert "required: false" in text and "expires: '2027-01-31'" in text


def test_glean_says_what_it_cannot_keep(plan: Path) -> None:
    ended = inside("export", "glean", plan)
    assert '"Cart Viewed" and "Order Placed": says no day on which it expires' in ended.err
    assert '"Cart Viewed": is called "events.cart_viewed" in Glean' in ended.err
    assert '"Cart Viewed.lines": is a string in Glean' in ended.err
    assert '"Cart Viewed.lines": "minItems" has no word' in ended.err
    assert "type: quantity" in ended.out and "- growth@example.com" in ended.out


def test_gitlab(tmp_path: Path) -> None:
    files = {
        "one.yml": "---\ndescription: Clicked\ncategory: shop\naction: click\nlabel_description: Which\n"
        "value_description:\nproduct_group: growth\nmilestone: '17.10'\ntiers: [free]\n",
        "two.yml": "description: Clicked too\ncategory: cart\naction: click\nproduct_group: growth\n"
        "additional_properties: {label: {description: L}, size: {description: How many}}\n",
        "readme.yml": "a: 1\n",
    }
    ended = inside("import", "gitlab", write(tmp_path / "in", files), "--out", tmp_path / "plans")
    assert "readme.yml: holds no event definition of GitLab: not read" in ended.out
    assert '"click (cart)": is called "click" as another event is' in ended.out
    assert "2 events with 3 properties" in ended.err
    out = tmp_path / "out"
    assert inside("export", "gitlab", tmp_path / "plans", "--out", out).code == 0
    assert "label_description: Which" in (out / "events" / "click.yml").read_text()
    assert "milestone: '17.10'" in (out / "events" / "click.yml").read_text()
    assert "action: click\n" in (out / "events" / "click_cart.yml").read_text()


def iglu(name: str = "signup", version: str = "1-0-0", **more: object) -> str:
    itself = {"vendor": "com.acme", "name": name, "format": "jsonschema", "version": version}
    return json.dumps({"self": itself, "type": "object", "additionalProperties": False, **more})


def test_snowplow(tmp_path: Path) -> None:
    optional = {"plan": {"type": ["string", "null"], "maxLength": 9}, "id": {"type": "string"}}
    files = {
        "com.acme/signup/jsonschema/1-0-0": iglu(),
        "com.acme/signup/jsonschema/1-0-10": iglu(version="1-0-10", properties=optional, required=["id"]),
        "com.acme/signup/jsonschema/1-0-2": iglu(version="1-0-2"),
        "user.yaml": "apiVersion: v1\nresourceType: data-structure\nmeta: {schemaType: entity}\ndata: " + iglu("user"),
        "product.yml": "apiVersion: v1\nresourceType: data-product\nresourceName: abc\ndata: {name: Shop}\n",
    }
    ended = inside("import", "snowplow", write(tmp_path / "in", files), "--out", tmp_path / "plans")
    assert ended.code == 0
    assert '"signup": has the versions 1-0-0, 1-0-2 and 1-0-10: the last is read' in ended.out
    assert '"user": is kept under x-snowplow in plan.yaml: it is an entity' in ended.out
    assert "name: Shop" in (tmp_path / "plans" / "plan.yaml").read_text()
    out = tmp_path / "out"
    assert inside("export", "snowplow", tmp_path / "plans", "--out", out).code == 0
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()) == [
        "data-products/shop.yaml",
        "data-structures/com.acme/user.yaml",
        *(f"schemas/com.acme/signup/jsonschema/1-0-{n}" for n in (0, 10, 2)),
    ]
    written = json.loads((out / "schemas/com.acme/signup/jsonschema/1-0-10").read_text())
    assert written["properties"] == optional and written["required"] == ["id"]


def test_snowplow_names_that_it_does_not_take_are_told(plan: Path, tmp_path: Path) -> None:
    ended = inside("export", "snowplow", plan, "--out", tmp_path / "out")
    assert '"Cart Viewed": is called "cart_viewed" in Snowplow' in ended.err
    assert 'the plan says no vendor: "com.shop" is written' in ended.err
    schema = json.loads((tmp_path / "out/schemas/com.shop/cart_viewed/jsonschema/1-0-0").read_text())
    assert schema["self"] == {
        "vendor": "com.shop", "name": "cart_viewed", "format": "jsonschema", "version": "1-0-0",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["vendor", "name", "format", "version"])
def test_snowplow_never_leaves_its_folder(word: str, tmp_path: Path) -> None:
    itself = {"vendor": "com.acme", "name": "a", "format": "jsonschema", "version": "1-0-0", word: "../../../up"}
    kept = json.dumps([{"self": itself, "type": "array"}])
    write(tmp_path / "plans", {"plan.yaml": f"plan: 1\nx-snowplow: {{vendor: com.acme, schemas: {kept}}}\n"})
    ended = inside("export", "snowplow", tmp_path / "plans", "--out", tmp_path / "out")
    assert ended.code == 0 and "not kept" in ended.err
    assert not (tmp_path / "out").exists() or not [*(tmp_path / "out").rglob("*")]


def test_references_are_never_followed(tmp_path: Path) -> None:
    """Not to a URL, not to a file, and not in a circle: they are kept and told."""
    properties = {
        "url": {"$ref": "http://127.0.0.1:9/schema.json"},
        "file": {"$ref": "../../../../etc/passwd"},
        "circle": {"$ref": "#/definitions/circle"},
    }
    circle = {"circle": {"properties": {"again": {"$ref": "#/definitions/circle"}}}}
    given = write(tmp_path, {"1-0-0": iglu(properties=properties, definitions=circle)}) / "1-0-0"
    ended = inside("import", "snowplow", given, "--out", tmp_path / "plans")
    assert ended.code == 0
    for name in properties:
        assert f'"signup.{name}": "$ref" has no word in the plan format, kept under x-snowplow' in ended.out


LEXICON = {
    "entries": [
        {
            "entityType": "event",
            "name": "Signup Completed",
            "schemaJson": {
                "$schema": "http://json-schema.org/draft-07/schema",
                "description": "User finished signup",
                "required": ["signup_method"],
                "additionalProperties": True,
                "properties": {
                    "signup_method": {
                        "type": "string",
                        "description": "how",
                        "metadata": {"com.mixpanel": {"displayName": "How", "hidden": True}},
                    },
                    "seats": {"type": "integer", "minimum": 1},
                },
                "metadata": {"com.mixpanel": {"tags": ["growth"], "contacts": ["a@b.c", "d@b.c"], "hidden": False}},
            },
        },
        {
            "entityType": "profile",
            "name": "$user",
            "schemaJson": {
                "properties": {"email": {"type": "string"}},
                "required": ["email"],
                "additionalProperties": False,
            },
        },
        {"entityType": "lookup", "name": "prices", "schemaJson": {}},
    ],
    "truncate": False,
}
AVO = {
    "name": "Acme:main",
    "categories": [{"id": "c1", "name": "Growth"}],
    "metrics": {"m": 1},
    "events": [
        {
            "id": "x1",
            "name": "Signup Completed",
            "description": "A person signed up",
            "tags": ["a"],
            "categories": ["c1", "c2"],
            "sources": [{"id": "s", "name": "Web", "destinations": [{"id": "d"}]}],
            "rules": {
                "$schema": "http://json-schema.org/draft-06/schema#",
                "type": "object",
                "required": ["properties", "nameMapping"],
                "properties": {
                    "properties": {
                        "type": "object",
                        "additionalProperties": False,
                        "required": ["Signup Method"],
                        "properties": {
                            "Signup Method": {
                                "id": "p1",
                                "description": "How",
                                "type": "string",
                                "enum": ["email"],
                                "nameMapping": [{"name": "method", "destinationId": "d"}],
                            },
                            "Seats": {"type": "integer", "id": "p2"},
                        },
                    },
                    "nameMapping": {"type": "array"},
                },
            },
        }
    ],
}


@pytest.mark.parametrize(
    ("vendor", "given", "told"),
    [
        ("mixpanel", LEXICON, ['an entry of type "lookup" is kept', '"traits.user": other traits are refused']),
        ("avo", AVO, ['"Signup Completed": "sources" of it is kept under x-avo']),
    ],
)
def test_there_and_back_loses_nothing(vendor: str, given: object, told: list[str], tmp_path: Path) -> None:
    source = write(tmp_path, {"given.json": json.dumps(given)}) / "given.json"
    trip = there_and_back(vendor, [source], tmp_path)
    (text,) = trip.files.values()
    assert [*differences(normal(given), normal(json.loads(text)))] == []
    for words in told:
        assert any(words in line for line in trip.told)
    rest = [line for line in trip.told if not line.startswith("plan.yaml") and not any(words in line for words in told)]
    assert rest == []


def test_mixpanel_takes_one_type(plan: Path) -> None:
    ended = inside("export", "mixpanel", plan)
    body = json.loads(ended.out)
    assert body["truncate"] is False and [entry["entityType"] for entry in body["entries"]] == [
        "event",
        "event",
        "profile",
    ]
    viewed = body["entries"][0]["schemaJson"]
    assert viewed["metadata"] == {"com.mixpanel": {"contacts": ["growth@example.com"]}}
    assert viewed["properties"]["currency"]["type"] == "string"
    assert '"Cart Viewed.currency": may be null too, which the Lexicon does not say' in ended.err


@pytest.mark.parametrize("texts", [V1, LEGACY], ids=["v1", "legacy"])
def test_rudderstack_there_and_back(texts: dict[str, str], tmp_path: Path) -> None:
    """Events and traits are what they were, in today's format; what had to be written out is told."""
    given = {f"{name}.yaml": text for name, text in texts.items()}
    write(tmp_path / "in", given)
    trip = there_and_back("rudderstack", [tmp_path / "in"], tmp_path)
    assert {text.split("\n")[0] for text in trip.files.values()} == {"version: rudder/v1"}
    lost = [] if texts is V1 else [".API.events.api_called.properties.ids.items.minLength: 3 is lost"]
    assert [*differences(normal(rudder_plan(given)), normal(rudder_plan(trip.files)))] == lost
    assert any('"minLength" of its items has no place' in line for line in trip.lost) == bool(lost)
    assert any("custom type is not kept as one: it is written out" in line for line in trip.lost)
    if texts is V1:
        assert "name: Unused" in trip.files["properties.yaml"] and "Never Planned" in trip.files["events.yaml"]
        assert "discriminator: '#property:status'" in trip.files["tracking-plan.yaml"]
        assert any("name stand in those cases only" in line for line in trip.lost)


def test_rudderstack_never_has_two_of_one_id(tmp_path: Path) -> None:
    properties = "{a b: {type: string, maxLength: 3}, a_b: {type: string}}"
    events = f"A b: {{properties: {properties}}}, a_b: {{properties: {{a_b: {{type: string, maxLength: 9}}}}}}"
    write(tmp_path / "plans", {"plan.yaml": f"plan: 1\nevents: {{{events}}}\n"})
    out = tmp_path / "out"
    ended = inside("export", "rudderstack", tmp_path / "plans", "--out", out)
    assert ended.code == 0 and "RudderStack refuses two" in ended.err
    for name in ("properties.yaml", "events.yaml"):
        ids = [line.split()[-1] for line in (out / name).read_text().splitlines() if "- id:" in line]
        assert len(ids) == len({*ids}) >= 2


def exported(vendor: str, text: str, folder: Path) -> Any:
    """The one JSON file that a plan becomes."""
    ended = inside("export", vendor, write(folder, {"plan.yaml": text}) / "plan.yaml")
    assert ended.code == 0
    return json.loads(ended.out), ended.err


@pytest.mark.parametrize(
    ("says", "kept", "given"),
    [
        ("type: integer", "type: any", {"type": "integer"}),
        ("type: integer", "$ref: '#/a'", {"type": "integer"}),
        ("type: integer", "anyOf: [{type: string}]", {"type": "integer"}),
        ("type: integer", "anyOf: [{type: number}]", {"type": "integer", "anyOf": [{"type": "number"}]}),
        ("minimum: 3", "exclusiveMinimum: 2", {"minimum": 3, "exclusiveMinimum": 2}),
        ("minimum: 3", "exclusiveMinimum: 3", {"exclusiveMinimum": 3}),
        ("minimum: 3", "exclusiveMinimum: 4", {"minimum": 3}),
        ("minimum: 3", "exclusiveMinimum: true, minimum: 3", {"minimum": 3, "exclusiveMinimum": True}),
        ("minimum: 3", "exclusiveMinimum: true, minimum: 2", {"minimum": 3}),
        ("description: A", "exclusiveMaximum: 4", {"description": "A"}),
        ("description: A", "schema: false", {"description": "A", "schema": False}),
        ("required: true", "schema: false", False),
    ],
)
def test_what_an_import_kept_never_wins_over_an_edit(says: str, kept: str, given: object, tmp_path: Path) -> None:
    text = f"plan: 1\nevents: {{A: {{properties: {{a: {{{says}, x-segment: {{{kept}}}}}}}}}}}\n"
    made, told = exported("segment", text, tmp_path)
    assert made["rules"][0]["jsonSchema"]["properties"]["properties"]["properties"]["a"] == given
    assert ('"A.a": what Segment says under' in told) == (kept in ("$ref: '#/a'", "anyOf: [{type: string}]"))


@pytest.mark.parametrize(
    ("status", "labels"),
    [("deprecated", {"status": "live"}), ("retired", {"status": "retired"})],
)
def test_a_deprecation_of_segment_is_kept_while_the_plan_says_so(
    status: str, labels: dict[str, str], tmp_path: Path
) -> None:
    schema = {"labels": {"status": "live"}, "properties": {"properties": {}}}
    rule = {"type": "TRACK", "key": "A", "jsonSchema": schema, "deprecatedAt": "2026-01-01T00:00:00Z"}
    given = write(tmp_path, {"given.json": json.dumps({"rules": [rule]})}) / "given.json"
    assert inside("import", "segment", given, "--out", tmp_path / "plans").code == 0
    events = tmp_path / "plans" / "events.yaml"
    made, told = exported(
        "segment", "plan: 1\n" + events.read_text().replace("status: deprecated", f"status: {status}"), tmp_path / "new"
    )
    assert made["rules"][0]["jsonSchema"]["labels"] == labels
    assert ("its deprecation cannot be sent" in told) == (status == "deprecated")
