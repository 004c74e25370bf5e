"""Debian's Chromium, driven by playwright, for tests that need a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from conftest import find


def browser() -> Iterator[Any]:
    """A browser, ended when the tests are through with it."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as tool:
        made = tool.chromium.launch(executable_path=find("chromium"), args=["--no-sandbox"])
        yield made
        made.close()
