"""`plan generate`: what is made, what is written where, and what is refused."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from front_door import TOP, inside, obey_permissions, one_line, run, write
from targets import HERE
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


TEMPLATE = """\
<?php
{{ client.header | prefixed("// ") }}
{% include "_doc.j2" %}
class {{ event | pascal }} {
{% for field in event.type.fields %}
    public ${{ field.name | camel }}; // {{ field.type.kind }} {{ field.name | json }}
{% endfor %}
}
"""


def test_templates_of_ones_own_make_a_file_for_each_event(repository: Path) -> None:
    files = {
        "php/__EventName__.php.j2": TEMPLATE,
        "php/_doc.j2": "{{ event.doc | prefixed('/// ') }}\n",
        "php/all.txt.j2": "{{ client.events | length }}",
    }
    write(repository, files)
    ended = inside("generate", "--template", "php", "--source", "web", "--out", "made")
    assert ended.code == 0, ended
    assert (repository / "made" / "all.txt").read_text() == "1"
    text = (repository / "made" / "ProjectCreated.php").read_text()
    assert 'class ProjectCreated {\n    public $size; // integer "size"\n}' in text
    assert "/// A project is there." in text
    assert inside("generate", "--template", "php", "--source", "web", "--out", "made", "--check").code == 0


EVERYTHING = """\
{% macro told(of) %}{{ of.kind }} {{ of.types | json }} {{ of.nullable | json }} {{ of.open | json }} {{ of.name | pascal }}
{% for one in of.choices %}{{ one.value | upper_snake }} {{ one.value | json }} {{ one.meaning | json }}{% endfor %}
{% for one in of.checks %}{{ one.rule }} {{ one.value | json }} {{ one.message | json }}{% endfor %}
{% for one in of.fields %}{{ one.name | camel }} {{ one.required | json }} {{ one.doc | prefixed("# ") }}
{{ one.deprecated | json }} {{ one.pii | json }} {{ told(one.type) }}{% endfor %}
{% if of.items %}items {{ told(of.items) }}{% endif %}{% endmacro %}
{{ [client.plan, client.version, client.source, client.platform, client.sdk] | json }}
{% for one in client.events + (client.identify, client.group) %}
{{ one.call }} {{ one.name | json }} {{ one | snake }} {{ one.doc | prefixed("# ") }} {{ one.deprecated | json }}
{{ one.replaced_by | json }} {{ one.examples | json }} {{ one.schema | json }} {{ told(one.type) }}
{% endfor %}
{% for one in client.types %}{{ told(one) }}{% endfor %}
"""


def test_templates_see_all_that_the_guide_names(repository: Path) -> None:
    write(repository, {"own/all.txt.j2": EVERYTHING, "own/page.html.j2": "<p>{{ client.plan }}"})
    words = ("--template", "own", "--plan", HERE / "tricky.yaml", "--source", "app", "--out", "made")
    assert inside("generate", *words).code == 0
    text = (repository / "made" / "all.txt").read_text(encoding="utf-8")
    assert text.splitlines()[0] == json.dumps(['tricky */ """ ${x} #{x} `', "1.2.3", "app", "web", ""])
    for told in ('DEEP_BLUE "deep blue"', 'minimum -5 "is below the minimum of -5"', "pattern", "items string"):
        assert told in text
    assert "tricky */ &#34;&#34;&#34;" in (repository / "made" / "page.html").read_text()


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("x\n{{ 1 / 0 }}", ":2: division by zero"),
        ("{{ client.nope }}", ":1: 'Client object' has no attribute 'nope'"),
        ("{{ nope }}", ":1: 'nope' is undefined"),
        ("x\n\n{% if %}", ":3: Expected an expression"),
        ("{% include '/etc/passwd' %}", ':1: no template of the folder is named "/etc/passwd"'),
        ("{% include '../plans/plan.yaml' %}", ':1: no template of the folder is named "../plans/plan.yaml"'),
        ("{{ ''.__class__ }}", ":1: access to attribute '__class__'"),
        ("{{ client.events[0].at.__func__.__globals__ }}", ":1: access to attribute '__func__'"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "steps; does it go in a circle?"),
        ("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(60) }}", "steps; does it go"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "goes too deep"),
        ("{% include 'x.txt.j2' %}", "goes too deep"),
        ("{{ 'a' * 99999999999 }}", "steps; does it go"),
        ("{% set n = namespace(s='aaaaaaaaaa') %}{% for a in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}", "makes a text of"),
        ("{% set n = namespace(s='aaaaaaaaaa') %}{% for a in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}", "steps; does it go"),
        ("{{ '%99999999999d' % 1 }}", "% is not for templates"),
        ("{{ '{:99999999999}'.format(1) }}", "format() is not for templates"),
        ("{{ 9 ** 999999999 }}", "** is not for templates"),
    ],
)  # fmt: skip
def test_a_template_that_does_wrong_is_refused_with_file_and_line(repository: Path, template: str, says: str) -> None:
    write(repository, {"own/x.txt.j2": template})
    ended = inside("generate", "--template", "own", "--out", "made")
    told = one_line(ended)
    assert ended.code == 2 and re.match(r"own/x\.txt\.j2:\d+: ", told), told
    assert says in told
    assert not (repository / "made").exists()


def test_links_in_a_folder_of_templates_are_not_followed(repository: Path) -> None:
    (repository / "secret").write_text("secret")
    write(repository, {"own/x.txt.j2": "{% include 'y.j2' %}"})
    (repository / "own" / "y.j2").symlink_to(repository / "secret")
    assert "no template of the folder" in one_line(inside("generate", "--template", "own", "--out", "made"))


# What is written where.


def test_files_of_an_earlier_run_go_and_those_of_others_stay(repository: Path) -> None:
    inside("generate", "typescript", "--out", "made")
    (repository / "made" / "mine.ts").write_text("mine")
    assert (repository / "made" / "segment.ts").exists()
    plan = repository / "plans" / "plan.yaml"
    plan.write_text(PLAN.replace("sdk: segment", "sdk: posthog"))
    ended = inside("generate", "typescript", "--out", "made")
    assert "removed 1" in ended.err
    names = {path.name for path in (repository / "made").iterdir()}
    assert names == {".plan-generated.json", "index.ts", "posthog.ts", "mine.ts"}


def test_a_file_of_somebody_else_is_never_overwritten(repository: Path) -> None:
    write(repository, {"web/events/index.ts": "mine"})
    told = one_line(inside("generate"))
    assert told == "web/events/index.ts: is there already and was not written by `plan`; move it away first"
    assert [path.name for path in (repository / "web" / "events").iterdir()] == ["index.ts"]


@pytest.mark.parametrize("name", ["../../plans/plan.yaml", "/etc/passwd", "keep.ts", "link/x.ts", "a\0b", 5])
def test_a_manifest_that_names_the_files_of_others_removes_none(repository: Path, name: object) -> None:
    inside("generate")
    folder = repository / "web" / "events"
    write(repository, {"web/events/keep.ts": "mine", "elsewhere/x.ts": "// Code generated by plan"})
    (folder / "link").symlink_to(repository / "elsewhere")
    (folder / ".plan-generated.json").write_text(json.dumps({"files": [name]}))
    assert inside("generate").code == 0
    assert (repository / "plans" / "plan.yaml").exists()
    assert (folder / "keep.ts").read_text() == "mine" and (repository / "elsewhere" / "x.ts").exists()


def test_outputs_stay_in_the_repository(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (repository / "web").symlink_to(outside)
    assert "a symbolic link leads it to" in one_line(inside("generate"))
    assert "is a symbolic link, which is not written through" in one_line(
        inside("generate", "typescript", "--out", "web")
    )
    (repository / "web").unlink()
    for out in ("../out", "/tmp/out", "a/../../out", ".", "web\\\\x"):
        (repository / "plans" / "plan.yaml").write_text(PLAN.replace("out: web/events", f'out: "{out}"'))
        assert "is not a folder below" in one_line(inside("generate")), out
    assert [*outside.iterdir()] == []


def test_a_folder_that_may_not_be_written_to_changes_nothing(repository: Path) -> None:
    write(repository, {"plans/plan.yaml": PLAN.replace("language: typescript", "language: javascript")})
    (repository / "web" / "events").mkdir(parents=True)
    (repository / "web" / "events").chmod(0o555)
    ended = run("generate", preexec_fn=obey_permissions)
    assert ended.code == 2
    assert "cannot be written: permission denied; nothing is changed" in ended.err
    assert [*(repository / "web" / "events").iterdir()] == []


def test_a_disk_that_fills_up_changes_nothing(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside("generate")
    before = {path: path.read_bytes() for path in (repository / "web").rglob("*") if path.is_file()}
    (repository / "plans" / "plan.yaml").write_text(PLAN.replace("maximum: 500", "maximum: 600"))
    replaced: list[object] = []

    def full(source: str, target: str) -> None:
        replaced.append(target)
        if len(replaced) == 1:
            raise OSError(28, "No space left on device", target)
        os.rename(source, target)

    monkeypatch.setattr("tracking_plan.folders.os.replace", full)
    assert "no space left on device; nothing is changed" in inside("generate").err
    after = {path: path.read_bytes() for path in (repository / "web").rglob("*") if path.is_file()}
    assert after == before


def test_interrupted_half_way_nothing_is_half_written(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracking_plan import folders

    real, seen = folders._staged, []

    def interrupted(change: folders.Change) -> str:
        seen.append(change.path)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(change)

    monkeypatch.setattr(folders, "_staged", interrupted)
    assert inside("generate").code != 0
    assert not (repository / "web").exists()
