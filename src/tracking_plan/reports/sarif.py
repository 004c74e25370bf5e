"""SARIF 2.1.0 for code scanning: the rules that fired with their pages, and each finding with places and fixes.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from ..document import Span
from ..finding import Finding, Fix, Severity
from ..page import Example, Page
from . import About
from ._jsontext import encode
from ._line import clean, hidden, sentence

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.OFF: "none", Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}
_ROOT = "%SRCROOT%"


def render(findings: Sequence[Finding], about: About) -> Iterator[str]:
    names = sorted({finding.rule for finding in findings if finding.rule})
    order = {name: number for number, name in enumerate(names)}
    pages = {page.name: page for page in about.pages()} if names else {}
    driver: dict[str, Any] = {"name": "plan"}
    if about.version:
        driver["version"] = about.version
    driver["rules"] = [_rule(name, pages.get(name)) for name in names]
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "invocations": [_invocation(about)],
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which plan was run."}}},
        "results": [_result(finding, order) for finding in findings],
    }
    yield encode({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _invocation(about: About) -> dict[str, Any]:
    made: dict[str, Any] = {"executionSuccessful": True}
    if about.hidden:
        words = hidden(about.hidden, about.more)
        made["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": words}}]
    return made


def _rule(name: str, page: Page | None) -> dict[str, Any]:
    if page is None:
        return {"id": name, "shortDescription": {"text": name.replace("-", " ")}}
    made: dict[str, Any] = {"id": name, "shortDescription": {"text": page.summary}}
    made["fullDescription"] = {"text": " ".join(filter(None, (page.summary, _capital(page.why))))}
    made["help"] = {"text": _help(page), "markdown": _markdown(page)}
    made["defaultConfiguration"] = {"level": _LEVEL[page.severity], "enabled": page.severity is not Severity.OFF}
    return made


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _help(page: Page) -> str:
    """The page as plain text, its headings before a colon."""
    parts = [page.summary, f"Why: {page.why}" if page.why else ""]
    parts += [f"{_title(heading, example)}:\n{_indented(example.text)}" for heading, example in _examples(page)]
    parts += [f"{heading}: {text}" for heading, text in page.notes]
    return "\n\n".join(filter(None, parts)) + "\n"


def _markdown(page: Page) -> str:
    parts = [page.summary, f"**Why**: {page.why}" if page.why else ""]
    for heading, example in _examples(page):
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", example.text)), default=0))
        parts.append(f"**{_title(heading, example)}**\n\n{fence}yaml\n{example.text.rstrip()}\n{fence}")
    parts += [f"**{heading}**: {text}" for heading, text in page.notes]
    return "\n\n".join(filter(None, parts)) + "\n"


def _examples(page: Page) -> list[tuple[str, Example]]:
    return [("Bad", example) for example in page.bad] + [("Good", example) for example in page.good]


def _title(heading: str, example: Example) -> str:
    return f"{heading} ({example.title})" if example.title else heading


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip().split("\n"))


def _result(finding: Finding, order: dict[str, int]) -> dict[str, Any]:
    made: dict[str, Any] = {"ruleId": finding.rule, "ruleIndex": order[finding.rule]} if finding.rule else {}
    made["level"] = _LEVEL[finding.severity]
    made["message"] = {"text": _message(finding)}
    location: dict[str, Any] = {"physicalLocation": _physical(finding.at)}
    if finding.at.path:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.entity}]
    made["locations"] = [location]
    if finding.related:
        made["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(at), "message": {"text": _unlinked(clean(words))}}
            for number, (at, words) in enumerate(finding.related, 1)
        ]
    made["partialFingerprints"] = {"planFinding/v1": finding.fingerprint}
    if finding.fix is not None and finding.fix.edits:
        made["fixes"] = [_fix(finding.fix)]
    return made


def _message(finding: Finding) -> str:
    """The sentence, and a link to each related place: GitHub shows only those that the message links to."""
    links = [f"[{_escaped(clean(words)) or 'here'}]({n})" for n, (_, words) in enumerate(finding.related, 1)]
    return _unlinked(sentence(finding)) + (f"; see {', '.join(links)}" if links else "")


def _unlinked(text: str) -> str:
    """A text in which nothing reads as a SARIF link, ``[words](target)``."""
    return _escaped(text) if "](" in text else text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _physical(at: Span) -> dict[str, Any]:
    return {"artifactLocation": _artifact(at.file), "region": _region(at)}


def _artifact(file: str) -> dict[str, str]:
    uri = quote(file.removeprefix("./").encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{uri}"} if file.startswith("/") else {"uri": uri, "uriBaseId": _ROOT}


def _region(at: Span) -> dict[str, int]:
    return {"startLine": at.line, "startColumn": at.column, "endLine": at.end_line, "endColumn": at.end_column}


def _fix(fix: Fix) -> dict[str, Any]:
    by_file: dict[str, list[dict[str, Any]]] = {}
    for at, text in fix.edits:
        replacement = {"deletedRegion": _region(at), "insertedContent": {"text": text}}
        by_file.setdefault(at.file, []).append(replacement)
    changes = [{"artifactLocation": _artifact(file), "replacements": made} for file, made in by_file.items()]
    words = clean(fix.title) + ("" if fix.safe else " (look at it before you take it)")
    return {"description": {"text": _unlinked(words)}, "artifactChanges": changes}
