"""`plan docs --format markdown`: a folder that MkDocs and Docusaurus take as it is, in which all text of a plan stays text."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from front_door import SHARED, TOP, UNSEEN, Ended, inside, one_line, write
from golden_files import held
from targets._node import node, npm
from tricky_texts import TRICKY, plan_of
from vendor_cases import CASES

HERE = Path(__file__).parent / "markdown"


def docs(plan: Path, out: Path, *words: str) -> Ended:
    return inside("docs", plan, "--format", "markdown", "--out", out, "--no-history", *words)


@pytest.fixture(scope="module")
def tricky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a plan that is all tricky texts."""
    folder = tmp_path_factory.mktemp("tricky")
    plan = write(folder, {"plan.yaml": json.dumps(plan_of(TRICKY), ensure_ascii=False)}) / "plan.yaml"
    ended = docs(plan, folder / "docs")
    assert ended.code == 0, ended.err
    return folder / "docs"


def shown(text: str) -> str:
    """A text as a page shows it: what nobody sees as escapes, spaces as one."""
    seen = "".join(c if c.isprintable() or c == "\n" else ascii(c)[1:-1] for c in text)
    return " ".join(seen.split())


def test_the_example_plan_is_held(tmp_path: Path) -> None:
    assert docs(TOP / "plans" / "saas", tmp_path / "docs").code == 0
    for page in ("index.md", "events/project-created.md", "properties/project_type.md", "questions.md", "owners.md"):
        text = (tmp_path / "docs" / page).read_text(encoding="utf-8")
        held(f"markdown/saas/{page}", text.replace(str(TOP) + "/", ""))


def test_no_template_language_finds_anything(tmp_path: Path) -> None:
    """Some sites run a template language over their pages, over blocks of code too."""
    sources = {"web": {"platform": "web", "language": "typescript", "sdk": "segment", "out": "w"}}
    text = "{{ 7*7 }} {% raw %} {# x #}"
    named = {
        text: {"type": "string", "enum": {text: text}, "pattern": "^{{", "description": text},
        "s": {"type": "string"},
    }
    events = {
        text: {"description": text, "sources": ["web"], "properties": named, "examples": [{text: text, "s": text}]},
        "Plain": {"sources": ["web"], "properties": {"s": {"type": "string"}}, "examples": [{"s": "a"}]},
    }
    plan = write(tmp_path, {"plan.yaml": json.dumps({"plan": 1, "name": text, "sources": sources, "events": events})})
    assert docs(plan / "plan.yaml", tmp_path / "docs").code == 0
    for page in (tmp_path / "docs").rglob("*.md"):
        body = page.read_text(encoding="utf-8").split("---\n", 2)[2]
        assert not re.search(r"\{[{%#]", body), page
    assert "plain({" in (tmp_path / "docs" / "events" / "plain.md").read_text(encoding="utf-8")


def test_a_second_run_changes_nothing_and_check_says_so(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": "plan: 1\nevents: {A: {}, B: {}}\n"}) / "plan.yaml"
    out = tmp_path / "docs"
    assert docs(plan, out, "--check").code == 1 and not out.exists()
    assert docs(plan, out).code == 0
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert docs(plan, out).code == 0 and docs(plan, out, "--check").code == 0
    assert before == {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    plan.write_text("plan: 1\nevents: {A: {}}\n", encoding="utf-8")
    stale = docs(plan, out, "--check")
    assert stale.code == 1 and "b.md" in stale.err
    assert docs(plan, out).code == 0
    assert (out / "events" / "a.md").exists() and not (out / "events" / "b.md").exists()  # ours, and of no use any more


def test_what_others_wrote_stays(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": "plan: 1\nevents: {A: {}}\n", "docs/index.md": "Ours\n"}) / "plan.yaml"
    assert "is there already" in one_line(docs(plan, tmp_path / "docs"))
    assert (tmp_path / "docs" / "index.md").read_text(encoding="utf-8") == "Ours\n"


def test_each_thing_has_a_page_of_its_own(tmp_path: Path) -> None:
    """Names that differ in case or by a slash, and names that stand for a folder, or for a place in an order."""
    names = [
        "index",
        "Index",
        "README",
        "events",
        "A/B",
        "a/b",
        "A b",
        "a b",
        "1 Foo",
        "2 Foo",
        "../up",
        "CON",
        "é",
        "e\u0301",
    ]
    plan = write(tmp_path, {"plan.yaml": json.dumps({"plan": 1, "events": {name: {} for name in names}})}) / "plan.yaml"
    assert docs(plan, tmp_path / "docs").code == 0
    pages = [page for page in (tmp_path / "docs" / "events").iterdir() if page.name != "index.md"]
    assert len({page.name.casefold() for page in pages}) == len(names)
    assert not any(re.match(r"\d|(?:readme|index|events)\.", page.name) for page in pages)
    assert not (tmp_path / "up.md").exists()
    links = re.findall(r"\]\(([^)]*)\)", (tmp_path / "docs" / "events" / "index.md").read_text(encoding="utf-8"))
    assert sorted(links) == sorted(page.name for page in pages)


class Page(HTMLParser):
    """What a browser makes of a page: its elements, attributes, and the text of the headings and paragraphs."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.blocks: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(f"{tag}.{name}" for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag == "br" and self.blocks:
            self.blocks[-1] += "\n"
        if re.fullmatch("p|td|th|li|pre|h[1-6]", tag):
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.blocks:
            self.blocks[-1] += data


def mkdocs(docs: Path, folder: Path) -> Path:
    """The site that MkDocs makes of a folder; strict: a warning fails."""
    write(folder, {"mkdocs.yml": f"site_name: x\ntheme: {{name: null, custom_dir: theme}}\nplugins: []\ndocs_dir: {json.dumps(str(docs))}\n",
                   "theme/main.html": "<main>{{ page.content }}</main>"})  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and not done.stderr.strip(), done.stdout + done.stderr
    return folder / "site"


def read_by_docusaurus(docs: Path) -> list[dict[str, Any]]:
    """What Docusaurus' compiler makes of each page of a folder; it fails where one does not compile."""
    packages = npm(HERE / "package.json")
    script = packages / f"read-{os.getpid()}.mjs"  # packages are found from where a module stands
    shutil.copyfile(HERE / "read.mjs", script)
    paths = sorted(map(str, docs.rglob("*.md")))
    told: list[dict[str, Any]] = json.loads(node(str(script), cwd=packages, stdin=json.dumps(paths)))
    script.unlink()
    assert len(told) == len(paths)
    return told


_MKDOCS = {"main", "p", "h1", "h2", "h3", "ul", "li", "a", "strong", "em", "code", "pre", "br", "span", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_MDX = _MKDOCS - {"main"}


def test_mkdocs_takes_it_and_all_text_stays_text(tricky: Path, tmp_path: Path) -> None:
    site = mkdocs(tricky, tmp_path)
    pages = [Page(path.read_text(encoding="utf-8")) for path in site.rglob("index.html")]
    assert len(pages) == len([*tricky.rglob("*.md")])
    assert set().union(*(page.elements for page in pages)) <= _MKDOCS
    assert set().union(*(page.attributes for page in pages)) <= {
        "a.href", "h1.id", "h2.id", "h3.id", "code.class", "li.class",
    }  # fmt: skip
    links = {link for page in pages for link in page.links}
    assert not [link for link in links if ":" in link]  # no address in the plan is surely one
    everything = {shown(block) for page in pages for block in page.blocks}
    for text in TRICKY:
        assert shown(text) in everything, text  # its name stands somewhere as it is, letter for letter


def test_docusaurus_takes_it_and_all_text_stays_text(tricky: Path) -> None:
    told = read_by_docusaurus(tricky)
    assert {name for page in told for name in page["elements"]} <= _MDX
    assert {name for page in told for name in page["attributes"]} <= {"a.href", "code.className"}
    assert all(page["exports"] == ["default"] for page in told)
    assert not [link for page in told for link in page["links"] if ":" in link and not link.startswith("http")]
    everything = {shown(block) for page in told for block in (*page["texts"], *page["headings"])}
    for text in TRICKY:
        assert shown(text) in everything, text


def test_the_front_matter_says_nothing_that_runs(tricky: Path) -> None:
    """MkDocs puts a `title` from there into its pages as it is: so there is none."""
    for path in tricky.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        head = text.split("---\n")[1]
        assert "title:" not in re.sub('".*"', "", head)
        assert not UNSEEN.search(text)


HOSTILE = sorted((SHARED / "hostile" / "plans").glob("*.yaml"))


@pytest.mark.skipif(not HOSTILE, reason="the hostile plans are not here")
def test_hostile_plans_build_strictly(tmp_path: Path) -> None:
    built = 0
    for file in HOSTILE:
        if file.stat().st_size > 1_000_000:
            continue
        ended = docs(file, tmp_path / "docs" / file.stem[:3])
        assert ended.code in (0, 2), ended.err
        built += ended.code == 0
    assert built > 20
    write(tmp_path / "docs", {"index.md": "Home\n"})
    site = mkdocs(tmp_path / "docs", tmp_path)
    for path in site.rglob("*.html"):
        page = Page(path.read_text(encoding="utf-8"))
        assert page.elements <= _MKDOCS, path
        assert not [link for link in page.links if re.match(r"(?i)\s*(javascript|data|vbscript)", html.unescape(link))]


def test_the_example_plan_builds_with_both(tmp_path: Path) -> None:
    assert docs(TOP / "plans" / "saas", tmp_path / "docs").code == 0
    mkdocs(tmp_path / "docs", tmp_path)
    told = read_by_docusaurus(tmp_path / "docs")
    there = {str(Path(page["path"]).resolve()) for page in told}
    for page in told:  # every link leads to a page
        for link in page["links"]:
            if not link.startswith(("http", "mailto:")):
                assert str((Path(page["path"]).parent / link).resolve()) in there, (page["path"], link)


def real_plans() -> list[Any]:
    """The largest real plan of each vendor."""
    by_vendor: dict[str, Any] = {}
    for case in [case for case in CASES if case.files]:
        size = sum(file.stat().st_size for file in case.files)
        if case.vendor not in by_vendor or size > by_vendor[case.vendor][0]:
            by_vendor[case.vendor] = (size, case)
    return [case for _, case in by_vendor.values()]


@pytest.mark.parametrize("case", real_plans(), ids=lambda case: case.vendor)
def test_real_plans_build_with_both(case: Any, tmp_path: Path) -> None:
    """Plans that people made with other tools, imported."""
    assert inside("import", case.vendor, *case.files, "--out", tmp_path / "plan").code == 0
    folder = next(file.parent for file in sorted(tmp_path.rglob("plan.yaml")))
    ended = docs(folder, tmp_path / "docs")
    assert ended.code == 0, ended.err
    site = mkdocs(tmp_path / "docs", tmp_path)
    assert len([*site.rglob("index.html")]) == len([*(tmp_path / "docs").rglob("*.md")])
    told = read_by_docusaurus(tmp_path / "docs")
    assert {name for page in told for name in page["elements"]} <= _MDX


def test_each_run_does_one_thing(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": "plan: 1\n"}) / "plan.yaml"
    for words in (
        ["--format", "markdown", "--serve"],
        ["--update", "a.md", "--framework", "b.md"],
        ["--framework", "b.md", "--format", "markdown"],
    ):
        ended = inside("docs", plan, *words)
        assert ended.code == 2 and "each is a run of its own" in " ".join(ended.err.split()), ended.err
    assert inside("docs", plan, "--check").code == 2


def test_markdown_has_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site is not taken away by a run that makes Markdown."""
    plan = write(tmp_path, {"plan.yaml": "plan: 1\nevents: {A: {}}\n"}) / "plan.yaml"
    monkeypatch.chdir(tmp_path)
    assert (
        inside("docs", plan, "--no-history").code == 0
        and inside("docs", plan, "--no-history", "--format", "markdown").code == 0
    )
    assert (tmp_path / "site" / "index.html").exists() and (tmp_path / "dictionary" / "index.md").exists()
