"""`plan show`, `plan search` and `plan stats`: a plan as people ask it things on a terminal, and as tools do."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import terminal
from front_door import SHARED, TOP, UNSEEN, Ended, inside, one_line, run, write
from golden_files import held

PLAN = """\
plan: 1
name: acme
version: 1.2.0
sources:
  web: {platform: web, language: typescript, sdk: segment, destinations: [amplitude], out: web/analytics}
  api: {platform: server, description: The backend}
  tv: {platform: tv}
owners:
  growth: {name: Growth team, email: growth@acme.test, github: "@acme/growth"}
  data: {slack: "#data"}
  idle: {email: idle@acme.test}
properties:
  email: {type: string, format: email, description: Address of the person, pii: personal}
  country_code: {type: string, description: Where the account is, examples: [NO]}
  never_sent: {type: string, description: Left over}
property_groups:
  session: {description: What every event carries, properties: {session_id: {type: string, description: The session}}}
traits:
  user: {email: null, nickname: {type: string, required: false, description: What friends call them}}
objectives:
  growth: {description: More teams, owner: growth}
questions:
  who_pays:
    question: Who pays after the trial?
    decides: Whether the trial gets longer
    objective: growth
    for: data
    every: month
    needs: [Signup Completed.plan, Trial Ended]
events:
  Signup Completed:
    description: |
      A visitor has an account.

      It fires once.
    trigger: The account row is committed
    category: acquisition
    owner: growth
    status: live
    phase: 1
    sources: [web, api]
    include: [session]
    was: [User Registered]
    critical: true
    properties:
      email:
      country_code: {required: false, sources: [web]}
      plan: {type: string, description: Which plan, enum: {free: Pays nothing, paid: Pays by card}}
      lines:
        type: array
        description: What was chosen
        maxItems: 3
        items: {type: object, properties: {sku: {type: string, description: The thing}}}
      old_plan: {type: string, description: The plan, deprecated: since 2025, replaced_by: plan, required: false}
    examples:
      - {session_id: s_1, email: ana@acme.test, plan: free, lines: [{sku: a}]}
  Trial Ended:
    description: The trial is over
    category: monetization
    owner: data
    status: implemented
    phase: 2
    sources: [api]
    expires: 2026-12-10
    properties: {plan: {type: string, description: Which plan}}
  Color Changed: {owner: nobody, status: deprecated, replaced_by: Signup Completed, type: screen}
  Refund Issued: {description: Money goes back, sources: [api], expires: 2026-01-01, status: live}
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("show"), {"plan.yaml": PLAN}) / "plan.yaml"


def asked(command: str, plan: Path, *words: str, code: int = 0) -> str:
    """What the command says, with the plan's own path taken out."""
    where = [str(plan)] if command == "stats" else ["--plan", str(plan)]
    ended = inside(command, *words, *where, env={"SOURCE_DATE_EPOCH": "1764115200"})  # 2025-11-26
    assert ended.code == code, ended.err
    assert not UNSEEN.search(ended.out)
    return ended.out.replace(str(plan), "plan.yaml")


def said(command: str, plan: Path, *words: str, code: int = 0) -> Any:
    """What the command says to tools; it must be what its schema says."""
    told = json.loads(asked(command, plan, *words, "--json", code=code))
    schema = json.loads((TOP / f"schemas/{command}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema)
    return told


THINGS = {
    "event": "Signup Completed",
    "event-deprecated": "Color Changed",
    "event-without-properties": "Refund Issued",
    "property": "email",
    "property-of-events": "plan",
    "property-of-one-event": "Signup Completed.lines",
    "property-inside": "Signup Completed.lines.sku",
    "trait": "traits/user.nickname",
    "traits": "traits/user",
    "group": "session",
    "source": "web",
    "owner": "data",
    "question": "who_pays",
    "objective": "objectives/growth",
}


@pytest.mark.parametrize("thing", THINGS, ids=str)
def test_each_kind_of_thing_has_its_page(thing: str, plan: Path) -> None:
    held(f"show/{thing}.txt", asked("show", plan, THINGS[thing]))
    told = said("show", plan, THINGS[thing])
    assert told["page"]["kind"] == ("property" if thing == "trait" else thing.partition("-")[0])
    assert told["matches"] == [] and told["page"]["at"]["line"] > 1


def test_a_page_tells_tools_everything(plan: Path) -> None:
    page = said("show", plan, "Signup Completed")["page"]
    assert (
        page["owner"]["email"] == "growth@acme.test" and page["critical"] is True and page["was"] == ["User Registered"]
    )
    assert page["example"] == {
        "session_id": "s_1",
        "email": "ana@acme.test",
        "plan": "free",
        "lines": [{"sku": "a"}],
    }
    by_path = {one["path"]: one for one in page["properties"]}
    assert by_path["email"]["pii"] == "personal" and by_path["country_code"]["sources"] == ["web"]
    assert by_path["plan"]["values"] == [
        {"value": "free", "means": "Pays nothing"},
        {"value": "paid", "means": "Pays by card"},
    ]
    assert by_path["lines[].sku"]["type"] == "string" and by_path["country_code"]["required"] is False
    assert by_path["country_code"]["example"] == "NO"
    assert [one["name"] for one in page["questions"]] == ["who_pays"]
    assert {"client", "replaced event"} <= {one["kind"] for one in page["dependents"]}


def test_an_event_shows_how_it_is_sent(plan: Path) -> None:
    assert said("show", plan, "Signup Completed")["page"]["calls"] == []
    (call,) = said("show", plan, "Signup Completed", "--calls")["page"]["calls"]
    assert call["target"] == "typescript" and "signupCompleted({" in call["text"]
    text = asked("show", plan, "Signup Completed", "--calls")
    assert "In TypeScript\n" in text and "  signupCompleted({" in text
    assert "In " not in asked("show", plan, "Trial Ended", "--calls")  # it has no example


def test_an_old_name_and_another_case_lead_there(plan: Path) -> None:
    where = ["--plan", str(plan)]
    old = inside("show", "User Registered", *where)
    assert old.code == 0 and old.out.startswith("Signup Completed")
    assert old.err == '"User Registered" is called "Signup Completed" now\n'
    other = inside("show", "signup_completed", *where)
    assert other.code == 0 and other.out.startswith("Signup Completed") and "Signup Completed" in other.err


def test_an_unknown_name_is_trouble_that_says_what_is_near(plan: Path) -> None:
    where = ["--plan", str(plan)]
    assert one_line(inside("show", "Signup Compleeted", *where)).endswith('(did you mean "Signup Completed"?)')
    assert one_line(inside("show", "Signup Completed.plam", *where)).endswith('(did you mean "plan"?)')
    assert one_line(inside("show", "owners/grwth", *where)).endswith('(did you mean "growth"?)')
    assert "plan search" in one_line(inside("show", "Qqqq Zzzz", *where))
    assert inside("show", "Signup Compleeted", *where).code == 2


def test_several_matches_are_listed(plan: Path) -> None:
    text = asked("show", plan, "growth", code=2)
    assert text.splitlines()[0] == '"growth" is the name of 2 things; say which:'
    assert "owners/growth" in text and "objectives/growth" in text and "Growth team" in text
    told = said("show", plan, "growth", code=2)
    assert told["page"] is None and [one["name"] for one in told["matches"]] == ["owners/growth", "objectives/growth"]
    for one in told["matches"]:
        assert said("show", plan, one["name"])["page"]["name"] == "growth"


def found(plan: Path, *words: str) -> list[str]:
    return [one["name"] for one in said("search", plan, *words)["found"]]


def test_search_finds_by_every_text(plan: Path) -> None:
    assert found(plan, "signup", "completed")[0] == "Signup Completed"
    assert found(plan, "user registered")[0] == "Signup Completed"  # an old name
    assert found(plan, "committed") == ["Signup Completed"]  # its trigger
    assert found(plan, "sku") == ["Signup Completed.lines.sku", "Signup Completed"]
    assert found(plan, "country_code")[0] == "properties/country_code"
    assert found(plan, "countrycode")[0] == "properties/country_code"
    assert "Signup Completed" in found(plan, "country")
    assert found(plan, "after the trial")[0] == "questions/who_pays"
    assert found(plan, "growth@acme.test")[0] == "owners/growth"
    assert "property_groups/session" in found(plan, "session")


def test_search_forgives(plan: Path) -> None:
    assert found(plan, "sigunp")[0] == "Signup Completed"  # two letters swapped
    assert found(plan, "colour")[0] == "Color Changed"  # British
    assert found(plan, "trials")[0] == "Trial Ended"  # a plural
    assert found(plan, "SIGNUP COMPLEETED")[0] == "Signup Completed"
    assert found(plan, "xyzzy") == []
    assert found(plan, "emial")[0] == "properties/email"


def test_what_has_all_words_comes_before_what_has_some(plan: Path) -> None:
    told = said("search", plan, "trial xyzzy")
    assert told["found"] and all(one["missing"] == ["xyzzy"] for one in told["found"])
    assert "nothing has all the words" in asked("search", plan, "trial xyzzy")
    assert all(not one["missing"] for one in said("search", plan, "trial ended")["found"])


def test_search_is_narrowed_and_cut(plan: Path) -> None:
    told = said("search", plan, "plan", "--kind", "property", "--limit", "1")
    assert told["count"] > 1 and [one["kind"] for one in told["found"]] == ["property"]
    assert f"--limit {told['count']} shows all" in asked("search", plan, "plan", "--kind", "property", "-n", "1")
    assert asked("search", plan, "xyzzy") == 'Nothing in the plan is like "xyzzy".\n'


def test_search_is_held(plan: Path) -> None:
    held("show/search.txt", asked("search", plan, "plan"))


def test_stats_are_held(plan: Path) -> None:
    held("show/stats.txt", asked("stats", plan))


def test_stats_count(plan: Path) -> None:
    numbers = said("stats", plan)["statistics"]
    counts = {what: {one["name"]: one["count"] for one in rows} for what, rows in numbers["counts"].items()}
    assert counts["status"] == {"implemented": 1, "live": 2, "deprecated": 1}
    assert counts["owner"] == {"data": 1, "growth": 1, "nobody": 1, "idle": 0, "": 1}
    assert counts["source"] == {"api": 3, "web": 1, "tv": 0, "": 1}
    assert counts["category"] == {"acquisition": 1, "monetization": 1, "": 2}
    assert counts["phase"] == {"1": 1, "2": 1, "": 2}
    assert counts["pii"]["personal"] == 1 and sum(counts["pii"].values()) == numbers["totals"]["properties"]
    concerns = {one["what"]: [item["name"] for item in one["items"]] for one in numbers["concerns"]}
    assert concerns["unowned"] == ["Refund Issued", "Color Changed"]
    assert "Trial Ended" in concerns["undocumented"] and "Signup Completed" not in concerns["undocumented"]
    assert {"properties/never_sent", "owners/idle", "sources/tv"} <= {*concerns["unused"]}
    shares = {one["what"]: (one["have"], one["of"]) for one in numbers["coverage"]}
    assert shares["events with a description"] == (3, 3) and shares["events with a trigger"] == (1, 3)
    assert shares["questions answered by live events"] == (0, 1)


def test_stats_know_what_ends(plan: Path) -> None:
    def ending(*words: str) -> dict[str, list[str]]:
        told = said("stats", plan, *words)["statistics"]["concerns"]
        return {one["what"]: [item["name"] for item in one["items"]] for one in told}

    assert ending("--days", "400")["expiring"] == ["Refund Issued", "Trial Ended"]
    assert ending("--days", "40")["expiring"] == ["Refund Issued"]
    assert "expiring" not in ending("--days", "1") and ending()["expiring"] == ["Refund Issued"]


def test_an_empty_plan_has_numbers_too(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": "plan: 1\n"}) / "plan.yaml"
    assert "nothing in it yet" in asked("stats", plan)
    assert said("stats", plan)["statistics"]["coverage"] == []
    assert asked("search", plan, "a") == 'Nothing in the plan is like "a".\n'


HOSTILE = sorted((SHARED / "hostile" / "plans").glob("*.yaml"))


@pytest.mark.skipif(not HOSTILE, reason="the hostile plans are not here")
@pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.stem[:3])
def test_hostile_plans_show_as_text(file: Path) -> None:
    """Each is shown, or refused in one line; nothing unseen and no escape reaches the terminal, in color neither."""
    for words, color in (
        (["stats", file], ""),
        (["search", "created", "--plan", file], "1"),
        (["show", "Project Created", "--plan", file], ""),
        (["show", "Project Created", "--plan", file], "1"),
    ):
        ended = inside(*words, env={"FORCE_COLOR": color})
        assert ended.code in (0, 2)
        if ended.code == 2 and not ended.out:
            one_line(ended)
        shown = re.sub("\x1b\\[[0-9;]*m", "", ended.out) if color else ended.out
        assert not UNSEEN.search(shown)


@pytest.mark.parametrize("columns", [60, 120])
def test_on_a_terminal_it_is_painted_and_fits(columns: int, plan: Path) -> None:
    text = terminal.says("show", "Signup Completed", "--plan", str(plan), columns=columns)
    assert "\x1b[1mSignup Completed\x1b[0m" in text
    plain = re.sub("\x1b\\[[0-9;]*m", "", text).replace("\r\n", "\n")
    assert max(map(len, plain.splitlines())) <= columns
    assert "It fires once." in plain and (columns < 100 or "paid: Pays by card" in plain)


def test_a_pipe_gets_no_color_and_a_row_a_line(plan: Path) -> None:
    ended: Ended = run("show", "Signup Completed", "--plan", plan)
    assert ended.code == 0 and "\x1b" not in ended.out
    (row,) = [line for line in ended.out.splitlines() if line.strip().startswith("country_code")]
    assert "optional" in row and "Where the account is" in row and "only from web" in row


def test_a_log_is_told_of(plan: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.ndjson"
    good = {"session_id": "s", "email": "a@b.test", "plan": "free", "lines": []}
    records = [
        {"type": "track", "event": "Signup Completed", "messageId": str(n), "properties": good} for n in range(3)
    ]
    records.append({**records[0], "messageId": "x", "properties": {**good, "plan": "gold"}})
    log.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    summary = tmp_path / "summary.json"
    assert inside("lint", log, "--plan", plan, "--summary", summary, "--fail-on", "never").code == 0
    page = said("show", plan, "Signup Completed", "--summary", str(summary))["page"]
    assert page["seen"]["count"] == 4 and page["seen"]["valid"] == 3
    assert "4 times, 75 % valid" in asked("show", plan, "Signup Completed", "--summary", str(summary))
    assert "never in this log" in asked("show", plan, "Trial Ended", "--summary", str(summary))
    assert "no summary" in one_line(inside("show", "Trial Ended", "--plan", plan, "--summary", plan))


def test_it_is_written_whole_to_a_file(plan: Path, tmp_path: Path) -> None:
    for words in (["show", "web"], ["search", "plan"]):
        out = tmp_path / "out.txt"
        assert asked(words[0], plan, words[1], "--output", str(out)) == ""
        assert out.read_text(encoding="utf-8").replace(str(plan), "plan.yaml") == asked(words[0], plan, words[1])
