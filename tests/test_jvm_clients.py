"""Clients of the Java machine: adapters compile against their SDKs, packages follow folders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from targets import TRICKY
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


def test_classes_in_one_file_are_a_finding(tmp_path: Path) -> None:
    event = "{{description: x, owner: all, status: live, sources: [app], properties: {{a: {{type: string, description: x}}}}}}"
    text = TRICKY.read_text(encoding="utf-8").replace(
        "events:\n", f"events:\n  Log In: {event}\n  Login: {event}\n".replace("{{", "{").replace("}}", "}"), 1
    )
    findings = made("java", "none", tmp_path, text)
    assert [re.sub(r"^.*: ", "", finding.message) for finding in findings] == [
        'the class names "Log In" and "Login" would be LogIn and Login, in one file'
    ]
