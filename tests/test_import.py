"""`plan import`: the command, bad input and hostile names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imported_plans import SEGMENT, V1, only, rudder, rule, segment
from tracking_plan.cli.import_plan import import_plan
from tracking_plan.trouble import Trouble
from tracking_plan.vendors import _layout, readable, reader


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no tracking plan of Segment here"),
        ("{", "is not JSON"),
        ('{"rules": [1,', "0.json:1: is not JSON"),
        ("[]", "no tracking plan of Segment here"),
        ('"rules"', "no tracking plan of Segment here"),
        ('{"errors": [{"type": "forbidden"}]}', "is an error that Segment's API answered with"),
        ('{"data": {"trackingPlan": {"id": "tp_1"}}}', "it has no rules"),
        ("[" * 100_000, "nested more than 60 levels deep"),
        ('{"rules": ' + "[" * 100 + "]" * 100 + "}", "nested more than 60 levels deep"),
    ],
)
def test_segment_trouble(text: str, told: str) -> None:
    with pytest.raises(Trouble, match=told) as caught:
        segment(text)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no tracking plan of RudderStack here"),
        ("version: rudder/v1\nkind: tracking-plan\nspec: [\n", r"0\.yaml:4:1: "),
        ("version: rudder/v1\nkind: destination\nspec: {}\n", "no tracking plan of RudderStack here"),
        ("a: b: c", "no tracking plan of RudderStack here"),
        ("version: rudder/v1\nkind: events\nspec: " + "[" * 1000, "nested more than 64 levels deep"),
    ],
)
def test_rudderstack_trouble(text: str, told: str) -> None:
    with pytest.raises(Trouble, match=told) as caught:
        rudder(**{"0": text})
    assert str(caught.value).isprintable()


HOSTILE = [
    "../../etc/passwd",
    "a\nb",
    "a\0b",
    "\u202egpj.exe",
    "<script>",
    "::error::x",
    "{{7*7}}",
    "- x",
    "a: b #c",
    "no",
    "1.10",
    "~",
    "<<",
    "",
    "x-y",
    "\ud800",
    "😀",
    "k" * 300,
    "\u2028",
    "=",
    "con",
]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_hostile_names_are_text_and_nothing_else(name: str) -> None:
    labels = {"category": name, "owner": name, name: name}
    imported = segment(
        {
            "name": name,
            "rules": [
                rule(name, {name: {"type": "string", "enum": [name], "description": name}}, schema={"labels": labels})
            ],
        }
    )
    plan = only(imported)
    kept = name.replace("\ud800", "\ufffd")
    assert list(plan.events) == ([] if name == "x-y" else [kept])
    if plan.events:
        assert plan.events[kept].properties[kept].enum == (kept,)
    assert all(str(note).isprintable() for note in imported.notes)
    for file in _layout.files(imported.plans):
        assert all(
            part and set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") and part[0] != "."
            for part in file.split("/")
        )
        assert file.split("/")[-1] not in ("con.yaml",)


def test_every_vendor_that_reads_says_which_files() -> None:
    assert {"rudderstack", "segment"} <= {*readable()}
    assert all(reader(name).SUFFIXES for name in readable())
    with pytest.raises(Trouble, match='did you mean "segment"'):
        reader("segmnt")


def test_the_command_writes_once_and_overwrites_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "plan.json", tmp_path / "plans"
    source.write_text(json.dumps(SEGMENT))
    import_plan("segment", [str(source)], str(out), False)
    said = capsys.readouterr()
    assert "Read 4 events with 8 properties and 3 traits from 1 file; wrote 4 files" in said.err
    assert f'{source}: "Screen": is the rule for every screen call' in said.out
    written = {path: path.stat().st_mtime_ns for path in out.rglob("*.*")}
    import_plan("segment", [str(source)], str(out), False)
    assert "holds it already" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.*")} == written
    (out / "plan.yaml").write_text("plan: 1\n")
    with pytest.raises(Trouble, match="would be overwritten"):
        import_plan("segment", [str(source)], str(out), False)
    (out / "plan.yaml").unlink()
    (out / "more.yaml").write_text("events: {}\n")
    with pytest.raises(Trouble, match="would become part of the imported plan"):
        import_plan("segment", [str(source)], str(out), False)


def test_the_command_reads_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in V1.items():
        path = tmp_path / "rudder" / name / "it.yml"
        path.parent.mkdir(parents=True)
        path.write_text(text)
    import_plan("rudderstack", [str(tmp_path / "rudder")], str(tmp_path / "plans"), False)
    assert "Read 2 events with 7 properties and 1 trait from 6 files" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (["nothing.json"], "there is no such file"),
        (["."], r"holds no file that ends in \.json"),
        (["bytes.json"], "bytes.json:2: byte 0xff is not UTF-8"),
    ],
)
def test_the_command_in_trouble(files: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if files == ["bytes.json"]:
        (tmp_path / "bytes.json").write_bytes(b'{\n"\xff": 1}')
    with pytest.raises(Trouble, match=told):
        import_plan("segment", files, "plans", False)
    assert not (tmp_path / "plans").exists()
