"""`plan export table` and `plan import table`: what a person edits in a sheet becomes that change of the plan, no other."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from front_door import TOP, Ended, inside, one_line, write
from plan_pairs import plan_data
from table_files import FORMS, Table, edit, exported, read_csv, write_csv
from tracking_plan.document import read
from tracking_plan.document import write as yaml
from tracking_plan.load import load
from tracking_plan.vendors.table import _csv, _markdown, _text
from tracking_plan.vendors.table import write as writing
from tracking_plan.vendors.table.amend import amend
from vendor_cases import CASES, Case

SAAS = TOP / "plans" / "saas"


@pytest.fixture
def saas(tmp_path: Path) -> Path:
    """A copy of the example plan."""
    shutil.copytree(SAAS, tmp_path / "plan")
    return tmp_path / "plan"


def export(plan: Path, form: str) -> Path:
    out = exported(form, plan.parent)
    ended = inside("export", "table", plan, "--out", out, "--force", "--quiet")
    assert ended.code == 0 and ended.err == ""
    return out


def back(table: Path, plan: Path, *words: str | Path) -> Ended:
    return inside("import", "table", table, "--base", plan, *words)


def changes(ended: Ended) -> list[str]:
    """The lines that tell a change, and neither what validate will find nor what was not done."""
    return [
        line
        for line in ended.out.splitlines()
        if not re.match(r"plan validate will find|note:|problem:|conflict:|[-+ @]", line)
    ]


def texts(plan: Path) -> dict[str, bytes]:
    return {str(path.relative_to(plan)): path.read_bytes() for path in sorted(plan.rglob("*.yaml"))}


# Nothing edited, nothing changed


@pytest.mark.parametrize("form", FORMS)
def test_an_untouched_table_changes_nothing(form: str, saas: Path) -> None:
    before = texts(saas)
    ended = back(export(saas, form), saas)
    assert (ended.code, ended.out) == (0, "") and ended.err == "Nothing in the table differs from the plan.\n"
    assert texts(saas) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.vendor}-{case.name}")
def test_an_untouched_table_of_a_real_plan_changes_nothing(case: Case, tmp_path: Path) -> None:
    if not all(path.exists() for path in case.files):
        pytest.skip("the real plans are not here; PLAN_SHARED names their folder")
    plans = tmp_path / "plans"
    assert inside("import", case.vendor, *case.files, "--out", plans, "--quiet").code == 0
    for root in sorted(plans.rglob("plan.yaml"))[:3]:
        before = texts(plans)
        for form in FORMS:
            ended = back(export(root.parent, form), root.parent)
            assert (ended.code, ended.out) == (0, ""), ended.out[:2000]
        assert texts(plans) == before


HOSTILE = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="=+-@'\"\t\r\n;,|\\`*_<>&#x1f\u202e\u200f\x00\u2028\ufeff＝{}[]()!:u2 ", max_size=14),
    st.sampled_from(
        ("=1+1", "'=1", "''@x", "\t=1", "a;=cmd|' /C calc'!A0", "-1", "+44", "<script>", "a|b\nc", "`x`", "1-2", "007",
         "TRUE", "<br>", "&lt;", "\\u202e", "_x0041_", "a\\|b", "<!--x-->", "--", "#", "| --- |", "yes", "null", "1e5")
    ),
)  # fmt: skip


def with_texts(data: Any, texts: list[str]) -> Any:
    """The data of a plan with other texts for what people write: descriptions, meanings, names of properties and events."""
    fresh = iter(texts * 20)
    data = dict(data)
    data["owners"] = {f"owner {number}": {"name": next(fresh), "slack": next(fresh)} for number in range(2)}
    data["events"] = {
        f"{next(fresh)}{name}": {**event, "description": next(fresh), "trigger": next(fresh), "category": next(fresh)}
        for name, event in data.get("events", {}).items()
    }
    data["properties"] = {
        **data.get("properties", {}),
        f"{next(fresh)}p": {
            "type": "string",
            "description": next(fresh),
            "enum": {next(fresh): next(fresh), "z": None},
        },
        f"{next(fresh)}q": {"type": "string", "pattern": next(fresh), "enum": [*dict.fromkeys((next(fresh), "1-10"))]},
    }
    return data


def loaded(text: str) -> Any:
    return load([read(text, "plan.yaml")], date(2026, 11, 26), "plan.yaml")


@given(
    plan_data(),
    st.lists(HOSTILE, min_size=3, max_size=10),
    st.sampled_from(("plan.csv", "plan.md", "plan.xlsx", "dir/")),
)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_an_untouched_table_of_any_plan_changes_nothing(data: Any, words: list[str], name: str) -> None:
    plan = loaded(yaml(with_texts(data, words)))
    files = writing.write_as(plan, name).files
    made = amend({file: text if isinstance(text, bytes) else text.encode() for file, text in files.items()}, plan)
    assert (made.changes, made.told, made.texts) == ((), (), ())


@given(
    st.lists(HOSTILE, min_size=3, max_size=10),
    HOSTILE,
    st.sampled_from(("plan.csv", "plan.md")),
    st.sampled_from(("Description", "Trigger", "Category")),
)
@settings(max_examples=80, deadline=None)
def test_a_text_that_a_person_writes_is_what_the_plan_says_then(
    words: list[str], text: str, name: str, title: str
) -> None:
    source = "plan: 1\nevents:\n  A Done: # a\n    # b\n    owner: x # c\n  B Done: {description: One}\n"
    plan = loaded(source)
    content = writing.write_as(plan, name).files[f"plan{Path(name).suffix}"]
    assert isinstance(content, str)
    shown = _text.shown(text)
    cell = _csv._field(shown) if name == "plan.csv" else _markdown.escaped(shown)
    mark = re.search(r"plan1\.[a-z2-7]+", content)
    assert mark is not None
    cells = {"Event Name": "A Done", title: cell, "Owner": "x"}
    header = ["Event Name", "Owner", title]
    row = [cells[word] for word in header]
    if name == "plan.csv":
        given_back = f"{','.join(header)},m\r\n{','.join(row)},{mark[0]}\r\n"
    else:
        given_back = f"| {' | '.join(header)} |\n|---|---|---|\n| {' | '.join(row)} <!--{mark[0]}--> |\n"
    made = (
        amend({name: given_back.encode("utf-8", "surrogatepass")}, plan)
        if text.isascii() or "\ud800" not in text
        else None
    )
    if made is None:
        return
    wanted = _text.settled(text)
    assert not [told for told in made.told if told.kind != "note"]
    after = read(made.texts[0][1] if made.texts else source, "plan.yaml").data
    assert after["events"]["A Done"].get(title.lower(), "") == wanted
    assert after["events"]["B Done"] == {"description": "One"} and after["events"]["A Done"]["owner"] == "x"
    for comment in ("# a", "# b", "# c"):
        assert not made.texts or comment in made.texts[0][1]


@given(HOSTILE)
def test_guards_and_escapes_come_off_exactly(text: str) -> None:
    shown = _text.shown(text)
    assert shown.isprintable() or set(shown) & set("\n\t") or re.search(r"[^\x00-\x7f]", shown)
    assert _text.meant(shown) == _text.settled(text)
    assert _csv.unguarded(_csv.guarded(shown)) == shown
    assert not re.match(r"[=+\-@\t＝＋－＠]", _csv.guarded(shown))
    assert _text.bare(_markdown.unescaped(_markdown.escaped(shown))) == _text.bare(shown)
    name = _text.settled(text) or "x"
    assert _text.parted(_text.shown(_text.joined(["a", name, "b"]))) == [*dict.fromkeys(("a", name, "b"))]


# What a product manager does


def ten_edits(table: dict[str, Any]) -> None:
    """Each title with what is done to the table of that title."""

    def events(rows: Table) -> None:
        rows.set("Signup Completed", "Owner", "product")
        rows.set("Page Viewed", "Status", "Deprecated")
        rows.set("Demo Requested", "Description", 'A person asks\nto be "shown": the product')
        rows.add(
            ("Email Verified",), Event_Name="Email Requested", Description="A person asks for the mail again",
            Trigger="The server has queued it", Platform="Web, api", Properties="user_id", Owner="Growth team",
            Status="proposed", Groups="server",
        )  # fmt: skip
        rows.take_out("Experiment Viewed")
        rows.set("Project Created", "Event Name", "Project Started")
        rows.set("Task Completed", "Properties", rows.get("Task Completed", "Properties") + ", team_size")
        rows.set("Trial Started", "Platform", rows.get("Trial Started", "Platform") + ", web")

    def properties(rows: Table) -> None:
        rows.rows.append(
            [
                {"Property": "estimate", "Where": "Task Assigned", "Type": "Integer", "Required": "no", "Description": "Hours it takes", "Minimum": "0"}.get(title, "")
                for title in rows.rows[0]
            ]
        )  # fmt: skip

    def enums(rows: Table) -> None:
        rows.add(
            ("project_type", "dictionary", "development"), Property="project_type", Where="dictionary",
            Value="research", Meaning="Finding out",
        )  # fmt: skip

    table.update({"Events": events, "Properties": properties, "Enums": enums})


NEW_EVENT = """\
  Email Requested:
    description: A person asks for the mail again
    trigger: The server has queued it
    owner: growth
    status: proposed
    sources: [web, api]
    include: [server]
    properties:
      user_id:

"""


def edited_by_hand(before: dict[str, bytes]) -> dict[str, bytes]:
    """The files as somebody would have edited them who knows YAML."""

    def put(file: str, old: str, new: str) -> None:
        text = before[file].decode()
        assert text.count(old) == 1, (file, old, text.count(old))
        before[file] = text.replace(old, new).encode()

    def within(file: str, event: str, old: str, new: str) -> None:
        text = before[file].decode()
        start = text.index(f"\n  {event}:")
        place = text.index(old, start)
        before[file] = (text[:place] + new + text[place + len(old) :]).encode()

    acquisition, activation = "events/acquisition.yaml", "events/activation.yaml"
    within(acquisition, "Signup Completed", "owner: growth", "owner: product")
    within(acquisition, "Page Viewed", "status: live", "status: deprecated")
    put(
        acquisition,
        "description: A person asks to be shown the product by us",
        'description: |-\n      A person asks\n      to be "shown": the product',
    )
    put(acquisition, "  Demo Requested:\n", f"{NEW_EVENT}  Demo Requested:\n")
    text = before[acquisition].decode()
    start, end = text.index("  Experiment Viewed:\n"), text.index("  Signup Started:\n")
    before[acquisition] = (text[:start] + text[end:]).encode()
    put(activation, "  Project Created:\n", "  Project Started:\n    was: [Project Created]\n")
    put("plan.yaml", "      - Project Created\n", "      - Project Started\n")
    put("plan.yaml", "needs: [Project Created.template_used", "needs: [Project Started.template_used")
    within("events/monetization.yaml", "Trial Started", "sources: [api]", "sources: [api, web]")
    put(
        "properties.yaml",
        "      design: Design work\n",
        "      design: Design work\n      research: Finding out\n",
    )
    return before


@pytest.mark.parametrize("form", FORMS)
def test_ten_edits_are_ten_changes(form: str, saas: Path) -> None:
    before = texts(saas)
    table = export(saas, form)
    edits: dict[str, Any] = {}
    ten_edits(edits)
    edit(table, edits)
    shown = back(table, saas, "--check")
    assert shown.code == 1 and texts(saas) == before, "--check writes nothing"
    assert "+    was: [Project Created]\n" in shown.out and "-    owner: growth\n" in shown.out
    ended = back(table, saas)
    assert ended.code == 0, ended.out
    assert len(changes(ended)) == 10, "\n".join(changes(ended))
    assert changes(shown)[:10] == changes(ended)
    expected = edited_by_hand(before)
    after = texts(saas)
    for file in (
        "plan.yaml",
        "groups.yaml",
        "traits.yaml",
        "properties.yaml",
        "events/acquisition.yaml",
        "events/activation.yaml",
        "events/monetization.yaml",
    ):
        assert after[file].decode() == expected[file].decode(), file
    engagement = read(after["events/engagement.yaml"], "x").data["events"]
    assert [*engagement["Task Completed"]["properties"]][-1] == "team_size"
    assert engagement["Task Assigned"]["properties"]["estimate"] == {
        "type": "integer", "required": False, "description": "Hours it takes", "minimum": 0,
    }  # fmt: skip
    lines, was = after["events/engagement.yaml"].splitlines(), before["events/engagement.yaml"].splitlines()
    assert len(lines) == len(was) + 2 and {*was} <= {*lines}
    again = back(table, saas)
    assert (again.code, again.out) == (0, "") and texts(saas) == after, "taken back once, it is what the plan says"


def test_what_validate_will_find_is_said(saas: Path) -> None:
    table = export(saas, "csv")
    edit(table, {"Events": lambda rows: rows.take_out("Experiment Viewed")})
    ended = back(table, saas)
    assert 'unknown-need] no event is named "Experiment Viewed"' in ended.out
    assert "2 errors among them" in ended.err
    found = inside("validate", saas, "--format", "json").findings
    assert len([one for one in found if one["severity"] == "error"]) == 2


# Three ways


@pytest.mark.parametrize("form", FORMS)
def test_what_both_changed_is_a_conflict(form: str, saas: Path) -> None:
    table = export(saas, form)
    edit(
        table,
        {"Events": lambda rows: (rows.set("Page Viewed", "Owner", "product"), rows.set("Page Viewed", "Phase", "2"))},
    )
    path = saas / "events" / "acquisition.yaml"
    path.write_text(path.read_text().replace("owner: growth", "owner: mobile", 1).replace("    phase: 1\n", "", 1))
    before = texts(saas)
    ended = back(table, saas)
    conflict = next(line for line in ended.out.splitlines() if line.startswith("conflict: "))
    assert '"product"' in conflict and '"mobile"' in conflict and "Owner" in conflict and "--take table" in conflict
    assert ended.code == 1 and "2 conflicts left to you" in ended.err
    assert texts(saas) == before
    assert back(table, saas, "--take", "plan").code == 0 and texts(saas) == before
    ended = back(table, saas, "--take", "table")
    assert ended.code == 0 and len(changes(ended)) == 2
    event = read(path.read_bytes(), "x").data["events"]["Page Viewed"]
    assert event["owner"] == "product" and event["phase"] == 2


def test_what_only_the_plan_changed_stays(saas: Path) -> None:
    table = export(saas, "xlsx")
    path = saas / "events" / "acquisition.yaml"
    text = path.read_text().replace("owner: growth", "owner: mobile", 1)
    path.write_text(text.replace("  Email Verified:", "  Address Verified:\n    was: [Email Verified]"))
    before = texts(saas)
    assert (back(table, saas).code, back(table, saas).out) == (0, "")
    edit(
        table,
        {
            "Events": lambda rows: (
                rows.set("Page Viewed", "Status", "retired"),
                rows.set("Email Verified", "Phase", "3"),
            )
        },
    )
    ended = back(table, saas)
    assert ended.code == 0 and len(changes(ended)) == 2
    expected = before["events/acquisition.yaml"].replace(b"status: live", b"status: retired", 1).decode()
    start = expected.index("  Address Verified:")
    assert path.read_text() == expected[:start] + expected[start:].replace("phase: 1", "phase: 3", 1)


def test_both_changed_it_to_the_same(saas: Path) -> None:
    table = export(saas, "csv")
    edit(table, {"Events": lambda rows: rows.set("Page Viewed", "Owner", "mobile")})
    path = saas / "events" / "acquisition.yaml"
    path.write_text(path.read_text().replace("owner: growth", "owner: mobile", 1))
    assert (back(table, saas).code, back(table, saas).out) == (0, "")


def test_a_row_taken_out_that_the_plan_changed_is_a_conflict(saas: Path) -> None:
    table = export(saas, "csv")
    edit(table, {"Events": lambda rows: rows.take_out("Page Viewed")})
    path = saas / "events" / "acquisition.yaml"
    path.write_text(path.read_text().replace("owner: growth", "owner: mobile", 1))
    ended = back(table, saas)
    assert ended.code == 1 and '"Page Viewed" was taken out of the table, and changed in the plan' in ended.out
    assert back(table, saas, "--take", "table").code == 0 and b"  Page Viewed:" not in path.read_bytes()


def test_a_table_of_which_most_is_gone_is_asked_about(saas: Path) -> None:
    """Somebody saved what a filter showed."""
    table = export(saas, "csv") / "events.csv"
    write_csv(table, [row for row in read_csv(table) if row[0] in ("Event Name", "Page Viewed", "Trial Started")])
    before = texts(saas)
    ended = back(table, saas)
    assert ended.code == 1 and "49 of the 51 events that it had are gone; is it a part of it?" in ended.out
    assert texts(saas) == before and not changes(ended)
    ended = back(table, saas, "--take", "table")
    assert ended.code == 0 and len(changes(ended)) == 49


def test_what_is_changed_within_what_is_taken_out_is_told(small: Path) -> None:
    table = export(small, "csv")
    edit(
        table,
        {
            "Events": lambda rows: rows.set("A Done", "Properties", "code"),
            "Properties": lambda rows: rows.set("at.city", "Description", "Where"),
        },
    )
    ended = back(table, small)
    assert (
        ended.code == 1 and "another cell or row takes out what it stands in" in ended.out and len(changes(ended)) == 1
    )
    assert read((small / "plan.yaml").read_bytes(), "x").data["events"]["A Done"]["properties"] == {"code": None}


def test_a_new_event_takes_its_new_properties(small: Path) -> None:
    table = export(small, "csv")
    edit(
        table,
        {
            "Events": lambda rows: rows.add(("A Done",), Event_Name="C Done", Owner="growth", Properties="code"),
            "Properties": lambda rows: rows.add(("code",), Property="why", Where="C Done", Type="string"),
        },
    )
    ended = back(table, small)
    assert ended.code == 0 and len(changes(ended)) == 2, ended.out
    new = "  C Done:\n    owner: growth\n    properties:\n      code:\n      why: {type: string}\n"
    assert (small / "plan.yaml").read_text() == PLAN.replace("  B Done:", new + "  B Done:")


def test_a_rename_that_cannot_be_made_everywhere_is_made_nowhere(tmp_path: Path) -> None:
    text = "plan: 1\nevents:\n  A Done: {description: x}\nquestions:\n  why: {question: &n A Done, needs: [*n]}\n"
    plan = write(tmp_path / "plan", {"plan.yaml": text})
    table = export(plan, "csv")
    edit(table, {"Events": lambda rows: rows.set("A Done", "Event Name", "B Done")})
    ended = back(table, plan)
    assert ended.code == 1 and "do it by hand" in ended.out and (plan / "plan.yaml").read_text() == text


def test_a_long_table_knows_all_the_rows_it_had(tmp_path: Path) -> None:
    """Excel keeps 32,767 characters of a cell: what 2,000 rows were stands in more than one header."""
    events = "".join(f"  Thing {number} Done:\n    description: It is\n" for number in range(2000))
    plan = write(tmp_path / "plan", {"plan.yaml": f"plan: 1\nevents:\n{events}"})
    table = tmp_path / "t.csv"
    assert inside("export", "table", plan, "--out", table, "--quiet").code == 0
    rows = read_csv(table)
    assert len(rows[0]) == 13 and max(map(len, rows[0])) < 32_767
    write_csv(table, [row for row in rows if row[0] not in ("Thing 7 Done", "Thing 1990 Done")])
    ended = back(table, plan)
    assert ended.code == 0 and len(changes(ended)) == 2
    text = (plan / "plan.yaml").read_text()
    assert text.count("Done:") == 1998 and "  Thing 7 Done:" not in text and "  Thing 1990 Done:" not in text


def test_an_event_that_came_later_is_not_taken_out(saas: Path) -> None:
    table = export(saas, "csv")
    path = saas / "events" / "acquisition.yaml"
    path.write_text(path.read_text() + "\n  Demo Ended:\n    description: It is over\n")
    before = texts(saas)
    assert (back(table, saas).code, back(table, saas).out) == (0, "") and texts(saas) == before


def test_an_event_edited_here_and_removed_there(saas: Path) -> None:
    table = export(saas, "csv")
    edit(table, {"Events": lambda rows: rows.set("Page Viewed", "Owner", "mobile")})
    path = saas / "events" / "acquisition.yaml"
    text = path.read_text()
    path.write_text(text[: text.index("  Page Viewed:")] + text[text.index("  Experiment Viewed:") :])
    ended = back(table, saas)
    assert ended.code == 1 and "the plan has it no longer" in ended.out


def test_without_marks_a_table_still_edits(saas: Path) -> None:
    """What a person typed into a sheet of their own: only what they filled in counts."""
    before = texts(saas)
    table = saas.parent / "ours.csv"
    table.write_text("event name,OWNER,Notes\nPage Viewed,product,hm\nSignup Completed,,\nLogin Completed,growth,\n")
    ended = back(table, saas)
    assert ended.code == 0 and len(changes(ended)) == 2, ended.out
    assert (
        'the column "Notes" is not known' in ended.out and "left alone, as without the table's last column" in ended.out
    )
    expected = before["events/acquisition.yaml"].replace(b"owner: growth", b"owner: product", 1).decode()
    added = "  Login Completed:\n    owner: growth\n\n"
    assert texts(saas)["events/acquisition.yaml"].decode() == expected.replace(
        "  Email Verified:", added + "  Email Verified:"
    )


def test_a_table_without_marks_and_the_revision_it_was_made_of(saas: Path) -> None:
    table = export(saas, "csv") / "events.csv"
    rows = [row[:-1] for row in read_csv(table)]
    write_csv(table, [row for row in rows if row[0] != "Page Viewed"])
    then = saas.parent / "then"
    shutil.copytree(saas, then)
    path = saas / "events" / "acquisition.yaml"
    path.write_text(
        path.read_text().replace("owner: growth", "owner: mobile").replace("owner: mobile", "owner: growth", 1)
    )
    ended = back(table, saas, "--since", str(then))
    assert ended.code == 0 and len(changes(ended)) == 1 and 'event "Page Viewed" removed' in ended.out


def test_sorted_filtered_and_with_fewer_columns(saas: Path) -> None:
    table = export(saas, "csv") / "events.csv"
    rows = read_csv(table)
    kept = [0, 5, 1, len(rows[0]) - 1]
    write_csv(table, [[row[place] for place in kept] for row in (rows[0], *sorted(rows[1:], key=lambda row: row[1]))])
    before = texts(saas)
    assert (back(table, saas).code, back(table, saas).out) == (0, "") and texts(saas) == before


def test_a_row_that_was_copied_and_renamed_is_a_new_event(saas: Path) -> None:
    table = export(saas, "csv")

    def copy(rows: Table) -> None:
        made = [*rows.row("Page Viewed")]
        made[0] = "Page Opened"
        rows.rows.insert(2, made)

    edit(table, {"Events": copy})
    ended = back(table, saas)
    assert len(changes(ended)) == 1 and 'event "Page Opened" added' in ended.out


# Wrong edits


@pytest.mark.parametrize(
    ("name", "title", "text", "told"),
    [
        ("Page Viewed", "Status", "Liv", 'row 2, Status (G2): takes proposed, approved, implemented, tested, verified, live, deprecated or retired, not "Liv" (did you mean "live"?)'),
        ("Page Viewed", "Owner", "grwth", 'row 2, Owner (F2): no owner is named "grwth" (did you mean "growth"?); add it to the table of owners'),
        ("Page Viewed", "Platform", "web, windows", 'row 2, Platform (D2): no source is named "windows"'),
        ("Page Viewed", "Groups", "wb", 'no property group is named "wb" (did you mean "web"?)'),
        ("Page Viewed", "Event Name", "", "is empty; name the event, or take the whole row out to remove it"),
        ("Page Viewed", "Event Name", "Signup Completed", 'there is an event "Signup Completed" already'),
    ],
)  # fmt: skip
def test_a_cell_that_means_nothing_is_told_and_left(name: str, title: str, text: str, told: str, saas: Path) -> None:
    table = export(saas, "csv")
    edit(table, {"Events": lambda rows: (rows.set(name, title, text), rows.set("Trial Started", "Phase", "3"))})
    ended = back(table, saas)
    assert ended.code == 1 and f"problem: {table}{os.sep}events.csv" in ended.out and told in ended.out, ended.out
    assert len(changes(ended)) == 1 and "1 problem left to you" in ended.err


PLAN = """\
plan: 1
sources: {web: {platform: web}, api: {platform: server}}
owners: {growth: {email: growth@example.com}} # who
properties:
  code: {type: string, enum: ["007", 1-10, 1.10, "true"], description: A code} # kept
  size: {type: integer, enum: [1, 2], minimum: 1}
  kind:
    type: string
    enum:
      # the first
      a: One # first
      b:
  tags: {type: array, items: {type: string, enum: [x, y]}}
events:
  A Done:
    description: &d It is done # when
    owner: growth
    properties:
      code:
      at: {type: object, properties: {city: {type: string}}}
  B Done:
    description: *d
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return write(tmp_path / "plan", {"plan.yaml": PLAN})


def edit_enums(plan: Path, *replaced: tuple[str, str], form: str = "csv") -> Ended:
    """The table of enums after a text editor's replacements."""
    table = export(plan, form) / "enums.csv"
    text = table.read_bytes().decode()
    for old, new in replaced:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    table.write_bytes(text.encode())
    return back(table, plan)


def test_what_excel_makes_of_values_is_not_an_edit(small: Path) -> None:
    ended = edit_enums(small, (",007,", ",7,"), (",1-10,", ",10-Jan,"), (",1.10,", ",1.1,"), (",true,", ",TRUE,"))
    assert ended.code == 0 and not changes(ended) and ended.out.count("is what a spreadsheet makes of") == 4
    assert 'Value (C3): "10-Jan" is what a spreadsheet makes of "1-10"; the plan keeps that' in ended.out
    assert (small / "plan.yaml").read_text() == PLAN


@pytest.mark.parametrize("said", ["Jan-10", "10.01.2026", "1/10/2026", "2026-01-10", "2026-01-10 00:00:00", "Oct-01"])
def test_dates_that_nobody_wrote(said: str, small: Path) -> None:
    ended = edit_enums(small, (",1-10,", f",{said},"))
    assert not changes(ended) and (small / "plan.yaml").read_text() == PLAN


def test_values_edited(small: Path) -> None:
    ended = edit_enums(
        small, (",007,", ",008,"), ("size,dictionary,2,", "size,dictionary,3,"), ("kind,dictionary,b,", "kind,dictionary,c,Three"),
        ("dictionary,a,One", "dictionary,a,The first"), ("tags[],dictionary,y,", "tags[],dictionary,z,"),
    )  # fmt: skip
    assert ended.code == 0 and len(changes(ended)) == 6, ended.out
    expected = PLAN.replace('"007"', '"008"').replace("enum: [1, 2]", "enum: [1, 3]").replace("a: One", "a: The first")
    assert (small / "plan.yaml").read_text() == expected.replace("      b:\n", "      c: Three\n").replace(
        "[x, y]", "[x, z]"
    )


def test_the_first_meaning_makes_a_mapping(small: Path) -> None:
    ended = edit_enums(small, ("size,dictionary,2,", "size,dictionary,2,Two"))
    assert len(changes(ended)) == 1
    held = read((small / "plan.yaml").read_bytes(), "x").data["properties"]["size"]["enum"]
    assert held == {"1": None, "2": "Two"} and "# kept" in (small / "plan.yaml").read_text()


def test_an_enum_loses_all_its_values(small: Path) -> None:
    table = export(small, "csv") / "enums.csv"
    write_csv(table, [row for row in read_csv(table) if row[0] != "size"])
    ended = back(table, small)
    assert len(changes(ended)) == 2
    assert (small / "plan.yaml").read_text() == PLAN.replace(
        "type: integer, enum: [1, 2], minimum", "type: integer, minimum"
    )


def test_a_text_that_stands_elsewhere_too_is_not_changed(small: Path) -> None:
    """An alias: what is edited in one event would change another."""
    table = export(small, "csv")
    edit(
        table,
        {"Events": lambda rows: (rows.set("B Done", "Description", "Else"), rows.set("B Done", "Owner", "growth"))},
    )
    ended = back(table, small)
    assert ended.code == 1 and "written in a way that cannot be changed safely; do it by hand" in ended.out
    assert (small / "plan.yaml").read_text() == PLAN + "    owner: growth\n"


def test_properties_new_changed_and_gone(small: Path) -> None:
    table = export(small, "csv")

    def change(rows: Table) -> None:
        rows.set("code", "Description", "A secret code")
        rows.set("size", "Minimum", "0")
        rows.set("size", "Required", "No")
        rows.take_out("kind", "dictionary")
        rows.add(("code",), Property="at.street", Where="A Done", Type="text")
        rows.add(("code",), Property="at.zip", Where="A Done", Type="String", PII="personal")
        rows.add(("code",), Property="code", Where="B Done", Required="no")
        rows.add(("code",), Property="x", Where="C Done", Required="maybe")

    edit(table, {"Properties": change})
    ended = back(table, small)
    problems = [line for line in ended.out.splitlines() if line.startswith("problem: ")]
    assert len(changes(ended)) == 7, ended.out
    assert any('"text" (did you mean' in line or 'not "text"' in line for line in problems)
    assert any('named "C Done" (did you mean "A Done"?)' in line or 'named "C Done"' in line for line in problems)
    assert any('takes yes or no, not "maybe"' in line for line in problems)
    data = read((small / "plan.yaml").read_bytes(), "x").data
    assert data["properties"]["size"] == {"type": "integer", "enum": [1, 2], "minimum": 0, "required": False}
    assert "kind" not in data["properties"]
    assert data["events"]["A Done"]["properties"]["at"]["properties"]["zip"] == {"type": "string", "pii": "personal"}
    assert data["events"]["B Done"]["properties"]["code"] == {"required": False}


def test_owners(small: Path) -> None:
    table = export(small, "csv")
    edit(
        table,
        {
            "Owners": lambda rows: (
                rows.set("growth", "Slack", "#growth"),
                rows.add(("growth",), Owner="data", Name="Data team", GitHub="@acme/data"),
            ),
            "Events": lambda rows: rows.set("B Done", "Owner", "Data Team"),
        },
    )
    ended = back(table, small)
    assert ended.code == 0 and len(changes(ended)) == 3, ended.out
    text = (small / "plan.yaml").read_text()
    assert (
        "owners: {growth: {email: growth@example.com, slack: '#growth'}, data: {name: Data team, github: '@acme/data'}} # who"
        in text
    )
    assert text.endswith("  B Done:\n    description: *d\n    owner: data\n")


# Files as programs leave them


def rewritten(path: Path, form: str) -> None:
    """A CSV file as another program saves it."""
    rows = read_csv(path)
    delimiter = {"semicolons": ";", "tabs": "\t"}.get(form, ",")
    import csv
    import io

    stream = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if form == "quotes" else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=delimiter, quoting=quoting, lineterminator="\n" if form == "LF" else "\r\n").writerows(
        rows
    )
    text = stream.getvalue()
    if form == "empty":
        rows = [[*row, "", ""] for row in rows] + [[""] * (len(rows[0]) + 2)] * 3
        stream = io.StringIO(newline="")
        csv.writer(stream).writerows([["The plan of Acme"], [], *rows])
        text = stream.getvalue()
    if form == "sep":
        text = "sep=,\r\n" + text
    if form == "no guards":
        text = text.replace("'@", "@")
    path.write_bytes(
        text.encode("utf-16") if form == "UTF-16" else text.encode("utf-8" if form == "no mark" else "utf-8-sig")
    )


@pytest.mark.parametrize(
    "form", ["semicolons", "tabs", "quotes", "LF", "empty", "sep", "UTF-16", "no mark", "no guards"]
)
def test_csv_as_programs_save_it(form: str, saas: Path) -> None:
    table = export(saas, "csv")
    for path in table.iterdir():
        rewritten(path, form)
    before = texts(saas)
    ended = back(table, saas)
    assert (ended.code, ended.out) == (0, ""), ended.out[:1000]
    edit_me = table / "events.csv"
    raw = edit_me.read_bytes()
    encoding = "utf-16" if form == "UTF-16" else "utf-8-sig"
    edit_me.write_bytes(
        raw.decode(encoding).replace("A visitor begins to sign up", "A visitor starts", 1).encode(encoding)
    )
    assert len(changes(back(table, saas))) == 1
    expected = before["events/acquisition.yaml"].replace(b"A visitor begins to sign up", b"A visitor starts")
    assert texts(saas) == {**before, "events/acquisition.yaml": expected}


def test_headers_in_other_words_and_order(saas: Path) -> None:
    table = saas.parent / "t.csv"
    table.write_text("STATUS,Ownr,event_name\nretired,product,Page Viewed\n")
    ended = back(table, saas)
    assert 'the column "Ownr" is not known (did you mean "Owner"?)' in ended.out and len(changes(ended)) == 1
    table.write_text("Owner,Status,Owner,Event\nretired,live,product,Page Viewed\n")
    assert 'two columns are called "Owner"' in one_line(back(table, saas))
    table.write_text("Description,Trigger,Owner\na,b,c\n")
    assert 'has no column "Event Name"; its columns are "Description", "Trigger" and "Owner"' in one_line(
        back(table, saas)
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Event Name,Owner\nPage Viewed,\xe9\n", 'byte 0xe9 in line 2 is not UTF-8; in Excel, save it as "CSV UTF-8'),
        (b'Event Name,Owner\n"Page Viewed,growth\n', "a quote is never closed"),
        (b'Event Name,Owner\nPage Viewed,growth\n"a"b,c\n', "row 3: a quote stands amid a cell"),
        (b"", "holds no table of a plan; the header of the table of events is"),
        (b"\xff\xfeE", "begins as UTF-16 and is none"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is not read; save the table as .xlsx, .csv or .md"),
    ],
)
def test_csv_that_cannot_be_read(content: bytes, told: str, saas: Path) -> None:
    (saas.parent / "t.csv").write_bytes(content)
    before = texts(saas)
    assert told in one_line(back(saas.parent / "t.csv", saas)) and texts(saas) == before


def test_a_workbook_as_people_leave_it(saas: Path) -> None:
    """Merged cells, formulas, numbers where texts were, an own sheet, a title above, columns of their own."""
    table = export(saas, "xlsx")
    book = openpyxl.load_workbook(table)
    book.create_sheet("Notes")["A1"] = "buy milk"
    sheet = book["Events"]
    sheet.insert_rows(1)
    sheet["A1"] = "Our plan"
    columns = {cell.value: cell.column_letter for cell in sheet[2]}
    sheet[f"{columns['Phase']}3"] = 2
    sheet[f"{columns['Category']}3"] = '="acqui"&"sition"'
    sheet["Z2"], sheet["Z3"] = "Mine", "x"
    first, last = (f"{columns['Owner']}{row}" for row in (4, 6))
    sheet[first] = "product"
    sheet.merge_cells(f"{first}:{last}")
    book.save(table)
    ended = back(table, saas)
    assert f"{table}: Notes is none of the plan's tables; it is left alone" in ended.out
    assert 'the column "Mine" is not known' in ended.out
    assert "a formula that has no value, taken for an empty cell" in ended.out
    owners = [line for line in changes(ended) if 'owner "growth" -> "product"' in line]
    assert len(owners) == 3 and any('"Page Viewed": phase "1" -> "2"' in line for line in changes(ended))
