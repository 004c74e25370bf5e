"""Options that only one vendor's format has: declared by its writer, taken, shown and refused by `plan export`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from front_door import inside, write
from tracking_plan import vendors
from tracking_plan.vendors._exported import Exported, Option

OPTIONS = (Option("target-name", "What it is for.", "NAME"), Option("really", "Whether it is meant."))


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan, and a vendor whose writer has options: it writes down what it got."""

    def writes(plan: Any, **given: object) -> Exported:
        return Exported({"given.txt": f"{sorted(given.items())}\n"}, ())

    module = vendors.writer("avo")
    monkeypatch.setattr(module, "OPTIONS", OPTIONS, raising=False)
    monkeypatch.setattr(module, "write", writes)
    monkeypatch.setattr(module, "write_since", lambda plan, before, **given: writes(plan, **given), raising=False)
    return write(tmp_path, {"plan.yaml": "plan: 1\nevents: {Cart Viewed: {}}\n"})


@pytest.mark.parametrize(
    ("words", "got"),
    [
        ([], []),
        (["--target-name", "x"], [("target_name", "x")]),
        (["--target-name=x", "--really"], [("really", True), ("target_name", "x")]),
    ],
)
def test_a_writer_gets_what_was_given(plan: Path, words: list[str], got: list[Any]) -> None:
    assert inside("export", "avo", plan, *words).out == f"{got}\n"
    assert inside("export", *words, "avo", plan).out == f"{got}\n"
    assert inside("export", "avo", plan, "--from", plan, *words).out == f"{got}\n"


def test_options_are_in_the_help_of_their_vendor_alone(plan: Path) -> None:
    told = inside("export", "avo", "--help").out
    assert "--target-name NAME" in told and "What it is for." in told and "--really" in told
    assert "--target-name" not in inside("export", "segment", "--help").out
    assert "--target-name" not in inside("export", "--help").out
    assert "--target-name NAME" in inside("vendors", "avo").out


def test_options_of_another_vendor_are_refused(plan: Path) -> None:
    ended = inside("export", "segment", plan, "--target-name", "x")
    assert ended.code == 2 and "No such option: --target-name" in ended.err
    near = inside("export", "avo", plan, "--taget-name", "x")
    assert near.code == 2 and "--target-name" in near.err
    assert inside("export", "avo", plan, "--out", "segment/", "--bogus").code == 2


def test_a_plan_without_anything_for_the_format_says_so(tmp_path: Path) -> None:
    empty = write(tmp_path, {"plan.yaml": "plan: 1\n"})
    for vendor in ("metabase", "tableau"):
        for to in ([], ["--out", tmp_path / "made"]):
            ended = inside("export", vendor, empty, *to)
            assert (ended.code, ended.out) == (0, "")
            assert ended.err.endswith("Wrote no file: nothing of this plan has a place in that format.\n")
        assert not (tmp_path / "made").exists()
