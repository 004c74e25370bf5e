"""`plan docs` through the front door: which files it writes, what pages tell, and that they are sound HTML."""

from __future__ import annotations

import html
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

import html5lib
import pytest

from front_door import COMMAND, SHARED, TOP, environment, run, write
from repositories import PLAN, Repository, event
from site_plans import HOSTILE_NAMES, SAAS, built, hostile
from tracking_plan.cli import _site
from tracking_plan.dictionary import Dictionary
from tracking_plan.dictionary.file_names import file_name
from tracking_plan.site import Site

sys.path.insert(0, str(TOP / "benchmarks"))
MOST = 300_000
"""Bytes of a page."""
SMALL = """\
plan: 1
owners: {growth: {email: growth@example.com}}
sources: {web: {platform: web, language: typescript, sdk: segment, out: a}}
events:
  Project Created:
    description: %s
    trigger: It is stored
    owner: growth
    status: live
    sources: [web]
    properties:
      size: {type: integer, description: How many, minimum: 1}
    examples: [{size: 5}]
"""


@pytest.fixture(scope="module")
def saas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(SAAS, tmp_path_factory.mktemp("site") / "saas")


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_a_page_tells_what_the_plan_says(saas: Path) -> None:
    page = html.unescape(text(saas / "events" / "project-created.html"))
    for told in (
        "A new project exists and its creator can open it", "the server has stored the project", "growth@acme.test", "#growth",
        "@acme/growth", "live", "activation", "1 to 500", "Campaign work", "pseudonymous", "Do templates make new teams",
        "Whether the next quarter goes into templates", "web/src/analytics", "plans/saas/events/activation.yaml:",
        'projectCreated({\n  session_id: "s_1"', 'project_created(\n    session_id="s_1"', ".projectId(\"proj_123\")",
        '"event": "Project Created"', '"messageId":', "is new", "used here",
    ):  # fmt: skip
        assert told in page, told


def test_every_section_has_its_page(saas: Path) -> None:
    for page, told in (
        ("index.html", "What Acme Projects"), ("events.html", "Page Viewed"), ("properties/team_size.html", "Narrowed by events"),
        ("groups/session.html", "app_version"), ("traits.html", "plan_type"), ("sources/web.html", "The site and the web app"),
        ("owners/growth.html", "Asks"), ("questions/invest_in_templates.html", "Decides"), ("objectives/activation.html", "first week"),
        ("personal.html", "Address of the person"), ("graph.html", "<svg"), ("changes.html", "The plan begins"),
        ("404.html", "no such page"), ("sitemap.xml", "events/project-created.html"),
    ):  # fmt: skip
        assert told in text(saas / page), page
    entries = json.loads(text(saas / "search.json"))["entries"]
    assert {"event", "property", "owner", "source", "question"} <= {entry["kind"] for entry in entries}
    assert json.loads(text(saas / "plan.json"))["events"]["Project Created"]["owner"] == "growth"
    judged = run("validate", saas / "plan.json")  # JSON is YAML too
    assert "Found" not in judged.err or judged.code in (0, 1), judged.err


def test_what_a_log_saw_is_told(tmp_path: Path) -> None:
    log, summary = tmp_path / "log.ndjson", tmp_path / "seen.json"
    assert run("emit", SAAS, "--events", "300", "--event", "Project Created", "--bad", "10%", "--output", log).code == 0
    run("lint", log, "--plan", SAAS, "--summary", summary)
    seen = json.loads(summary.read_text())["events"]["Project Created"]
    site = built(SAAS, tmp_path / "site", "--summary", summary, "--no-history")
    page = text(site / "events" / "project-created.html")
    share = int(seen["valid"] * 1000 / seen["count"]) / 10
    assert f"<strong>{seen['count']}</strong> times" in page and f"<strong>{share} %</strong> valid" in page
    assert "It was not seen." in text(site / "events" / "report-exported.html")
    assert "events.html#show=unused" in text(site / "index.html")
    done = run("docs", SAAS, "--out", tmp_path / "other", "--summary", SAAS / "plan.yaml")
    assert done.code == 2 and "is no summary of a log" in done.err


def test_a_second_run_changes_nothing_and_pages_go_with_their_events(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": SMALL % "One"})
    site = built(plan / "plan.yaml", tmp_path / "site", "--no-history")
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    done = run("docs", plan / "plan.yaml", "--out", site, "--no-history")
    assert "nothing changed" in done.err
    assert before == {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    (plan / "plan.yaml").write_text((SMALL % "One").replace("Project Created:", "Project Begun:"))
    built(plan / "plan.yaml", site, "--no-history")
    assert not (site / "events" / "project-created.html").exists()
    assert (site / "events" / "project-begun.html").exists()


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": SMALL % "One", "site/index.html": "mine"})
    done = run("docs", tmp_path / "plan.yaml", "--out", tmp_path / "site", "--no-history")
    assert done.code == 2 and "index.html" in done.err
    assert text(tmp_path / "site" / "index.html") == "mine" and not (tmp_path / "site" / "events.html").exists()


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    sites = []
    for seed in ("1", "2"):
        done = run(
            "docs", SAAS, "--out", tmp_path / seed, env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "2" else "UTC"}
        )  # fmt: skip
        assert done.code == 0
        root = tmp_path / seed
        sites.append({str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()})
    assert sites[0] == sites[1]


@pytest.mark.parametrize("case", ["title", "snake", "lower", "kebab", "camel", "any"])
def test_no_two_names_share_a_file(case: str) -> None:
    words = [
        "Project Created",
        "project created",
        "Project/Created",
        "project_created",
        "project-created",
        "PROJECT_CREATED",
    ]
    words += [
        "ProjectCreated",
        "projectCreated",
        "Project  Created",
        "Project Created ",
        "Project created",
        *HOSTILE_NAMES,
    ]
    words += [
        "signup",
        "Signup",
        "SIGNUP",
        "a" * 300,
        "a" * 301,
        "",
        ".",
        "..",
        "PDF Exported",
        "Pdf Exported",
        "2 Fa",
        "2FA",
    ]
    names = [file_name(word, case) for word in words]
    assert len({*names}) == len({*words}) == len(words)
    for name in names:
        assert re.fullmatch("[a-z0-9][a-z0-9_-]{0,90}", name), name
        assert name not in ("con", "nul", "aux", "prn")


def test_pages_of_names_that_differ_in_case_or_slash(tmp_path: Path) -> None:
    names = ("Log In", "log in", "Log/In", "LOG IN")
    events = "".join(f"  {name!r}: {{description: About {name!r}, owner: growth}}\n" for name in names)
    plan = write(tmp_path, {"plan.yaml": f"plan: 1\nowners: {{growth: {{email: a@b.c}}}}\nevents:\n{events}"})
    site = built(plan / "plan.yaml", tmp_path / "site", "--no-history")
    pages = [text(page) for page in (site / "events").iterdir()]
    assert len(pages) == 4 and len({page.name.lower() for page in (site / "events").iterdir()}) == 4
    for name in names:
        assert sum(f"data-copy>{name}</span>" in page for page in pages) == 1


def parsed(site: Path) -> Iterator[tuple[Path, object]]:
    for page in sorted(site.rglob("*.html")):
        content = text(page)
        assert len(content.encode()) <= MOST, page
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        yield page, parser.parse(content)


def check_whole(site: Path) -> int:
    """Every page is sound HTML, and every link inside the site and every anchor leads somewhere; how many links."""
    ids: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for page, tree in parsed(site):
        found = [element.get("id") for element in tree.iter() if element.get("id")]  # type: ignore[attr-defined]
        assert len(found) == len({*found}), f"{page}: an id stands twice"
        ids[page.resolve()] = {*found}
        for element in tree.iter():  # type: ignore[attr-defined]
            assert not any(name.lower().startswith("on") or name == "style" for name in element.attrib), (
                page,
                element.tag,
            )
            if element.tag == "script":
                assert element.get("src") and not (element.text or "").strip(), page
            if (address := element.get("href") or element.get("src")) and page.name != "404.html":
                links.append((page, address))
    for page, address in links:
        url = urlsplit(address)
        if url.scheme:
            assert url.scheme in ("http", "https", "mailto", "data"), (page, address)
            continue
        target = (page.parent / unquote(url.path)).resolve() if url.path else page.resolve()
        assert target.is_file(), (page, address)
        if url.fragment and target.name != "events.html":  # whose fragment says what to filter
            assert unquote(url.fragment) in ids[target], (page, address)
    return len(links)


def test_the_site_is_whole(saas: Path) -> None:
    assert check_whole(saas) > 3000


def test_the_site_of_a_hostile_plan_is_whole(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": hostile()})
    site = built(plan / "plan.yaml", tmp_path / "site", "--no-history")
    assert check_whole(site) > 500
    pages = "".join(text(page) for page in site.rglob("*.html"))
    for bad in ("<script>window", "<img", 'href="javascript', "<svg onload", "\u202e", "\0", ">49<"):
        assert bad not in pages, bad
    assert "{{ 7*7 }}" in pages and "&lt;script&gt;window.pwned=1" in pages
    for name in ("assets/data.js", "search.json", "plan.json", "sitemap.xml"):
        assert "\u202e" not in text(site / name)
    assert len([*(site / "events").iterdir()]) == len(HOSTILE_NAMES)


@pytest.mark.parametrize("plan", sorted(path.name for path in (TOP / "plans" / "wrong").glob("*.yaml")))
def test_a_plan_with_mistakes_has_its_pages(plan: str, tmp_path: Path) -> None:
    done = run("docs", TOP / "plans" / "wrong" / plan, "--out", tmp_path / "site", "--no-history")
    if done.code == 0:
        check_whole(tmp_path / "site")
    else:
        assert done.code == 2 and done.err.count("\n") == 1, done.err


def test_findings_stand_on_the_page_of_their_event(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": (SMALL % "One").replace("Project Created:", "projectCreated:")})
    site = built(plan / "plan.yaml", tmp_path / "site", "--no-history")
    [page] = (site / "events").iterdir()
    assert "event-name-case" in text(page)


def test_long_lists_go_on_in_further_pages(tmp_path: Path) -> None:
    import _plans

    plan, findings = _site.read(str(_plans.write_plan(tmp_path / "plan.yaml", 5000)))
    routes = Site(Dictionary(plan, findings)).routes
    pages = {path: routes[path] for path in routes if path.endswith(".html")}
    assert len([path for path in pages if re.fullmatch(r"events(\.\d+)?\.html", path)]) == 25
    for path, page in [*((p, m) for p, m in pages.items() if "/" not in p), *[*pages.items()][:: len(pages) // 60]]:
        assert len(page().encode()) <= MOST, path
    assert 'href="events.3.html"' in pages["events.2.html"]()


def test_a_real_plan_that_was_imported(tmp_path: Path) -> None:
    real = SHARED / "data" / "plans" / "rudder-iac"
    if not real.exists():
        pytest.skip("the folder of real plans is not on this machine")
    files = sorted(str(path) for path in real.rglob("*.yaml"))
    made = tmp_path / "plan"
    for file in files:
        if run("import", "rudderstack", file, "--out", made).code in (0, 1) and made.exists():
            break
    site = built(made, tmp_path / "site", "--no-history")
    assert check_whole(site) > 100


def test_words_that_cannot_be(tmp_path: Path) -> None:
    for words, told in (
        (("--url", "javascript:alert(1)"), "--url takes an address"),
        (("--summary", "missing.json"), "there is no such file"),
    ):
        done = run("docs", SAAS, "--out", tmp_path / "site", *words)
        assert done.code == 2 and told in done.err, done.err
    assert not (tmp_path / "site").exists()


def test_the_sitemap_has_whole_addresses_where_they_are_known(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": SMALL % "One"})
    site = built(plan / "plan.yaml", tmp_path / "site", "--no-history", "--url", "https://plan.example/docs")
    assert "<loc>https://plan.example/docs/events/project-created.html</loc>" in text(site / "sitemap.xml")
    assert '<base href="https://plan.example/docs/">' in text(site / "404.html")


class Served:
    """`plan docs --serve`, as a process."""

    def __init__(self, plan: Path, folder: Path, *words: str) -> None:
        self.told = open(folder / "told.txt", "w+")  # noqa: SIM115 - closed with the process
        command = [*COMMAND, "docs", plan, "--serve", "--port", "0", *words]
        self.process = subprocess.Popen(command, stderr=self.told, env=environment(), cwd=folder)
        self.url = self.wait(lambda said: found[0] if (found := re.findall(r"http://127\.0\.0\.1:\d+/", said)) else "")

    def said(self) -> str:
        self.told.flush()
        return Path(self.told.name).read_text()

    def wait(self, look: object) -> str:
        for _ in range(600):
            found = look(self.said())  # type: ignore[operator]
            if found:
                return str(found)
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)
        raise AssertionError(self.said())

    def get(self, path: str, host: str = "") -> tuple[int, str]:
        from urllib.error import HTTPError

        request = Request(self.url + path, headers={"Host": host} if host else {})
        try:
            with urlopen(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.told.close()

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(20)


def test_serve(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": SMALL % "First words"}) / "plan.yaml"
    with Served(plan, tmp_path, "--no-history") as served:
        page = "events/project-created.html"
        assert "First words" in served.get(page)[1] and served.get("")[0] == 200
        assert served.get("-/live.js")[0] == 200
        for path in (
            "plan.yaml",
            "../plan.yaml",
            "%2e%2e/plan.yaml",
            "..%2fplan.yaml",
            "assets/../../plan.yaml",
            "//etc/passwd",
        ):
            code, told = served.get(path)
            assert code == 404 and "First words" not in told, path
        assert served.get("", host="evil.example")[0] == 403
        version = json.loads(served.get("-/version")[1])["version"]
        plan.write_text(SMALL % "Second words")
        changed = json.loads(served.get(f"-/version?known={version}")[1])  # which waits until there is news
        assert changed["version"] > version and "Second words" in served.get(page)[1]
        plan.write_text("plan: 1\nevents: [")
        broken = json.loads(served.get(f"-/version?known={changed['version']}")[1])
        assert "plan.yaml:" in broken["trouble"] and "Second words" in served.get(page)[1]
        listening = (
            subprocess.run(["ss", "-ltnp"], capture_output=True, text=True, check=False).stdout if _has_ss() else ""
        )
        port = served.url.rsplit(":", 1)[1].strip("/")
        assert f"0.0.0.0:{port}" not in listening and f"*:{port}" not in listening
        assert served.end() == 130
        assert [*tmp_path.glob("site")] == []


def _has_ss() -> bool:
    import shutil

    return shutil.which("ss") is not None


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": SMALL % "One"}) / "plan.yaml"
    with Served(plan, tmp_path, "--no-history") as served:
        port = served.url.rsplit(":", 1)[1].strip("/")
        done = run("docs", plan, "--serve", "--port", port, "--no-history")
        assert done.code == 2 and f"port {port}" in done.err and "--port" in done.err


def test_history_is_told_through_renames(tmp_path: Path) -> None:
    repo = Repository(tmp_path / "repo")
    repo.commit({"plans/plan.yaml": PLAN, "plans/core.yaml": event("Old Name", "Other")}, message="begin")
    kept = event("New Name", "Other").replace("    description", "    was: [Old Name]\n    description", 1)
    repo.commit({"plans/core.yaml": kept}, message="a better name")
    narrowed = kept.replace("enum: [free, paid]", "enum: [free]", 1)
    repo.commit({"plans/core.yaml": narrowed}, message="nobody <b>pays</b>", tag="v9")
    site = built(repo.folder / "plans", tmp_path / "site")
    page = html.unescape(text(site / "events" / "new-name.html"))
    assert [page.index(told) for told in ("nobody <b>pays</b>", "a better name", "begin")] == sorted(
        page.index(told) for told in ("nobody <b>pays</b>", "a better name", "begin")
    )
    assert "v9" in page and 'class="badge v-breaking"' in page and "<b>pays</b></strong>" in page
    assert "<b>pays</b>" not in text(site / "events" / "new-name.html")
    changes, home = text(site / "changes.html"), text(site / "index.html")
    assert "The plan begins" in changes and "a better name" in changes and "the plan begins" in home
    check_whole(site)
    # A new name that is not committed yet keeps the history of the old one.
    later = narrowed.replace("New Name:", "Newer Name:").replace("was: [Old Name]", "was: [New Name]")
    (repo.folder / "plans" / "core.yaml").write_text(later)
    built(repo.folder / "plans", site)
    assert "a better name" in text(site / "events" / "newer-name.html")


def test_the_payload_is_that_of_the_sdk(tmp_path: Path) -> None:
    plan = write(tmp_path, {"plan.yaml": (SMALL % "One").replace("sdk: segment", "sdk: posthog")})
    page = text(built(plan / "plan.yaml", tmp_path / "site", "--no-history") / "events" / "project-created.html")
    assert 'data-tab="posthog"' in page and 'data-tab="segment"' not in page
    payload = html.unescape(page.split('data-tab="posthog"')[1].split("<code>")[1].split("</code>")[0])
    assert json.loads(payload)["properties"]["size"] == 5


def test_what_not_every_source_sends(tmp_path: Path) -> None:
    plan = (SMALL % "One").replace("sources: {web:", "sources: {api: {platform: server}, web:")
    plan = plan.replace("sources: [web]", "sources: [web, api]").replace("minimum: 1}", "minimum: 1, sources: [web]}")
    site = built(write(tmp_path, {"plan.yaml": plan}) / "plan.yaml", tmp_path / "site", "--no-history")
    page = text(site / "events" / "project-created.html")
    assert re.search(r'>size</th><td>sends it</td><td><span class="quiet">no</span></td>', page)
    assert "Sent by web only." in page
