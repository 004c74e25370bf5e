"""`plan docs --framework`: the twelve sections, filled with what the plan knows; what it does not know is asked, with YAML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import html5lib
import pytest

from front_door import SHARED, TOP, UNSEEN, Ended, inside, one_line, write
from golden_files import held
from tracking_plan.document import Limits, read
from tricky_texts import TRICKY, plan_of

SAAS = TOP / "plans" / "saas"
SECTIONS = [
    "Analytics context", "1. Analytics strategy", "2. Tool selection", "3. Data model and taxonomy", "4. Tracking plan",
    "5. Implementation", "6. Data quality and governance", "7. Dashboards and reporting", "8. Experimentation framework",
    "9. Analytics team and processes", "10. Enablement and adoption", "11. Measurement and improvement", "12. Roadmap",
]  # fmt: skip

SPARSE = """\
plan: 1
taxonomy: {events: {format: "{object}_{action}", case: snake}, properties: {case: camel}}
sources: {app: {}, backend: {platform: server}}
owners: {data: {email: data@acme.test}}
properties:
  accountId: {type: string}
  userEmail: {type: string, description: Where to write to}
  planName: {type: string, description: The plan}
property_groups: {common: {}}
objectives: {growth: {}, trust: {description: People trust us}}
questions: {odd: {objective: growth}}
events:
  invoice_paid:
    properties:
      accountId:
      amount: {type: number}
      lines: {type: array, items: {type: object, properties: {sku: {type: string}}}}
  user_added: {owner: nobody, sources: [app], properties: {userEmail: null}}
"""
PLANS = {
    "nothing": "plan: 1\n",
    "sparse": SPARSE,
    "names": "plan: 1\nname: acme\nevents: {Signup Completed: {}}\n",
    "vocabulary": "plan: 1\ntaxonomy: {objects: [Sales Order], actions: [Received]}\n",
}


class Asked(NamedTuple):
    """What the document asks at one place, and the YAML beside it."""

    place: tuple[str, str]
    questions: tuple[str, ...]
    yaml: str


def document(plan: Path, file: Path, *words: str) -> Ended:
    return inside("docs", plan, "--framework", file, *words)


def text_of(plan: Path, folder: Path) -> str:
    file = folder / "framework.md"
    ended = document(plan, file)
    assert ended.code == 0, ended.err
    text = file.read_text(encoding="utf-8")
    file.unlink()
    return text


_OPEN = re.compile(
    r"^\*\*Open question:\*\* (?P<one>[^\n]*)\n\n(?P<f1>`{3,})yaml\n(?P<y1>.*?)\n(?P=f1)$"
    r"|^\*\*Open questions:\*\*[^\n]*\n\n(?P<many>(?:- [^\n]*\n)+)\n(?P<f2>`{3,})yaml\n(?P<y2>.*?)\n(?P=f2)$",
    re.M | re.S,
)


def asks(text: str) -> list[Asked]:
    """The questions of a document in Markdown, as a reader finds them."""
    found = []
    for section in re.split(r"(?m)^## ", text)[1:]:
        for part in re.split(r"(?m)^### ", section)[1:]:
            place = (section.split("\n", 1)[0], part.split("\n", 1)[0])
            for one in _OPEN.finditer(part):
                questions = [one["one"]] if one["one"] else [line[2:] for line in one["many"].splitlines()]
                found.append(Asked(place, tuple(questions), one["y1"] or one["y2"]))
    return found


def open_questions(text: str) -> set[tuple[tuple[str, str], str]]:
    """Place and question; without the names in brackets, which become fewer as they are answered."""
    return {(one.place, question.partition(" (`")[0]) for one in asks(text) for question in one.questions}


def joined(into: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody does who pastes YAML into a plan: a key that is there already takes what stands below it."""
    made = dict(into)
    for key, value in more.items():
        held_there = made.get(key)
        made[key] = joined(held_there, value) if isinstance(value, dict) and isinstance(held_there, dict) else value
    return made


def data_of(text: str) -> dict[str, Any]:
    found = read(text.encode(), "pasted.yaml", Limits())
    assert not found.problems, found.problems
    assert isinstance(found.data, dict)
    return found.data


def whole(plan: Path) -> dict[str, Any]:
    """A plan of several files as one."""
    made: dict[str, Any] = {}
    for file in sorted(plan.rglob("*.yaml")) if plan.is_dir() else [plan]:
        made = joined(made, data_of(file.read_text(encoding="utf-8")))
    return made


def errors(plan: Path) -> set[str]:
    return {
        one["message"] for one in inside("validate", plan, "--format", "json").findings if one["severity"] == "error"
    }


def saved(folder: Path, data: Mapping[str, Any]) -> Path:
    return write(folder, {"plan.yaml": json.dumps(data, ensure_ascii=False, indent=1)}) / "plan.yaml"


def plan_named(name: str, folder: Path) -> Path:
    if name == "saas":
        return saved(folder, whole(SAAS))
    if name == "tricky":
        return saved(folder, plan_of(TRICKY[:6]))
    return write(folder, {"plan.yaml": PLANS[name]}) / "plan.yaml"


@pytest.mark.parametrize("name", [*PLANS, "saas", "tricky"])
def test_each_yaml_is_valid_in_the_plan_and_answers_its_questions(name: str, tmp_path: Path) -> None:
    plan = plan_named(name, tmp_path)
    data, before = whole(plan), errors(plan)
    text = text_of(plan, tmp_path)
    found = asks(text)
    assert len(found) > 30
    for ask in found:
        answered = saved(tmp_path / "answered", joined(data, data_of(ask.yaml)))
        assert errors(answered) <= before, ask
        left = open_questions(text_of(answered, tmp_path))
        for question in ask.questions:
            assert (ask.place, question.partition(" (`")[0]) not in left, ask


@pytest.mark.parametrize("name", [*PLANS, "saas"])
def test_whoever_answers_everything_is_asked_nothing(name: str, tmp_path: Path) -> None:
    plan = plan_named(name, tmp_path)
    before = errors(plan)
    for _round in range(6):
        data = whole(plan)
        text = text_of(plan, tmp_path)
        found = asks(text)
        if not found:
            break
        for ask in found:
            data = joined(data, data_of(ask.yaml))
        plan = saved(tmp_path, data)
    assert not found and "No question is open." in text
    assert errors(plan) <= before
    for words in (
        "BigQuery",
        "Opt-in in the EU, by the consent banner",
        "Office hours on Thursdays",
        "Weekly active teams",
    ):
        assert words in text


def test_every_question_is_asked_of_some_plan(tmp_path: Path) -> None:
    """The plans above bring about every question that the code can ask; a new one must be pasted too."""
    asked = set()
    for name in (*PLANS, "saas"):
        asked |= {question for _, question in open_questions(text_of(plan_named(name, tmp_path / name), tmp_path))}
    said = {*asked}
    source = "\n".join(file.read_text(encoding="utf-8") for file in (TOP / "src/tracking_plan/framework").glob("_*.py"))
    known = re.findall(r'"([A-Z][^"\\{}]*\?)"', source)
    assert len(known) > 90
    assert not [words for words in known if words not in (*said, "Where do new teams give up?")]


def test_it_has_the_twelve_sections_in_order(tmp_path: Path) -> None:
    for name in ("nothing", "saas"):
        text = text_of(plan_named(name, tmp_path / name), tmp_path)
        assert re.findall(r"(?m)^## (.*)$", text) == SECTIONS


def test_the_example_plan_is_held(tmp_path: Path) -> None:
    for ending in ("md", "html"):
        assert document(SAAS, tmp_path / f"framework.{ending}").code == 0
        text = (tmp_path / f"framework.{ending}").read_text(encoding="utf-8")
        held(f"framework/saas.{ending}", text.replace(str(TOP) + "/", ""))


def test_what_the_plan_says_is_there(tmp_path: Path) -> None:
    text = text_of(SAAS, tmp_path)
    for words in (
        "Where do visitors who begin to sign up give up?",
        "| Project Created | A new project exists and its creator can open it | User clicks Create",
        "- [x] Signup Completed",
        "- **Capitalization**: Title Case",
        "| Collection | Segment |",
        "| email | personal | Address of the person |",
        "```typescript\n",
        "```swift\n",
    ):
        assert words in text, words


def test_answers_stand_under_x_framework_in_any_file(tmp_path: Path) -> None:
    write(
        tmp_path / "plans",
        {
            "plan.yaml": "plan: 1\nname: acme\nx-framework: {stack: {warehouse: {tool: DuckDB, cost: 1.10}}}\n",
            "more.yaml": "x-framework:\n  stack: {warehouse: {because: it is small}}\n  team:\n    responsibilities:\n"
            "      Define events: {PM: R, Analyst: C}\n      Analysis: {Analyst: R}\n  dashboards: {principles: [Few, Clear]}\n",
        },
    )
    text = text_of(tmp_path / "plans", tmp_path)
    assert "- **Choice**: DuckDB" in text and "- **Because**: it is small" in text and "- **Cost**: 1.10" in text
    assert "|  | PM | Analyst |\n| --- | --- | --- |\n| Define events | R | C |\n| Analysis |  | R |" in text
    assert "- Few\n- Clear\n" in text
    assert inside("validate", tmp_path / "plans").code == 0


def test_an_empty_answer_is_none(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": 'plan: 1\nx-framework: {product: {stage: "  ", users: [], growth: null}}\n'})
    text = text_of(plan, tmp_path)
    for question in ("At which stage is the company?", "How many people use it?", "How fast does it grow?"):
        assert f"- {question}\n" in text


@pytest.mark.parametrize(
    "answers", ["[1, 2]", "text", "{stack: text, product: [a], team: {roles: {a: {b: {c: d}}}}}", "{stack: {bi: 3}}"]
)
def test_odd_answers_break_nothing(answers: str, tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": f"plan: 1\nx-framework: {answers}\n"})
    assert re.findall(r"(?m)^## (.*)$", text_of(plan, tmp_path)) == SECTIONS


def test_a_log_tells_of_quality(tmp_path: Path) -> None:
    log = tmp_path / "log.ndjson"
    assert inside("emit", SAAS, "--events", "300", "--bad", "10%", "--seed", "1", "--output", log).code == 0
    summary = tmp_path / "summary.json"
    inside("lint", log, "--plan", SAAS, "--summary", summary, "--fail-on", "never")
    assert document(SAAS, tmp_path / "f.md", "--summary", summary).code == 0
    assert re.search(
        r"- \*\*Records that match the plan\*\*: [\d.]+ %", (tmp_path / "f.md").read_text(encoding="utf-8")
    )


def test_a_second_run_and_check(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": "plan: 1\nname: acme\n"}) / "plan.yaml"
    for ending in ("md", "html"):
        file = tmp_path / f"framework.{ending}"
        assert document(plan, file, "--check").code == 1 and not file.exists()
        assert document(plan, file).code == 0 and document(plan, file, "--check").code == 0
        before = file.stat().st_mtime_ns
        assert "nothing changed" in document(plan, file).err and file.stat().st_mtime_ns == before
        plan.write_text(f"plan: 1\nname: other {ending}\n", encoding="utf-8")
        assert document(plan, file, "--check").code == 1 and document(plan, file).code == 0


def test_files_of_others_and_other_endings_are_refused(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": "plan: 1\n", "README.md": "# Ours\n"})
    assert "was not written by" in one_line(document(tmp_path / "plan.yaml", tmp_path / "README.md"))
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "# Ours\n"
    assert "ends in .md or .html" in one_line(document(tmp_path / "plan.yaml", tmp_path / "f.docx"))


_ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "h1", "h2", "h3", "p", "ul", "ol",
    "li", "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "br", "a", "span",
}  # fmt: skip
_ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "aria-label", "aria-labelledby", "href", "id", "tabindex", "scope"}  # fmt: skip


def page_of(text: str) -> Any:
    """The page as a browser takes it apart; it must be without a mistake."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


@pytest.mark.parametrize("name", ["nothing", "saas", "tricky"])
def test_the_html_page_stands_by_itself(name: str, tmp_path: Path) -> None:
    plan = plan_named(name, tmp_path)
    assert document(plan, tmp_path / "f.html").code == 0
    text = (tmp_path / "f.html").read_text(encoding="utf-8")
    assert not UNSEEN.search(text)
    page = page_of(text)
    elements = [element for element in page.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= _ELEMENTS
    assert {name for element in elements for name in element.attrib} <= _ATTRIBUTES
    ids = {element.get("id") for element in elements}
    assert {element.get("href") for element in elements if element.tag == "a"} == {f"#section-{n}" for n in range(13)}
    assert all(f"section-{n}" in ids for n in range(13))
    (policy,) = [element.get("content") for element in elements if element.get("http-equiv")]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    import base64
    from hashlib import sha256

    (style,) = [element.text for element in elements if element.tag == "style"]
    assert base64.b64encode(sha256(style.encode()).digest()).decode() in policy
    assert "@media print" in style and "url(" not in style and "@import" not in style


def test_hostile_text_shows_as_text_in_html(tmp_path: Path) -> None:
    plan = saved(tmp_path, plan_of(TRICKY))
    assert document(plan, tmp_path / "f.html").code == 0
    page = page_of((tmp_path / "f.html").read_text(encoding="utf-8"))
    shown = {
        " ".join("".join(element.itertext()).split()) for element in page.iter() if element.tag in ("td", "li", "dd")
    }
    for text in TRICKY:
        seen = "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
        assert " ".join(seen.split()) in shown, text


def test_hostile_text_shows_as_text_in_markdown(tmp_path: Path) -> None:
    from test_markdown import _MKDOCS, Page, mkdocs

    plan = saved(tmp_path, plan_of(TRICKY))
    (tmp_path / "docs").mkdir()
    assert document(plan, tmp_path / "docs" / "index.md").code == 0
    site = mkdocs(tmp_path / "docs", tmp_path)
    page = Page((site / "index.html").read_text(encoding="utf-8"))
    assert page.elements <= _MKDOCS and not [link for link in page.links if link]


HOSTILE = sorted((SHARED / "hostile" / "plans").glob("*.yaml"))


@pytest.mark.skipif(not HOSTILE, reason="the hostile plans are not here")
def test_hostile_plans_make_harmless_pages(tmp_path: Path) -> None:
    made = 0
    for file in HOSTILE:
        if file.stat().st_size > 1_000_000:
            continue
        ended = document(file, tmp_path / "f.html")
        assert ended.code in (0, 2), ended.err
        if ended.code == 0:
            made += 1
            page = page_of((tmp_path / "f.html").read_text(encoding="utf-8"))
            assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= _ELEMENTS
    assert made > 20
