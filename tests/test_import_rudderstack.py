"""`plan import rudderstack`: both generations of its files."""

from __future__ import annotations

import pytest
import yaml

from imported_plans import LEGACY, V1, golden, loaded, notes, only, rudder
from tracking_plan.trouble import Trouble
from tracking_plan.vendors import _layout, reader


def test_rudderstack_golden() -> None:
    golden("rudderstack", rudder(**V1))


def test_rudderstack_v1() -> None:
    imported = rudder(**V1)
    plan = only(imported)
    event = plan.events["Signup Completed"]
    assert event.category == "Growth & Co" and event.additional_properties and event.description == "A new account"
    found = event.properties
    assert (found["Email Address"].format, found["Email Address"].min_length) == ("email", 5)
    assert found["Status"].nullable and not found["Status"].required
    assert found["Address"].properties is not None and found["Address"].properties["City"].required
    assert not found["Address"].additional_properties
    items = found["Orders"].items
    assert items is not None and items.properties is not None and items.properties["Status"].types == ("integer",)
    assert items.additional_properties, "nested properties are open unless it is said"
    assert not found["Tags"].required, "only a case asks for it"
    assert plan.events["Page"].kind == "page" and not plan.events["Page"].additional_properties
    assert plan.traits["user"]["Email Address"].required
    assert "Unused" in plan.properties
    assert any('"Never Planned": is kept under x-rudderstack in plan.yaml' in note for note in notes(imported))
    assert imported.plans[0].counts == (2, 7, 1)


def test_rudderstack_legacy() -> None:
    plan = only(rudder(**LEGACY))
    found = plan.events["api_called"].properties
    assert found["method"].types == ("string",) and found["method"].max_length == 9 and not found["method"].nullable
    assert found["user"].properties is not None and found["user"].properties["mail"].required
    assert found["ids"].items is not None and found["ids"].items.min_length == 3
    assert not plan.events["api_called"].additional_properties and plan.events["mail_sent"].additional_properties
    assert plan.event_names.case == "snake"


def test_a_catalog_alone_gives_all_its_events() -> None:
    plan = only(rudder(catalog=V1["catalog"], events=V1["events"], types=V1["types"]))
    assert list(plan.events) == ["Signup Completed", "Page", "Never Planned"]
    assert all(event.additional_properties for event in plan.events.values())
    assert len(plan.properties) == 7


def test_two_tracking_plans_are_two_plans() -> None:
    other = V1["plan"].replace("id: app", "id: web").replace("display_name: App", "display_name: Web")
    imported = rudder(**V1, web=other)
    assert {name.split("/")[0] for name in _layout.files(imported.plans)} == {"app", "web"}
    assert [list(loaded(plan).events) for plan in imported.plans] == [["Signup Completed", "Page"]] * 2


def test_a_plan_may_include_the_rules_of_another() -> None:
    included = '{type: event_rule, id: all, includes: {$ref: "#/tp/app/event_rule/*"}}'
    other = f"version: rudder/v1\nkind: tracking-plan\nspec: {{id: web, display_name: Web, rules: [{included}]}}"
    imported = rudder(**V1, web=other)
    assert list(loaded(imported.plans[1]).events) == ["Signup Completed", "Page"]


def test_templates_are_filled_in_or_told() -> None:
    events = """\
version: rudder/v1
kind: events
spec:
  events:
    - {id: a, name: "{{ .NAME }}", event_type: track}
    - id: b
      name: {{ .OTHER | b_sent }}
      event_type: track
"""
    imported = rudder(events=events)
    assert list(only(imported).events) == ["{{ .NAME }}", "b_sent"]
    assert any("{{ .NAME }} stands as it is" in note for note in notes(imported))
    texts = {"events.yaml": events, "my.vars.yaml": "NAME: a_sent\n"}
    assert list(only(reader("rudderstack").read(texts)).events) == ["a_sent", "b_sent"]


def test_what_no_file_defines_is_told_with_its_line() -> None:
    imported = rudder(plan=V1["plan"])
    plan = only(imported)
    assert list(plan.events) == ["signup", "page", "identify"]
    assert list(plan.events["signup"].properties) == ["email_address", "status", "address", "orders", "tags"]
    assert (
        'plan.yaml:10: "signup": refers to the event "#event:signup", which no file here defines: its id stands for its name'
        in [str(note) for note in imported.notes]
    )


def test_custom_types_that_hold_themselves_or_multiply_are_bounded() -> None:
    def types(*uses: tuple[str, list[str]]) -> dict[str, str]:
        made = [
            {
                "id": name,
                "name": name,
                "type": "object",
                "properties": [{"property": f"#property:{inner}", "required": True} for inner in inside],
            }
            for name, inside in uses
        ]
        names = sorted({inner for _, inside in uses for inner in inside})
        properties = [{"id": name, "name": name, "type": f"#custom-type:{name.rstrip('0123456789')}"} for name in names]
        planned = [
            {
                "type": "event_rule",
                "id": "r",
                "event": "#event:e",
                "properties": [{"property": f"#property:{names[0]}"}],
            }
        ]
        return {
            "t": yaml.safe_dump({"version": "rudder/v1", "kind": "custom-types", "spec": {"types": made}}),
            "p": yaml.safe_dump({"version": "rudder/v1", "kind": "properties", "spec": {"properties": properties}}),
            "e": yaml.safe_dump(
                {
                    "version": "rudder/v1",
                    "kind": "events",
                    "spec": {"events": [{"id": "e", "name": "a_done", "event_type": "track"}]},
                }
            ),
            "l": yaml.safe_dump(
                {
                    "version": "rudder/v1",
                    "kind": "tracking-plan",
                    "spec": {"id": "l", "display_name": "l", "rules": planned},
                }
            ),
        }

    imported = rudder(**types(("a", ["a1"])))
    assert any("which holds itself" in note for note in notes(imported))
    only(imported)
    letters = "abcdefghij"
    with pytest.raises(Trouble, match="custom types stand for more than 100,000 properties"):
        rudder(
            **types(
                *((one, [f"{two}{n}" for n in range(10)]) for one, two in zip(letters, letters[1:] + "z", strict=True))
            )
        )
