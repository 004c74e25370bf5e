"""What tests share: the tools of the machine, and the folder of real and hostile data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable

import pytest

Need = Callable[[str], str]


@pytest.fixture
def need() -> Need:
    """`need("strace")` gives the tool's path. Where it is missing the test is skipped, saying so; in CI it fails."""
    return find


def find(tool: str) -> str:
    """The tool's path; where it is missing the test is skipped, saying so, and in CI it fails."""
    found = shutil.which(tool)
    if found is None:
        reason = f"{tool} is not on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(f"{reason}, and in CI nothing goes untested")
        pytest.skip(reason)
    return found
