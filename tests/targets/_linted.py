"""What `plan lint` says of the calls of clients: each as a record of one log, with the reasons by which it is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from front_door import inside
from tracking_plan.rules import shelf

from . import Case

RULES = {word: rule for rule in shelf.boards["records"].names for word in getattr(shelf.take(rule), "words", ())}
"""The rule of `plan lint` for each keyword of JSON Schema that a client names in a reason."""


def matching(reason: Mapping[str, str]) -> tuple[str, str]:
    """The rule and the path by which `plan lint` refuses what a client refuses for this reason."""
    null = reason["rule"] == "type" and reason["message"].endswith("not null")
    return "unexpected-null" if null else RULES[reason["rule"]], reason["path"]


def record(case: Case, found: dict[str, Any], number: int) -> dict[str, Any]:
    """A call as Segment's log has it: what the client sent, or what it refused as it would have been sent."""
    own = case.call.call in ("identify", "group")
    message = found.get("sent") or {
        "call": case.call.call, **({} if own else {"event": case.call.name}), "traits" if own else "properties": case.data,
    }  # fmt: skip
    told = {name: held for name, held in message.items() if name not in ("call", "userId", "groupId")}
    who = {
        "userId": "u1",
        "messageId": f"m{number}",
        "timestamp": f"2026-01-15T09:{number // 60 % 60:02}:{number % 60:02}Z",
    }
    return {"type": message["call"], **told, **who}


def verdicts(
    plan: Path, folder: Path, cases: Sequence[Case], found: Sequence[dict[str, Any]]
) -> list[set[tuple[str, str]]]:
    """For each call the errors of `plan lint`: rule and path; none where the line is valid."""
    log, rejects, summary = (folder / name for name in ("log.ndjson", "rejects.ndjson", "summary.json"))
    records = [record(case, one, number) for number, (case, one) in enumerate(zip(cases, found, strict=True))]
    log.write_text("".join(json.dumps(one, ensure_ascii=True) + "\n" for one in records), encoding="utf-8")
    words = ("--envelope", "segment", "--rejects", rejects, "--summary", summary, "--jobs", "1", "--quiet")
    ended = inside("lint", log, "--plan", plan, *words, "--format", "json")
    refused: list[set[tuple[str, str]]] = [set() for _ in cases]
    for line in rejects.read_text(encoding="utf-8").splitlines():
        reject = json.loads(line)
        told = {(one["rule"], path(one.get("path", ()))) for one in reject["reasons"] if one["severity"] == "error"}
        assert told, reject
        refused[reject["line"] - 1] = told
    counts = json.loads(summary.read_text(encoding="utf-8"))
    assert (counts["lines"], counts["valid"], counts["unplanned"], counts["unreadable"]) == (
        len(cases), sum(not one for one in refused), 0, 0
    ), counts  # fmt: skip
    assert ended.code == int(any(refused)), ended
    return refused


def path(steps: Sequence[str | int]) -> str:
    """A path as clients write it."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).removeprefix(".")
