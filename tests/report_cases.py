"""What every report is tried with: no findings, an ordinary few, hostile ones, and more than a service shows."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from tracking_plan.document import Edit, Span
from tracking_plan.finding import Finding, Fix, Severity
from tracking_plan.page import page
from tracking_plan.reports import About, shelf

CORE = "plans/saas/events/core.yaml"
DICTIONARY = "plans/saas/properties.yaml"
CORE_TEXT = """\
events:
  Project Created:
    description: A new project exists
    owner: growth
    properties:
      project_id:

  signUp:
    owner: grwoth
    description: Wird gefeuert, sobald 日本語 🎉 läuft, und der Satz ist so lang, dass er auf kein Terminal \
mehr paßt: "teh"
    properties:
\t\tplan_type: {type: string, enum: [free, paid]}


  Project created:
    owner: growth
"""
DICTIONARY_TEXT = "properties:\n  plan_type:\n    type: string\n    enum: [free, paid, enterprise]\n"
PAGE = """An event's name is in another case than the taxonomy asks for.

Why: three spellings of one name are three events to every tool that reads them.

Bad:

    events:
      signUp:   # <- here
        owner: growth

Good (Title Case):

    events:
      Signed Up:
        owner: growth

Settings: `taxonomy.events.case`.
"""
PAGES = (
    page("event-name-case", PAGE, Severity.ERROR),
    page("unknown-owner", "An owner is named that the plan does not define.", Severity.WARNING),
)


class Case(NamedTuple):
    """What a report is given."""

    findings: tuple[Finding, ...]
    about: About


def span(text: str, file: str, piece: str, path: tuple[str | int, ...] = (), nth: int = 0) -> Span:
    """Where a piece of a text stands."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(piece, start + 1)
    line, column = text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1
    return Span(file, line, column, line, column + len(piece), path)


def _everyday() -> Case:
    name = span(CORE_TEXT, CORE, "signUp", ("events", "signUp"))
    owner = span(CORE_TEXT, CORE, "grwoth", ("events", "signUp", "owner"))
    again = span(CORE_TEXT, CORE, "Project created", ("events", "Project created"))
    first = span(CORE_TEXT, CORE, "Project Created", ("events", "Project Created"))
    typo = span(CORE_TEXT, CORE, '"teh"', ("events", "signUp", "description"))
    kind = span(CORE_TEXT, CORE, "plan_type", ("events", "signUp", "properties", "plan_type"))
    meaning = span(DICTIONARY_TEXT, DICTIONARY, "plan_type", ("properties", "plan_type"))
    findings = (
        Finding(
            name,
            '"signUp" is not Title Case',
            'did you mean "Signed Up"?',
            "event-name-case",
            Severity.ERROR,
            Fix('Write "Signed Up"', lambda: (Edit(name, "Signed Up"),)),
        ),
        Finding(
            owner,
            'no owner is named "grwoth" (did you mean "growth"?)',
            "or add it under owners",
            "unknown-owner",
            Severity.WARNING,
            Fix('Write "growth"', lambda: (Edit(owner, "growth"),)),
        ),
        Finding(typo, '"teh" looks like a slip', "write the", "spelling", Severity.INFO),
        Finding(
            kind,
            '"plan_type" means something else in the dictionary',
            "give one of the two another name, so that a reader of either table knows which of them is meant",
            "property-two-meanings",
            related=((meaning, "defined here"),),
        ),
        Finding(
            again,
            '"Project created" is "Project Created" again',
            "keep one",
            "event-twice",
            related=((first, "first here"),),
        ),
        Finding(
            Span(DICTIONARY, 2, 3, 4, 35, ("properties", "plan_type")),
            "a property that no event uses",
            "",
            "unused-property",
            Severity.WARNING,
        ),
        Finding(Span("plans/saas/plan.yaml", 1, 1, 1, 1), "the file is empty", "write plan: 1 in it", "empty-plan"),
    )
    texts = {CORE: CORE_TEXT, DICTIONARY: DICTIONARY_TEXT}
    return Case(findings, About("0.1.0", texts, lambda: PAGES, clean=("plans/saas/traits.yaml",)))


_ESCAPE = "\x1b[31mred\x1b[0m \x9b2J \x1b]8;;http://evil.test\x07link"
_BIDI = "a\u202etxt.exe\u2066 \u200bzero"
HOSTILE_TEXT = f"events:\n  🎉🎉 مرحبا bad: {{a: 1}}  # {_BIDI} ##[group]x\n  {_ESCAPE}:\n{'x' * 5000}: bad\n"


def _hostile() -> Case:
    file = "plans/ünïcode folder/50% a,b:c.yaml"
    emoji = span(HOSTILE_TEXT, file, "bad", ("events", "🎉🎉 مرحبا bad"))
    escape = span(HOSTILE_TEXT, file, _ESCAPE, ("events", _ESCAPE))
    far = span(HOSTILE_TEXT, file, "bad", (), 1)
    texts = {file: HOSTILE_TEXT}
    findings = (
        Finding(
            emoji,
            f"hidden {_BIDI}",
            "100%0A::error::x",
            "hostile",
            fix=Fix("[a](http://evil.test)", lambda: (Edit(emoji, "]]></failure>"),)),
        ),
        Finding(escape, f"colored {_ESCAPE}", "line one\nline two\r\n::error::x\u2028::warning::y", "hostile"),
        Finding(far, "far to the right ]]> <script>alert(1)</script> & 'quoted' \"quoted\"", "", "hostile"),
        Finding(
            far, "the same place and rule again", "##[add-mask]x ##vso[task.setvariable variable=PATH]y", "hostile"
        ),
        Finding(far, "the same place and rule again", "", "hostile"),
        Finding(
            Span("::error::x.yaml", 1, 1, 1, 1), "::warning::from a file's name", "[a](http://evil.test)", "a:b,c%0A::d"
        ),
        Finding(
            Span("  ::add-mask::x\n::error::y.yaml", 1, 1, 1, 1), "lines\n::error::in a file's name", "", "hostile"
        ),
        Finding(Span("caf\udce9.yaml", 99, 3, 99, 3), "a file's name that is not UTF-8 \udcff \U000e0041", "", ""),
        Finding(
            Span("/srv/absolute.yaml", 2, 1, 2, 1),
            'x" @octocat #1 https://evil.test www.evil.test `code` | "y',
            '<b>*_~ "` @octocat `` <i> `"',
            "hostile",
        ),
        Finding(
            Span("./here.yaml", 3, 1, 2, 1),
            "``ticks``\x00\x7f\ufffe",
            "(already in brackets)",
            "hostile",
            Severity.INFO,
            related=((emoji, "[over](0) there"), (Span("gone.yaml", 7, 1, 7, 4), "")),
        ),
    )
    return Case(findings, About("0.1.0", texts, clean=("\x1b[2J clean <&>.yaml",)))


def _many() -> Case:
    def one(number: int, severity: Severity) -> Finding:
        at = Span(CORE, number, 3, number, 9, ("events", f"event{number}"))
        return Finding(
            at, f'"event{number}" is not Title Case', f'did you mean "Event {number}"?', "event-name-case", severity
        )

    findings = [one(number, Severity.ERROR) for number in range(1, 13)]
    findings += [one(number, Severity.WARNING) for number in range(13, 23)]
    findings += [one(number, Severity.INFO) for number in range(23, 33)]
    return Case(tuple(findings), About("0.1.0", hidden=1204))


CASES = {
    "nothing": Case((), About("0.1.0", clean=(CORE, DICTIONARY))),
    "everyday": _everyday(),
    "hostile": _hostile(),
    "many": _many(),
}


def render(name: str, case: str | Case, **told: Any) -> str:
    findings, about = CASES[case] if isinstance(case, str) else case
    return "".join(shelf.take(name).render(findings, about._replace(**told)))


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that GitHub's runner would obey in a log, read as it reads them (its ActionCommand.cs)."""
    found = []
    for line in re.split("\r\n|\r|\n", text):
        obeyed = re.match(r"\s*::([a-z-]+)(?: (.*?))?::(.*)", line)
        if obeyed:
            fields = dict(pair.split("=", 1) for pair in (obeyed[2] or "").split(",") if pair)
            found.append((obeyed[1], {key: plain(value) for key, value in fields.items()}, plain(obeyed[3])))
        elif old := re.search(r"##\[([a-z-]+)", line):
            found.append((old[1], {}, line))
    return found


def plain(text: str) -> str:
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, letter)
    return text
