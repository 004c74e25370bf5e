"""`plan docs --update FILE.md`: the marked tables of a page that people write, made anew; all else stays byte for byte."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from front_door import TOP, UNSEEN, Ended, inside, one_line, write
from golden_files import held

SAAS = TOP / "plans" / "saas"

PAGE = """\
---
title: Billing
---

# What we track\x20\x20

Words of ours, *as they are*,\twith a tab and no line end at the end of the file.

<!-- plan:events category=monetization status=live,deprecated columns=name,owner,status,phase -->
<!-- /plan -->

<!-- plan:events owner=mobile links=dictionary -->
| what | stood | before |
<!-- /plan -->

- in a list:

  <!-- plan:values property=project_type -->
  <!-- /plan -->

{/* plan:example event="Project Created" */}
{/* /plan */}

<!--plan:properties event='Project Created'-->
<!--/plan:properties-->

<!-- plan:properties group=money -->
<!-- /plan -->

<!-- plan:properties traits=user pii=personal,sensitive -->
<!-- /plan -->

<!-- plan:sources -->
<!-- /plan -->

<!-- plan:owners -->
<!-- /plan -->

<!-- plan:questions objective=activation every=month -->
<!-- /plan -->

<!-- plan:objectives -->
<!-- /plan -->

<!-- plan:personal -->
<!-- /plan -->

<!-- plan:coverage -->
<!-- /plan -->

<!-- plan:counts by=source -->
<!-- /plan -->

How it is written: `<!-- plan:events -->` and `` <!-- /plan --> ``.

```html
<!-- plan:nonsense -->
```

~~~
<!-- /plan -->
~~~

The end"""


def update(*files: Path, plan: Path = SAAS, more: tuple[str, ...] = ()) -> Ended:
    words = [word for file in files for word in ("--update", str(file))]
    return inside("docs", plan, *words, *more)


def test_every_kind_of_table_is_held(tmp_path: Path) -> None:
    page = write(tmp_path, {"page.md": PAGE}) / "page.md"
    ended = update(page)
    assert ended.code == 0 and "14 of 14 tables changed" in ended.err, ended.out + ended.err
    held("markdown/refreshed.md", page.read_text(encoding="utf-8"))


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    page = write(tmp_path, {"page.md": PAGE}) / "page.md"
    assert update(page).code == 0
    before = page.read_bytes(), page.stat().st_mtime_ns
    ended = update(page)
    assert ended.code == 0 and "14 tables, nothing changed" in ended.err
    assert (page.read_bytes(), page.stat().st_mtime_ns) == before


def outside(content: bytes) -> list[bytes]:
    """The lines that stand in no marked region."""
    kept, is_in, fenced = [], False, False
    for line in content.split(b"\n"):
        bare = line.strip().lstrip("\ufeff".encode())
        if bare.startswith((b"```", b"~~~")) and not is_in:
            fenced = not fenced
        if not fenced and bare.startswith((b"<!-- /plan", b"<!--/plan", b"{/* /plan")):
            is_in = False
        if not is_in:
            kept.append(line)
        if not fenced and bare.startswith((b"<!-- plan:", b"<!--plan:", b"{/* plan:")):
            is_in = True
    return kept


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "BOM"])
def test_all_else_stays_byte_for_byte(end: str, mark: str, tmp_path: Path) -> None:
    before = mark.encode() + PAGE.replace("\n", end).encode() + b" \xff\xfe no UTF-8 \x00"
    page = write(tmp_path, {"page.md": before}) / "page.md"
    assert update(page).code == 0
    after = page.read_bytes()
    assert outside(after) == outside(before) and after != before
    lines = after.split(b"\n")
    assert all(line.endswith(b"\r") == (end == "\r\n") for line in lines[:-1])


def test_a_marker_at_the_very_begin_counts_behind_a_byte_order_mark(tmp_path: Path) -> None:
    page = write(tmp_path, {"page.md": "\ufeff<!-- plan:owners -->\n<!-- /plan -->\n"}) / "page.md"
    assert update(page).code == 0
    assert "Billing team" in page.read_text(encoding="utf-8")


def test_check_says_what_is_out_of_date_and_writes_nothing(tmp_path: Path) -> None:
    page = write(tmp_path, {"page.md": PAGE}) / "page.md"
    ended = update(page, more=("--check",))
    assert ended.code == 1 and page.read_text(encoding="utf-8") == PAGE
    assert ended.out.splitlines()[0].startswith(f"{page}:9:1: error the table of plan:events is out of date")
    assert len(ended.out.splitlines()) == 14
    assert update(page).code == 0
    fresh = update(page, more=("--check",))
    assert fresh.code == 0 and fresh.out == ""
    text = page.read_text(encoding="utf-8").replace("| Billing team |", "| Billing |")
    page.write_text(text, encoding="utf-8")
    stale = update(page, more=("--check",))
    assert stale.code == 1 and "plan:owners" in stale.out and len(stale.out.splitlines()) == 1


WRONG = {
    "<!-- plan:evnts -->": 'no table is called "evnts" (did you mean "events"?)',
    "<!-- plan:qqq -->": 'no table is called "qqq"; there are events,',
    "<!-- plan:events ctegory=x -->": 'plan:events has no key "ctegory" (did you mean "category"?)',
    "<!-- plan:events columns=name,ownr -->": 'no column is called "ownr" (did you mean "owner"?)',
    "<!-- plan:events category=monetzation -->": 'category "monetzation" is not in the plan (did you mean "monetization"?)',
    "<!-- plan:events status=lve -->": 'status "lve" is not in the plan (did you mean "live"?)',
    "<!-- plan:events owner=growht -->": 'owner "growht" is not in the plan (did you mean "growth"?)',
    "<!-- plan:events question=signup_leak -->": '(did you mean "signup_leaks"?)',
    "<!-- plan:events category -->": '"category" is not written as key=value',
    '<!-- plan:events category="x -->': "is not written as key=value",
    "<!-- plan:events links=javascript:alert(1) -->": "links takes the folder",
    "<!-- plan:properties event=Project -->": 'event "Project" is not in the plan',
    "<!-- plan:properties event=A group=B -->": "takes one of event, group and traits",
    "<!-- plan:values -->": "plan:values needs property=, such as plan:values property=project_type",
    "<!-- plan:values property=team_size -->": 'property "team_size" has no `enum`',
    '<!-- plan:example event="Project Craeted" -->': '(did you mean "Project Created"?)',
    "<!-- plan:counts by=onwer -->": '(did you mean "owner"?)',
    "<!-- plan:sources by=x -->": 'plan:sources has no key "by"; it takes no keys',
}


@pytest.mark.parametrize("line", WRONG, ids=str)
def test_a_wrong_marker_is_a_finding_with_its_line(line: str, tmp_path: Path) -> None:
    text = f"# T\n\n{line}\nkept\n<!-- /plan -->\n\n<!-- plan:owners -->\n<!-- /plan -->\n"
    page = write(tmp_path, {"page.md": text}) / "page.md"
    ended = update(page)
    assert ended.code == 1 and ended.out.startswith(f"{page}:3:1: error ") and ended.out.count("\n") == 1
    assert WRONG[line] in ended.out
    assert page.read_text(encoding="utf-8") == text  # nothing is written, the good table neither


def test_markers_that_do_not_pair_are_findings(tmp_path: Path) -> None:
    text = "<!-- plan:owners -->\nx\n<!-- plan:sources -->\n<!-- /plan -->\n<!-- /plan -->\nx <!-- plan:owners -->\n\n<!-- plan:owners -->\n"
    page = write(tmp_path, {"page.md": text}) / "page.md"
    ended = update(page)
    assert ended.code == 1 and page.read_text(encoding="utf-8") == text
    said = [line.removeprefix(f"{page}:") for line in ended.out.splitlines()]
    assert said[0].startswith("1:1: error this marker has no end")
    assert said[1].startswith("5:1: error no marker stands before this end")
    assert said[2].startswith("6:1: error a marker stands on a line of its own")
    assert said[3].startswith("8:1: error this marker has no end")


def test_a_page_without_a_marker_is_a_finding(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"none.md": "# T\n<!-- a comment about the plan -->\n", "one.md": "<!-- plan:owners -->\n<!-- /plan -->\n"},
    )
    ended = update(tmp_path / "none.md", tmp_path / "one.md")
    assert ended.code == 1 and f"{tmp_path / 'none.md'}:1:1: error no marker is in this file" in ended.out
    assert (tmp_path / "one.md").read_text(encoding="utf-8") == "<!-- plan:owners -->\n<!-- /plan -->\n"


def test_bad_files_are_trouble(tmp_path: Path) -> None:
    assert "no such file" in one_line(update(tmp_path / "gone.md"))
    assert "is a folder" in one_line(update(tmp_path))
    page = write(tmp_path, {"page.md": "<!-- plan:owners -->\n<!-- /plan -->\n"}) / "page.md"
    link = tmp_path / "link.md"
    link.symlink_to(page)
    assert "symbolic link" in one_line(update(link))
    assert page.read_text(encoding="utf-8") == "<!-- plan:owners -->\n<!-- /plan -->\n"


def test_hostile_text_stays_within_its_table(tmp_path: Path) -> None:
    """Text of a plan ends no region, and opens none: the page is the same after a second run."""
    tricky = ["<!-- /plan -->", "{/* /plan */}", "<!-- plan:owners -->", "a | b", "```", "\u202ex\x1b[31m", "<script>"]
    events = {
        text: {"description": f"{text}\n{text}", "trigger": text, "owner": text, "properties": {text: {"enum": {text: text}}},
               "examples": [{text: text}]}
        for text in tricky
    }  # fmt: skip
    plan = {"plan": 1, "owners": {text: {"name": text} for text in tricky}, "events": events}
    file = write(tmp_path, {"plan.yaml": json.dumps(plan, ensure_ascii=False)}) / "plan.yaml"
    kinds = ["events", "owners"]
    kinds += [f"{kind} event='{text}'" for text in tricky if text.isprintable() for kind in ("properties", "example")]
    text = "".join(f"<!-- plan:{kind} -->\n<!-- /plan -->\n" for kind in kinds if "-->" not in kind)
    page = write(tmp_path, {"page.md": text}) / "page.md"
    ended = update(page, plan=file)
    assert ended.code == 0, ended.out
    first = page.read_bytes()
    assert not UNSEEN.search(first.decode())
    assert not [line for line in first.splitlines() if line.startswith(b"|") and b"<script>" in line]
    assert update(page, plan=file).code == 0 and page.read_bytes() == first


def test_pages_of_noise_never_break_it(tmp_path: Path) -> None:
    """Whatever a page holds, it is updated or its findings are told, and what stands outside of regions stays."""
    pieces = ["<!-- plan:owners -->", "<!-- /plan -->", "```", "~~~~", "`", "\n", "\r\n", "\r", " ", "x", "<!-- plan:", "-->",
              "{/* plan:owners */}", "\ufeff", "\x00", "é", "    ", "> "]  # fmt: skip
    for seed in range(60):
        chance = random.Random(seed)
        text = "".join(chance.choice(pieces) for _ in range(60)).encode()
        page = write(tmp_path, {"page.md": text}) / "page.md"
        ended = update(page)
        assert ended.code in (0, 1)
        if ended.code:
            assert page.read_bytes() == text
        else:
            again = page.read_bytes()
            assert update(page).code == 0 and page.read_bytes() == again


def test_mkdocs_shows_the_tables(tmp_path: Path) -> None:
    text = PAGE.replace('{/* plan:example event="Project Created" */}\n{/* /plan */}\n', "").replace(
        "links=dictionary", ""
    )
    write(tmp_path, {"docs/index.md": text, "mkdocs.yml": "site_name: x\ntheme: {name: null, custom_dir: theme}\nplugins: []\n",
                     "theme/main.html": "{{ page.content }}"})  # fmt: skip
    assert update(tmp_path / "docs" / "index.md").code == 0
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env=dict(os.environ),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert page.count("<table>") == 13 and "| ---" not in page
