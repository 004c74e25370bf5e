"""`plan generate`: what is made, what is written where, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from front_door import TOP, inside, one_line, write
from tracking_plan.targets import shelf

SAAS = TOP / "plans" / "saas"
PLAN = """\
plan: 1
name: acme
version: 1.0.0
sources:
  web: {platform: web, language: typescript, sdk: segment, out: web/events}
  api: {platform: server}
owners: {growth: {name: Growth}}
events:
  Project Created:
    {description: A project is there, trigger: It is stored, owner: growth, sources: [web], properties: {
      size: {type: integer, minimum: 1, maximum: 500, description: Members}}}
  Invoice Paid:
    {description: Money came, trigger: It is booked, owner: growth, sources: [api], properties: {}}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"plans/plan.yaml": PLAN})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_source_gets_its_own_events_in_its_own_folder(repository: Path) -> None:
    ended = inside("generate")
    assert (ended.code, ended.out) == (0, "")
    made = (repository / "web" / "events" / "index.ts").read_text()
    assert "export function projectCreated(" in made and "invoicePaid" not in made
    assert "typescript for web (1 event) in web/events" in ended.err
    assert 'source "api": says no `language`; left out' in ended.err


def test_a_second_run_changes_nothing_and_check_agrees(repository: Path) -> None:
    inside("generate")
    before = {path: path.stat().st_mtime_ns for path in repository.rglob("*")}
    assert inside("generate").code == 0
    assert inside("generate", "--check").code == 0
    assert {path: path.stat().st_mtime_ns for path in repository.rglob("*")} == before


def test_check_shows_a_diff_and_writes_nothing(repository: Path) -> None:
    inside("generate")
    made = repository / "web" / "events" / "index.ts"
    made.write_text(made.read_text().replace("max: 500", "max: 400"))
    ended = inside("generate", "--check")
    assert ended.code == 1
    assert '-    { name: "size", is: "integer", min: 1, max: 400 }' in ended.out or "max: 400" in ended.out
    assert "max: 400" in made.read_text()


def test_a_plan_with_errors_writes_nothing(repository: Path) -> None:
    plan = repository / "plans" / "plan.yaml"
    plan.write_text(PLAN.replace("description: A project is there, ", ""))
    ended = inside("generate")
    assert ended.code == 1 and "event-without-description" in ended.out
    assert not (repository / "web").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["typscript", "--out", "x"], 'no target is named "typscript" (did you mean "typescript"?)'),
        (["--source", "wbe"], 'no source is named "wbe" (did you mean "web"?)'),
        (["--source", "api"], 'source "api": it says no `language`'),
        (["--out", "x"], "--out takes one client: name a TARGET, or a source with --source"),
        (["typescript", "--out", "plans/plan.yaml"], "plans/plan.yaml: is a file, and --out names a folder"),
    ],
)
def test_what_is_asked_for_wrongly_is_told_in_one_line(repository: Path, words: list[str], says: str) -> None:
    ended = inside("generate", *words)
    assert ended.code == 2
    assert says in one_line(ended)


def test_names_that_fall_together_are_found_and_nothing_is_written(repository: Path) -> None:
    (repository / "plans" / "more.yaml").write_text(
        "events:\n  Project-Created:\n    {description: As before, owner: growth, sources: [web]}\n"
    )
    ended = inside("generate")
    assert ended.code == 1, ended
    assert "generated-name-clash" in ended.out or "event-name" in ended.out
    assert not (repository / "web").exists()


def test_every_target_says_what_it_is() -> None:
    for name, target in shelf.all():
        assert target.__doc__, name
        assert isinstance(target.LANGUAGES, tuple)
