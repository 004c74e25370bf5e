"""README's pictures of the data dictionary: the example plan's site, with what a log saw of it, in Debian's Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, sync_playwright

TOP = Path(__file__).parent.parent
PLAN = Path(sys.executable).with_name("plan")
SHOWN: tuple[tuple[str, str, Literal["light", "dark"]], ...] = (
    ("event", "events/project-created.html", "light"),
    ("search", "index.html", "dark"),
)
"""A picture's name, the page it shows, and in which colors."""
MOST = 150_000
"""Bytes of a picture."""


def run(*words: str | Path) -> None:
    subprocess.run([PLAN, *words, "--quiet"], check=True, cwd=TOP)


def built(folder: Path) -> Path:
    log, summary, site = folder / "log.ndjson", folder / "seen.json", folder / "site"
    run(
        "emit",
        "plans/saas",
        "--events",
        "20000",
        "--bad",
        "0.5%",
        "--start",
        "2026-01-01",
        "--days",
        "30",
        "--output",
        log,
    )
    run("lint", log, "--plan", "plans/saas", "--summary", summary, "--fail-on", "never", "--output", folder / "report")
    run("docs", "plans/saas", "--out", site, "--summary", summary)
    return site


def searched(page: Page) -> None:
    page.fill("#find", "projct craeted")
    page.wait_for_selector("#found a")


def main() -> None:
    program = shutil.which("chromium")
    if program is None:
        sys.exit("chromium is not on this machine")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tool:
        site = built(Path(folder))
        browser = tool.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, path, scheme in SHOWN:
            context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"file://{site}/{path}")
            if name == "search":
                searched(page)
            picture = TOP / "docs" / "pictures" / f"dictionary-{name}.png"
            page.screenshot(path=picture)
            assert picture.stat().st_size < MOST, f"{picture.name} has {picture.stat().st_size:,} bytes"
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
