"""`plan docs` through the front door: which files it writes, and what a page tells."""

from __future__ import annotations

from pathlib import Path

from front_door import run

TOP = Path(__file__).parent.parent


def test_the_site_of_the_example_plan(tmp_path: Path) -> None:
    out = tmp_path / "site"
    done = run("docs", str(TOP / "plans" / "saas"), "--out", str(out))
    assert done.code == 0, done.err
    page = (out / "events" / "project-created.html").read_text(encoding="utf-8")
    for told in ("A new project exists", "growth@acme.test", "team_size", "1 to 500", "Do templates make new teams"):
        assert told in page
