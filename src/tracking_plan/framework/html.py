"""The framework document as one page of HTML that stands by itself: no script, no request, fit to print."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape

from ..markdown._text import seen
from .markdown import opening
from .paper import Ask, Block, Bullets, Checks, Code, Grid, Paper, Points, Section, Words

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2330; --soft: #5b6475; --line: #d9dde5; --paper: #fff; --ask: #fff8e6;
  --edge: #b97a00; --code: #f4f5f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --soft: #a3acbd; --line: #39404e; --paper: #14171d;
  --ask: #2a2415; --edge: #e0a93b; --code: #1d222b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 62rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.4rem; margin: 3rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .4rem; }
p, ul, ol, dl, table, pre { margin: .5rem 0; }
.about, .count { color: var(--soft); }
nav ol { columns: 18rem; padding-left: 0; list-style: none; }
nav a { color: inherit; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem; }
dt { color: var(--soft); } dd { margin: 0; min-width: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; }
pre { background: var(--code); padding: .75rem; border-radius: .4rem; overflow-x: auto; font-size: .85rem; }
.checks { list-style: none; padding-left: 0; }
.ask { border-left: .25rem solid var(--edge); background: var(--ask); padding: .6rem .9rem; margin: .75rem 0;
  border-radius: 0 .4rem .4rem 0; break-inside: avoid; }
.ask p { margin: 0 0 .4rem; font-weight: 600; } .ask .about { font-weight: 400; }
@media print { :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --ask: #fff; --code: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; } h2 { break-after: avoid; } h3 { break-after: avoid; }
  tr, pre { break-inside: avoid; } .wide { overflow: visible; } pre { white-space: pre-wrap; border: 1px solid #bbb; } }
"""


def render(paper: Paper) -> str:
    """The text of the page."""
    return "".join(f"{line}\n" for line in _lines(paper))


def _lines(paper: Paper) -> Iterator[str]:
    digest = base64.b64encode(sha256(_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = _text(f"{paper.product}: product analytics framework")
    version = f" (version {_text(paper.version)})" if paper.version else ""
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield f"<h1>{title}</h1>"
    yield f'<p class="about">Made by <code>plan docs --framework</code> of the plan{version}. {_text(opening(paper))}</p>'
    yield "</header>"
    yield '<nav aria-label="Sections"><ol>'
    for section in paper.sections:
        left = f' <span class="count">({section.open} open)</span>' if section.open else ""
        yield f'<li><a href="#section-{section.number}">{_text(_title(section))}</a>{left}</li>'
    yield "</ol></nav>"
    yield "<main>"
    for section in paper.sections:
        yield f'<section aria-labelledby="section-{section.number}">'
        yield f'<h2 id="section-{section.number}">{_text(_title(section))}</h2>'
        for part in section.parts:
            yield f"<h3>{_text(part.title)}</h3>"
            for block in part.blocks:
                yield from _block(block)
        yield "</section>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _title(section: Section) -> str:
    return f"{section.number}. {section.title}" if section.number else section.title


def _text(text: str) -> str:
    return escape(seen(text))


def _broken(text: str) -> str:
    """A text of several lines."""
    return "<br>".join(_text(line) for line in seen(text).strip().split("\n"))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Words(text):
            yield f"<p>{_broken(text)}</p>"
        case Points(rows):
            shown = [(label, text) for label, text in rows if text.strip()]
            if shown:
                yield "<dl>"
                yield from (f"<dt>{_text(label)}</dt><dd>{_broken(text)}</dd>" for label, text in shown)
                yield "</dl>"
        case Bullets(items):
            yield "<ul>"
            yield from (f"<li>{_broken(item)}</li>" for item in items)
            yield "</ul>"
        case Checks(items):
            yield '<ul class="checks">'
            yield from (f"<li>{'☑' if done else '☐'} {_broken(text)}</li>" for done, text in items)
            yield "</ul>"
        case Grid(columns, rows):
            yield from _grid(columns, rows)
        case Code(_, text):
            yield f'<pre tabindex="0"><code>{_text(text.rstrip())}</code></pre>'
        case Ask(questions, yaml, about):
            names = f' <span class="about">({_about(about)})</span>' if about else ""
            yield '<div class="ask">'
            yield from (f"<p>{_text(question)}{names}</p>" for question in questions)
            yield f'<pre tabindex="0"><code>{_text(yaml.rstrip())}</code></pre>'
            yield "</div>"


def _grid(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    kept = [n for n, _ in enumerate(columns) if n == 0 or any(row[n].strip() for row in rows)]
    yield '<div class="wide" tabindex="0"><table>'
    head = "".join(f'<th scope="col">{_text(columns[n])}</th>' for n in kept)
    yield f"<thead><tr>{head}</tr></thead>"
    yield "<tbody>"
    for row in rows:
        yield f"<tr>{''.join(f'<td>{_broken(row[n])}</td>' for n in kept)}</tr>"
    yield "</tbody></table></div>"


_FEW = 10


def _about(names: Sequence[str]) -> str:
    shown = ", ".join(f"<code>{_text(name)}</code>" for name in names[:_FEW])
    return f"{shown} and {len(names) - _FEW:,} more" if len(names) > _FEW else shown
