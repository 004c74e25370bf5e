"""Builds the wheels of a release on one machine, one for each platform, with zig as the compiler: `pip install ziglang`.

    python scripts/wheels.py                   # all of them, into dist/
    python scripts/wheels.py macosx --out DIR  # those whose platform begins so

The wheel `any` is pure Python, for all other platforms; pip takes it where nothing better fits.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.wheel import WheelBuilder

TOP = Path(__file__).parent.parent
PLATFORMS = {  # of the wheel, and what zig compiles for
    "manylinux_2_17_x86_64.manylinux2014_x86_64": "x86_64-linux-gnu.2.17",
    "manylinux_2_17_aarch64.manylinux2014_aarch64": "aarch64-linux-gnu.2.17",
    "musllinux_1_2_x86_64": "x86_64-linux-musl",
    "musllinux_1_2_aarch64": "aarch64-linux-musl",
    "macosx_11_0_x86_64": "x86_64-macos.11.0",
    "macosx_11_0_arm64": "aarch64-macos.11.0",
    "win_amd64": "x86_64-windows-gnu",
    "any": "",
}


def configuration(platform: str, zig: str) -> dict[str, Any]:
    """pyproject.toml, in which the table of our hook says what to build."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    hooks = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]
    hooks["custom"] = {"zig": zig, "platform": platform, "enable-by-default": bool(zig)}
    return project


def wheel(platform: str, zig: str, folder: Path) -> Path:
    """One wheel. What could not be compiled would be a pure one, and is refused."""
    made = [
        Path(name) for name in WheelBuilder(str(TOP), config=configuration(platform, zig)).build(directory=str(folder))
    ]
    if not made[0].name.endswith(f"-py3-none-{platform}.whl"):
        sys.exit(f"{made[0].name} is no wheel for {platform}")
    return made[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--out", type=Path, default=TOP / "dist")
    asked = parser.parse_args()
    wanted = {platform: zig for platform, zig in PLATFORMS.items() if platform.startswith(asked.word)}
    if not wanted:
        sys.exit(f"no platform begins with {asked.word!r}; there are {', '.join(PLATFORMS)}")
    if any(wanted.values()) and not find_spec("ziglang"):
        sys.exit("zig compiles for other machines, and is not installed: pip install ziglang")
    os.environ.setdefault("ZIG_GLOBAL_CACHE_DIR", str(TOP / ".cache" / "zig"))  # a libc takes it a while, once
    for platform, zig in wanted.items():
        print(wheel(platform, zig, asked.out))


if __name__ == "__main__":
    main()
