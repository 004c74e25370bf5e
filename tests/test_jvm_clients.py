"""Clients of the Java machine: adapters compile against their SDKs, packages follow folders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Need
from targets import TRICKY
from targets._jvm import output
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.finding import Finding
from tracking_plan.generate import Job, generate
from tracking_plan.targets._jvm.names import package_name
from tracking_plan.targets.java._names import RESERVED


@pytest.mark.parametrize(
    ("out", "package", "below"),
    [
        ("server/src/main/java/com/acme/events", "com.acme.events", ""),
        ("app/src/main/kotlin/com/acme", "com.acme", ""),
        ("src/main/java", "events", "events/"),
        ("./src/", "events", "events/"),
        ("web/events", "events", ""),
        ("../x/My Events!", "my_events", ""),
        ("src/main/java/com/class/2go", "com.class_._2go", ""),
    ],
)
def test_the_package_follows_the_folder(out: str, package: str, below: str) -> None:
    assert package_name(out, RESERVED) == (package, below)


def made(target: str, sdk: str, folder: Path, text: str | None = None) -> list[Finding]:
    """The client of a source that names an SDK, in a folder."""
    plan = folder / "plan.yaml"
    source = text or TRICKY.read_text(encoding="utf-8")
    plan.write_text(source.replace("app: {platform: web,", f"app: {{platform: web, sdk: {sdk},"), encoding="utf-8")
    [(found, _)] = plans(str(plan), Limits())
    outputs, findings = generate(found, [Job(target, "app", "src/made")])
    for name, code in outputs[0].files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(code, encoding="utf-8", newline="")
    return findings


SDKS = Path(__file__).parent / "targets" / "sdks"
"""What the adapters call, as declarations: these SDKs are in no registry that the tests reach."""


def test_the_adapter_in_java_compiles_against_its_sdk(need: Need, tmp_path: Path) -> None:
    need("javac")
    assert not made("java", "segment", tmp_path)
    sdk = [str(path) for path in (SDKS / "java").rglob("*.java")]
    sources = sorted(path.name for path in tmp_path.glob("*.java"))
    assert "SegmentTracker.java" in sources
    output("javac", "-encoding", "UTF-8", "-d", "sdk", *sdk, cwd=tmp_path)
    words = ("javac", "-encoding", "UTF-8", "-Xlint:all", "-Werror", "-cp", "sdk", "-d", "built")
    output(*words, *sources, cwd=tmp_path)


def test_classes_in_one_file_are_a_finding(tmp_path: Path) -> None:
    event = "{{description: x, owner: all, status: live, sources: [app], properties: {{a: {{type: string, description: x}}}}}}"
    text = TRICKY.read_text(encoding="utf-8").replace(
        "events:\n", f"events:\n  Log In: {event}\n  Login: {event}\n".replace("{{", "{").replace("}}", "}"), 1
    )
    findings = made("java", "none", tmp_path, text)
    assert [re.sub(r"^.*: ", "", finding.message) for finding in findings] == [
        'the class names "Log In" and "Login" would be LogIn and Login, in one file'
    ]
