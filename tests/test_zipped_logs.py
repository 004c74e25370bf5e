"""Logs in a ZIP archive, by the command: each file in it is a log, and what is wrong with an archive is told."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from front_door import Ended, inside, one_line
from tracking_plan.lint import reading
from tracking_plan.lint.reading.row import FREE

PLAN = "plan: 1\nevents: {Signed Up: {properties: {plan: {type: string}}}}\n"
DAY = {
    "event_type": "Signed Up",
    "event_time": "2026-01-31 10:00:00.000000",
    "uuid": "u",
    "user_id": "1",
    "amplitude_id": 1,
}


def line(number: int, plan: object = "pro") -> bytes:
    return json.dumps({**DAY, "$insert_id": f"i{number}", "event_properties": {"plan": plan}}).encode() + b"\n"


def archive(path: Path, files: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


EXPORT = {
    "123/": b"",
    "123/123_2026-01-31_1.json.gz": gzip.compress(line(3) + line(4, 5)),
    "123/123_2026-01-31_0.json.gz": gzip.compress(line(1) + line(2)),
    "__MACOSX/123/._x.json": b"\0\5",
    "readme.md": b"# no log",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN)
    return tmp_path


def lint(folder: Path, *logs: Path | str, words: tuple[str, ...] = ()) -> tuple[Ended, dict[str, Any]]:
    told = folder / "s.json"
    told.unlink(missing_ok=True)
    ended = inside(
        "lint",
        *logs,
        "--plan",
        folder / "plan.yaml",
        "--format",
        "json",
        "--summary",
        told,
        "--rejects",
        folder / "r.ndjson",
        *words,
    )
    return ended, json.loads(told.read_bytes()) if told.exists() else {}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_each_file_of_an_export_is_a_log_with_lines_of_its_own(jobs: str, folder: Path) -> None:
    path = archive(folder / "export.zip", EXPORT)
    ended, told = lint(folder, path, words=("--jobs", jobs))
    assert (ended.code, told["lines"], told["valid"]) == (1, 4, 3)
    names = [f"{path}/123/123_2026-01-31_{hour}.json.gz" for hour in (0, 1)]
    assert [file["file"] for file in told["files"]] == names
    assert {file["envelope"] for file in told["files"]} == {"amplitude"}
    assert [(one["file"], one["line"]) for one in ended.findings if one["severity"] == "error"] == [(names[1], 2)]
    assert json.loads((folder / "r.ndjson").read_bytes())["original"].encode() + b"\n" == line(4, 5)


def test_one_file_in_it_can_be_named_and_one_in_a_folder_is_found(folder: Path) -> None:
    (folder / "logs").mkdir()
    path = archive(folder / "logs" / "export.zip", EXPORT)
    archive(folder / "logs" / "other.zip", {"notes.md": b"nothing"})
    assert lint(folder, f"{path}/123/123_2026-01-31_0.json.gz")[1]["lines"] == 2
    assert lint(folder, folder / "logs")[1]["lines"] == 4
    assert lint(folder, folder / "logs" / "ex*.zip", path)[1]["lines"] == 4
    ended, _ = lint(folder, f"{path}/123/gone.json")
    assert ended.code == 2 and "no such file" in one_line(ended)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.parquet"])
def test_what_stands_in_it_may_be_of_any_kind(name: str, folder: Path) -> None:
    rows = b"event,plan\nSigned Up,pro\n"
    if name == "a.parquet":
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        sink = io.BytesIO()
        parquet.write_table(arrow.table({"event": ["Signed Up"], "plan": ["pro"]}), sink)
        rows = sink.getvalue()
    elif name == "a.json":
        rows = b'[\n{"event": "Signed Up",\n "properties": {"plan": "pro"}}\n]'
    ended, told = lint(folder, archive(folder / "x.zip", {name: rows}))
    assert (ended.code, told["valid"], told["lines"]) == (0, 1, 1)


def test_infer_reads_it_too(folder: Path) -> None:
    ended = inside("infer", archive(folder / "export.zip", EXPORT), "--out", folder / "made")
    assert ended.code == 0 and "Inferred 1 event with 1 property from 4 records in 2 files" in ended.err


def test_a_document_and_an_archive_without_logs_are_told_as_they_are(folder: Path) -> None:
    for files, hint in (({"[Content_Types].xml": b"", "a.json": b"{}"}, "spreadsheet"), ({"a.md": b""}, "ZIP archive")):
        ended, told = lint(folder, archive(folder / "x.zip", files))
        assert ended.code == 1 and told["unreadable"] == 1
        assert [hint in one["message"] for one in ended.findings if one["severity"] == "error"] == [True]


def test_a_broken_archive_is_judged_so_far(folder: Path) -> None:
    path = archive(
        folder / "x.zip", {"a.json": line(1), "b.ndjson": b"".join(map(line, range(9000)))}, zipfile.ZIP_STORED
    )
    content = bytearray(path.read_bytes())
    content[content.rfind(b'"i8999"')] = 0x20
    path.write_bytes(content)
    ended, told = lint(folder, path)
    assert ended.code == 2 and not told["complete"] and told["valid"] >= 1
    assert "x.zip/b.ndjson: the ZIP archive is broken here: Bad CRC-32" in ended.err
    path.write_bytes(content[: len(content) // 2])
    ended, told = lint(folder, path)
    assert ended.code == 1 and [one["rule"] for one in ended.findings if one["severity"] == "error"] == [
        "not-an-event-log"
    ]


def test_an_encrypted_one_is_trouble(folder: Path) -> None:
    path = archive(folder / "x.zip", {"a.json": line(1)}, zipfile.ZIP_STORED)
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        content[content.find(mark) + place] |= 1
    path.write_bytes(content)
    ended, _ = lint(folder, path)
    assert ended.code == 2 and one_line(ended).endswith(
        "x.zip/a.json: cannot be read: it is encrypted: unpack it first"
    )


def test_two_files_of_one_name_are_trouble(folder: Path) -> None:
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("a.json", line(1))
        file.writestr("a.json", line(2))
    assert 'two files in the archive are named "a.json"' in one_line(lint(folder, path)[0])


def test_a_bomb_is_not_read(folder: Path) -> None:
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, file.open("a.json", "w") as member:
        for _ in range(FREE // 1_000_000 + 1):
            member.write(b" " * 1_000_000)
    ended, told = lint(folder, path)
    assert ended.code == 2 and "and is not read; raise the limit with --limit ratio=NUMBER" in ended.err
    assert told["lines"] == 0
    assert lint(folder, path, words=("--limit", "ratio=100000", "--limit", "line=10"))[1]["unreadable"] == 1


def test_what_an_archive_says_of_the_way_out_of_it_is_a_name(folder: Path) -> None:
    """A name with dots leads nowhere but into the archive."""
    (folder / "secret.json").write_text("no log")
    path = archive(folder / "x.zip", {"../secret.json": line(1)})
    assert reading.found([str(path)]) == [f"{path}/../secret.json"]
    assert lint(folder, path)[1]["valid"] == 1
