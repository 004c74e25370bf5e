"""Makes a library of the C in lint/sieve/: for wheels and editable installs, as hatchling asks, and for `make`.

Everything works without it, only slower. So nothing here fails an install: where no compiler is to be had, or it fails,
one line says so and what is built is pure Python. ``PLAN_SIEVE=off`` asks for that.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

HOME = Path("src", "tracking_plan", "lint", "sieve")
LOADS = "import ctypes, sys; ctypes.CDLL(sys.argv[1]).plan_sieve_version"
PROBE = "#include <stdint.h>\n#include <stdlib.h>\n#include <string.h>\nint probe(void) { return 0; }\n"
ZIG = [sys.executable, "-m", "ziglang", "cc"]


class NotMade(Exception):
    """Why there is no library: one line, and below it whatever the compiler said."""


class SieveHook(BuildHookInterface):  # type: ignore[type-arg]  # of hatchling's own config, which is not looked at
    """Hatchling's way in. Its table in pyproject.toml may name a target of zig, and the wheel's platform to go with it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if off():
            return
        try:
            if version == "editable":  # which is run from where it stands
                make(Path(self.root), Path(self.root, HOME))
                return
            self.folder = Path(tempfile.mkdtemp())  # a wheel for another machine must not land in the checkout
            made = make(Path(self.root), self.folder, self.config.get("zig"), stripped=True)
        except NotMade as why:
            self.app.display_warning(warning(why))
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{self.config.get('platform') or this_platform()}"
        build_data["force_include"][str(made)] = f"tracking_plan/lint/sieve/{made.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def off() -> bool:
    return os.environ.get("PLAN_SIEVE") == "off"


def warning(why: NotMade) -> str:
    return f"plan lint will be slower: its compiled half was not built, as {why}"


def this_platform() -> str:
    """What a wheel says of this machine. The names with a version of libc are for those who know what it was linked with."""
    return next(tag for tag in platform_tags() if not tag.startswith(("manylinux", "musllinux")))


def compiler() -> list[str]:
    """The C compiler of this machine: ``$CC`` is taken at its word, others must show that they find libc. Or nothing."""
    if said := shlex.split(os.environ.get("CC", "")):
        return said
    return next(([name] for name in ("cc", "gcc", "clang") if shutil.which(name) and links(name)), [])


def links(name: str) -> bool:
    """Whether it makes a library: macOS has a cc that only says what to install, and others have no headers of libc."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "probe.c").write_text(PROBE, encoding="utf-8")
        done = subprocess.run([name, "-shared", "probe.c", "-o", "probe"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def flags(system: str) -> list[str]:
    """For ``sys.platform``. Nothing is for this very processor: wheels go to other machines."""
    always = ["-O3", "-std=c11", "-shared", "-fvisibility=hidden"]
    if system == "win32":
        return always
    always += ["-fPIC", "-fstack-protector-strong", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=2"]
    if system == "darwin":  # else its own name would be the path that it was made at
        return [*always, f"-Wl,-install_name,@rpath/{library_name(system)}"]
    return [*always, "-fno-semantic-interposition", "-Wl,-z,relro,-z,now,-z,noexecstack"]


def library_name(system: str) -> str:
    """As lint/sieve/native.py looks for it."""
    return {"darwin": "_sieve.dylib", "win32": "_sieve.dll"}.get(system, "_sieve.so")


def make(root: Path, into: Path, zig: str | None = None, *, stripped: bool = False) -> Path:
    """The library, put into a folder whole or not at all; for a target of zig, or else for this machine."""
    sources = sorted(path.relative_to(root).as_posix() for path in (root / HOME).glob("*.c"))
    system = system_of(zig) if zig else sys.platform
    with workplace(into) as folder:
        made = Path(folder, library_name(system))
        given = [*command(zig), *flags(system)]
        if stripped and (zig or system != "darwin"):  # whose linker calls it obsolete
            given.append("-s")
        if not zig:
            given += shlex.split(os.environ.get("CFLAGS", ""))
            sources += shlex.split(os.environ.get("LDFLAGS", ""))
        run([*given, *sources, "-o", str(made)], root, folder)
        if not zig:  # such as a compiler for 64 bits and a Python of 32
            run([sys.executable, "-I", "-c", LOADS, str(made)], root, folder)
        try:
            return made.replace(into / made.name)
        except OSError as error:  # as on Windows, while it is in use
            raise NotMade(f"{into / made.name} cannot be written: {error.strerror}") from None


def workplace(into: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder beside the library's place, under a name that git ignores as it does the library's."""
    try:
        return tempfile.TemporaryDirectory(prefix="_sieve.", dir=into)
    except OSError as error:
        raise NotMade(f"{into} cannot be written: {error.strerror}") from None


def command(zig: str | None) -> list[str]:
    if zig:
        return [*ZIG, "-target", zig]
    if found := compiler():
        return found
    if find_spec("ziglang"):
        return [*ZIG, "-mcpu=baseline"]  # else it compiles for this very processor
    raise NotMade("there is no C compiler (cc, gcc, clang or $CC)")


def system_of(zig: str) -> str:
    """`sys.platform` of zig's `aarch64-linux-gnu.2.17`, `x86_64-macos.11.0` or `x86_64-windows-gnu`."""
    return {"macos": "darwin", "windows": "win32"}.get(zig.split("-")[1].split(".")[0], "linux")


def run(words: list[str], root: Path, folder: str) -> None:
    """Run it at the root with relative names, so that no path of this machine gets into the library."""
    caches = {"ZIG_GLOBAL_CACHE_DIR": folder, "ZIG_LOCAL_CACHE_DIR": folder}
    try:
        done = subprocess.run(
            words, cwd=root, env=caches | os.environ, capture_output=True, text=True, errors="replace", check=False
        )
    except OSError as error:
        raise NotMade(f"{words[0]} cannot be run: {error.strerror}") from None
    said = (done.stdout + done.stderr).strip()
    if done.returncode:
        raise NotMade(f"{shlex.join(words[:1])} ended with {done.returncode}{said and ':'}\n{said}".strip())
    if said:
        sys.stderr.write(f"{said}\n")


def main() -> None:
    """What `make` runs. In CI nothing goes untested, so there it fails."""
    root = Path(__file__).resolve().parent
    if off():
        return
    try:
        make(root, root / HOME)
    except NotMade as why:
        sys.stderr.write(f"{warning(why)}\n")
        sys.exit(os.environ.get("CI") == "true")


if __name__ == "__main__":
    main()
