"""Names of a plan in code: a map for every text, in every letter case, in which no two fall together unseen."""

from __future__ import annotations

import ast
import keyword
import random
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conftest import Need
from front_door import TOP, inside, write
from targets import NOTHING, driver, with_hook
from tracking_plan.document import Span
from tracking_plan.finding import Finding
from tracking_plan.rules import shelf as rules
from tracking_plan.targets import _names
from tracking_plan.targets import shelf as targets
from tracking_plan.targets._client import Choice
from tracking_plan.targets._names import Case, Letters, Scope, Style, identifier
from tracking_plan.targets._values import spelled_out

NOWHERE = Span("plan.yaml", 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("name", "camel", "pascal", "snake", "upper"),
    [
        ("Project Created", "projectCreated", "ProjectCreated", "project_created", "PROJECT_CREATED"),
        ("project_created", "projectCreated", "ProjectCreated", "project_created", "PROJECT_CREATED"),
        ("iOSAppOpened", "iosAppOpened", "IosAppOpened", "ios_app_opened", "IOS_APP_OPENED"),
        ("2nd Step", "_2ndStep", "_2ndStep", "_2nd_step", "_2ND_STEP"),
        ("🚀 Launched", "rocketLaunched", "RocketLaunched", "rocket_launched", "ROCKET_LAUNCHED"),
        ("登録 完了", "登録完了", "登録完了", "登録_完了", "登録_完了"),
        ("Überraschung geöffnet", "überraschungGeöffnet", "ÜberraschungGeöffnet", "überraschung_geöffnet", "ÜBERRASCHUNG_GEÖFFNET"),
        ("1.10", "_1_10", "_1_10", "_1_10", "_1_10"),
        ("110", "_110", "_110", "_110", "_110"),
        ("C++", "cPlusSignPlusSign", "CPlusSignPlusSign", "c_plus_sign_plus_sign", "C_PLUS_SIGN_PLUS_SIGN"),
        ("-", "hyphenMinus", "HyphenMinus", "hyphen_minus", "HYPHEN_MINUS"),
        ("", "empty", "Empty", "empty", "EMPTY"),
        (" ", "space", "Space", "space", "SPACE"),
        ("\u200b", "zeroWidthSpace", "ZeroWidthSpace", "zero_width_space", "ZERO_WIDTH_SPACE"),
    ],
)  # fmt: skip
def test_names_in_each_letter_case(name: str, camel: str, pascal: str, snake: str, upper: str) -> None:
    cases: tuple[Case, ...] = ("camel", "pascal", "snake", "upper")
    assert [identifier(name, Style(case)) for case in cases] == [camel, pascal, snake, upper]


def test_a_language_of_ascii_letters_gets_ascii() -> None:
    assert identifier("Überraschung 登録", Style("camel", letters="ascii")) == "uberraschungU767bU9332"


def test_what_is_reserved_is_set_apart() -> None:
    assert identifier("Class", Style("camel", frozenset({"class"}))) == "class_"


@settings(max_examples=400, deadline=None)
@example("İ", "camel", "letters")
@example("\u0390", "upper", "letters")
@given(
    st.text(max_size=20),
    st.sampled_from(["camel", "pascal", "snake", "upper"]),
    st.sampled_from(["unicode", "letters", "ascii"]),
)
def test_every_text_has_a_name(text: str, case: Case, letters: Letters) -> None:
    made = identifier(text, Style(case, frozenset(keyword.kwlist), letters))
    assert made.isidentifier(), (text, made)
    assert made not in keyword.kwlist
    assert letters != "ascii" or made.isascii()
    assert letters != "letters" or not any(unicodedata.category(letter)[0] == "M" for letter in made)


def test_a_scope_tells_of_two_names_that_are_one_and_keeps_the_first() -> None:
    found: list[Finding] = []
    scope = Scope("events", Style("camel"), found.append, taken=("configure",))
    assert [scope.name(name, lambda: NOWHERE) for name in ("Sign Up", "sign-up", "Sign Up")] == ["signUp"] * 3
    assert scope.name("Configure", lambda: NOWHERE) == "configure_"
    [one] = found
    assert one.message == 'the events "Sign Up" and "sign-up" would both be named signUp'


FEW = st.sampled_from(
    ["a", "A", "b", "-", " ", "_", "1", "é", "e\u0301", "\u0301", "İ", "🚀", "rocket", "small", "capital", "u0041"]
)


@pytest.mark.parametrize("letters", ["unicode", "letters", "ascii"])
@pytest.mark.parametrize("case", ["camel", "upper"])
@settings(max_examples=200, deadline=None)
@given(values=st.lists(st.lists(FEW, max_size=3).map("".join), max_size=12, unique=True), chance=st.randoms())
def test_values_are_told_apart_whatever_their_order(
    case: Case, letters: Letters, values: list[str], chance: random.Random
) -> None:
    def spell(text: str) -> str:
        return identifier(text, Style(case, letters=letters))

    def named(values: list[str]) -> dict[str, str]:
        apart = spelled_out(map(Choice, values), spell)
        return {value: spell(apart.get(value, value)) for value in values}

    names = named(values)
    assert len({*names.values()}) == len(values), names
    assert named(chance.sample(values, len(values))) == names
    for left_out in values:
        fewer = named([value for value in values if value != left_out])
        assert names[left_out] not in fewer.values() or names[left_out] == spell(left_out), (left_out, names, fewer)
        assert all(names[value] not in fewer.values() or fewer[value] == names[value] for value in fewer)


PLAN = """\
plan: 1
rules: {event-name-duplicate: off, event-name-similar: off, event-name-case: off, event-name-format: off}
owners: {all: {name: All}}
sources: {web: {platform: web}}
events:
  Item Added: {description: An item, trigger: Added, owner: all, sources: [web]}
  Item-Added: {description: An item, trigger: Added, owner: all, sources: [web]MORE}
"""


def test_a_clash_is_told_with_its_place_and_the_way_out_works(tmp_path: Path) -> None:
    folder = write(tmp_path, {"plan.yaml": PLAN.replace("MORE", "")})
    words = ("generate", "typescript", "--plan", folder / "plan.yaml", "--out", folder / "made")
    ended = inside(*words)
    assert ended.code == 1
    assert "plan.yaml:7:3: error[generated-name-clash]" in ended.out, ended
    assert '"Item Added" and "Item-Added" would both be named itemAdded' in ended.out
    assert not (folder / "made").exists()
    write(tmp_path, {"plan.yaml": PLAN.replace("MORE", ", x-identifier: Thing Added")})
    assert inside(*words).code == 0
    text = (folder / "made" / "index.ts").read_text()
    assert "function thingAdded(" in text and '"Item-Added"' in text


def test_whatever_generate_finds_has_a_page() -> None:
    """Its own findings; all others are those of `plan validate`."""
    package = TOP / "src" / "tracking_plan"
    files = [*(package / "targets").rglob("*.py"), package / "generate.py", package / "cli" / "_generation.py"]
    found = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
                rule = node.args[3]
                found.add(rule.value if isinstance(rule, ast.Constant) else getattr(_names, ast.unparse(rule)))
    assert found == {"bad-pattern", "generated-name-clash"}
    for rule in found:
        assert rule in rules.own
        ended = inside("explain", rule)
        assert (ended.code, ended.err) == (0, "") and rule in ended.out


def test_a_clash_cannot_be_switched_off(tmp_path: Path) -> None:
    text = PLAN.replace("MORE", "").replace("rules: {", "rules: {generated-name-clash: off, ")
    ended = inside("validate", write(tmp_path, {"plan.yaml": text}))
    assert "generated-name-clash cannot be set: it says that no client can be made of the plan" in ended.out


@pytest.mark.parametrize("target", targets.names)
def test_names_of_no_letter_are_names_all_the_same(target: str, need: Need, tmp_path: Path) -> None:
    """Dashes, spaces, marks, what nobody sees, and values of enums that are empty: each client compiles."""
    ended = inside("generate", target, "--plan", NOTHING, "--out", tmp_path / "src" / "made")
    assert (ended.code, ended.out) == (0, ""), ended
    for tool in driver(target).TOOLS:
        need(tool)
    if target in with_hook("all_compile"):
        assert driver(target).all_compile(tmp_path / "src") == ""
        return
    for path in sorted((tmp_path / "src" / "made").glob("[!.]*")):
        assert driver(target).parses(path.read_text("utf-8")) > 0, path
