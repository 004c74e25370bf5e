"""`plan validate --fix`: what it mends in the files, what it leaves, and that it never makes anything worse."""

from __future__ import annotations

import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from front_door import TOP, inside, obey_permissions, one_line, run, write
from imported_plans import loaded
from plan_pairs import plan_data
from slips import slipped
from test_import_real import needs_shared, real
from tracking_plan.check import check
from tracking_plan.document import Document, applied, formatted, read
from tracking_plan.document import write as dumped
from tracking_plan.document.entries import comments
from tracking_plan.finding import Finding
from tracking_plan.load import load
from tracking_plan.mend import mend
from tracking_plan.model.order import order_at
from tracking_plan.model.plan import Plan
from tracking_plan.model.schema import event_schema
from tracking_plan.vendors import _layout, reader

TODAY = date(2026, 11, 24)
SLIPPED = """\
plan: 1
# who answers
owners: {growth: {email: growth@example.com}}   # for now
sources:
    web: {platform: Web}   # four spaces


events:
    # the first
    Signed Up:
        descripton: 'It is done'
        owner:   grwoth   # a slip
        sources: [ "web" ]
        properties: {answer: {type: string, enum: [yes, no], descripton: What was said}}
"""
MENDED = (
    SLIPPED.replace("platform: Web", "platform: web").replace("descripton", "description").replace("grwoth", "growth")
    .replace("[yes, no]", '["yes", "no"]')
)  # fmt: skip


# -- What is written


def test_files_are_mended_and_judged(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    ended = inside("validate", "--fix", folder, "--format", "json")
    assert (folder / "plan.yaml").read_text() == MENDED
    assert ended.code == 0
    assert "Fixed 5 problems in 1 file.\n" in ended.err
    assert {found["rule"] for found in ended.findings} == {"event-without-trigger", "event-without-example"}
    again = inside("validate", "--fix", folder)
    assert "Nothing to fix." in again.err
    assert (folder / "plan.yaml").read_text() == MENDED


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_the_order_mark_stay(tmp_path: Path, mark: bytes, ends: str) -> None:
    folder = write(tmp_path, {"plan.yaml": mark + SLIPPED.replace("\n", ends).encode()})
    inside("validate", "--fix", folder)
    assert (folder / "plan.yaml").read_bytes() == mark + MENDED.replace("\n", ends).encode()


def test_what_is_left_gives_the_exit_code(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED.replace("Signed Up", "signUp")})
    ended = inside("validate", "--fix", folder, "--format", "json")
    assert ended.code == 1
    assert [place.split()[0] for place in ended.places] == ["event-name-case"]
    assert "    signUp:\n" in (folder / "plan.yaml").read_text()
    with_care = inside("validate", "--fix", "--unsafe-fixes", folder)
    assert with_care.code == 0
    assert "    Signed Up:\n" in (folder / "plan.yaml").read_text()
    assert "was: [signUp]" in (folder / "plan.yaml").read_text()


def test_a_patch_is_shown_and_nothing_written(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED, "more.yaml": "events: {A Opened: {owner: growht}}\n"})
    ended = run("validate", "--diff", ".", cwd=folder)
    assert ended.code == 1
    assert ended.err == "Would fix 6 problems in 2 files.\n"
    assert (folder / "plan.yaml").read_text() == SLIPPED
    subprocess.run(["git", "apply", "-p1", "-"], input=ended.out.encode(), cwd=folder, check=True)
    assert (folder / "plan.yaml").read_text() == MENDED
    clean = run("validate", "--diff", ".", cwd=folder)
    assert (clean.code, clean.out, clean.err) == (0, "", "Nothing to fix.\n")


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("last", ["", "\n"], ids=["no last end", "last end"])
def test_a_patch_can_be_applied_to_each_file(tmp_path: Path, mark: str, ends: str, last: str) -> None:
    def on_disk(text: str) -> bytes:
        return (mark + text.rstrip("\n") + last).replace("\n", ends).encode()

    short = "plan: 1\nowners: {growth: {email: growth@example.com}}\nevents: {Signed Up: {owner: growht}}\n"
    folder = write(tmp_path, {"plan.yaml": on_disk(short)})
    ended = run("validate", "--diff", ".", "--output", "mend.patch", cwd=folder)
    assert ended.code == 1
    subprocess.run(["git", "apply", "-p1", "mend.patch"], cwd=folder, check=True)
    assert (folder / "plan.yaml").read_bytes() == on_disk(short.replace("growht}", "growth}"))


def test_a_patch_goes_into_the_file_that_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    ended = run("validate", "--diff", ".", "--output", "mend.patch", cwd=folder)
    assert (ended.code, ended.out) == (1, "")
    subprocess.run(["git", "apply", "-p1", "mend.patch"], cwd=folder, check=True)
    assert (folder / "plan.yaml").read_text() == MENDED


@pytest.mark.parametrize("options", [("--format", "json"), ("--write-baseline", "new.json")])
def test_a_patch_is_no_report(tmp_path: Path, options: tuple[str, str]) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    ended = run("validate", "--diff", ".", *options, cwd=folder)
    assert ended.code == 2 and options[0] in one_line(ended)


def test_a_file_that_cannot_be_read_is_left_and_others_are_mended(tmp_path: Path) -> None:
    broken = "events: {A: [\n"
    folder = write(tmp_path, {"plan.yaml": SLIPPED, "broken.yaml": broken})
    ended = inside("validate", "--fix", folder, "--format", "json")
    assert ended.code == 1
    assert (folder / "broken.yaml").read_text() == broken
    assert "description: 'It is done'" in (folder / "plan.yaml").read_text()
    assert [place.split()[0] for place in ended.places] == ["yaml-syntax"]


def test_a_symbolic_link_is_not_written_through(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere.yaml": "events: {A Opened: {owner: growht}}\n", "plan/plan.yaml": SLIPPED})
    (tmp_path / "plan" / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    ended = inside("validate", "--fix", tmp_path / "plan")
    assert (tmp_path / "plan" / "link.yaml").is_symlink()
    assert (tmp_path / "elsewhere.yaml").read_text() == "events: {A Opened: {owner: growht}}\n"
    assert (tmp_path / "plan" / "plan.yaml").read_text() == MENDED
    assert "Fixed 5 problems in 1 file." in ended.err


def test_one_file_of_a_plan_is_mended_alone(tmp_path: Path) -> None:
    more = "events: {A Opened: {owner: growht}}\n"
    folder = write(tmp_path, {"plan.yaml": SLIPPED, "more/more.yaml": more})
    inside("validate", "--fix", folder / "more" / "more.yaml")
    assert (folder / "plan.yaml").read_text() == SLIPPED
    assert (folder / "more" / "more.yaml").read_text() == more.replace("growht", "growth")


def test_a_rename_goes_through_all_files(tmp_path: Path) -> None:
    files = {
        "plan.yaml": "plan: 1\nquestions: {q: {needs: [project_created.team_size]}}\n",
        "events.yaml": "events:\n  project_created: {status: proposed, properties: {team_size: {type: integer}}}\n",
    }
    folder = write(tmp_path, files)
    inside("validate", "--fix", folder)
    assert "needs: [Project Created.team_size]" in (folder / "plan.yaml").read_text()
    assert "  Project Created: {status" in (folder / "events.yaml").read_text()


def test_rules_that_are_not_asked_mend_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    inside("validate", "--fix", folder, "--select", "unknown-owner")
    assert (folder / "plan.yaml").read_text() == SLIPPED.replace("grwoth", "growth")
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    inside("validate", "--fix", folder, "--ignore", "unknown-owner")
    assert (folder / "plan.yaml").read_text() == MENDED.replace("owner:   growth", "owner:   grwoth")


def test_what_a_baseline_sets_aside_is_not_mended(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    inside("validate", folder, "--write-baseline", tmp_path / "baseline.json")
    ended = inside("validate", "--fix", folder, "--baseline", tmp_path / "baseline.json")
    assert (folder / "plan.yaml").read_text() == SLIPPED
    assert "Nothing to fix." in ended.err


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_without_its_baseline_nothing_is_mended(tmp_path: Path, option: str) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    ended = inside("validate", option, folder, "--baseline", tmp_path / "bseline.json")
    assert ended.code == 2 and "there is no such file" in one_line(ended)
    assert (folder / "plan.yaml").read_text() == SLIPPED


def test_a_fix_that_would_bring_an_error_is_not_made(tmp_path: Path) -> None:
    text = "plan: 1\nproperties: {at: {type: string, format: datetime, examples: [soon], description: When}}\n"
    folder = write(tmp_path, {"plan.yaml": text})
    inside("validate", "--fix", folder)
    assert (folder / "plan.yaml").read_text() == text


def test_a_fix_is_made_with_those_of_the_errors_that_it_brings_to_light(tmp_path: Path) -> None:
    text = "plan: 1\nrules: {event-name-tens: Off}\n"
    folder = write(tmp_path, {"plan.yaml": text})
    ended = inside("validate", "--fix", folder)
    assert (folder / "plan.yaml").read_text() == "plan: 1\nrules: {event-name-tense: off}\n"
    assert (ended.code, "Fixed 2 problems" in ended.err) == (0, True)


def test_it_is_said_which_option_mends_more(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED.replace("Signed Up", "signUp")})
    assert "--fix knows how to mend 5 of these, with --unsafe-fixes 1 more.\n" in inside("validate", folder).err
    assert "--fix --unsafe-fixes knows how to mend 1 of these.\n" in inside("validate", "--fix", folder).err
    assert "knows how" not in inside("validate", "--fix", "--unsafe-fixes", folder).err


def test_of_fixes_those_are_made_that_bring_no_error(tmp_path: Path) -> None:
    good = "".join(f"  a{n}: {{type: string, format: datetime, description: When it is {n}}}\n" for n in range(9))
    bad = "  at: {type: string, format: datetime, examples: [soon], description: When}\n"
    folder = write(tmp_path, {"plan.yaml": "plan: 1\nproperties:\n" + good + bad})
    ended = inside("validate", "--fix", folder)
    assert (folder / "plan.yaml").read_text() == "plan: 1\nproperties:\n" + good.replace("datetime", "date-time") + bad
    assert "Fixed 9 problems" in ended.err


def test_what_allows_nothing_goes_last(tmp_path: Path) -> None:
    """The allowance is for an example that the format refuses once it is written rightly."""
    text = """\
plan: 1
properties:
  at:
    type: string
    format: datetime
    description: When
    examples: [soon]
    allow:
      - {rule: example-refused, reason: So we say}
      - {rule: property-name-case, reason: It was}
"""
    folder = write(tmp_path, {"plan.yaml": text})
    inside("validate", "--fix", folder)
    after = text.replace("datetime", "date-time").replace("      - {rule: property-name-case, reason: It was}\n", "")
    assert (folder / "plan.yaml").read_text() == after


def test_what_a_warning_is_allowed_by_goes_last(tmp_path: Path) -> None:
    """The allowance is for a limit of a tool whose name is misspelled, so that nobody can hold the limit against it."""
    text = """\
plan: 1
sources: {web: {platform: web, destinations: [firebse]}}
events:
  Level Ended:
    sources: [web]
    allow:
      - {rule: property-name-case, reason: It was}
    properties:
      hint:
        type: string
        maxLength: 400
        allow: [{rule: value-over-limit, reason: It is cut}]
"""
    folder = write(tmp_path, {"plan.yaml": text})
    inside("validate", "--fix", folder)
    after = text.replace("firebse", "firebase")
    after = after.replace("    allow:\n      - {rule: property-name-case, reason: It was}\n", "")
    assert (folder / "plan.yaml").read_text() == after


def test_what_another_plan_builds_on_keeps_its_names(tmp_path: Path) -> None:
    base = """\
plan: 1
properties: {userId: {type: string}}
events: {A Opened: {status: proposed, properties: {userId: }}}
"""
    more = "plan: 1\nextends: ../company\nevents: {B Opened: {status: live, properties: {userId: }}}\n"
    folder = write(tmp_path, {"company/plan.yaml": base, "product/plan.yaml": more})
    inside("validate", "--fix", folder)
    assert (folder / "company" / "plan.yaml").read_text() == base
    assert (folder / "product" / "plan.yaml").read_text() == more
    inside("validate", "--fix", folder / "company")
    assert "userId" not in (folder / "company" / "plan.yaml").read_text(), "alone, it may be renamed"


def test_a_plan_that_builds_on_another_is_mended(tmp_path: Path) -> None:
    base = "plan: 1\nowners: {growth: {}}\nproperties: {team_size: {type: integer, descripton: x}}\n"
    more = "plan: 1\nextends: ../company\nevents: {B Opened: {owner: grwoth, properties: {teamsize: }}}\n"
    folder = write(tmp_path, {"company/plan.yaml": base, "product/plan.yaml": more})
    inside("validate", "--fix", folder / "product")
    after = more.replace("grwoth", "growth").replace("teamsize", "team_size")
    assert (folder / "product" / "plan.yaml").read_text() == after
    assert (folder / "company" / "plan.yaml").read_text() == base


def test_a_rename_is_made_everywhere_or_nowhere(tmp_path: Path) -> None:
    files = {
        "plan.yaml": "plan: 1\nx-needs: &needs [project_created]\nquestions: {q: {needs: *needs}}\n",
        "events.yaml": "events: {project_created: {status: proposed}}\n",
    }
    folder = write(tmp_path, files)
    inside("validate", "--fix", folder)
    assert {name: (folder / name).read_text() for name in files} == files


def test_a_second_run_finds_nothing() -> None:
    """Here something is refused at first, and comes out well once the rest is mended."""
    folder = TOP / "src/tracking_plan/starters/saas/plans"
    texts = [(str(path), path.read_text()) for path in sorted(folder.rglob("*.yaml"))]
    assert assert_mends(plan_of(*((name, slipped(text, 700 + n, 8)) for n, (name, text) in enumerate(texts))))


def test_standard_input_is_no_file() -> None:
    assert "standard input" in one_line(run("validate", "--fix", "-", stdin=SLIPPED.encode()))


def test_unsafe_fixes_need_to_be_asked_for_twice(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": SLIPPED})
    assert "goes with --fix" in one_line(run("validate", "--unsafe-fixes", folder))


def test_a_file_that_may_not_be_written_is_trouble(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan/plan.yaml": SLIPPED}) / "plan"
    folder.chmod(0o500)
    try:
        ended = run("validate", "--fix", folder, preexec_fn=obey_permissions)
    finally:
        folder.chmod(0o700)
    assert "cannot be written" in one_line(ended)
    assert (folder / "plan.yaml").read_text() == SLIPPED


def test_the_example_plan_has_nothing_to_fix() -> None:
    ended = inside("validate", "--diff", "--unsafe-fixes", TOP / "plans" / "saas")
    assert (ended.code, ended.out) == (0, "")


# -- That nothing gets worse


REMOVING = frozenset(("allow-unused", "impossible-enum", "unknown-rule", "event-name-reused"))
"""Rules whose fixes take text away, and comments in it with it."""
NAMING = frozenset(("event-name-case", "property-name-case"))
CHANGES_WHAT_IS_ACCEPTED = NAMING | {"unknown-property", "unknown-group", "unknown-format", "unknown-key", "wrong-value", "impossible-enum"}  # fmt: skip


def plan_of(*texts: tuple[str, str]) -> Plan:
    return load([read(text, name) for name, text in texts], TODAY)


def errors(plan: Plan) -> Counter[str]:
    return Counter(found.rule for found in check(plan) if found.severity.word == "error")


def safe(finding: Finding) -> bool:
    return finding.fix is not None and finding.fix.safe


def assert_mends(plan: Plan) -> int:
    """Mend a plan, and see that all is as promised; how much was mended."""
    done = mend(plan, safe)
    rules = {finding.rule for finding in done.findings}
    assert not errors(done.plan) - errors(plan)
    assert not mend(done.plan, safe).texts, "a second run finds nothing"
    for document, text in done.texts:
        assert_layout_stays(document, read(text, document.file), keeps=not rules & REMOVING)
    if not rules & CHANGES_WHAT_IS_ACCEPTED:
        before, after = ({e.name: event_schema(e) for e in each.events.values()} for each in (plan, done.plan))
        assert before == after
    return len(done.findings)


def assert_layout_stays(before: Document, after: Document, keeps: bool) -> None:
    assert not after.problems
    one, other = comments(before), comments(after)
    assert one == other if keeps else not Counter(other) - Counter(one)
    form = formatted(after, order_at)
    if form is not None:
        assert not mend(load([read(form, after.file)], TODAY), safe).texts or before.file != "plan.yaml"


def assert_each_fix_does_what_it_says(plan: Plan) -> int:
    """Make each fix by itself, as an editor would: the text can be read then, and the finding is gone."""
    found = check(plan)
    said = Counter((one.rule, one.message) for one in found)
    count = 0
    for finding in found:
        edits = finding.fix.edits if finding.fix is not None else ()
        if not edits:
            continue
        documents = []
        for document in plan.documents:
            here = [edit for edit in edits if edit.at.file == document.file]
            mended = read(applied(document.text, here), document.file) if here else document
            assert not here or not mended.problems, (finding, mended.problems)
            documents.append(mended)
        later = Counter((one.rule, one.message) for one in check(load(documents, TODAY)))
        assert later[finding.rule, finding.message] < said[finding.rule, finding.message], finding
        count += 1
    return count


@settings(deadline=None, max_examples=80)
@given(data=plan_data(), seed=st.integers(0, 10_000), many=st.integers(0, 6))
def test_generated_plans_are_mended_as_promised(data: dict[str, object], seed: int, many: int) -> None:
    plan = plan_of(("plan.yaml", slipped(dumped(data), seed, many)))
    assert_mends(plan)
    assert_each_fix_does_what_it_says(plan)


PLANS = sorted(
    {path.parent for path in (TOP / "src/tracking_plan/starters").glob("*/**/*.yaml")} | {TOP / "plans/saas"}
)


@pytest.mark.parametrize("seed", range(3))
def test_written_plans_are_mended_as_promised(seed: int) -> None:
    """The plans that we ship, with slips in every file: comments, anchors, brackets and all."""
    mended = 0
    for folder in PLANS:
        texts = [(str(path), path.read_text()) for path in sorted(folder.rglob("*.yaml"))]
        plan = plan_of(*((name, slipped(text, seed, 4)) for name, text in texts))
        mended += assert_mends(plan)
        assert_each_fix_does_what_it_says(plan)
    assert mended


@pytest.mark.parametrize("seed", range(3))
def test_real_plans_are_mended_as_promised(seed: int) -> None:
    needs_shared()
    files = real("segment-typewriter/**/*.json")
    plans = [plan for path in files for plan in reader("segment").read({path.name: path.read_text()}).plans]
    assert plans
    count = 0
    for imported in plans[:4]:
        texts = [*_layout.files([imported]).items()]
        assert loaded(imported)
        count += assert_mends(plan_of(*((name, slipped(text, seed, 6)) for name, text in texts)))
    assert count
