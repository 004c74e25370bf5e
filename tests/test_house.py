"""The house keeps its own rules: what DESIGN and CONTRIBUTING promise of the code is measured from the code."""

from __future__ import annotations

import ast
import importlib.metadata
import inspect
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tracking_plan import reports, rules, vendors
from tracking_plan.finding import Severity
from tracking_plan.model.change import LEVELS, Verdicts
from tracking_plan.model.limits import Limits
from tracking_plan.model.plan import KINDS

TOP = Path(__file__).parent.parent
SOURCE = TOP / "src" / "tracking_plan"
FILES = sorted(SOURCE.rglob("*.py"))
MAX_FILE = 330
MAX_FUNCTION = 44
RULES = dict(rules.shelf.all())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_open_with_a_sentence(path: Path) -> None:
    said = ast.get_docstring(tree(path))
    assert said, "a file opens with one sentence that says what it is"
    assert said.split("\n\n")[0].rstrip().endswith((".", ":"))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_rooms_are_not_crowded(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert lines <= MAX_FILE or "# One room, because" in text, f"{lines} lines: split it, or say `# One room, because`"
    for node in ast.walk(tree(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or 0) - node.body[0].lineno + 1  # a long signature is no long function
            assert length <= MAX_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_manners(path: Path) -> None:
    assert path.name not in ("util.py", "utils.py", "helpers.py", "misc.py", "common.py")
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            reraised = any(isinstance(inner, ast.Raise) for inner in ast.walk(node))
            assert caught not in ("Exception", "everything") and (caught != "BaseException" or reraised), caught
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print":
            assert path.parent.name == "cli", "print belongs to cli/"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_plug_ins_never_import_each_other(path: Path) -> None:
    shelf = path.relative_to(SOURCE).parts[0]
    if shelf not in ("rules", "reports") or path.name.startswith("_"):
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            modules = [node.module] if node.module else [alias.name for alias in node.names]
            for module in modules:
                assert module is not None and (module.startswith("_") or module[0].isupper()), (
                    f"imports its neighbor {module}"
                )


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_rules_are_whole(rule: str) -> None:
    module = RULES[rule]
    if rule in rules.shelf.boards["changes"].names and hasattr(module, "check_change"):
        assert isinstance(module.verdicts, Verdicts)
        assert module.looks_at and {*module.mirror} <= {*rules.shelf.boards["changes"].names}
        assert getattr(module, "level", "patch") in LEVELS
        return
    assert isinstance(module.severity, Severity)
    if rule in rules.shelf.boards["records"].names:
        ways = [
            way for way in ("words", "check_record", "check_tally", "check_order", "said_by") if hasattr(module, way)
        ]
        assert len(ways) == 1, "a rule about records has one way to speak"
        assert getattr(module, "said_by", "lint") == "lint"
        return
    looks = [kind for kind in KINDS if hasattr(module, f"check_{kind}")]
    stray = [n for n in vars(module) if n.startswith("check_") and n.removeprefix("check_") not in KINDS]
    assert not stray, f"{stray} would never be asked; there are {KINDS}"
    said_by = getattr(module, "said_by", None)
    assert bool(looks) != bool(said_by), "a rule looks at something, or says who speaks for it"
    assert said_by in (None, "load", "check", "generate", "baseline", "diff")


@pytest.mark.parametrize("report", reports.shelf.names)
def test_reports_are_whole(report: str) -> None:
    module = reports.shelf.take(report)
    assert list(inspect.signature(module.render).parameters) == ["findings", "about"]
    assert list((TOP / "tests" / "golden" / "reports").glob(f"*.{report}")), "a report has golden files"


@pytest.mark.parametrize("vendor", vendors.shelf.names)
def test_vendors_are_whole(vendor: str) -> None:
    module: ModuleType = vendors.shelf.take(vendor)
    assert module.TITLE and module.__doc__
    assert isinstance(getattr(module, "LIMITS", None), Limits) or not hasattr(module, "LIMITS")


def test_every_message_names_a_rule_that_exists() -> None:
    """Rules that load and check speak for are named there as text: each must be a file."""
    for file in (
        *("document/" + f.name for f in (SOURCE / "document").glob("*.py")),
        "sections.py",
        "load.py",
        "check.py",
        "baseline.py",
        "model/node.py",
        "model/property.py",
    ):
        text = (SOURCE / file).read_text(encoding="utf-8")
        for word in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text):
            if word in ("utf-8-sig", "date-time", "utf-8") or word.startswith("x-"):
                continue
            assert word in rules.shelf.names, f"{file} names {word!r}"


def test_what_is_generated_is_in_step() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/generate.py", "--check"], cwd=TOP, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_readme_lists_the_commands() -> None:
    from tracking_plan.cli.app import application

    table = (TOP / "README.md").read_text(encoding="utf-8").split("<!-- commands -->")[1].split("<!-- /commands -->")[0]
    assert re.findall(r"^\| `plan ([a-z]+)", table, re.M) == [
        command.name for command in application().registered_commands
    ]


def test_every_command_has_an_example() -> None:
    from tracking_plan.cli.app import application

    for command in application().registered_commands:
        assert command.callback is not None and re.search(r"Examples?:", command.callback.__doc__ or ""), command.name


def test_the_core_is_light() -> None:
    wanted = {
        re.split(r"[<>=!~\[; ]", line)[0].lower()
        for line in importlib.metadata.requires("tracking-plan") or ()
        if "extra ==" not in line
    }
    assert wanted <= {
        "typer",
        "pyyaml",
        "msgspec",
        "jsonschema-rs",
        "rich",
        "jinja2",
        "markdown-it-py",
        "gitpython",
        "jsonschema",
        "pydantic",
    }


def test_no_path_of_a_machine_is_committed() -> None:
    words = "|".join(["/wor" + "k/", "/hom" + "e/", "/roo" + "t/", "bash_" + "jobs", r"\.lib" + "rary/"])
    done = subprocess.run(
        ["git", "grep", "-nIE", words, "--", ":!*.lock", ":!tests/schemas", ":!LICENSE"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (1, 128), done.stdout
