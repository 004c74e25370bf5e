"""A plan as logical tables: both layouts, the names that Segment makes, and what is told where names meet."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from plan_pairs import plan_data, plan_of
from tracking_plan.document import read
from tracking_plan.load import load
from tracking_plan.model.plan import Plan
from tracking_plan.trouble import Trouble
from tracking_plan.vendors._exported import Told
from tracking_plan.vendors._warehouse import (
    LAYOUTS,
    Layout,
    NameRules,
    Table,
    event_views,
    lay_out,
    snake,
    warehouse,
    warehouses,
)

PLAN = """\
plan: 1
sources: {web: {platform: web}, ios: {platform: ios}, api: {platform: server}}
events:
  Cart Viewed:
    description: A person looks at the cart
    sources: [web]
    properties:
      cartId: {type: string, description: The cart, pii: pseudonymous}
      size: {type: integer, minimum: 1, maximum: 100, nullable: true}
      total: {type: [integer, number], required: false}
      currency: {type: string, enum: {EUR: Euro, USD: Dollar}}
      at: {type: string, format: date-time}
      day: {type: string, format: date}
      lines: {type: array, items: {type: object}}
      anything: {}
      either: {type: [string, object]}
      open: {type: object}
      utm: {type: object, required: false, properties: {source: {type: string}, deep: {type: object, properties: {x: {type: boolean}}}}}
      utm_source: {type: string, sources: [web]}
      timestamp: {type: string}
      huge: {type: integer, required: false, maximum: 100000000000000000000}
      steps: {type: integer, required: false, enum: [1, 100000000000000000000]}
      most: {type: integer, required: false, maximum: 9223372036854775808}
      least: {type: integer, required: false, minimum: -9223372036854775808, maximum: 9223372036854775807}
  Home: {type: page, properties: {title: {type: string, enum: [a]}, level: {type: integer, maximum: 3}}}
  Docs: {type: page, properties: {title: {type: string, enum: [b], pii: personal}, level: {type: number, maximum: 9}, only: {type: string}}}
  Inbox: {type: screen}
traits:
  user: {email: {type: string, pii: personal}, id: {type: string}}
  group: {name: {type: string}}
"""


def plan(text: str = PLAN) -> Plan:
    made = load([read(text, "plan.yaml")], date(2026, 11, 1))
    assert not made.problems
    return made


def by_name(layout: Layout) -> dict[str, Table]:
    return {table.name: table for table in layout.tables}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("sample text", "sample_text"), ("sample___text", "sample_text"), ("sampleText", "sample_text"),
        ("   $#$sample   2    Text   ", "sample_2_text"), ("___$$Base64Encode", "base64_encode"),
        ("FOO:BAR$BAZ", "foo_bar_baz"), ("•¶§ƒ˚foo˙∆˚¬", "foo"), ("HTTPServer", "httpserver"), ("step2Done", "step_2done"),
        ("_kept", "_kept"), ("ends_", "ends"), ("日本", ""), ("a\n';--b", "a_b"),
    ],
)  # fmt: skip
def test_names_are_made_as_segment_makes_them(name: str, expected: str) -> None:
    assert snake(name) == expected


def test_a_table_for_each_event() -> None:
    tell = Told("PostgreSQL")
    tables = by_name(lay_out(plan(), "tables", tell))
    assert [*tables] == ["tracks", "pages", "screens", "identifies", "users", "groups", "cart_viewed"]
    cart = tables["cart_viewed"]
    assert cart.event is not None and cart.event.name == "Cart Viewed" and cart.description == cart.event.description
    assert [column.name for column in cart.columns[:9]] == [
        "id", "anonymous_id", "user_id", "timestamp", "original_timestamp", "sent_at", "received_at", "event", "event_text",
    ]  # fmt: skip
    own = {column.name: column for column in cart.columns if column.role == "property"}
    assert {name: column.kind for name, column in own.items()} == {
        "cart_id": "text", "size": "integer", "total": "number", "currency": "text", "at": "timestamp", "day": "date",
        "lines": "json_text", "anything": "text", "either": "json_text", "open": "json_text", "utm_source": "text",
        "utm_deep_x": "boolean", "utm_source_2": "text", "huge": "integer",
        "steps": "integer", "most": "integer", "least": "integer",
    }  # fmt: skip
    nullable = {name for name, column in own.items() if column.nullable}
    assert nullable == {
        "size",
        "total",
        "anything",
        "utm_source",
        "utm_deep_x",
        "utm_source_2",
        "huge",
        "steps",
        "most",
        "least",
    }
    assert own["size"].required and (own["size"].minimum, own["size"].maximum) == (1, 100)
    assert own["cart_id"].pii == "pseudonymous" and own["cart_id"].path == ("cartId",)
    assert own["currency"].enum == ("EUR", "USD") and own["currency"].meanings == (("EUR", "Euro"), ("USD", "Dollar"))
    assert own["utm_deep_x"].dotted == "utm.deep.x"
    context = [column.name for column in cart.columns if column.role == "context"]
    assert "context_page_url" in context and "context_user_agent" in context and "context_os_name" not in context
    told = "\n".join(tell.notes())
    assert '"Cart Viewed.timestamp": has no column, as Segment discards it' in told
    assert '"Cart Viewed.utm_source": and "Cart Viewed.utm.source" would both be "utm_source"' in told
    large = '"Cart Viewed.huge", "Cart Viewed.steps" and "Cart Viewed.most": may have integers of more than 64 bits'
    assert large in told and '"Cart Viewed.least"' not in told
    assert '"Cart Viewed.open": is an object that names no properties' in told


def test_pages_share_a_table() -> None:
    pages = by_name(lay_out(plan()))["pages"]
    title, level, only = (pages.column(name) for name in ("title", "level", "only"))
    assert title is not None and level is not None and only is not None
    assert title.enum == ("a", "b") and not title.nullable and title.pii == "personal" and len(title.properties) == 2
    assert (level.kind, level.maximum) == ("number", 9) and only.nullable and not only.required
    assert pages.event is None and [event.name for event in pages.events] == ["Home", "Docs"]


def test_people_and_accounts() -> None:
    tell = Told("x")
    tables = by_name(lay_out(plan(), "tables", tell))
    assert [column.name for column in tables["users"].columns] == ["id", "received_at", "email"]
    assert tables["groups"].of_role("group") is not None and tables["groups"].column("name") is not None
    assert any('"traits.users.id"' in note for note in tell.notes())
    assert [*by_name(lay_out(plan("plan: 1\n")))] == []


def test_one_table_for_all_events() -> None:
    tell = Told("x")
    (events,) = lay_out(plan(), "events", tell).tables
    assert [column.name for column in events.columns] == [
        "id", "type", "event", "anonymous_id", "user_id", "timestamp", "original_timestamp", "sent_at", "received_at",
        "group_id", "properties", "traits", "context",
    ]  # fmt: skip
    assert [column.kind for column in events.columns[-3:]] == ["json"] * 3 and not tell.notes()
    views = {table.name: table for table in event_views(plan(), tell)}
    kept = views["cart_viewed"].column("properties_timestamp")
    assert kept is not None and kept.path == ("timestamp",) and "Segment" not in " ".join(tell.notes())


def test_names_that_meet_are_two_and_told() -> None:
    tell = Told("PostgreSQL")
    text = "plan: 1\nevents: {Cart Viewed: {}, cartViewed: {}, Tracks: {}, 日本: {}, 語: {}, 2FA On: {}}\n"
    names = [table.name for table in lay_out(plan(text), "tables", tell).tables]
    assert names == ["tracks", "cart_viewed", "cart_viewed_2", "tracks_2", "event", "event_2", "_2fa_on"]
    told = "\n".join(tell.notes())
    assert (
        '"cartViewed": and "Cart Viewed" would both be "cart_viewed" in PostgreSQL: it is "cart_viewed_2" there' in told
    )
    assert '"Tracks": and "all track calls" would both be "tracks"' in told
    assert '"日本": is called "event" in PostgreSQL, which takes letters of a to z' in told
    assert '"2FA On": is called "_2fa_on"' in told


def test_names_keep_to_the_rules_of_a_warehouse() -> None:
    tell = Told("PostgreSQL")
    long = "a" * 70
    text = f"plan: 1\nevents: {{{long}: {{properties: {{xmin: {{}}, {long}b: {{}}, {long}c: {{}}}}}}}}\n"
    table = lay_out(plan(text), "tables", tell, warehouse("postgres").names).tables[-1]
    names = [column.name for column in table.columns if column.role == "property"]
    assert names[0] == "xmin_" and len({table.name, *names[1:]}) == 3
    assert all(len(name) == 63 and name.startswith("a" * 56) for name in (table.name, *names[1:]))
    told = "\n".join(tell.notes())
    assert "63 bytes at most" in told and '"xmin_"' in told
    assert lay_out(plan(text), "tables", None, NameRules()).tables[-1].name == long


def test_layouts_and_warehouses_that_are_none() -> None:
    with pytest.raises(Trouble, match=r'no layout is named "tabels" .did you mean "tables"'):
        lay_out(plan(), "tabels")
    with pytest.raises(Trouble, match=r'no warehouse is named "postgress" .did you mean "postgres"'):
        warehouse("postgress")
    with pytest.raises(Trouble, match="there are bigquery, clickhouse, "):
        warehouse("segment")


@pytest.mark.parametrize("name", warehouses())
def test_warehouses_are_whole(name: str) -> None:
    from tracking_plan.vendors._warehouse.logical import Kind

    known = warehouse(name)
    assert {*known.types} == {*Kind.__args__}  # type: ignore[attr-defined]
    assert known.reserved and all(word == word.lower() for word in known.reserved)
    assert {"select", "from"} <= known.reserved


@given(data=plan_data())
def test_every_name_is_given_once(data: dict[str, Any]) -> None:
    made = plan_of(data)
    rules = NameRules(longest=12)
    for tables in (*(lay_out(made, layout, None, rules).tables for layout in LAYOUTS), event_views(made, None, rules)):
        names = [table.name for table in tables]
        assert len({*names}) == len(names)
        for table in tables:
            columns = [column.name for column in table.columns]
            assert len({*columns}) == len(columns)
            assert all(column.name.isascii() and column.name for column in table.columns)
