"""What `plan import` and `plan export` say of files that are cut off, another vendor's, too large, hostile, or in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from front_door import inside, measured, one_line, write
from tracking_plan.vendors import readable, shelf, writable
from vendor_leftovers import LEFTOVERS

ALIKE = {"ga4": "firebase", "firebase": "ga4"}
"""Vendors of one format."""
ALSO = {("snowplow", "json-schema")}
"""A schema of Snowplow is a JSON Schema as well, and is read as one where that is asked for."""
PAIRS = [
    (mine, theirs)
    for mine in LEFTOVERS
    for theirs in LEFTOVERS
    if theirs not in (mine, ALIKE.get(mine)) and (mine, theirs) not in ALSO
]


def given(vendor: str, folder: Path) -> list[Path]:
    write(folder / vendor, LEFTOVERS[vendor])
    return [folder / vendor / name for name in LEFTOVERS[vendor]]


@pytest.mark.parametrize(("mine", "theirs"), PAIRS, ids=[f"{a}-as-{b}" for a, b in PAIRS])
def test_whose_a_file_is_is_said(mine: str, theirs: str, tmp_path: Path) -> None:
    """A file of one vendor, given as another's, is never read as that: whose it looks like is said."""
    ended = inside("import", theirs, *given(mine, tmp_path), "--out", tmp_path / "plans")
    assert not (tmp_path / "plans").exists()
    told = one_line(ended)
    assert shelf.take(mine).TITLE in told.split("it looks like a plan of ")[1], told


@pytest.mark.parametrize("vendor", sorted(LEFTOVERS))
@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_a_file_that_is_cut_off(vendor: str, part: float, tmp_path: Path) -> None:
    """It is refused in one line with the place, or what is left of it is read; never half of it in silence as JSON."""
    files = given(vendor, tmp_path)
    for path in files:
        text = path.read_text("utf-8")
        path.write_text(text[: int(len(text) * part)], "utf-8")
    ended = inside("import", vendor, *files, "--out", tmp_path / "plans")
    assert ended.code in (0, 2)
    if ended.code == 2 or all(path.suffix == ".json" for path in files):
        assert any(path.name in one_line(ended) for path in files)


@pytest.mark.parametrize("vendor", readable())
def test_a_file_of_100_megabytes(vendor: str, tmp_path: Path) -> None:
    path = tmp_path / f"large.{'csv' if vendor in ('amplitude', 'iteratively', 'segment-csv', 'table') else 'json'}"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    ended, seconds, megabytes = measured("import", vendor, path, "--out", tmp_path / "plans")
    assert "larger than" in one_line(ended) or "no " in one_line(ended)
    assert megabytes < 400 and seconds < 60


REFERENCES = {
    "url": ("https://127.0.0.1:9/a.json", "is a URL, and nothing is fetched"),
    "scheme": ("//127.0.0.1/a.json", "is a URL, and nothing is fetched"),
    "file": ("file:///etc/passwd", "is a URL, and nothing is fetched"),
    "outside": ("../../../../etc/passwd", "leads out of the folder"),
    "absolute": ("/etc/passwd", "leads out of the folder"),
    "missing": ("other.json#/a", "is to a file that was not given"),
    "nowhere": ("#/definitions/none", "leads nowhere"),
    "circle": ("#/definitions/circle", "leads back to itself"),
}
DEFINITIONS = {
    "circle": {"type": "object", "properties": {"again": {"$ref": "#/definitions/circle"}}},
    "plain": {"type": "string", "description": "A text", "maxLength": 9},
}


def referring() -> dict[str, Any]:
    properties: dict[str, Any] = {name: {"$ref": reference} for name, (reference, _) in REFERENCES.items()}
    properties["plain"] = {"$ref": "#/definitions/plain"}
    return {"title": "Seen", "type": "object", "properties": properties, "definitions": DEFINITIONS}


def as_json_schema() -> dict[str, Any]:
    return {"$schema": "http://json-schema.org/draft-07/schema#", **referring()}


def as_asyncapi() -> dict[str, Any]:
    schema = referring()
    definitions = schema.pop("definitions")
    message = {"name": "Seen", "payload": schema}
    return {"asyncapi": "3.0.0", "info": {}, "definitions": definitions, "components": {"messages": {"m": message}}}


@pytest.mark.parametrize(("vendor", "value"), [("json-schema", as_json_schema()), ("asyncapi", as_asyncapi())])
def test_references_go_nowhere_else(vendor: str, value: Any, tmp_path: Path) -> None:
    path = write(tmp_path / "in", {"seen.json": json.dumps(value)}) / "seen.json"
    ended = inside("import", vendor, path, "--out", tmp_path / "plans")
    assert ended.code == 0, ended.err
    lines = ended.out.splitlines()
    for name, (reference, why) in REFERENCES.items():
        found = [
            line for line in lines if f"Seen.properties.{name}" in line or f"Seen.payload.properties.{name}" in line
        ]
        assert any(reference in line and why in line for line in found), (name, lines)
    text = "".join(path.read_text("utf-8") for path in sorted((tmp_path / "plans").rglob("*.yaml")))
    assert "maxLength: 9" in text and "root:" not in text
    assert inside("validate", tmp_path / "plans").code in (0, 1)


def test_references_to_files_of_the_folder_are_followed(tmp_path: Path) -> None:
    schema = "http://json-schema.org/draft-07/schema#"
    files = {
        "events/seen.json": {
            "$schema": schema,
            "title": "Seen",
            "properties": {"who": {"$ref": "../shared/who.json#/a"}},
        },
        "shared/who.json": {
            "a": {"type": "object", "properties": {"age": {"$ref": "age.json"}}, "additionalProperties": False}
        },
        "shared/age.json": {"$id": "https://example.com/age.json", "type": "integer", "minimum": 0},
        "events/left.json": {"title": "Left", "properties": {"age": {"$ref": "https://example.com/age.json"}}},
    }
    write(tmp_path / "in", {name: json.dumps(value) for name, value in files.items()})
    ended = inside("import", "json-schema", tmp_path / "in", "--out", tmp_path / "plans")
    assert ended.code == 0 and "Read 2 events with 3 properties" in ended.err, (ended.out, ended.err)


def test_references_that_multiply_are_refused(tmp_path: Path) -> None:
    definitions: dict[str, Any] = {"a0": {"type": "string"}}
    for level in range(1, 20):
        held = {f"p{n}": {"$ref": f"#/definitions/a{level - 1}"} for n in range(10)}
        definitions[f"a{level}"] = {"type": "object", "properties": held}
    value = {
        "title": "Bomb",
        "type": "object",
        "properties": {"a": {"$ref": "#/definitions/a19"}},
        "definitions": definitions,
    }
    path = write(tmp_path, {"bomb.json": json.dumps(value)}) / "bomb.json"
    told = one_line(inside("import", "json-schema", path, "--out", tmp_path / "plans"))
    assert "stand for more than 200,000 words, which no plan has" in told


COLLIDING = (
    "plan: 1\nevents:\n  Cart Seen: {properties: {itemId: {type: string}, item_id: {type: string}}}\n  cart-seen: {}\n"
)


@pytest.mark.parametrize("vendor", ["ga4", "firebase", "glean", "snowplow"])
def test_names_that_would_become_one_are_told_with_both(vendor: str, tmp_path: Path) -> None:
    plan = write(tmp_path / "plans", {"plan.yaml": COLLIDING}) / "plan.yaml"
    ended = inside("export", vendor, plan, "--out", f"{tmp_path / 'out'}/")
    assert ended.code == 0
    both = [line for line in ended.err.splitlines() if "would both be" in line]
    assert any("cart" in line and '"Cart Seen"' in line and 'cart_seen_2"' in line for line in both), ended.err
    if vendor in ("ga4", "firebase"):
        assert any('"itemId"' in line and '"item_id" in' in line for line in both), ended.err
        names = json.loads((tmp_path / "out" / "names.json").read_text("utf-8"))
        assert names["events"] == {"cart_seen": "Cart Seen", "cart_seen_2": "cart-seen"}
        assert names["parameters"] == {"item_id": "itemId", "item_id_2": "item_id"}


CLASHES = """\
plan: 1
sources:
  web: {platform: web, sdk: SDK, destinations: [DESTINATION]}
  off: {platform: web, sdk: segment}
events:
  Cart Seen: {sources: [web], properties: {itemId: {type: string}}}
  cart-seen: {sources: [web], properties: {item_id: {type: string}}}
  cart.seen: {sources: [off], properties: {ITEM_ID: {type: string}}}
  cart_seen: {type: page, sources: [web]}
"""


@pytest.mark.parametrize(
    ("sdk", "destination", "tool", "kind", "theirs"),
    [
        ("segment", "ga4", "Google Analytics 4", "events", "cart_seen"),
        ("firebase", "none", "Firebase", "events", "cart_seen"),
        ("segment", "snowplow", "Snowplow", "schemas", "cart_seen"),
        ("segment", "glean", "Glean", "metrics", "events.cart_seen"),
    ],
)
def test_names_that_become_one_are_found_in_the_plan(
    sdk: str, destination: str, tool: str, kind: str, theirs: str, tmp_path: Path
) -> None:
    text = CLASHES.replace("SDK", sdk).replace("DESTINATION", destination)
    path = write(tmp_path, {"plan.yaml": text}) / "plan.yaml"
    lines = inside("validate", path, "--select", "vendor-name-clash").out.splitlines()
    here, there = lines[0], lines[2 if len(lines) > 2 else 1]
    said = f'"Cart Seen" and "cart-seen" are both "{theirs}" among the {kind} of {tool}'
    assert f":6:3: error[vendor-name-clash] {said}" in here and "[see line 7]" in here
    assert ":7:3: error[vendor-name-clash]" in there and "[see line 6]" in there
    if kind == "events":
        assert '"itemId" and "item_id" are both "item_id" among the parameters of' in lines[1] and len(lines) == 4
    else:
        assert len(lines) == 2


@pytest.mark.parametrize("tools", ["segment, destinations: [amplitude, posthog]", "custom, destinations: [mixpanel]"])
def test_names_that_stay_as_they_are_do_not_clash(tools: str, tmp_path: Path) -> None:
    text = CLASHES.replace("SDK, destinations: [DESTINATION]", tools)
    path = write(tmp_path, {"plan.yaml": text}) / "plan.yaml"
    assert inside("validate", path, "--select", "vendor-name-clash").out == ""


def test_in_a_warehouse_events_are_tables_and_properties_columns_of_one(tmp_path: Path) -> None:
    text = CLASHES.replace("SDK", "segment").replace("DESTINATION", "bigquery, redshift")
    text = text.replace("{itemId: {type: string}}", "{itemId: {type: string}, item_id: {type: string}}")
    path = write(tmp_path, {"plan.yaml": text}) / "plan.yaml"
    lines = inside("validate", path, "--select", "vendor-name-clash").out.splitlines()
    assert [line.removeprefix(str(path)).split(":")[1] for line in lines] == [*"6667"]
    assert (
        '"Cart Seen" and "cart-seen" are both "cart_seen" among the tables of BigQuery and Amazon Redshift' in lines[0]
    )
    assert '"itemId" and "item_id" are both "item_id" among the columns of BigQuery' in lines[1]
    path.write_text(text.replace("sdk: segment, destinations: [big", "sdk: custom, destinations: [big"))
    assert inside("validate", path, "--select", "vendor-name-clash").out == ""


def test_names_that_a_tool_cuts_clash_and_an_event_without_a_source_is_sent_to_all(tmp_path: Path) -> None:
    long = "a" * 255
    text = f"plan: 1\nsources: {{web: {{destinations: [mixpanel]}}}}\nevents:\n  {long}b: {{}}\n  {long}c: {{}}\n"
    path = write(tmp_path, {"plan.yaml": text}) / "plan.yaml"
    ended = inside("validate", path, "--select", "vendor-name-clash")
    assert [line.split(": ")[0].rsplit(":", 2)[1] for line in ended.out.splitlines()] == ["4", "5"]
    assert "among the events of Mixpanel" in ended.out


@pytest.mark.parametrize("vendor", ["amplitude", "iteratively", "segment-csv"])
def test_no_spreadsheet_runs_a_plan(vendor: str, tmp_path: Path) -> None:
    """Cells that begin as a formula does are guarded, and read back as they were."""
    text = (
        'plan: 1\nevents:\n  "=cmd()": {description: "@sum(a1)", properties: {"+a": {type: string, required: false}}}\n'
    )
    write(tmp_path / "plans", {"plan.yaml": text})
    out = tmp_path / "out.csv"
    assert inside("export", vendor, tmp_path / "plans", "--out", out).code == 0
    cells = [cell for line in out.read_text("utf-8").splitlines() for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] and "'=cmd()" in cells
    assert inside("import", vendor, out, "--out", tmp_path / "again").code == 0
    again = "".join(path.read_text("utf-8") for path in sorted((tmp_path / "again").rglob("*.yaml")))
    for words in ("=cmd()", "@sum(a1)", "+a"):
        assert words in again and f"''{words}" not in again


@pytest.mark.parametrize("vendor", sorted(LEFTOVERS))
def test_nothing_that_is_not_ours_is_written_over(vendor: str, tmp_path: Path) -> None:
    files, plans, out = given(vendor, tmp_path), tmp_path / "plans", tmp_path / "out"
    assert inside("import", vendor, *files, "--out", plans).code == 0
    before = {path: path.read_bytes() for path in plans.rglob("*.yaml")}
    next(iter(sorted(before))).write_text("plan: 1\n")
    assert "is there already and" in one_line(inside("import", vendor, *files, "--out", plans))
    if vendor not in writable():
        return
    for path, content in before.items():
        path.write_bytes(content)
    assert inside("export", vendor, plans, "--out", f"{out}/").code == 0
    first = next(iter(sorted(path for path in out.rglob("*") if path.is_file())))
    first.write_text("mine")
    assert "overwrite it with --force" in one_line(inside("export", vendor, plans, "--out", f"{out}/"))
    assert first.read_text() == "mine"
    assert inside("export", vendor, plans, "--out", f"{out}/", "--force").code == 0 and first.read_text() != "mine"


def test_a_large_folder_without_references_is_read(tmp_path: Path) -> None:
    """What is bounded is what references stand for, not what stands there itself; and a name in two folders is two files."""
    properties = {f"p{n}": {"type": "string", "maxLength": 9, "description": "A text"} for n in range(5_000)}
    files = {f"f{n}/index.json": {"title": f"Seen {n}", "type": "object", "properties": properties} for n in range(15)}
    files["shared/index.json"] = {"type": "object", "properties": {"id": {"type": "string"}}}
    files["f0/index.json"]["properties"] = {"who": {"$ref": "../shared/index.json"}}
    write(tmp_path / "in", {name: json.dumps(value) for name, value in files.items()})
    ended = inside("import", "json-schema", tmp_path / "in", "--out", tmp_path / "plans")
    assert ended.code == 0 and "Read 15 events with 70,002 properties" in ended.err, ended.err
    assert "shared/index.json: is what other files refer to" in ended.out


def test_references_that_lead_ever_deeper_are_refused(tmp_path: Path) -> None:
    definitions: dict[str, Any] = {"a0": {"type": "string"}}
    for level in range(1, 20):
        held: dict[str, Any] = {"$ref": f"#/definitions/a{level - 1}"}
        for _ in range(10):
            held = {"type": "object", "properties": {"p": held}}
        definitions[f"a{level}"] = held
    value = {
        "title": "Deep",
        "type": "object",
        "properties": {"a": {"$ref": "#/definitions/a19"}},
        "definitions": definitions,
    }
    path = write(tmp_path, {"deep.json": json.dumps(value)}) / "deep.json"
    told = one_line(inside("import", "json-schema", path, "--out", tmp_path / "plans"))
    assert "is nested more than 60 levels deep where its references lead" in told
