"""`plan diff` as it is used: sides, verdicts, exit codes, formats, acknowledgements, versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from front_door import TOP, Ended, inside, write

OLD = """\
plan: 1
version: 2.4.0
owners: {growth: {email: growth@example.com}}
sources: {web: {platform: web, language: typescript, out: web/src/analytics}}
questions: {invest: {question: Do templates help, for: growth, needs: [Project Created.kind]}}
properties:
  kind: {type: string, description: What it is for, enum: [a, b]}
events:
  Project Created:
    description: A project exists
    owner: growth
    sources: [web]
    properties:
      kind:
      size: {type: integer, description: Members}
  Project Shared: {description: It is shared, owner: growth}
"""


def changed(folder: Path, *replacements: tuple[str, str], old: str = OLD) -> tuple[Path, Path]:
    """A plan in `old/`, and the same with replacements in `new/`."""
    new = old
    for before, after in replacements:
        assert before in new
        new = new.replace(before, after, 1)
    write(folder, {"old/plan.yaml": old, "new/plan.yaml": new})
    return folder / "old", folder / "new"


REQUIRED = ("      kind:\n", "      kind:\n      color: {type: string, description: Its color}\n")
VALUE = ("enum: [a, b]", "enum: [a, b, c]")
OPTIONAL = ("{type: integer,", "{type: integer, required: false,")
REMOVED = ("  Project Shared: {description: It is shared, owner: growth}\n", "")


def reported(ended: Ended) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ended.out)
    return found


@pytest.mark.parametrize(
    ("replacement", "verdicts"),
    [
        (REQUIRED, ("breaking", "safe", "breaking")),
        (VALUE, ("safe", "risky", "safe")),
        (OPTIONAL, ("safe", "risky", "safe")),
        (REMOVED, ("breaking", "breaking", "breaking")),
    ],
)
def test_verdicts_that_are_promised(tmp_path: Path, replacement: tuple[str, str], verdicts: tuple[str, ...]) -> None:
    ended = inside("diff", *changed(tmp_path, replacement), "--format", "json")
    (change,) = reported(ended)["changes"]
    assert change["verdicts"] == dict(zip(("code", "data", "wire"), verdicts, strict=True))
    assert ended.code == int("breaking" in verdicts)


def test_what_is_the_same_says_nothing(tmp_path: Path) -> None:
    old, _ = changed(tmp_path)
    write(
        tmp_path / "new",
        {
            "plan.yaml": OLD.split("properties:\n  kind")[0].replace("\n", "\r\n"),
            "more.yaml": "events:\n" + OLD.split("events:\n")[1],
            "dictionary.yaml": "properties:\n  kind: {enum: [b, a], description: What it is for, type: string}\n",
        },
    )
    ended = inside("diff", old, tmp_path / "new")
    assert (ended.code, ended.out) == (0, ""), ended
    assert ended.err.startswith("No change from ")


def test_json_is_as_its_schema_says(tmp_path: Path) -> None:
    old, new = changed(tmp_path, REQUIRED, VALUE, REMOVED)
    schema = json.loads((TOP / "schemas" / "changes.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for words in ((), ("--check-version",), ("--perspective", "data")):
        found = reported(inside("diff", old, new, "--format", "json", *words))
        jsonschema.validate(found, schema)
        assert found["bump"] == "major" and found["askedVersion"] == "3.0.0"
    inside("diff", old, new, "--acknowledge", "--reason", "wanted", "--by", "ana", "--until", "2999-01-31")
    found = reported(inside("diff", old, new, "--format", "json"))
    jsonschema.validate(found, schema)
    assert found["summary"] == {"breaking": 0, "risky": 1, "safe": 0, "acknowledged": 2}
