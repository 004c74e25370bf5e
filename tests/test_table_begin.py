"""`plan import table FILE --out DIR`: a spreadsheet that a team keeps becomes a plan, and what each column was taken for is told."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from front_door import TOP, inside, measured, one_line, write
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.model.property import Property

ROWS = """\
Acme tracking plan;;;;;;;;
;;;;;;;;
Event Name;Event Description;Trigger;Property Name;Type;Required?;Description;Example values;Priority
Signup Completed;A person has an account;Form is stored;method;string;Yes;How they signed up;email;P1
;;;team_size;Integer;No;How many;12;
;;;plan;Enum(free|paid);yes;Their plan;free;
;;;tags;array of strings;x;Labels;;
;;;address;object;;Where they live;;
;;;address.city;text;;City;;
;;;seen_at;datetime;optional;When;2026-01-01T00:00:00Z;
;;;nick;string or null;✓;Nickname;;
;;;weird;frobnicate;sometimes;A riddle;;
Project Created;Someone makes a project;Button;project_id;string;TRUE;Its id;prj_1;P2
"""
CELLS = """\
Event,Properties,Platform,Owner,Status,Notes
Page Viewed,"url (string)
- referrer: string
title","Web, iOS",growth@acme.test,Live,see wiki
Logged In,"method, remembered (bool)",All,Core,Shipped,
"""


def imported(text: str | Path, tmp_path: Path, name: str = "Acme plan.csv") -> tuple[dict[str, Any], str]:
    """The sections of the plan that a table becomes, and what was told."""
    path = text if isinstance(text, Path) else write(tmp_path / "in", {name: text}) / name
    out = tmp_path / "plans"
    ended = inside("import", "table", path, "--out", out)
    assert ended.code == 0, ended.err
    made: dict[str, Any] = {}
    for file in sorted(out.rglob("*.yaml")):
        for section, words in yaml.safe_load(file.read_text("utf-8")).items():
            made.setdefault(section, words) if not isinstance(words, dict) else made.setdefault(section, {}).update(
                words
            )
    assert inside("validate", out).code in (0, 1)
    return made, ended.out


def test_a_row_for_each_property(tmp_path: Path) -> None:
    plan, told = imported(ROWS, tmp_path)
    assert plan["name"] == "Acme plan" and [*plan["events"]] == ["Signup Completed", "Project Created"]
    signup = plan["events"]["Signup Completed"]
    assert (signup["description"], signup["trigger"]) == ("A person has an account", "Form is stored")
    assert signup["x-table"] == {"Priority": "P1"}
    assert signup["properties"] == {
        "method": {"type": "string", "description": "How they signed up", "examples": ["email"]},
        "team_size": {"type": "integer", "description": "How many", "required": False, "examples": [12]},
        "plan": {"enum": ["free", "paid"], "description": "Their plan", "examples": ["free"]},
        "tags": {"type": "array", "items": {"type": "string"}, "description": "Labels"},
        "address": {
            "type": "object",
            "description": "Where they live",
            "required": False,
            "properties": {"city": {"type": "string", "description": "City", "required": False}},
        },
        "seen_at": {
            "type": "string",
            "format": "date-time",
            "description": "When",
            "required": False,
            "examples": ["2026-01-01T00:00:00Z"],
        },
        "nick": {"type": "string", "nullable": True, "description": "Nickname"},
        "weird": {
            "description": "A riddle",
            "required": False,
            "x-table": {"Type": "frobnicate", "Required": "sometimes"},
        },
    }
    first, *rest = told.splitlines()
    assert 'Acme plan.csv:3: read "Event Name" as the event, "Event Description" as what the event means' in first
    assert first.endswith('"Priority" is kept under x-table')
    assert any(':12: "Signup Completed.weird": its type "frobnicate" is not known here' in line for line in rest)


def test_a_row_for_each_event_with_its_properties_in_a_cell(tmp_path: Path) -> None:
    plan, told = imported(CELLS, tmp_path)
    viewed, logged = plan["events"]["Page Viewed"], plan["events"]["Logged In"]
    assert viewed["sources"] == ["web", "ios"] and plan["sources"]["ios"] == {"platform": "ios"}
    assert viewed["owner"] == "growth@acme.test" and plan["owners"]["growth@acme.test"] == {"email": "growth@acme.test"}
    assert viewed["status"] == "live" and logged["x-table"] == {"Status": "Shipped", "Platform": "All"}
    assert viewed["properties"]["url"] == {"type": "string", "required": False}
    assert [*viewed["properties"]] == ["url", "referrer", "title"]
    assert logged["properties"]["remembered"]["type"] == "boolean"
    assert 'is sent from "All", which names no source' in told and 'its status "Shipped" is none of a plan' in told


def test_a_table_of_properties_is_the_dictionary_or_traits(tmp_path: Path) -> None:
    text = "## Events\n\n| Event | Description |\n|---|---|\n| Seen | It is seen |\n\n## User properties\n\n"
    text += "| Property | Type | Allowed values |\n|---|---|---|\n| tier | string | a, b |\n\n## Shared\n\n"
    text += "| Parameter | Data type | Min | Regex |\n|---|---|---|---|\n| size | int | 1 | |\n| code | text | | ^a |\n"
    plan, _ = imported(text, tmp_path, "plan.md")
    assert plan["traits"]["user"]["tier"] == {"type": "string", "enum": ["a", "b"], "required": False}
    assert plan["properties"] == {
        "size": {"type": "integer", "minimum": 1},
        "code": {"type": "string", "pattern": "^a"},
    }


def shown(folder: Path) -> dict[str, Any]:
    """What the tables show of a plan, with what is inherited written out."""
    ((plan, _),) = plans(str(folder), Limits())

    def about(found: Property) -> Any:
        said = (found.types, found.description, found.required, found.enum, found.pii, found.format, found.pattern)
        inner = {name: about(one) for name, one in (found.properties or {}).items()}
        return (*said, found.minimum, found.maximum, inner)

    events = {
        event.name: (
            (
                event.description,
                event.trigger,
                event.owner,
                event.status,
                event.category,
                {*event.sources},
                event.include,
            ),
            {name: about(found) for name, found in event.properties.items()},
        )
        for event in plan.events.values()
    }
    owners = {owner.name: (owner.title, owner.email, owner.slack) for owner in plan.owners.values()}
    return {"events": events, "owners": owners, "traits": {w: {*named} for w, named in plan.traits.items()}}


def test_the_plan_s_own_tables_become_the_plan_again(tmp_path: Path) -> None:
    """All that the tables show: of each event, property, enum and owner."""
    book, before = tmp_path / "saas.xlsx", TOP / "plans" / "saas"
    assert inside("export", "table", before, "--out", book).code == 0
    imported(book, tmp_path)
    mine, theirs = shown(before), shown(tmp_path / "plans")
    assert theirs["owners"] == mine["owners"]
    assert all(
        theirs["traits"][whose] <= mine["traits"][whose] for whose in ("user", "group")
    )  # one without a row is not shown
    assert sorted(theirs["events"]) == sorted(mine["events"])
    for name, (about, properties) in theirs["events"].items():
        assert about == mine["events"][name][0], name
        for one, said in properties.items():
            assert said == mine["events"][name][1][one], (name, one)
        # of a group, the tables do not show what it holds without saying anything of it
        assert {*properties} == {*mine["events"][name][1]} or about[-1], name


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("String", {"type": "string"}),
        ("varchar (optional)", {"type": "string"}),
        ("string[]", {"type": "array", "items": {"type": "string"}}),
        ("Array<number>", {"type": "array", "items": {"type": "number"}}),
        ("list of objects", {"type": "array", "items": {"type": "object"}}),
        ("integer | null", {"type": "integer", "nullable": True}),
        ("string or number", {"type": ["string", "number"]}),
        ("Date/Time", {"type": "string", "format": "date-time"}),
        ("enum: a, b", {"enum": ["a", "b"]}),
        ("timestamp", {"x-table": {"Type": "timestamp"}}),
        ("whatever fits", {"x-table": {"Type": "whatever fits"}}),
    ],
)
def test_types_as_people_write_them(cell: str, words: dict[str, Any], tmp_path: Path) -> None:
    plan, _ = imported(f'Event,Property,Type,Required\nSeen,a,"{cell}",yes\n', tmp_path)
    assert plan["events"]["Seen"]["properties"]["a"] == words


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        ("string", "free, paid", {"enum": ["free", "paid"]}),
        ("string", "- free\n- paid", {"enum": ["free", "paid"]}),
        ("string", "'a' | 'b'", {"enum": ["a", "b"]}),
        ("integer", "1; 2", {"enum": [1, 2]}),
        ("boolean", "true, false", {}),
        ("string", "any string, e.g. free", {"x-table": {"Allowed values": "any string, e.g. free"}}),
        ("integer", "one, two", {"x-table": {"Allowed values": "one, two"}}),
    ],
)
def test_values_as_people_list_them(kind: str, cell: str, words: dict[str, Any], tmp_path: Path) -> None:
    plan, _ = imported(f'Event,Property,Type,Required,Allowed values\nSeen,a,{kind},yes,"{cell}"\n', tmp_path)
    assert plan["events"]["Seen"]["properties"]["a"] == {"type": kind, **words}


def test_what_is_said_twice_is_told(tmp_path: Path) -> None:
    text = "Event,Property,Type\nSeen,a,string\nSeen,a,integer\nSeen,a,string\nx-own,b,string\n"
    plan, told = imported(text, tmp_path)
    assert plan["events"] == {"Seen": {"properties": {"a": {"type": "string", "required": False}}}}
    assert told.count("stands here again, and says something else") == 1 and ':3: "Seen.a"' in told
    assert '"x-own": names that begin with x- are the user\'s own keys in a plan: not read' in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a,b\n1,2\n", "is no table of events or properties"),
        ("", "plan.csv: holds nothing"),
        ("Event,Property,Type\n", "has headers of a tracking plan, and no event or property below them"),
    ],
)
def test_what_is_no_tracking_plan_is_refused(text: str, says: str, tmp_path: Path) -> None:
    path = write(tmp_path, {"plan.csv": text}) / "plan.csv"
    assert says in one_line(inside("import", "table", path, "--out", tmp_path / "plans"))
    assert not (tmp_path / "plans").exists()


def test_nothing_is_written_over_and_a_base_is_another_matter(tmp_path: Path) -> None:
    path = write(tmp_path, {"plan.csv": CELLS}) / "plan.csv"
    write(tmp_path / "plans", {"other.yaml": "plan: 1\n"})
    assert "is there already" in one_line(inside("import", "table", path, "--out", tmp_path / "plans"))
    told = one_line(inside("import", "table", path, "--out", tmp_path / "new", "--base", tmp_path / "plans"))
    assert "--out makes a new plan" in told


def test_where_there_is_no_plan_yet_it_is_said_how_to_make_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"plan.csv": CELLS})
    monkeypatch.chdir(tmp_path)
    assert "to make a plan of the table itself, name a folder for it with --out" in one_line(
        inside("import", "table", "plan.csv")
    )


def test_a_large_table_is_read_in_time(tmp_path: Path) -> None:
    rows = "".join(f"Thing {n // 20} Done,p{n % 20},string,yes,What it is\n" for n in range(40_000))
    path = write(tmp_path, {"plan.csv": f"Event,Property,Type,Required,Description\n{rows}"}) / "plan.csv"
    ended, seconds, megabytes = measured("import", "table", path, "--out", tmp_path / "plans")
    assert ended.code == 0 and "2,000 events with 40,000 properties" in ended.err
    assert seconds < 60 and megabytes < 400


def test_a_zip_bomb_and_a_file_of_100_megabytes_are_refused(tmp_path: Path) -> None:
    """With the message of the limit, in bounded memory and time, and nothing is written."""
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 600_000_000)
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    for path, says in ((bomb, "bytes once it is unpacked"), (large, "bytes that are read of one file")):
        ended, seconds, megabytes = measured("import", "table", path, "--out", tmp_path / "plans")
        assert says in one_line(ended) and "--limit bytes=NUMBER" in ended.err
        assert megabytes < 400 and seconds < 60
    assert not (tmp_path / "plans").exists()


@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_a_workbook_that_is_cut_off_is_refused(part: float, tmp_path: Path) -> None:
    book = tmp_path / "saas.xlsx"
    assert inside("export", "table", TOP / "plans" / "saas", "--out", book).code == 0
    book.write_bytes(book.read_bytes()[: int(book.stat().st_size * part)])
    told = one_line(inside("import", "table", book, "--out", tmp_path / "plans"))
    assert "saas.xlsx: is no workbook of Excel, or is cut off" in told


def test_whose_another_s_table_is_is_told(tmp_path: Path) -> None:
    """A table that another vendor's import reads whole is read as far as its headers go, and that is said."""
    out = tmp_path / "out"
    assert inside("export", "amplitude", TOP / "plans" / "saas", "--out", f"{out}/").code == 0
    told = inside("import", "table", out / "events.csv", "--out", tmp_path / "plans").out
    assert "events.csv: it looks like a plan of Amplitude: `plan import amplitude` reads all that it says" in told


def test_a_description_between_event_and_property_is_the_event_s(tmp_path: Path) -> None:
    top = "Event,Description,Property,Type,Required"
    plan, told = imported(f"{top}\nSigned Up,A user signs up,method,Text,Y\n,,seats,Int,N\n", tmp_path / "one")
    assert plan["events"]["Signed Up"]["description"] == "A user signs up"
    assert "description" not in plan["events"]["Signed Up"]["properties"]["method"]
    assert '"Description" as what the event means' in told
    plan, _ = imported(f"{top},Description\nSigned Up,A user signs up,method,Text,Y,How\n", tmp_path / "two")
    assert plan["events"]["Signed Up"]["description"] == "A user signs up"
    assert plan["events"]["Signed Up"]["properties"]["method"]["description"] == "How"
    plan, _ = imported(f"{top}\nSigned Up,How,method,Text,Y\nSigned Up,How many,seats,Int,N\n", tmp_path / "three")
    assert "description" not in plan["events"]["Signed Up"]
    assert plan["events"]["Signed Up"]["properties"]["seats"]["description"] == "How many"


def test_what_stands_in_brackets_beside_a_property_s_name(tmp_path: Path) -> None:
    text = (
        "Event,Properties,Platform,Status,When fired\n"
        'Order Made,"total (number), currency (string, required), by (optional); a (int, required) - how many",'
        "web & app,✅ Live,Paid\n"
        "Page Viewed,None,web and iOS,Live,\nCart Viewed,N/A,,,\n"
    )
    plan, told = imported(text, tmp_path)
    assert plan["events"]["Order Made"]["properties"] == {
        "total": {"type": "number", "required": False},
        "currency": {"type": "string"},
        "by": {"required": False},
        "a": {"type": "integer", "description": "how many"},
    }
    assert plan["events"]["Order Made"]["sources"] == ["web", "app"]
    assert plan["events"]["Page Viewed"]["sources"] == ["web", "ios"]
    assert plan["events"]["Order Made"]["status"] == "live" and plan["events"]["Order Made"]["trigger"] == "Paid"
    assert "properties" not in plan["events"]["Page Viewed"] and "properties" not in plan["events"]["Cart Viewed"]
    assert "not read" not in told


def test_markdown_that_dresses_names(tmp_path: Path) -> None:
    text = (
        "| Event | Property | Type |\n|---|---|---|\n| **Order Made** | `total_sum` | `number` |\n"
        "| [Page Viewed](https://acme.test/x) | _url_ | string |\n| a*b*c | __init | \\*x\\* |\n"
    )
    plan, _ = imported(text, tmp_path, "plan.md")
    assert [*plan["events"]] == ["Order Made", "Page Viewed", "a*b*c"]
    assert plan["events"]["Order Made"]["properties"] == {"total_sum": {"type": "number", "required": False}}
    assert [*plan["events"]["Page Viewed"]["properties"]] == ["url"]
    assert [*plan["events"]["a*b*c"]["properties"]] == ["__init"]
    assert plan["events"]["a*b*c"]["properties"]["__init"]["x-table"] == {"Type": "*x*"}


def test_a_sheet_for_each_event(tmp_path: Path) -> None:
    rows = "| Property | Type | Required |\n|---|---|---|\n"
    text = (
        f"## Signed Up\n\n{rows}| method | string | Y |\n| seats | int | N |\n\n## Order Made\n\n{rows}| method | int | N |\n\n"
        f"## Common properties\n\n{rows}| locale | string | N |\n\n## User properties\n\n{rows}| plan | string | N |\n"
    )
    plan, told = imported(text, tmp_path, "plan.md")
    assert {name: words["properties"] for name, words in plan["events"].items()} == {
        "Signed Up": {"method": {"type": "string"}, "seats": {"type": "integer", "required": False}},
        "Order Made": {"method": {"type": "integer", "required": False}},
    }
    assert [*plan["properties"]] == ["locale"] and [*plan["traits"]["user"]] == ["plan"]
    assert 'its properties are those of the event "Order Made"' in told
    named = "Event:,Signed Up\n,\nProperty,Type\nmethod,string\n"
    plan, _ = imported(named, tmp_path / "named")
    assert [*plan["events"]["Signed Up"]["properties"]] == ["method"]


def test_what_an_event_s_row_says_of_properties_is_kept(tmp_path: Path) -> None:
    plan, _ = imported("Event,Properties,PII?,Type\nSigned Up,email,Yes,track\n", tmp_path)
    assert plan["events"]["Signed Up"]["x-table"] == {"PII": "Yes", "Type": "track"}


def test_a_list_of_properties_goes_on_in_the_rows_below(tmp_path: Path) -> None:
    text = 'Event,Params (key),Value\n"Home\nViewed",source,push\n,user_type - string,guest\n,n (int) - how many,\nB Done,,\n,x,\n'
    plan, told = imported(text, tmp_path)
    assert plan["events"]["Home Viewed"]["properties"] == {
        "source": {"required": False},
        "user_type": {"type": "string", "required": False},
        "n": {"type": "integer", "description": "how many", "required": False},
    }
    assert [*plan["events"]["B Done"]["properties"]] == ["x"]
    assert plan["events"]["Home Viewed"]["x-table"] == {"Values": "push\nguest"} and "not read" not in told


def test_values_are_no_enum_where_it_is_not_clear_that_they_are(tmp_path: Path) -> None:
    text = (
        "Event,Property,Type,Possible values\nA Done,size,int (1-100),1-100\n,price,Money,USD/EUR\n,by,string,a / b c / d\n"
        ',unit,string,USD/EUR\n,span,string,1-100\n,flag,Boolean (true/false),"true, false"\n,kind,string,text\n'
    )
    properties = imported(text, tmp_path)[0]["events"]["A Done"]["properties"]
    assert {name: words.get("enum") for name, words in properties.items()} == {
        "size": None, "price": None, "by": ["a", "b c", "d"], "unit": None, "span": None, "flag": None, "kind": ["text"],
    }  # fmt: skip
    assert properties["flag"]["type"] == "boolean"
    assert properties["price"]["x-table"] == {"Type": "Money", "Allowed values": "USD/EUR"}


def test_a_dictionary_is_counted_and_keeps_what_is_required(tmp_path: Path) -> None:
    plan, _ = imported("Property,Type,Required\na,string,Y\nb,int,\n", tmp_path)
    told = inside("import", "table", tmp_path / "in" / "Acme plan.csv", "--out", tmp_path / "again").err
    assert plan["properties"]["a"] == {"type": "string", "x-table": {"Required": "Y"}}
    assert "Read 0 events, 2 properties of the dictionary from 1 file" in told
    assert "everything was kept" in told  # what columns were taken for is no loss


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Event", "Property", "Example"], ["A Done", "n", "=1+2"]):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    _, told = imported(tmp_path / "plan.xlsx", tmp_path)
    assert "C2: a formula that has no value" in told


@pytest.mark.parametrize("title", ["Product Viewed", "User Signed Up", "Group Created", "Checkout Started"])
def test_a_sheet_that_is_called_like_an_event(title: str, tmp_path: Path) -> None:
    text = f"## {title}\n\n| Property | Required |\n|---|---|\n| a | Y |\n"
    assert [*imported(text, tmp_path, "plan.md")[0]["events"]] == [title]


@pytest.mark.parametrize(
    "title", ["Products", "Users", "User traits", "Companies", "Event properties", "Sheet1", "iOS app", "🎉"]
)
def test_a_sheet_that_is_called_like_no_event(title: str, tmp_path: Path) -> None:
    text = f"## {title}\n\n| Property | Required |\n|---|---|\n| a | Y |\n"
    assert "events" not in imported(text, tmp_path, "plan.md")[0]
