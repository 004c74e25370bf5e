"""The limits of tools: what each states, which of them an event meets, and how that is said."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from tracking_plan import load, vendors
from tracking_plan.document import read
from tracking_plan.model.limits import Cap, Limits, respell
from tracking_plan.model.plan import Plan
from tracking_plan.rules import (
    event_name_over_limit,
    event_name_reserved,
    property_name_over_limit,
    property_name_reserved,
    too_many_events,
    too_many_properties,
    trait_over_limit,
    value_over_limit,
)


def plan(text: str) -> Plan:
    return load.load([read("plan: 1\n" + text, "plan.yaml")], date(2026, 11, 24))


def about_event(rule: object, text: str) -> list[str]:
    made = plan(text)
    return [f.message for event in made.events.values() for f in rule.check_event(event, made)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", vendors.able("limits"))
def test_limits_go_to_the_processes_of_a_cluster(name: str) -> None:
    limits = vendors.shelf.take(name).LIMITS
    assert pickle.loads(pickle.dumps(limits)).title == limits.title


@pytest.mark.parametrize("name", vendors.shelf.names)
def test_a_vendor_says_its_title_and_its_limits(name: str) -> None:
    vendor = vendors.shelf.take(name)
    assert vendor.TITLE
    limits = getattr(vendor, "LIMITS", None)
    for stated in (limits, *limits.on.values()) if limits is not None else ():
        assert isinstance(stated, Limits)
        assert stated.title == vendor.TITLE
        assert stated.source
        for field in stated.__struct_fields__:
            cap = getattr(stated, field)
            assert not isinstance(cap, Cap) or (cap.most > 0 and f"{cap.most:,}" in cap.said)


def test_names_are_respelled_as_sdks_forward_them() -> None:
    assert respell("Order Completed") == "order_completed"
    assert respell(" Sign-Up v2.1 ") == "sign_up_v2_1"


SOURCES = """
sources:
  web: {platform: web, sdk: segment, destinations: [ga4]}
  ios: {platform: ios, sdk: segment, destinations: [ga4]}
  api: {platform: server, sdk: segment, destinations: [ga4]}
  app: {platform: ios, sdk: firebase, destinations: [ga4]}
  all: {platform: web, sdk: segment, destinations: [ga4, mixpanel, amplitude]}
"""


@pytest.mark.parametrize(
    ("source", "name", "reserved"),
    [
        ("web", "page_view", True),
        ("web", "Page View", True),
        ("ios", "page_view", False),
        ("ios", "os_update", True),
        ("web", "os_update", False),
        ("api", "page_view", False),
        ("api", "first_open", True),
        ("web", "ga_opened", True),
        ("web", "Page Viewed", False),
        ("all", "mp_opened", True),
    ],
)
def test_reserved_names_hang_on_the_platform(source: str, name: str, reserved: bool) -> None:
    events = f"events:\n  {name}: {{sources: [{source}]}}\n"
    assert bool(about_event(event_name_reserved, SOURCES + events)) is reserved


def test_a_name_is_judged_as_it_arrives() -> None:
    events = "events:\n  Order Completed: {sources: [web, all]}\n  Trip Ended: {sources: [app]}\n"
    assert about_event(event_name_over_limit, SOURCES + events) == [
        '"Trip Ended" cannot be sent: Google Analytics 4 and Firebase take names that begin with a letter and hold only'
        " letters, digits and underscores"
    ]


def test_the_figure_and_the_loss_are_said() -> None:
    events = "events:\n  Subscription Payment Method Details Updated: {sources: [all]}\n"
    assert about_event(event_name_over_limit, SOURCES + events) == [
        '"Subscription Payment Method Details Updated" has 43 characters; Google Analytics 4 drops events with more than 40'
    ]


def test_nothing_is_said_of_events_that_no_tool_with_limits_gets() -> None:
    name = "A" * 300
    for source in (
        "{platform: web}",
        "{platform: web, sdk: custom}",
        "{platform: web, sdk: segment, destinations: [bigquery]}",
    ):
        text = f"sources: {{s: {source}}}\nevents:\n  {name}: {{sources: [s]}}\n  b{name}: {{}}\n"
        assert not about_event(event_name_over_limit, text)


def test_pages_screens_and_retired_events_send_no_name() -> None:
    events = "events:\n  scroll: {sources: [web], type: page}\n  click: {sources: [web], status: retired}\n"
    assert not about_event(event_name_reserved, SOURCES + events)


def test_a_property_is_judged_where_it_is_written_and_by_who_sends_it() -> None:
    text = (
        SOURCES
        + """
properties:
  time: {type: string}
  unsent_property_with_a_name_that_is_far_too_long: {type: string}
events:
  Ride Ended:
    sources: [all, web]
    properties: {time: , token: {type: string, sources: [web]}, place: {type: object, properties: {time: {type: string}}}}
"""
    )
    made = plan(text)
    assert [(f.at.line, f.message) for f in property_name_reserved.check_plan(made)] == [
        (11, 'property name "time" is a name that Mixpanel keeps for itself')
    ]
    assert not list(property_name_over_limit.check_plan(made))


def test_only_what_reaches_the_tool_counts() -> None:
    names = ", ".join(f"p_{number}: {{sources: [{'app' if number % 2 else 'api'}]}}" for number in range(40))
    events = f"events:\n  Order Completed: {{sources: [app, api], properties: {{{names}}}}}\n"
    assert not about_event(too_many_properties, SOURCES + events)
    assert about_event(too_many_properties, SOURCES + events.replace("[api]", "[app]")) == [
        'event "Order Completed" carries 40 properties; Google Analytics 4 and Firebase keep no more than 25'
    ]


@pytest.mark.parametrize(("count", "found"), [(500, 0), (501, 1)])
def test_events_are_counted_by_tool(count: int, found: int) -> None:
    events = "".join(f"  ride_{number}: {{sources: [app]}}\n" for number in range(count))
    assert len(list(too_many_events.check_plan(plan(SOURCES + "events:\n" + events)))) == found * 2


def test_different_properties_are_counted_over_all_events() -> None:
    events = "".join(
        f"  Ride {n}: {{sources: [all], properties: {{p{n}: {{}}, q{n}: {{}}, r{n}: {{}}}}}}\n" for n in range(700)
    )
    messages = [f.message for f in too_many_properties.check_plan(plan(SOURCES + "events:\n" + events))]
    assert messages == [
        "events with 2,100 different properties are sent to Amplitude, which indexes no more than 2,000"
    ]


def test_texts_may_be_longer_where_the_tool_says_so_or_an_event_narrows() -> None:
    text = (
        SOURCES
        + """
properties:
  page_location: {type: string, maxLength: 1000}
  note: {type: string, maxLength: 200}
  title: {type: string, maxLength: 200}
events:
  Page Read: {sources: [web], properties: {page_location: , note: {maxLength: 80}, title: }}
"""
    )
    assert [f.at.path for f in value_over_limit.check_plan(plan(text))] == [("properties", "title", "maxLength")]


def test_traits_are_counted() -> None:
    names = "".join(f"    t_{number}: {{type: string}}\n" for number in range(26))
    found = list(trait_over_limit.check_plan(plan(SOURCES + "traits:\n  user:\n" + names)))
    assert [f.message for f in found] == [
        "this is one of 26 traits of a user; Google Analytics 4 and Firebase keep no more than 25"
    ]
    assert found[0].at.path == ("traits", "user", "t_25")
