"""How the compiled half of lint is built, shipped and found; and that nothing fails where it cannot be built."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import venv
import zipfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from conftest import Need
from front_door import TOP
from tracking_plan.lint.sieve import native

HOME = Path("tracking_plan", "lint", "sieve")
SOURCE = Path("src") / HOME
PARTS = ("pyproject.toml", "hatch_build.py", ".gitignore", "README.md", "CHANGELOG.md", "LICENSE")
STRICT = {"CFLAGS": "-Wall -Wextra -Werror"}
BUILT = f"{HOME.as_posix()}/{native.NAME}"


def environment(given: Mapping[str, str] = {}) -> dict[str, str]:
    """This process's, without what would steer a compiler, or make a warning a failure."""
    steering = ("CC", "CFLAGS", "LDFLAGS", "CI", "PLAN_SIEVE", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if name not in steering} | dict(given)


def python(*words: str | Path, cwd: Path, env: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=cwd, env=environment(env), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What is needed to build, with no library in it, and of the sources only some."""
    made = tmp_path / "tree"
    for part in PARTS:
        made.mkdir(exist_ok=True)
        shutil.copy(TOP / part, made / part)
    ignored = shutil.ignore_patterns("__pycache__", "_sieve.*")
    shutil.copytree(TOP / SOURCE, made / SOURCE, ignore=ignored)
    for package in (HOME.parent, HOME.parent.parent):
        (made / "src" / package / "__init__.py").touch()
    return made


def wheel(tree: Path, env: Mapping[str, str] = {}) -> tuple[Path, str]:
    """The only wheel that is built, and what was said."""
    done = python("-m", "hatchling", "build", "-t", "wheel", cwd=tree, env=env)
    (made,) = (tree / "dist").glob("*.whl")
    return made, done.stdout + done.stderr


def inside(made: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(made) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def about(made: Path) -> str:
    return next(text.decode() for name, text in inside(made).items() if name.endswith(".dist-info/WHEEL"))


def test_a_wheel_has_the_library_and_says_for_which_machine(tree: Path, need: Need) -> None:
    need("cc")
    made, said = wheel(tree, STRICT)
    assert "slower" not in said, said
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    if sys.platform != "darwin":  # there it is the version of the machine, not of Python's own build
        assert made.name.endswith(f"-py3-none-{platform}.whl")
    assert "Root-Is-Purelib: false" in about(made)
    held = inside(made)
    assert BUILT in held and not [name for name in held if name.endswith((".c", ".h"))]
    for path in (str(tree), str(TOP), os.path.realpath(TOP)):
        assert path.encode() not in held[BUILT]
    assert not (tree / SOURCE / native.NAME).exists(), "a wheel leaves the checkout as it was"
    (tree / "dist" / "again").mkdir()
    python("-m", "hatchling", "build", "-t", "wheel", "-d", "dist/again", cwd=tree, env=STRICT)
    assert (tree / "dist" / "again" / made.name).read_bytes() == made.read_bytes(), "the same bytes each time"


def test_an_installed_wheel_finds_its_library(tree: Path, tmp_path: Path, need: Need) -> None:
    need("cc")
    made, _ = wheel(tree)
    venv.create(tmp_path / "venv", with_pip=False)
    (there,) = (path for path in tmp_path.glob("venv/*/python*") if path.stem == "python")
    python("-m", "pip", "--python", there, "install", "--quiet", "--no-deps", "--no-index", made, cwd=tmp_path)
    asks = "from tracking_plan.lint.sieve import native; print(native.library().plan_sieve_version(), native.__file__)"
    done = subprocess.run(
        [there, "-c", asks], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith(f"{native.VERSION} {tmp_path}"), done.stderr


@pytest.mark.parametrize(
    ("env", "why"),
    [
        ({"CC": "false"}, "false ended with 1"),
        ({"CC": "no-such-compiler"}, "no-such-compiler cannot be run"),
        ({"PLAN_SIEVE": "off"}, ""),
    ],
    ids=["fails", "missing", "off"],
)
def test_without_a_compiler_it_is_pure_python(tree: Path, env: Mapping[str, str], why: str) -> None:
    made, said = wheel(tree, env)
    assert made.name.endswith("-py3-none-any.whl") and "Root-Is-Purelib: true" in about(made)
    assert BUILT not in inside(made) and f"{HOME.as_posix()}/native.py" in inside(made)
    warned = [line for line in said.splitlines() if "slower" in line]
    assert len(warned) == (1 if why else 0), said
    assert all(
        line.startswith(f"plan lint will be slower: its compiled half was not built, as {why}") for line in warned
    )


def test_what_does_not_compile_is_left_out(tree: Path, need: Need) -> None:
    need("cc")
    (tree / SOURCE / "sieve.c").write_text("this is no C\n", encoding="utf-8")
    made, said = wheel(tree)
    assert made.name.endswith("-py3-none-any.whl") and said.count("slower") == 1 and "sieve.c:1" in said


def test_what_does_not_load_is_left_out(tree: Path, need: Need) -> None:
    """As of a compiler for another processor; here it lacks what is asked of it."""
    need("cc")
    (tree / SOURCE / "sieve.c").write_text("int other(void) { return 1; }\n", encoding="utf-8")
    made, said = wheel(tree)
    assert made.name.endswith("-py3-none-any.whl") and said.count("slower") == 1


def test_no_compiler_is_fetched(tree: Path, tmp_path: Path) -> None:
    """Zig's wheel would do, and has 100 MB: a plan is judged without it too."""
    call = "build.get_requires_for_build_"
    script = f"from hatchling import build; print([{call}wheel(), {call}editable()[:-1], {call}sdist()])"
    asked = python("-c", script, cwd=tree, env={"PATH": str(tmp_path / "nothing")}).stdout
    assert ast.literal_eval(asked) == [[], [], []]


def test_an_sdist_has_the_source_and_never_the_library(tree: Path) -> None:
    (tree / SOURCE / native.NAME).write_bytes(b"of this machine")
    python("-m", "hatchling", "build", "-t", "sdist", cwd=tree)
    (made,) = (tree / "dist").glob("*.tar.gz")
    with tarfile.open(made) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {"hatch_build.py", f"{SOURCE.as_posix()}/sieve.c", f"{SOURCE.as_posix()}/native.py"} <= held
    assert not [name for name in held if "_sieve." in name]


def test_an_editable_install_compiles_in_place(tree: Path, need: Need) -> None:
    need("cc")
    build = "WheelBuilder('.').build(directory='dist', versions=['editable'], hooks_only=True)"
    python("-c", f"from hatchling.builders.wheel import WheelBuilder; list({build})", cwd=tree, env=STRICT)
    assert native.opened(tree / SOURCE / native.NAME) is not None
    assert not list((tree / SOURCE).glob("_sieve.*/")), "what it was made in is gone"


class TestTheWheelsOfARelease:
    """Those with a library need zig, which is too big to fetch for a test."""

    @pytest.fixture
    def script(self, tree: Path) -> str:
        shutil.copytree(TOP / "scripts", tree / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        return "scripts/wheels.py"

    def test_the_one_for_all_others_is_pure(self, tree: Path, script: str) -> None:
        python(script, "any", cwd=tree)
        (made,) = (tree / "dist").iterdir()
        assert made.name.endswith("-py3-none-any.whl") and BUILT not in inside(made)

    @pytest.mark.skipif(find_spec("ziglang") is not None, reason="zig is here")
    def test_without_zig_none_is_built(self, tree: Path, script: str) -> None:
        done = subprocess.run(
            [sys.executable, script], cwd=tree, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 1 and "pip install ziglang" in done.stderr and not (tree / "dist").exists()


class TestTheLibraryOfACheckout:
    def built(self, tree: Path) -> Path:
        python("hatch_build.py", cwd=tree)
        return tree / SOURCE / native.NAME

    def test_it_is_not_used_when_its_source_is_newer(self, tree: Path, need: Need) -> None:
        need("cc")
        library = self.built(tree)
        assert native.opened(library) is not None
        later = time.time() + 60
        os.utime(tree / SOURCE / "sieve.c", (later, later))
        assert native.opened(library) is None

    def test_it_is_not_used_when_it_says_another_version(self, tree: Path, need: Need) -> None:
        need("cc")
        source = tree / SOURCE / "sieve.c"
        source.write_text('__attribute__((visibility("default"))) long long plan_sieve_version(void) { return -1; }\n')
        assert native.opened(self.built(tree)) is None

    def test_what_is_no_library_is_none(self, tmp_path: Path) -> None:
        assert native.opened(tmp_path / native.NAME) is None
        (tmp_path / native.NAME).write_bytes(b"\x7fELF, or so it says")
        assert native.opened(tmp_path / native.NAME) is None

    def test_a_compiler_that_fails_is_no_failure(self, tree: Path) -> None:
        done = python("hatch_build.py", cwd=tree, env={"CC": "false"})
        assert done.stderr.startswith("plan lint will be slower") and not (tree / SOURCE / native.NAME).exists()

    def test_in_ci_it_is_one(self, tree: Path) -> None:
        done = subprocess.run(
            [sys.executable, "hatch_build.py"],
            cwd=tree,
            env=environment({"CC": "false", "CI": "true"}),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 1

    def test_here_it_is_there(self) -> None:
        if os.environ.get("PLAN_SIEVE") == "off":
            pytest.skip("PLAN_SIEVE=off does without it")
        if native.library() is None:
            reason = f"{SOURCE / native.NAME} is missing or stale: make .venv/bin/.ready"
            if os.environ.get("CI") == "true":
                pytest.fail(f"{reason}; in CI nothing goes untested")
            pytest.skip(reason)
