"""The target dart, of which no compiler is at hand: names hold together, adapters call what is there, patterns mean the same."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import Need
from targets import _dart_checks, _trees, cases
from targets import dart as driver
from targets.reference import outcome, utc
from test_targets import PLANS, client, exact, files
from tracking_plan.cli._judge import plans
from tracking_plan.document import Limits
from tracking_plan.generate import Job, generate
from tracking_plan.model.pattern import matches
from tracking_plan.targets import dart, target_of
from tracking_plan.targets._client import Type
from tracking_plan.targets.dart._module import Module, _rule_of
from tracking_plan.targets.dart._names import RESERVED, TYPES
from tracking_plan.targets.dart._text import regex

GOLDEN = Path(__file__).parent / "golden" / "targets" / "dart"
ADAPTERS = Path(dart.__file__).parent / "adapters"
RUNTIME = (Path(dart.__file__).parent / "runtime.dart").read_text(encoding="utf-8")
SEEN = {"description": "Seen", "sources": ["app"]}
PACKAGES = {
    "amplitude": {"amplitude_flutter"},
    "firebase": {"firebase_analytics"},
    "mixpanel": {"mixpanel_flutter"},
    "posthog": {"posthog_flutter"},
    "rudderstack": {"rudder_sdk_flutter", "rudder_sdk_flutter_platform_interface"},
    "segment": {"segment_analytics"},
    "snowplow": {"snowplow_tracker"},
}


def made(folder: Path, source: str, plan: dict[str, Any] | None = None) -> dict[str, str]:
    """The client of a source of a small plan."""
    given = {"plan": 1, "sources": {"app": {"platform": "mobile"}}, **(plan or {"events": {"Menu Seen": SEEN}})}
    (folder / "plan.yaml").write_text(json.dumps(given), encoding="utf-8")
    [(found, _)] = plans(str(folder / "plan.yaml"), Limits())
    outputs, findings = generate(found, [Job("dart", source, "lib")])
    assert not findings
    return dict(outputs[0].files)


def test_a_source_has_the_adapter_of_its_sdk_alone(tmp_path: Path) -> None:
    assert {path.stem for path in ADAPTERS.glob("*.dart")} == {*PACKAGES}
    event = {"events": {"Menu Seen": SEEN}}
    for sdk in PACKAGES:
        files = made(tmp_path, "app", {**event, "sources": {"app": {"platform": "mobile", "sdk": sdk}}})
        assert [*files] == ["events.dart", "runtime.dart", f"{sdk}.dart"]
    assert [*made(tmp_path, "app")] == [*made(tmp_path, "")] == ["events.dart", "runtime.dart"]


def test_flutter_is_dart() -> None:
    assert target_of("Flutter") == target_of("dart") == "dart"


@pytest.mark.parametrize("sdk", PACKAGES)
def test_adapters_import_what_they_name(sdk: str) -> None:
    """Each is parsed, imports its SDK, and of the run-time what it has and what the adapter uses; all calls are handled."""
    text = (ADAPTERS / f"{sdk}.dart").read_text(encoding="utf-8")
    assert driver.parses(text) > 50
    assert {*re.findall(r"^import 'package:([^/]+)/", text, re.M)} == PACKAGES[sdk]
    [shown] = re.findall(r"^import 'runtime\.dart' show (.+);$", text, re.M)
    code = re.sub(r"^import .*|///.*", "", text, flags=re.M)
    used = {name for name in declared(RUNTIME) if re.search(rf"\b{name}\b", code)}
    assert {*shown.split(", ")} == used
    if sdk != "snowplow":  # which sends every kind of call alike
        assert sorted(re.findall(r"case Call\.(\w+):", text)) == ["group", "identify", "page", "screen", "track"]


def declared(text: str) -> set[str]:
    """The types that a file declares."""
    return {*re.findall(r"^(?:\w+ )*(?:class|enum|extension type const) (\w+)", text, re.M)}


def test_every_name_of_ours_is_there_and_is_used() -> None:
    """A compiler would tell of a name that is not there, an analyzer of one that is private and that nothing uses."""
    for text in ((GOLDEN / "events.dart").read_text(encoding="utf-8"), RUNTIME):
        _, told = _trees.tree(driver.LANGUAGE, text)
        words = _trees.nodes(driver.LANGUAGE, text, "identifier")
        for name in {word for word in words if word.startswith("_")}:
            assert words.count(name) >= 2, f"{name} stands alone"
        assert told
    events = (GOLDEN / "events.dart").read_text(encoding="utf-8")
    private = {*re.findall(r"^const (_\w+(?:\$\w+)?) =", events, re.M)}
    assert private == {*re.findall(r"(?<![\w$])(_(?:rule|event|traits|format)[\w$]+)", events)}
    types = {*_trees.nodes(driver.LANGUAGE, events, "type_identifier")}
    known = TYPES | declared(events) | {"int", "num", "bool", "void"}
    assert types <= known, types - known
    assert declared(RUNTIME) <= TYPES | {"Format"}


def test_names_of_the_run_time_are_none_of_a_plan(tmp_path: Path) -> None:
    """Types and words that the language or the run-time has get a `_`, and the file is still one of Dart."""
    values = {word: {"type": "integer"} for word in sorted(RESERVED) if word.islower()}
    names = sorted(TYPES - {"StackOverflowError"})  # the words of which are others
    choice = {"type": "string", "enum": ["a", "values", "value", "to string"]}
    inner = {
        "type": "object",
        "additional_properties": True,
        "properties": {**values, "additional": {"type": "string"}},
    }
    words = {
        **SEEN,
        "properties": {**dict.fromkeys(names), "sent": {"type": "string"}},
    }
    events = {"Words Seen": words, "Int": {**SEEN, "properties": {"inner": inner}}, "identify": SEEN}
    plan = {"properties": dict.fromkeys(names, choice), "events": events}
    text = made(tmp_path, "app", plan)["events.dart"]
    assert driver.parses(text) > 1000
    for word in values:
        assert f"  final int {word}_;" in text and f"this.{word}_," in text
    assert {f"{name}_" for name in names} <= declared(text)
    for line in (
        "  void int_({",
        "  void identify_({",
        "    required String sent_,",
        "    required Options_ options_,",
    ):
        assert f"{line}" in text
    for line in ("const value_ =", "const values_ =", "const toString_ =", "final String additional_;"):
        assert line in text


def test_patterns_mean_the_same(need: Need, tmp_path: Path) -> None:
    """Dart reads what ECMAScript reads with the flag `u`, so Node judges the text of each literal."""
    need("node")
    patterns = [
        r"^[a-z]+$", r"\bcat\b", r"\Bat", r"^\p{Lu}\P{L}$", r"^\d{2,}\s\S\w\W$", r"^(?:a|b|)c?$", r"[^\]\\/'\"`$#]", r"",
        r"^(?<year>[0-9]{4})/\$\{x\}$", "^[\u00e9-\u00ff]+.$", "^(\U0001f600|[\U0001f680-\U0001f6f8])$", r"^'\"$", r"a\/b",
        r"[-a&&b~~]", r"^\u{1F600}$", r"\x41\u0042\t\n",
    ]  # fmt: skip
    texts = [
        "", "a", "abc", "cat", "a cat.", "cats", "\u00c9-", "12 xyz", "12 x_!", "c", "ac", "bc", "]", "'", '"', "/", "$", "2024/${x}",
        "\u00e9\u00e8\n", "\u00e9\u00e8x", "\U0001f600", "\U0001f680", "'\"", "a/b", "-", "&", "AB\t\n", "\u2028", "\u1680",
    ]  # fmt: skip
    sources = [driver.plain(regex(pattern)) for pattern in patterns]
    script = "const [s, t] = JSON.parse(require('fs').readFileSync(0));console.log(JSON.stringify(s.map(p => t.map(x => new RegExp(p, 'u').test(x)))))"
    told = json.dumps([sources, texts])
    done = subprocess.run(["node", "-e", script], input=told, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for pattern, found in zip(patterns, json.loads(done.stdout), strict=True):
        assert found == [matches(pattern, text) for text in texts], pattern


@pytest.mark.parametrize("name", PLANS)
def test_checks_say_what_the_contract_says(need: Need, name: str) -> None:
    """No compiler runs them here: the run-time's functions are rewritten for Node, and the rules of the client are read."""
    need("node")
    text = files("dart", name)["events.dart"]
    module, constants = Module(client(name), pytest.fail), _dart_checks.Constants(text)
    rules = [constants.read(_rule_of(made.name, made.call)) for made in module.calls]
    places = {id(made.call): place for place, made in enumerate(module.calls)}
    wanted = [*cases(client(name))]
    pairs = [(case._replace(typed=False), case.data) for case in wanted]
    pairs += [(case, moments(case.call.type, case.data)) for case in wanted if case.typed]
    found = _dart_checks.check(RUNTIME, rules, [(places[id(case.call)], data) for case, data in pairs])
    for (case, _), result in zip(pairs, found, strict=True):
        expected = outcome(case)
        if "sent" in expected:
            expected = {"sent": expected["sent"].get("properties", expected["sent"].get("traits"))}
        assert exact(result) == exact(expected), case.label


def moments(of: Type, data: Any) -> Any:
    """The data with times as a `DateTime` has them, in UTC."""
    if of.kind == "date-time" and isinstance(data, str):
        told = utc(data)
        return {"$moment": told if "." in told else told.replace("Z", ".000Z")}
    if isinstance(data, list) and of.items is not None:
        return [moments(of.items, one) for one in data]
    if isinstance(data, dict) and of.fields:
        types = {one.name: one.type for one in of.fields}
        return {name: moments(types[name], one) if name in types else one for name, one in data.items()}
    return data


def test_what_json_cannot_hold_is_unreadable(need: Need) -> None:
    need("node")
    deep: Any = 1
    for _ in range(201):
        deep = [deep]
    wrong = {"a": "x\ud83d", "b": deep, "c": ["\udc00\ud83d", "\ud83d\ude00"]}
    rule = {"types": ["object"], "expected": "an object"}
    calls = [(0, wrong), (1, {"a": "\ud83d"})]
    found, closed = _dart_checks.check(RUNTIME, [rule, {**rule, "closed": True}], calls)
    half = "holds half a character (a lone surrogate)"
    assert [(one["path"], one["rule"], one["message"]) for one in found["reasons"]] == [
        ("a", "unreadable", half),
        ("b" + "[0]" * 200, "unreadable", "is nested more than 200 deep"),
        ("c[0]", "unreadable", half),
    ]
    assert closed == {"reasons": [{"path": "a", "rule": "additionalProperties", "message": "is not planned"}]}
