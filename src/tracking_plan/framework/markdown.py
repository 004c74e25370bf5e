"""The framework document as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..markdown._tables import table
from ..markdown._text import cell, code, fence, heading, item, paragraphs, prose
from .paper import Ask, Block, Bullets, Checks, Code, Grid, Paper, Points, Section, Words


def render(paper: Paper) -> str:
    """The text of the document."""
    return "\n".join(_pieces(paper))


def _pieces(paper: Paper) -> Iterator[str]:
    """The pieces of the document, which an empty line parts."""
    yield heading(1, f"{paper.product}: product analytics framework")
    version = f" (version {prose(paper.version)})" if paper.version else ""
    yield f"*Made by `plan docs --framework` of the plan{version}. {opening(paper)}*\n"
    yield "".join(f"- {item(_title(section))}{_open(section)}\n" for section in paper.sections)
    for section in paper.sections:
        yield heading(2, _title(section))
        for part in section.parts:
            yield heading(3, part.title)
            for block in part.blocks:
                yield from _block(block)


def opening(paper: Paper) -> str:
    """How many questions are open, in a sentence."""
    count = paper.open
    if not count:
        return "No question is open."
    return f"{count} question{' is' if count == 1 else 's are'} open; each stands with the YAML that answers it in the plan."


def _title(section: Section) -> str:
    return f"{section.number}. {section.title}" if section.number else section.title


def _open(section: Section) -> str:
    return f" ({section.open} open)" if section.open else ""


def _block(block: Block) -> Iterator[str]:
    match block:
        case Words(text):
            yield f"{paragraphs(text)}\n"
        case Points(rows):
            made = "".join(f"- **{prose(label)}**: {cell(text)}\n" for label, text in rows if text.strip())
            if made:
                yield made
        case Bullets(items):
            yield "".join(f"- {item(text) or '*nothing*'}\n" for text in items)
        case Checks(items):
            yield "".join(f"- [{'x' if done else ' '}] {cell(text)}\n" for done, text in items)
        case Grid(columns, rows):
            yield table([prose(column) for column in columns], ([cell(held) for held in row] for row in rows))
        case Code(language, text):
            yield fence(text, language)
        case Ask(questions, yaml, about):
            names = f" ({_about(about)})" if about else ""
            if len(questions) == 1:
                yield f"**Open question:** {prose(questions[0])}{names}\n"
            else:
                yield f"**Open questions:**{names}\n"
                yield "".join(f"- {item(question)}\n" for question in questions)
            yield fence(yaml, "yaml")


_FEW = 10


def _about(names: Sequence[str]) -> str:
    shown = ", ".join(map(code, names[:_FEW]))
    return f"{shown} and {len(names) - _FEW:,} more" if len(names) > _FEW else shown
