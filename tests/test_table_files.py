"""The files of `plan export table` and `plan import table`: what other readers see in them, and hostile ones."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest import mock

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from front_door import TOP, inside, measured, one_line, run, write
from repositories import Repository
from table_files import FORMS, edit, exported, read_csv, write_csv

SAAS = TOP / "plans" / "saas"
HOSTILE = """\
plan: 1
owners: {growth: {email: growth@example.com, github: "@acme/growth"}}
events:
  "=1+1":
    description: "=HYPERLINK(\\"https://evil.example\\")"
    trigger: "a;=cmd|' /C calc'!A0\\n-2+3\\n\\t=4"
    category: "+44 | `x` <script>alert(1)</script> <br> [a](javascript:alert(1)) &lt; ![i](x) $a$ :tada: ~s~ \\\\| \\\\"
    owner: growth
  "@SUM(A1)": {description: "-1", trigger: "\\r=5", category: "＝6"}
  "\\tTab": {description: "nul \\0 and \\u202e turned", trigger: "'=quoted", category: "''@"}
"""
SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    return write(tmp_path / "plan", {"plan.yaml": HOSTILE})


@pytest.fixture
def saas(tmp_path: Path) -> Path:
    shutil.copytree(SAAS, tmp_path / "plan")
    return tmp_path / "plan"


def export(plan: Path, form: str) -> Path:
    out = exported(form, plan.parent)
    assert inside("export", "table", plan, "--out", out, "--force", "--quiet").code == 0
    return out


# What other programs see


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_a_csv_file_is_a_formula_whatever_parts_it(delimiter: str, hostile: Path) -> None:
    """Read with our delimiter, with others, and line by line as a program does that knows no quotes amid a cell."""
    for path in export(hostile, "csv").iterdir():
        text = path.read_bytes().decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert not any(cell.startswith(SIGNS) for cell in row), row
        for line in re.split(r"\r\n|\r|\n", text):
            if delimiter != ",":
                assert not any(cell.strip('"').startswith(SIGNS) for cell in line.split(delimiter)), line


def test_a_workbook_holds_texts_only_and_no_link(hostile: Path) -> None:
    path = export(hostile, "xlsx")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        parts = [archive.read(name).decode() for name in names]
    assert not any(re.search(r"<f[ >]|hyperlink|externalLink|vbaProject", part) for part in parts)
    assert not any("external" in name.lower() or name.endswith(".bin") for name in names)
    first = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Events").to_python()
    assert [row[0] for row in first[1:]] == ["=1+1", "@SUM(A1)", "\\u0009Tab"] or first[3][0].strip() == "Tab"
    assert first[1][1] == '=HYPERLINK("https://evil.example")'


def test_a_second_reader_sees_the_plan(saas: Path) -> None:
    book = CalamineWorkbook.from_path(str(export(saas, "xlsx")))
    assert book.sheet_names == ["Events", "Properties", "Enums", "Owners"]
    rows = book.get_sheet_by_name("Events").to_python()
    assert rows[0][:7] == ["Event Name", "Description", "Trigger", "Platform", "Properties", "Owner", "Status"]
    completed = next(row for row in rows if row[0] == "Signup Completed")
    assert completed[:7] == [
        "Signup Completed", "User finished signup", "The backend has stored the new user and account", "api",
        "user_id, email, signup_method, platform, utm_params", "growth", "live",
    ]  # fmt: skip
    assert len(rows) == 52
    owners = book.get_sheet_by_name("Owners").to_python()
    assert owners[1][:5] == ["growth", "Growth team", "growth@acme.test", "@acme/growth", "#growth"]
    enums = book.get_sheet_by_name("Enums").to_python()
    assert ["project_type", "dictionary", "marketing", "Campaign work"] in [row[:4] for row in enums]
    assert ["company_size", "dictionary", "1-10", ""] in [row[:4] for row in enums]


def test_filters_a_frozen_header_lists_to_choose_from_and_hidden_marks(saas: Path) -> None:
    book = openpyxl.load_workbook(export(saas, "xlsx"))
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
        assert sheet.column_dimensions[openpyxl.utils.get_column_letter(sheet.max_column)].hidden
        assert all(
            cell.number_format == "@" and cell.alignment.wrap_text
            for row in sheet.iter_rows()
            for cell in row
            if cell.value
        )
    lists = {}
    for sheet in book.worksheets:
        for one in sheet.data_validations.dataValidation:
            if one.type == "list":
                lists[sheet.title, sheet.cell(1, next(iter(one.sqref.ranges)).min_col).value] = one.formula1
    assert lists["Events", "Status"] == '"proposed,approved,implemented,tested,verified,live,deprecated,retired"'
    assert lists["Events", "Owner"].startswith("Owners!$A$2:$A$")
    assert lists["Properties", "Required"] == '"yes,no"' and lists["Properties", "PII"].startswith('"none,')


def test_markdown_shows_texts_as_texts(hostile: Path) -> None:
    text = export(hostile, "md").read_text()
    row = next(line for line in text.splitlines() if line.startswith("| =1+1"))
    assert not re.search(r"(?<!\\)<script|(?<!\\)\]\(java", row) and "\\<script\\>" in row and "\\`x\\`" in row
    assert len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 12, "eleven columns"
    assert all("<br>" in piece or "<" not in piece for piece in re.findall(r"(?<!\\)<[^!>]*>", row))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_plan_is_the_same_bytes(form: str, saas: Path) -> None:
    one = export(saas, form)
    first = one.read_bytes() if one.is_file() else b"".join(path.read_bytes() for path in sorted(one.iterdir()))
    shutil.rmtree(one) if one.is_dir() else one.unlink()
    done = run("export", "table", saas, "--out", one, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"})
    assert done.code == 0
    assert first == (one.read_bytes() if one.is_file() else b"".join(p.read_bytes() for p in sorted(one.iterdir())))


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_plan_comes_back_as_it_was(form: str, hostile: Path) -> None:
    ended = inside("import", "table", export(hostile, form), "--base", hostile)
    assert (ended.code, ended.out) == (0, "") and (hostile / "plan.yaml").read_text() == HOSTILE


def test_one_file_and_printed(saas: Path) -> None:
    ended = inside("export", "table", saas)
    assert ended.code == 0 and ended.out.startswith("## Events\n\n| Event Name | Description | Trigger | Platform |")
    assert inside("export", "table", saas, "--out", saas.parent / "x.csv", "--quiet").code == 0
    assert [row[0] for row in read_csv(saas.parent / "x.csv")][:3] == ["Event Name", "Page Viewed", "Experiment Viewed"]
    assert "a table is .csv, .xlsx or .md" in one_line(inside("export", "table", saas, "--out", saas.parent / "x.ods"))


def test_without_openpyxl(saas: Path) -> None:
    path = export(saas, "xlsx")
    with mock.patch.dict(sys.modules, {"openpyxl": None}):
        for words in (("export", "table", saas, "--out", path), ("import", "table", path, "--base", saas)):
            assert "pip install 'tracking-plan[xlsx]'" in one_line(inside(*words))


# Files that mean harm, or are none


def workbook(path: Path, **parts: bytes) -> Path:
    """The workbook again, with other parts or more of them (`__` for a slash, `_DOT_` for a dot)."""
    named = {name.replace("__", "/").replace("_DOT_", "."): part for name, part in parts.items()}
    made = path.with_name("made.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, named.pop(name, None) or old.read(name))
        for name, part in named.items():
            new.writestr(name, part)
    return made


def sheet_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def test_a_zip_bomb_is_refused(saas: Path) -> None:
    path = export(saas, "xlsx")
    bomb = workbook(path, xl__worksheets__sheet1_DOT_xml=sheet_of(path) + b" " * 600_000_000)
    assert bomb.stat().st_size < 2_000_000
    done = measured("import", "table", bomb, "--base", saas)
    assert "holds more than 33,554,432 bytes once it is unpacked" in one_line(done.ended) and done.ended.code == 2
    assert done.megabytes < 400
    bombs = workbook(path, **{f"xl__media__{number}": b"\0" * 30_000_000 for number in range(20)})
    assert "once it is unpacked" in one_line(inside("import", "table", bombs, "--base", saas))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(encoding: str, saas: Path) -> None:
    path = export(saas, "xlsx")
    declared = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    part = (declared + re.sub(r"<\?xml[^>]*\?>", "", sheet_of(path).decode())).encode(encoding)
    told = one_line(inside("import", "table", workbook(path, xl__worksheets__sheet1_DOT_xml=part), "--base", saas))
    assert '"xl/worksheets/sheet1.xml" declares XML entities' in told


@pytest.mark.parametrize(
    "change",
    [
        (b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        (b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'),
        (b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>'),
    ],
    ids=["merged", "far away", "dimension"],
)
def test_a_sheet_that_claims_to_be_endless(change: tuple[bytes, bytes], saas: Path) -> None:
    path = export(saas, "xlsx")
    made = workbook(path, xl__worksheets__sheet1_DOT_xml=sheet_of(path).replace(*change))
    done = measured("import", "table", made, "--base", saas, seconds=50)
    assert done.ended.code in (0, 1, 2) and "Traceback" not in done.ended.err and done.megabytes < 500


def test_nothing_that_a_workbook_links_to_is_followed(saas: Path, need: object) -> None:
    path = export(saas, "xlsx")
    link = b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    made = workbook(
        path, xl__externalLinks___rels__externalLink1_DOT_xml_DOT_rels=link, xl__vbaProject_DOT_bin=b"\0macro"
    )
    renamed = made.with_suffix(".xlsm")
    made.rename(renamed)
    words = ["import", "table", str(renamed), "--base", str(saas)]
    trace = saas.parent / "trace"
    assert callable(need)
    done = run(*words, before=[need("strace"), "-f", "-e", "trace=connect,execve", "-o", str(trace)])
    assert (done.code, done.out) == (0, "")
    assert "connect(" not in trace.read_text() and trace.read_text().count("execve(") <= 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is no workbook of Excel, or is cut off"),
        (b"PK\x03\x04 and no more", "is no workbook of Excel, or is cut off"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "is in Excel's old format or has a password"),
    ],
)
def test_what_is_no_workbook(content: bytes, told: str, saas: Path) -> None:
    path = saas.parent / "t.xlsx"
    path.write_bytes(content)
    assert told in one_line(inside("import", "table", path, "--base", saas))


def test_workbooks_cut_off_or_broken_are_trouble_in_one_line(saas: Path) -> None:
    path = export(saas, "xlsx")
    whole = path.read_bytes()
    cut = saas.parent / "cut.xlsx"
    for size in (100, len(whole) // 2, len(whole) - 30):
        cut.write_bytes(whole[:size])
        one_line(inside("import", "table", cut, "--base", saas))
    for part in (
        "xl/workbook.xml",
        "xl/worksheets/sheet2.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
    ):
        with zipfile.ZipFile(path) as archive:
            content = archive.read(part)
        for broken in (content[: len(content) // 2], b"<a/>", b"\xff\xfe\0", content.replace(b"<c ", b"<c s='99999' ")):
            made = workbook(path, **{part.replace("/", "__").replace(".", "_DOT_"): broken})
            ended = inside("import", "table", made, "--base", saas)
            assert ended.code in (0, 1, 2) and (ended.code < 2 or one_line(ended)), (part, broken[:20])
    with zipfile.ZipFile(cut, "w") as other:
        other.writestr("word/document.xml", "<a/>")
    assert "is an archive, but no workbook of Excel" in one_line(inside("import", "table", cut, "--base", saas))


def test_a_csv_file_of_100_megabytes_is_refused_in_little_memory(saas: Path) -> None:
    path = saas.parent / "big.csv"
    with path.open("wb") as stream:
        stream.write(b"Event Name,Owner\n")
        for _ in range(100):
            stream.write(b"Page Viewed,growth\n" * 55_000)
    done = measured("import", "table", path, "--base", saas)
    assert "is larger than the 33,554,432 bytes that are read of one file" in one_line(done.ended)
    assert done.megabytes < 250
    path.unlink()


# The plan's own files


def test_byte_order_marks_line_ends_and_rights_are_kept(tmp_path: Path) -> None:
    text = "plan: 1\r\nevents:\r\n  A Done: # a\r\n    owner: x\r\n"
    plan = write(tmp_path / "plan", {"plan.yaml": b"\xef\xbb\xbf" + text.encode()})
    (plan / "plan.yaml").chmod(0o640)
    table = export(plan, "csv")
    edit(
        table,
        {"Events": lambda rows: (rows.set("A Done", "Description", "One\ntwo"), rows.set("A Done", "Phase", "1"))},
    )
    assert inside("import", "table", table, "--base", plan).code == 0
    raw = (plan / "plan.yaml").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfplan: 1\r\n") and raw.count(b"\n") == raw.count(b"\r\n")
    assert b"    description: |-\r\n      One\r\n      two\r\n    owner: x\r\n    phase: 1\r\n" in raw
    assert (plan / "plan.yaml").stat().st_mode & 0o777 == 0o640


def test_a_linked_file_is_not_written_through(saas: Path) -> None:
    table = export(saas, "csv")
    real = saas.parent / "real.yaml"
    (saas / "events" / "acquisition.yaml").rename(real)
    (saas / "events" / "acquisition.yaml").symlink_to(real)
    before = real.read_bytes()
    edit(
        table,
        {
            "Events": lambda rows: (
                rows.set("Page Viewed", "Owner", "product"),
                rows.set("Trial Started", "Owner", "product"),
            )
        },
    )
    monetization = (saas / "events" / "monetization.yaml").read_bytes()
    assert "is a symbolic link, which is not written through" in one_line(
        inside("import", "table", table, "--base", saas)
    )
    assert real.read_bytes() == before and (saas / "events" / "monetization.yaml").read_bytes() == monetization


def test_a_revision_that_the_table_was_exported_at(saas: Path) -> None:
    repository = Repository(saas.parent)
    repository.commit(message="First")
    table = export(saas, "csv") / "events.csv"
    write_csv(table, [row[:-1] for row in read_csv(table) if row[0] != "Page Viewed"])
    path = saas / "events" / "acquisition.yaml"
    path.write_text(path.read_text() + "\n  Demo Ended:\n    description: It is over\n")
    repository.commit(message="Second")
    ended = run("import", "table", table, "--base", saas, "--since", "HEAD~1", cwd=saas.parent)
    assert (
        ended.code == 0
        and 'event "Page Viewed" removed' in ended.out
        and "Demo Ended" not in ended.out.split("plan validate")[0]
    )
    assert "  Demo Ended:" in path.read_text() and "  Page Viewed:" not in path.read_text()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import", "table", "t.csv", "--out", "x", "--check"), "--out makes a new plan"),
        (("import", "segment", "t.csv", "--base", "plan"), "--base is for tables"),
        (("import", "segment", "t.csv"), "name a folder for the plan with --out"),
        (("import", "table", "gone.csv", "--base", "plan"), "gone.csv: there is no such file or folder"),
        (("import", "table", "plan/events", "--base", "plan"), "holds no file that ends in"),
        (("import", "table", "t.csv", "--base", "-"), "standard input is no plan that can be changed"),
    ],
)
def test_wrong_words(words: tuple[str, ...], told: str, saas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(saas.parent)
    Path("t.csv").write_text("Event Name,Owner\nPage Viewed,growth\n")
    assert told in one_line(inside(*words))


def test_the_nearest_plan_is_meant(saas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saas.rename(saas.with_name("plans"))
    monkeypatch.chdir(saas.parent)
    Path("t.csv").write_text("Event Name,Owner\nPage Viewed,product\n")
    ended = inside("import", "table", "t.csv")
    assert (
        ended.code == 0
        and f'plans{os.sep}events{os.sep}acquisition.yaml:9: "Page Viewed": owner "growth" -> "product"' in ended.out
    )


def test_git_sees_only_the_edited_lines(saas: Path) -> None:
    repository = Repository(saas.parent)
    repository.commit(message="First")
    table = export(saas, "xlsx")
    edit(table, {"Events": lambda rows: rows.set("Page Viewed", "Owner", "product")})
    assert inside("import", "table", table, "--base", saas).code == 0
    done = subprocess.run(
        ["git", "diff", "--numstat", "--", "plan"], cwd=saas.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "1", "plan/events/acquisition.yaml"]
