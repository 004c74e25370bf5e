"""Writes what is made of the code: the JSON Schema of the plan format, the reference of the format and of the rules.

Run it with ``--check`` to see whether anything is out of step, without writing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec

from tracking_plan import rules
from tracking_plan.cli import _changelog, _history, _impact, _overrides, _pages, _search, _stats
from tracking_plan.lint.rejects import Reject
from tracking_plan.lint.summary import Summary
from tracking_plan.model.format import NODES, SECTIONS, json_schema
from tracking_plan.model.node import keys
from tracking_plan.page import Page, shown

TOP = Path(__file__).parent.parent
HEAD = "<!-- Made by scripts/generate.py of the code. Do not edit. -->\n\n"


def schema() -> str:
    made = json_schema({page.name: page.summary for page in rules.pages()})
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def printed(kind: type[Any], title: str) -> str:
    """The JSON Schema of what a command prints, made of the Struct that holds it; readers pass over what they do not know."""
    (shape,), parts = msgspec.json.schema_components((kind,), ref_template="#/$defs/{name}")
    whole = parts.pop(str(shape["$ref"]).rpartition("/")[2])
    for each in (whole, *parts.values()):
        if "description" in each:
            each["description"] = cleandoc(each["description"]).replace("``", "`").replace("\n", " ").replace("  ", " ")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "title": title}
    return json.dumps({**head, "$defs": parts}, indent=2, ensure_ascii=False) + "\n"


BOARDS = {
    "changes": (
        "## Rules about changes between two plans",
        "Every rule of `plan diff`. [changes.md](changes.md) says whom each change breaks, and why.",
    ),
    "records": ("## Rules about records of event logs", "Every rule of `plan lint`."),
}
"""The heading and the first words of what stands on a board; the rules of `plan validate` stand on none."""


def rule_index() -> str:
    text = (
        "# Rules\n\nEvery rule of `plan validate`. `plan explain RULE` shows the same page.\n"
        "A rule's severity is set in the plan: `rules: {event-name-tense: off}`; one place is let pass with\n"
        "`allow: [{rule: event-name-tense, reason: On dashboards since 2022, until: 2027-01-31}]`.\n"
    )
    parts = [text, rule_table(rules.shelf.own)]
    for board, shelf in rules.shelf.boards.items():
        if shelf.names:
            heading, words = BOARDS[board]
            parts += [f"{heading}\n\n{words}\n", rule_table(shelf.names)]
    return HEAD + "\n".join(parts)


def rule_table(names: Sequence[str]) -> str:
    pages = [page for page in rules.pages() if page.name in names]
    if not any(page.fix for page in pages):
        rows = [f"| [{p.name}](rules/{p.name}.md) | {p.word} | {p.summary} |" for p in pages]
        return "| rule | severity | finds |\n|---|---|---|\n" + "".join(f"{row}\n" for row in rows)
    rows = [
        f"| [{p.name}](rules/{p.name}.md) | {p.word} | {p.summary} | {f'`{p.fix}`' if p.fix else ''} |" for p in pages
    ]
    return "| rule | severity | finds | mended by |\n|---|---|---|---|\n" + "".join(f"{row}\n" for row in rows)


PERSPECTIVES = ("Code", "Data", "Wire")


def change_table() -> str:
    """Every change in each perspective, with the reasons that the rules give."""
    parts = [
        "# Changes, and whom they break\n",
        "Every change that `plan diff` tells, in three perspectives:\n",
        "- **code**: whoever calls the generated clients. Breaking: a call no longer compiles, or means something else.",
        "- **data**: whoever reads tables, metrics and dashboards. Breaking: what is built on it gets nothing, or what is wrong.",
        "- **wire**: the app versions that are released already. Breaking: a record that was valid no longer is.\n",
        "For the wire the table gives what is usual. Of what records are judged by, `plan diff` works it out for the very",
        "plans: safe where it is proved that every record valid before is valid after, breaking where it has a record to",
        "show that was valid and no longer is, and risky where neither is known (two patterns, say).\n",
    ]
    groups: dict[str, list[Page]] = {"Events": [], "Properties": [], "All else": []}
    for page in rules.pages():
        if page.before and page.verdict:
            kind = {"event": "Events", "property": "Properties"}.get(page.name.split("-")[0], "All else")
            groups[kind].append(page)
    for title, pages in groups.items():
        parts += [f"## {title}\n", "| change | code | data | wire |\n|---|---|---|---|"]
        parts += [change_row(page) for page in pages]
        parts.append("")
    return HEAD + "\n".join(parts)


def change_row(page: Page) -> str:
    notes = dict(page.notes)
    cells = []
    for perspective in PERSPECTIVES:
        word, _, reason = notes[perspective].partition(". ")
        cells.append(f"{word if word == 'safe' else f'**{word}**'}: {reason[0].lower()}{reason[1:]}")
    return f"| [{page.name}](rules/{page.name}.md)<br>{page.summary} | {' | '.join(cells)} |"


def rule_page(page: Page) -> str:
    mended = f" *Mended by `plan validate {page.fix}`*" if page.fix else ""
    if page.fix == "--unsafe-fixes":
        mended = " *Mended by `plan validate --fix --unsafe-fixes`*"
    parts = [f"# {page.name}\n", f"*{page.word}*. {page.summary}{mended and mended + '.'}\n", f"**Why.** {page.why}\n"]
    for heading, example in shown(page):
        title = f" ({example.title})" if example.title else ""
        parts.append(f"**{heading}**{title}\n\n```{example.language}\n{example.text}```\n")
    parts += [f"**{heading}.** {text}\n" for heading, text in page.notes]
    return HEAD + "\n".join(parts)


def format_reference() -> str:
    parts = [
        "## Every key\n",
        "Keys that begin with `x-` are your own, anywhere.\n",
        "### Sections\n",
        "| section | holds |\n|---|---|",
    ]
    parts += [f"| `{name}` | {means} |" for name, (means, _) in SECTIONS.items()]
    for name, kind in NODES.items():
        if name == "Group":
            continue
        parts.append(f"\n### {name}\n\n{(kind.__doc__ or '').strip().replace('``', '`')}\n\n| key | means |\n|---|---|")
        parts += [f"| `{key.name}` | {key.means} |" for key in keys(kind).values()]
    return "\n".join(parts) + "\n"


def outputs() -> Iterator[tuple[Path, str]]:
    yield TOP / "schemas/plan.schema.json", schema()
    yield TOP / "schemas/impact.schema.json", printed(_impact.Told, "What `plan impact --format json` prints")
    yield TOP / "schemas/changelog.schema.json", printed(_changelog.Told, "What `plan changelog --format json` prints")
    yield TOP / "schemas/history.schema.json", printed(_history.Told, "What `plan history --format json` prints")
    yield (
        TOP / "schemas/overrides.schema.json",
        printed(_overrides.Overrides, "What `plan show --overrides --json` prints"),
    )
    yield TOP / "schemas/show.schema.json", printed(_pages.Told, "What `plan show --json` prints")
    yield TOP / "schemas/search.schema.json", printed(_search.Told, "What `plan search --json` prints")
    yield TOP / "schemas/stats.schema.json", printed(_stats.Told, "What `plan stats --json` prints")
    yield TOP / "schemas/lint-summary.schema.json", printed(Summary, "What `plan lint --summary FILE` writes")
    yield TOP / "schemas/lint-rejects.schema.json", printed(Reject, "A line of what `plan lint --rejects FILE` writes")
    yield TOP / "docs/rules.md", rule_index()
    yield TOP / "docs/changes.md", change_table()
    for page in rules.pages():
        yield TOP / f"docs/rules/{page.name}.md", rule_page(page)
    guide = TOP / "docs/format.md"
    mark = "<!-- generated below by scripts/generate.py -->\n"
    written = guide.read_text(encoding="utf-8") if guide.exists() else "# The plan format\n\n" + mark
    yield guide, written.split(mark)[0] + mark + "\n" + format_reference()


def main() -> int:
    stale = []
    wanted = dict(outputs())
    extra = [path for path in (TOP / "docs/rules").glob("*.md") if path not in wanted]
    for path, text in wanted.items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path)
            if "--check" not in sys.argv:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    for path in extra:
        stale.append(path)
        if "--check" not in sys.argv:
            path.unlink()
    for path in stale:
        print(
            f"{path.relative_to(TOP)} {'is out of step: run scripts/generate.py' if '--check' in sys.argv else 'written'}"
        )
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
