"""`plan export snowplow --from REV`: the version that each schema gets, also over every chain of versions in Iglu Central."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from front_door import inside, one_line, write
from imported_plans import loaded
from test_real_histories import APART, CHAINS, IGLU, step
from tracking_plan.model.change import BREAKING, RISKY, SAFE
from tracking_plan.vendors import reader
from tracking_plan.vendors.snowplow._versions import numbers, verdicts

HEAD = "plan: 1\nname: Shop\nx-snowplow: {vendor: com.acme}\nevents:\n  seen:\n    description: It is seen\n"
PROPERTIES = "    properties:\n      kind: {type: string, description: Which, enum: [a, b]}\n"


def exported(after: str, tmp_path: Path, before: str = HEAD + PROPERTIES) -> tuple[dict[str, str], str]:
    """The version of each schema that was written, and what was told."""
    write(tmp_path / "before", {"plan.yaml": before})
    write(tmp_path / "after", {"plan.yaml": after})
    out = tmp_path / "out"
    ended = inside("export", "snowplow", tmp_path / "after", "--from", tmp_path / "before", "--out", out)
    assert ended.code == 0, ended.err
    found = {}
    for path in sorted(out.rglob("*-*-*")):
        schema = json.loads(path.read_text("utf-8"))
        assert schema["self"]["version"] == path.name
        found[schema["self"]["name"]] = path.name
    return found, ended.err


@pytest.mark.parametrize(
    ("after", "version", "told"),
    [
        (HEAD + PROPERTIES, "1-0-0", ""),
        (HEAD + PROPERTIES.replace("Which", "Which kind"), "1-0-1", "an ADDITION"),
        (HEAD + PROPERTIES + "      more: {type: string, required: false}\n", "1-0-1", "an ADDITION"),
        (HEAD + PROPERTIES.replace("[a, b]", "[a, b, c]"), "1-0-1", "an ADDITION"),
        (HEAD + PROPERTIES.replace("[a, b]", "[a]"), "2-0-0", "a new MODEL"),
        (HEAD + PROPERTIES + "      more: {type: string}\n", "2-0-0", "a new MODEL"),
        (HEAD + "    properties: {}\n", "2-0-0", "a new MODEL"),
        (
            HEAD + PROPERTIES.replace("enum: [a, b]", "enum: [a, b], x-snowplow: {not: {const: a}}"),
            "1-1-0",
            "a REVISION",
        ),
        (HEAD + "    x-snowplow: {version: 3-0-0}\n" + PROPERTIES.replace("[a, b]", "[a]"), "3-0-0", ""),
        (HEAD + "    x-snowplow: {version: 1-0-1}\n" + PROPERTIES.replace("[a, b]", "[a]"), "2-0-0", "says 1-0-1"),
    ],
)
def test_the_version_is_what_the_changes_ask_for(after: str, version: str, told: str, tmp_path: Path) -> None:
    found, err = exported(after, tmp_path)
    assert found == {"seen": version}
    assert told in err and ("in Snowplow" in err) == bool(told)


def test_counting_goes_on_from_what_the_earlier_plan_says(tmp_path: Path) -> None:
    before = HEAD + "    x-snowplow: {version: 2-1-3}\n" + PROPERTIES
    found, _ = exported(before.replace("[a, b]", "[a, b, c]"), tmp_path, before)
    assert found == {"seen": "2-1-4"}


def test_a_new_event_begins_at_the_first_version(tmp_path: Path) -> None:
    found, _ = exported(HEAD + PROPERTIES + "  left: {description: It is left}\n", tmp_path)
    assert found == {"left": "1-0-0", "seen": "1-0-0"}


def test_others_have_no_versions(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": HEAD})
    told = one_line(inside("export", "glean", tmp_path, "--from", tmp_path))
    assert 'the format of "glean" has no versions that count from an earlier plan' in told
    assert "not in a git repository" in one_line(
        inside("export", "snowplow", tmp_path, "--from", tmp_path / "none", "--out", tmp_path / "o")
    )


@pytest.mark.skipif(not CHAINS, reason=f"no Iglu schemas at {IGLU} (PLAN_SHARED names the folder)")
@pytest.mark.parametrize("name", CHAINS)
def test_real_chains(name: str) -> None:
    """What we compute is never below what Snowplow's people gave: data that they call broken is never an addition."""
    said = {"MODEL": BREAKING, "REVISION": RISKY, "ADDITION": SAFE}
    plans = {}
    for version in CHAINS[name]:
        text = (IGLU / name / "jsonschema" / version).read_text("utf-8")
        (plan,) = reader("snowplow").read({version: text}).plans
        plans[version] = loaded(plan)
    for base, head in pairwise(CHAINS[name]):
        if (name, head) not in APART and step(base, head) != "REVISION":
            found = max(verdicts(plans[base], plans[head]).values(), default=SAFE)
            assert found is said[step(base, head)] or (step(base, head) == "ADDITION" and found is RISKY)
            assert numbers(base) < numbers(head)
