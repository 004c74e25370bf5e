"""`plan impact`: what uses a thing of the plan, which generated files name it, and who is to be told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from front_door import TOP, Ended, inside, one_line, run, write

PLAN = """\
plan: 1
name: acme
sources:
  web: {platform: web, language: typescript, sdk: segment, out: web/analytics}
  api: {platform: server, language: python, sdk: segment, out: api}
  tv: {platform: tv}
owners:
  growth: {name: Growth team, email: growth@acme.test, github: "@acme/growth"}
  data: {slack: "#data"}
properties:
  city: {type: string, description: City}
  address: {type: object, properties: {city: null, zip: {type: string}}}
  email: {type: string, format: email, description: Address}
  tags: {type: array, items: {type: object, properties: {city: null}}}
property_groups:
  session: {session_id: {type: string, description: The session}, email: null}
  device: {include: [session], properties: {model: {type: string}}}
traits:
  user: {email: null, home: {type: object, properties: {city: null}}}
objectives:
  activation: {owner: growth}
questions:
  where: {question: Where?, objective: activation, for: data, needs: [Signed Up.address.city, Left]}
  who: {question: Who?, needs: [Signed Up.email]}
events:
  Signed Up:
    owner: growth
    sources: [web, api]
    include: [session]
    properties:
      address: null
      coupon: {type: string, sources: [web], required: false}
      old_coupon: {type: string, deprecated: true, replaced_by: coupon, required: false}
    examples:
      - {session_id: a, email: a@b.test, address: {city: Rome, zip: "1"}}
      - {session_id: a, email: a@b.test, address: {zip: "1"}, coupon: x}
  Left: {owner: growth, sources: [web], include: [device], answers: [who]}
  Tagged: {owner: data, sources: [api], properties: {tags: {maxItems: 3}}}
  Signed In: {owner: nobody, sources: [tv], replaced_by: Signed Up}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(write(tmp_path, {"plans/plan.yaml": PLAN}))
    return tmp_path


def impact(*words: str) -> dict[str, Any]:
    ended = inside("impact", *words, "--format", "json")
    assert ended.code == 0 and ended.err == "", ended.err
    told: dict[str, Any] = json.loads(ended.out)
    schema = json.loads((TOP / "schemas/impact.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(told)
    return told


def uses(*words: str) -> dict[str, list[str]]:
    """Kind -> names."""
    made: dict[str, list[str]] = {}
    for use in impact(*words)["uses"]:
        made.setdefault(use["kind"], []).append(use["name"])
    return made


def clients(*words: str) -> dict[str, list[str]]:
    return {client["source"]: client["events"] for client in impact(*words)["clients"]}


def tell(*words: str) -> list[str]:
    return [owner["owner"] for owner in impact(*words)["tell"]]


def test_as_text(folder: Path) -> None:
    ended = inside("impact", "Signed Up.email")
    assert ended == Ended(
        0,
        """\
plans/plan.yaml:16:67: Signed Up.email
  taken from property_groups/session.email at plans/plan.yaml:16:67
  taken from properties/email at plans/plan.yaml:13:3

Used by 1 event, 1 question and 2 examples:
  event     Signed Up             plans/plan.yaml:26:3  growth
  question  who                   plans/plan.yaml:24:3
  example   Signed Up, example 1  plans/plan.yaml:35:9
  example   Signed Up, example 2  plans/plan.yaml:36:9

Generated clients:
  web  typescript  web/analytics (nothing there names it)
  api  python      api (nothing there names it)

Tell:
  growth  Growth team, growth@acme.test, @acme/growth
""",
        "",
    )


@pytest.mark.parametrize("name", ["Signed Up", "events/Signed Up"])
def test_an_event(folder: Path, name: str) -> None:
    assert uses(name) == {
        "question": ["where", "who"],
        "replaced event": ["Signed In"],
        "example": ["Signed Up, example 1", "Signed Up, example 2"],
    }
    assert clients(name) == {"web": ["Signed Up"], "api": ["Signed Up"]}
    assert tell(name) == ["growth", "data", "nobody"]
    assert impact(name)["at"] == {"file": "plans/plan.yaml", "line": 26, "column": 3}


class TestAPropertyOfAnEvent:
    def test_is_used_by_its_event(self, folder: Path) -> None:
        assert uses("Signed Up.address.city") == {
            "event": ["Signed Up"],
            "question": ["where"],
            "example": ["Signed Up, example 1"],
        }
        assert uses("Signed Up.address.zip") == {
            "event": ["Signed Up"],
            "example": ["Signed Up, example 1", "Signed Up, example 2"],
        }

    def test_around_one_that_is_asked_for(self, folder: Path) -> None:
        """Whoever needs the city needs the address."""
        assert uses("Signed Up.address")["question"] == ["where"]

    def test_that_fewer_sources_send(self, folder: Path) -> None:
        assert clients("Signed Up.coupon") == {"web": ["Signed Up"]}
        assert uses("Signed Up.coupon")["replaced property"] == ["Signed Up.old_coupon"]

    def test_in_the_items_of_an_array(self, folder: Path) -> None:
        told = impact("Tagged.tags.city")
        assert [origin["name"] for origin in told["origins"]] == ["properties/tags.city", "properties/city"]


class TestADefinition:
    def test_reaches_wherever_it_is_taken_from(self, folder: Path) -> None:
        found = uses("city")
        assert found["event"] == ["Signed Up", "Tagged"]
        assert found["property"] == ["address.city", "tags.city"]
        assert found["traits"] == ["user.home.city"]
        assert found["example"] == ["Signed Up, example 1"]

    def test_through_groups(self, folder: Path) -> None:
        found = uses("properties/email")
        assert found["event"] == ["Signed Up", "Left"]
        assert found["group"] == ["session", "device"]
        assert found["traits"] == ["user.email"]
        assert tell("email") == ["growth"]

    def test_a_piece_of_one(self, folder: Path) -> None:
        assert uses("properties/address.zip")["event"] == ["Signed Up"]

    def test_that_nothing_uses(self, folder: Path) -> None:
        write(folder, {"plans/more.yaml": "properties:\n  lonely: {type: string}\n"})
        ended = inside("impact", "lonely")
        assert ended == Ended(0, "plans/more.yaml:2:3: properties/lonely\n\nNothing in the plan uses it.\n", "")

    def test_a_name_that_an_event_defines_for_itself(self, folder: Path) -> None:
        """It narrows the dictionary's, and so is reached; one nested in an object is its own."""
        write(
            folder,
            {
                "plans/more.yaml": "events:\n  A:\n    properties:\n      city: {maxLength: 9}\n"
                "  B:\n    properties:\n      place: {type: object, properties: {city: {type: string}}}\n"
            },
        )
        assert "A" in uses("city")["event"] and "B" not in uses("city")["event"]


def test_a_group(folder: Path) -> None:
    found = uses("session")
    assert found["event"] == ["Signed Up", "Left"] and found["group"] == ["device"]
    assert found["question"] == ["who"]  # which needs an address, and the group brings it
    assert uses("device") == {"event": ["Left"]}
    assert uses("property_groups/session.session_id")["group"] == ["device"]


def test_a_source(folder: Path) -> None:
    found = uses("web")
    assert found == {"event": ["Signed Up", "Left"], "property": ["Signed Up.coupon"], "question": ["where", "who"]}
    assert clients("web") == {"web": ["Signed Up", "Left"]}


def test_an_owner(folder: Path) -> None:
    assert uses("growth") == {"event": ["Signed Up", "Left"], "objective": ["activation"]}
    assert uses("data") == {"event": ["Tagged"], "question": ["where"]}
    assert tell("owners/data") == ["data"]


def test_a_question_and_an_objective(folder: Path) -> None:
    assert uses("who") == {"event": ["Left"]}
    assert (uses("activation"), tell("activation")) == ({"question": ["where"]}, ["growth", "data"])


def test_traits(folder: Path) -> None:
    assert uses("traits/user") == uses("traits/user.home.city") == {}


class TestGeneratedFiles:
    def files(self, *words: str) -> dict[str, list[tuple[str, int]]]:
        found = impact(*words)["clients"]
        return {client["source"]: [(one["file"], one["line"]) for one in client["files"]] for client in found}

    def test_are_found_by_the_names_in_them(self, folder: Path) -> None:
        write(
            folder,
            {
                "web/analytics/index.ts": '// made\nsend("Signed Up", {coupon, email});\n',
                "web/analytics/left.ts": "send('Left');\nsend('Signed Up Again', {coupon});\n",
                "web/analytics/.hidden.ts": '"Signed Up" coupon',
                "web/analytics/node_modules/x.ts": '"Signed Up" coupon',
                "api/client.py": "def signed_up(coupon_code): track('Signed Up')\n",
            },
        )
        assert self.files("Signed Up") == {"web": [("web/analytics/index.ts", 2)], "api": [("api/client.py", 1)]}
        assert self.files("Signed Up.coupon") == {"web": [("web/analytics/index.ts", 2)]}
        assert self.files("web")["web"] == [("web/analytics/index.ts", 2), ("web/analytics/left.ts", 1)]
        assert "web  typescript  web/analytics/index.ts:2\n" in inside("impact", "Signed Up.coupon").out

    def test_from_within_the_plans_folder(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(folder, {"api/client.py": "'Tagged'", ".git/HEAD": ""})
        monkeypatch.chdir(folder / "plans")
        assert self.files("Tagged") == {"api": [("../api/client.py", 1)]}

    def test_a_name_that_has_to_be_escaped(self, folder: Path) -> None:
        write(folder, {"plans/more.yaml": "events:\n  'Größe \"neu\"': {sources: [api]}\n"})
        write(folder, {"api/a.py": '"Größe \\"neu\\""', "api/b.py": '"Gr\\u00f6\\u00dfe \\"neu\\""', "api/c.py": "neu"})
        assert self.files('Größe "neu"') == {"api": [("api/a.py", 1), ("api/b.py", 1)]}

    @pytest.mark.parametrize("out", ["../outside", "/etc", "a/../../outside", "..", "linked"])
    def test_a_plan_leads_to_no_folder_outside(self, folder: Path, out: str, monkeypatch: pytest.MonkeyPatch) -> None:
        write(folder, {"outside/x.ts": '"Signed Up"', "in/plans/plan.yaml": PLAN.replace("web/analytics", out)})
        (folder / "in/linked").symlink_to(folder / "outside")
        monkeypatch.chdir(folder / "in")
        assert self.files("Signed Up")["web"] == []


class TestBadInput:
    @pytest.mark.parametrize(
        ("reference", "told"),
        [
            ("Signd Up", 'nothing in the plan is named "Signd Up" (did you mean "Signed Up"?)'),
            ("Signed Up.addres", '"Signed Up" has no property "addres" (did you mean "address"?)'),
            ("Signed Up.address.town", '"Signed Up.address" has no property "town"'),
            ("properties/address.zap", '"properties/address" has no property "zap" (did you mean "zip"?)'),
            ("owners/web", 'nothing under owners is named "web"'),
            ("", 'nothing in the plan is named ""'),
            ("events/", 'nothing under events is named ""'),
            ("a\nb\x1b[31m", 'nothing in the plan is named "a\\nb\\x1b[31m"'),
        ],
    )
    def test_a_name_that_leads_nowhere(self, folder: Path, reference: str, told: str) -> None:
        assert one_line(inside("impact", reference)) == told

    def test_a_name_of_two_things(self, folder: Path) -> None:
        write(folder, {"plans/more.yaml": "property_groups:\n  web: {x: {type: string}}\n"})
        told = one_line(inside("impact", "web"))
        assert told == '"web" is the name of more than one thing: say "sources/web" or "property_groups/web"'
        assert uses("sources/web")["property"] == ["Signed Up.coupon"]

    def test_no_plan(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert "no plans/ folder and no plan.yaml" in one_line(inside("impact", "x"))
        assert one_line(inside("impact", "x", "--plan", "nowhere")) == "nowhere: there is no such file or folder"

    def test_a_plan_that_cannot_be_read(self, folder: Path) -> None:
        write(folder, {"plans/more.yaml": "events:\n<<<<<<< HEAD\n  A: {}\n"})
        told = one_line(inside("impact", "Signed Up"))
        assert told.startswith("the plan of the working tree cannot be read: plans/more.yaml:2:1: ")

    def test_several_plans(self, folder: Path) -> None:
        write(folder, {"plans/plan.yaml": "plan: 1\n", "plans/other.yaml": "plan: 1\n"})
        told = one_line(inside("impact", "x"))
        assert told == "2 plans stand here: plans/other.yaml and plans/plan.yaml; name one with --plan"

    def test_names_that_want_to_be_seen(self, folder: Path) -> None:
        name = "\\e[31m::error::x"
        write(folder, {"plans/more.yaml": f'events:\n  "{name}": {{owner: "\\u202egrowth"}}\n'})
        ended = inside("impact", name.replace("\\e", "\x1b"))
        assert ended.code == 0 and "\x1b" not in ended.out and "\u202e" not in ended.out


def test_into_a_file(folder: Path) -> None:
    ended = inside("impact", "Signed Up", "--output", "out.json", "--format", "json")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (folder / "out.json").read_text(encoding="utf-8") == inside("impact", "Signed Up", "-f", "json").out


def test_the_same_bytes_in_every_run(folder: Path) -> None:
    outs = {run("impact", "city", cwd=folder, env={"PYTHONHASHSEED": seed}).out for seed in ("0", "1", "2")}
    assert len(outs) == 1
