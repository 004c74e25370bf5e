"""Versions of real plans, imported into a git repository commit by commit, and compared as anybody would."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from front_door import SHARED, inside
from repositories import Repository, enter

PLANS = SHARED / "data" / "plans"
IGLU = PLANS / "snowplow-iglu-central" / "com.snowplowanalytics.snowplow"
RUDDER = PLANS / "rudder-iac" / "cli" / "tests" / "testdata" / "project"


def numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split("-")))


def chains() -> dict[str, list[str]]:
    """Schema -> its versions in order, where there are several."""
    found = {
        folder.parent.name: sorted((path.name for path in folder.iterdir()), key=numbers)
        for folder in sorted(IGLU.glob("*/jsonschema"))
    }
    return {name: versions for name, versions in found.items() if len(versions) > 1}


CHAINS = chains()


def committed(repo: Repository, tool: str, source: Path, tag: str) -> None:
    """What the tool's files make, in place of what was there, as a commit."""
    shutil.rmtree(repo.folder / "plans", ignore_errors=True)
    done = inside("import", tool, source, "--out", repo.folder / "plans", "--quiet")
    assert done.code == 0, done.err
    repo.commit(tag=tag)


def compared(base: str, head: str) -> dict[str, Any]:
    ended = inside("diff", base, head, "--format", "json", "--fail-on", "never", "--quiet")
    assert ended.code == 0, ended.err
    found: dict[str, Any] = json.loads(ended.out)
    return found


def worst(changes: list[dict[str, Any]], perspective: str) -> str:
    words = {change["verdicts"][perspective] for change in changes}
    return next((word for word in ("breaking", "risky") if word in words), "safe")


def step(base: str, head: str) -> str:
    """What SchemaVer says of the step from one version to the next."""
    before, after = numbers(base), numbers(head)
    place = next(place for place in range(3) if before[place] != after[place])
    return ("MODEL", "REVISION", "ADDITION")[place]


APART = {
    # Snowplow's reason is the warehouse, where integer and number are columns of two types: we call that risky for data.
    ("browser_context", "2-0-0"): "safe",
    # What changed is deep inside lists of alternatives (oneOf), which a plan has no words for: it is kept, and said to differ.
    ("recoveries", "2-0-0"): "safe",
    ("recoveries", "3-0-0"): "safe",
    ("recoveries", "4-0-0"): "safe",
    # The first version says maxProperties: 0, which a plan has no word for: an object that took anything is closed.
    ("ua_parser_config", "1-0-1"): "breaking",
}
"""Where we see the wire otherwise than SchemaVer says, and why."""


@pytest.mark.skipif(not CHAINS, reason=f"no Iglu schemas at {IGLU} (PLAN_SHARED names the folder)")
@pytest.mark.parametrize("name", CHAINS)
def test_schemaver_and_our_verdicts_agree(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SchemaVer: data of old versions is valid under an ADDITION, and not under a new MODEL; that is what `wire` asks.

    A REVISION leaves it open.
    """
    versions, repo = CHAINS[name], Repository(tmp_path / "repo")
    enter(monkeypatch, repo.folder)
    for version in versions:
        committed(repo, "snowplow", IGLU / name / "jsonschema" / version, version)
    for base, head in pairwise(versions):
        found = worst(compared(base, head)["changes"], "wire")
        wanted = {"MODEL": ("breaking",), "ADDITION": ("safe", "risky"), "REVISION": ("safe", "risky", "breaking")}
        assert found in ((APART[name, head],) if (name, head) in APART else wanted[step(base, head)]), (base, head)
    told = json.loads(inside("changelog", "--tags", "*", "--format", "json").out)
    assert [release["name"] for release in told["releases"] if release["name"]][::-1][0] == versions[0]


@pytest.mark.skipif(not CHAINS, reason=f"no Iglu schemas at {IGLU} (PLAN_SHARED names the folder)")
def test_the_chains_are_there() -> None:
    steps = [step(a, b) for versions in CHAINS.values() for a, b in pairwise(versions)]
    assert len(CHAINS) >= 20 and {*steps} == {"MODEL", "REVISION", "ADDITION"} and len(steps) >= 30


@pytest.mark.skipif(not RUDDER.is_dir(), reason=f"no plans of RudderStack at {RUDDER} (PLAN_SHARED names the folder)")
class TestRudderStack:
    """The two states between which rudder-iac tests its own plan of changes."""

    @pytest.fixture(autouse=True)
    def repo(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
        made = Repository(tmp_path / "repo")
        enter(monkeypatch, made.folder)
        for state in ("create", "update"):
            committed(made, "rudderstack", RUDDER / state, state)
        return made

    def said(self, plan: str) -> dict[str, str]:
        """Message -> verdict, of what is not safe."""
        ended = inside("diff", "create", "update", "--plan", f"plans/{plan}", "--format", "json", "--fail-on", "never")
        return {c["message"]: c["verdict"] for c in json.loads(ended.out)["changes"] if c["verdict"] != "safe"}

    def test_what_breaks(self) -> None:
        found = self.said("api-tracking")
        assert found['event "Logout Event" is removed'] == "breaking"
        assert found['property "User Email" of "Login Event" is new, and has to be there'] == "breaking"
        assert found['property "API Method" of "{{ .API_TRACKING_NAME }}" takes "HEAD" too'] == "risky"
        assert self.said("app-tracking") == {
            '`minLength` of property "Email Address" of "Signup" goes from 5 to 3': "risky"
        }

    def test_both_ways_mirror_each_other(self) -> None:
        there, back = (
            json.loads(
                inside("diff", *way, "--plan", "plans/app-tracking", "--format", "json", "--fail-on", "never").out
            )
            for way in (("create", "update"), ("update", "create"))
        )
        ends = [
            {(json.dumps(c["path"]), *sorted(map(str, (c["before"], c["after"])))) for c in one["changes"]}
            for one in (there, back)
        ]
        assert ends[0] == ends[1]

    def test_the_life_of_an_event(self) -> None:
        told = json.loads(inside("history", "Logout Event", "--plan", "plans/api-tracking", "--format", "json").out)
        assert told["event"] is None
        assert [one["changes"][0]["rule"] for one in told["commits"]] == ["event-removed", "event-added"]
