"""Real logs: a plan is inferred from each, the log is clean by it, and faults planted in it are found on their lines."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from front_door import TOP, run
from log_cases import LOGS

pytestmark = pytest.mark.skipif(not LOGS.is_dir(), reason="the real logs (shared/data/logs) are not here")


def test_each_is_read_clean_by_its_own_plan_and_its_faults_are_found() -> None:
    """What the script finds, and that the table of the docs is what it prints."""
    done = subprocess.run(
        [sys.executable, "scripts/logs_table.py"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    text = (TOP / "docs" / "envelopes.md").read_text("utf-8")
    assert text.split("<!-- table -->\n")[1].split("<!-- /table -->")[0] == done.stdout


def test_many_small_files_are_judged_by_several_processes_without_waiting_for_each_other(tmp_path: Path) -> None:
    """What two workers say at once is heard, and none of it waits in a buffer for the next word."""
    names = tmp_path / "logs"
    names.mkdir()
    for number in range(24):
        (names / f"{number}.ndjson").write_text('{"event": "Thing Done", "properties": {}}\n')
    (tmp_path / "plan.yaml").write_text("plan: 1\nevents: {Thing Done: {}}\n")
    for _ in range(8):
        ended = run("lint", names, "--plan", tmp_path / "plan.yaml", "--jobs", "2", "--fail-on", "never", seconds=30)
        assert "24 valid" in ended.err, ended.err
