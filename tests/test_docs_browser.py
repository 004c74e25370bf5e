"""The data dictionary in a real browser, from its folder: search, filters, copying, themes, phones, without scripts, and what is hostile."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from front_door import TOP, run, write
from site_plans import SAAS, built, hostile
from targets._node import npm

AXE = TOP / "tests" / "site" / "package.json"
PAGES = (
    "index.html", "events.html", "events/project-created.html", "events/purchase-completed.html", "properties.html",
    "properties/team_size.html", "groups.html", "groups/session.html", "traits.html", "sources.html", "sources/web.html",
    "owners.html", "owners/growth.html", "questions.html", "questions/invest_in_templates.html", "objectives/activation.html",
    "personal.html", "graph.html", "changes.html", "404.html",
)  # fmt: skip


class Watched:
    """A page in a browser, and what it said, asked for and ran into."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page, self.site = page, site
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))

    def go(self, path: str) -> Any:
        self.page.goto(f"file://{self.site}/{path}")
        return self.page

    def quiet(self) -> None:
        """Nothing was asked for but files of the site, and nothing complained."""
        assert self.said == []
        strays = [url for url in self.asked if not url.startswith((f"file://{self.site}/", "data:"))]
        assert strays == []


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    import shutil

    playwright = pytest.importorskip("playwright.sync_api")
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is not on this machine, and in CI nothing goes untested")
        pytest.skip("chromium is not on this machine")
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def saas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser")
    log, summary = folder / "log.ndjson", folder / "seen.json"
    few = [word for name in ("Project Created", "Signup Completed", "Page Viewed") for word in ("--event", name)]
    run("emit", SAAS, *few, "--events", "2000", "--bad", "5%", "--output", log)
    run("lint", log, "--plan", SAAS, "--summary", summary)
    return built(SAAS, folder / "site", "--summary", summary)


Opened = Callable[..., Watched]


@pytest.fixture
def opened(chromium: Any) -> Iterator[Opened]:
    contexts = []

    def open_one(site: Path, width: int = 1280, **more: Any) -> Watched:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **more)
        contexts.append(context)
        context.set_default_timeout(15_000)
        return Watched(context.new_page(), site)

    yield open_one
    for context in contexts:
        context.close()


def names(page: Any) -> list[str]:
    """The events that the table shows, once it is the script's."""
    page.wait_for_selector('#filters input[name="q"]', state="attached")
    return list(page.locator("#events tbody th a").all_inner_texts())


def found(page: Any, text: str) -> list[str]:
    """What search shows for a text, once it does."""
    page.fill("#find", "")
    page.fill("#find", text)
    page.wait_for_selector("#found a, #found .nothing")
    return list(page.locator("#found a strong").all_inner_texts())


def test_search(opened: Opened, saas: Path) -> None:
    here = opened(saas)
    page = here.go("index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("projct craeted")  # two errors of typing
    page.wait_for_selector('#found a:first-child strong:text-is("Project Created")')
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/project-created.html")
    assert found(page, "Project Created")[0] == "Project Created"
    assert "Project Created" in found(page, "template_used")
    assert "Signup Completed" in found(page, "signup")[:3]
    assert found(page, "best channels")[0] == "best_channels"
    assert found(page, "zzqqxxyy") == [] and page.locator("#found .nothing").is_visible()
    many = found(page, "created")
    page.keyboard.press("ArrowDown")
    chosen = page.locator('#found a[aria-selected="true"]')
    assert chosen.count() == 1 and chosen.locator("strong").inner_text() == many[1]
    assert page.get_attribute("#find", "aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert page.locator('#found a[aria-selected="true"] strong').inner_text() == many[0]
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()
    here.quiet()


def test_old_names_are_found(opened: Opened, tmp_path: Path) -> None:
    text = "plan: 1\nevents:\n  Project Created: {description: A, was: [Workspace Made]}\n  Other Thing: {description: B}\n"
    site = built(write(tmp_path, {"plan.yaml": text}) / "plan.yaml", tmp_path / "site", "--no-history")
    page = opened(site).go("index.html")
    assert found(page, "workspace made") == ["Project Created"]
    assert "was Workspace Made" in page.locator("#found .why").inner_text()


def test_filters_sort_and_deep_links(opened: Opened, saas: Path) -> None:
    here = opened(saas)
    page = here.go("events.html")
    every = names(page)
    assert len(every) == 51
    page.select_option('select[name="status"]', "deprecated")
    assert len(names(page)) == 2 and page.inner_text("#shown") == "2 of 51"
    page.select_option('select[name="status"]', "")
    page.select_option('select[name="owner"]', "billing")
    page.select_option('select[name="source"]', "api")
    page.select_option('select[name="pii"]', "personal")
    assert 0 <= len(names(page)) < 12
    page.select_option('select[name="pii"]', "")
    some = names(page)
    assert 0 < len(some) < 51 and "owner=billing" in page.url and "source=api" in page.url
    page.click('th[data-sort="name"] button')
    assert names(page) == sorted(some, key=str.lower)
    assert page.get_attribute('th[data-sort="name"]', "aria-sort") == "ascending"
    page.click('th[data-sort="name"] button')
    down = names(page)
    assert down == sorted(some, key=str.lower, reverse=True)
    other = opened(saas)
    assert names(other.go(page.url.rsplit("/", 1)[1])) == down
    assert other.page.input_value('select[name="owner"]') == "billing"
    page.fill('input[name="q"]', "refnud")
    page.select_option('select[name="source"]', "")
    page.select_option('select[name="owner"]', "")
    assert "Refund Issued" in names(page)
    page.fill('input[name="q"]', "nothing at all like it zzz")
    assert page.locator("#none").is_visible()
    page.click("#clear")
    page.wait_for_selector("#none", state="hidden")
    assert sorted(names(page)) == sorted(every)
    page.click('nav[aria-label="Sections"] >> text=Overview')
    page.click("section >> text=billing team >> nth=0")
    assert "owner=billing" in page.url and len(names(page)) == 12
    for name in ("category=activation", "phase=2", "show=unused"):
        assert 0 < len(names(opened(saas).go(f"events.html#{name}"))) < 51, name
    here.quiet()


def test_copying_and_tabs(opened: Opened, saas: Path) -> None:
    here = opened(saas, permissions=["clipboard-read", "clipboard-write"])
    page = here.go("events/project-created.html")
    page.click("h1 .copy")
    page.wait_for_selector("h1 .copy.done")
    assert page.evaluate("navigator.clipboard.readText()") == "Project Created"
    page.click('[role="tab"]:has-text("Swift")')
    box = page.locator('[data-tab="swift"]')
    assert box.is_visible() and page.locator('[data-tab="python"]').is_hidden()
    box.locator(".copy").click()
    page.wait_for_selector('[data-tab="swift"] .copy.done')
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("try? events.projectCreated(") and copied == box.locator("pre").text_content()
    page.keyboard.press("Tab")
    here.go("events/signup-completed.html")
    assert page.locator('[data-tab="swift"]').is_visible()  # the language is remembered
    page.locator('[role="tab"][aria-selected="true"]').first.focus()
    page.keyboard.press("ArrowRight")
    assert page.locator('[data-tab="swift"]').is_hidden()
    here.quiet()


def test_anchors_lead_to_their_property(opened: Opened, saas: Path) -> None:
    page = opened(saas).go("events/project-created.html#p-team_size")
    row = page.locator("#p-team_size")
    assert row.is_visible() and 0 < row.bounding_box()["y"] < 900
    assert "1 to 500" in row.inner_text()


def shade(page: Any) -> float:
    """How light the page's ground is, from 0 to 1."""
    color = page.evaluate("getComputedStyle(document.body).backgroundColor")
    red, green, blue = map(int, re.findall(r"\d+", color)[:3])
    return (red + green + blue) / 765


def test_light_and_dark(opened: Opened, saas: Path) -> None:
    assert shade(opened(saas, color_scheme="light").go("index.html")) > 0.9
    dark = opened(saas, color_scheme="dark")
    page = dark.go("index.html")
    assert shade(page) < 0.15
    page.click("#theme")
    assert shade(page) > 0.9
    assert shade(dark.go("events.html")) > 0.9  # which is remembered
    dark.quiet()


@pytest.mark.parametrize("width", [320, 375, 900, 1440])
def test_no_page_is_wider_than_the_screen(opened: Opened, saas: Path, width: int) -> None:
    here = opened(saas, width)
    for path in PAGES:
        page = here.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    here.quiet()


def test_without_scripts(opened: Opened, saas: Path) -> None:
    here = opened(saas, java_script_enabled=False)
    page = here.go("events/project-created.html")
    for name in ("typescript", "swift", "python", "go", "java", "javascript", "kotlin", "ruby", "dart"):
        assert page.locator(f'[data-tab="{name}"] pre').is_visible(), name
    assert page.locator("#find").is_hidden() and page.locator("#theme").is_hidden()
    assert page.locator("#p-team_size").is_visible()
    page = here.go("events.html")
    assert page.locator("#events tbody tr").count() == 51 and page.locator("#filters").is_hidden()
    page.click("text=Project Created >> nth=0")
    assert page.locator("h1").inner_text().startswith("Project Created")
    for path in PAGES:
        assert here.go(path).locator("h1").is_visible(), path
    here.quiet()


def test_printed(opened: Opened, saas: Path) -> None:
    page = opened(saas).go("events/project-created.html")
    page.emulate_media(media="print")
    assert (
        page.locator(".top").is_hidden()
        and page.locator(".side").is_hidden()
        and page.locator(".copy").first.is_hidden()
    )
    assert page.locator('[data-tab="ruby"] pre').is_visible()  # no tab is lost on paper


def test_by_keyboard(opened: Opened, saas: Path) -> None:
    page = opened(saas).go("events/project-created.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(opened: Opened, saas: Path, scheme: str) -> None:
    axe = (npm(AXE) / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    here = opened(saas, color_scheme=scheme)
    for path in PAGES:
        page = here.go(path)
        if path == "events.html":
            found(page, "project")
        page.evaluate(axe)
        told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        wrong = [
            f"{one['impact']} {one['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
            for one in told["violations"]
            for node in one["nodes"][:3]
        ]
        assert not wrong, f"{path} ({scheme}):\n" + "\n".join(wrong)


def test_what_is_hostile_shows_as_text_and_does_nothing(opened: Opened, tmp_path: Path) -> None:
    site = built(write(tmp_path, {"plan.yaml": hostile()}) / "plan.yaml", tmp_path / "site", "--no-history")
    here = opened(site)
    pages = sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))
    for path in pages:
        page = here.go(path)
        assert page.evaluate("window.pwned") is None, path
        assert page.locator("main img, main iframe, main object, main form:not(#filters), main style").count() == 0, (
            path
        )
    page = here.go("events.html")
    assert "<script>window.pwned=1</script>" in names(page)
    for select in ("category", "owner", "source", "phase"):
        page.locator(f'select[name="{select}"]').select_option(index=1)
    assert "<script>" in " ".join(found(page, "script window pwned"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("window.pwned") is None
    assert "pwned" in page.locator("h1").inner_text()
    for link in page.locator("main a[href]").all():
        assert link.get_attribute("href").split(":")[0] in ("mailto", "https", "http") or ":" not in link.get_attribute(
            "href"
        )
    assert not [line for line in here.said if "dialog" in line]
    here.quiet()


def test_scripts_in_the_page_are_forbidden(opened: Opened, saas: Path, tmp_path: Path) -> None:
    """The policy itself: a script that got into a page would not run."""
    import shutil

    site = tmp_path / "site"
    shutil.copytree(saas, site)
    page = site / "index.html"
    bad = '<script>window.pwned = 1</script><img src="http://192.0.2.1/x.png" onerror="window.pwned = 2"><b style="color:red">'
    page.write_text(page.read_text(encoding="utf-8").replace("</main>", bad + "</main>"), encoding="utf-8")
    here = opened(site)
    assert here.go("index.html").evaluate("window.pwned") is None
    assert any("Content Security Policy" in line for line in here.said)


def test_five_thousand_events(opened: Opened, tmp_path: Path) -> None:
    import sys

    sys.path.insert(0, str(TOP / "benchmarks"))
    import _plans
    from tracking_plan.cli import _site
    from tracking_plan.dictionary import Dictionary
    from tracking_plan.site import Site

    plan, findings = _site.read(str(_plans.write_plan(tmp_path / "plan.yaml", 5000)))
    site = tmp_path / "site"
    for path, make in Site(Dictionary(plan, findings)).routes.items():
        if "/" not in path or path.startswith("assets/"):
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(make(), encoding="utf-8")
    here = opened(site)
    page = here.go("events.html#sort=-name")
    page.wait_for_selector("th[aria-sort]")
    assert page.inner_text("#shown") == "5,000"
    assert len(names(page)) <= 200  # as many as somebody sees
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_selector("#events tbody tr:nth-child(150)", state="attached")
    wanted = [*plan.events][4321]
    assert wanted in found(page, wanted.lower()[:-1])
    here.quiet()


def test_the_page_reloads_when_the_plan_changes(opened: Opened, tmp_path: Path) -> None:
    from test_docs_site import SMALL, Served

    plan = write(tmp_path, {"plan.yaml": SMALL % "First words"}) / "plan.yaml"
    with Served(plan, tmp_path, "--no-history") as served:
        here = opened(tmp_path)
        here.page.goto(served.url + "events/project-created.html")
        here.page.wait_for_selector("text=First words")
        here.page.wait_for_timeout(300)
        plan.write_text(SMALL % "Second words")
        here.page.wait_for_selector("text=Second words")
        plan.write_text("plan: 1\nevents: [")
        here.page.wait_for_selector(".trouble")
        plan.write_text(SMALL % "Third words")
        here.page.wait_for_selector("text=Third words")
        assert here.page.locator(".trouble").count() == 0
        assert {url for url in here.asked if not url.startswith((served.url, "data:"))} == set()
