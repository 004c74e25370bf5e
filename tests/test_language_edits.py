"""After any edits, what the language server knows is exactly what `plan validate` finds in the same texts."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from front_door import TOP, write
from tracking_plan.check import check
from tracking_plan.document import Limits, read
from tracking_plan.language._session import Session
from tracking_plan.language._text import Text, differing
from tracking_plan.load import load
from tracking_plan.sections import parted

TODAY = date(2026, 11, 26)

ONE = """\
# A plan in one file, with a little of everything.
plan: 1
name: acme
version: 1.0.0

taxonomy:
  events: {case: title}
  objects: [Account, Project]

owners:
  growth: {name: Growth, email: growth@acme.test}
  data:
    slack: "#data"
sources:
  web: {platform: web, sdk: segment, destinations: [mixpanel]}
  api: {platform: server, sdk: segment}
properties:
  email: {type: string, format: email, description: Address, pii: personal}
  size: {type: integer, minimum: 1, description: How large it is}
property_groups:
  session: {session_id: {type: string, description: The session}}
  more:
    include: [session]
    properties: {locale: {type: string, description: Language}}
traits:
  user: {email: {required: false}}
objectives: {more: {description: More, owner: growth}}
questions:
  who: {question: Who?, decides: What, objective: more, for: data, every: week, needs: [Account Created, Project Created.size]}
rules:
  event-without-example: off
allow:
  - {rule: event-name-case, at: signed up, reason: old}
  - rule: property-looks-personal
    at: Project Created.phone
    reason: fine
events:
  Account Created:
    description: |
      An account is there.

      It: has two paragraphs
    trigger: The server has stored it
    owner: growth
    sources: [web, api]
    include: [more]
    answers: [who]
    properties:
      email:
      coupon: {type: string, description: "Code: typed in", required: false}
    examples:
      - {session_id: s, locale: de, email: a@b.test, coupon: x}

  # a comment between
  Project Created:
    description: A project
    trigger: Created
    owner: data
    status: live
    sources: [api]
    properties:
      size: {maximum: 100}
      phone: {type: string, description: Phone}
      kind: {type: string, enum: {a: First, b: Second}, description: Kind}
    allow: [{rule: event-without-trigger, reason: none}]
  signed up:
    description: Again
    trigger: x
    owner: nobody
    status: deprecated
    replaced_by: Account Createt
    sources: [web]
  Projekt Created: {description: d, trigger: t, owner: growth, sources: [web], was: [Project Created]}
"""


def fresh(texts: dict[str, str]) -> dict[str, list[object]]:
    """What `plan validate` finds in these texts."""
    documents = [read(text.encode("utf-8", "surrogatepass"), name, Limits()) for name, text in sorted(texts.items())]
    made: dict[str, list[object]] = {name: [] for name in texts}
    for where, part in parted(documents):
        for finding in check(load(part, TODAY, where)):
            made[finding.at.file].append(finding[:5])
    return made


class Desk:
    """A session with the files of a plan, and its texts."""

    def __init__(self, folder: Path, texts: dict[str, str]) -> None:
        write(folder, texts)
        self.texts = dict(texts)
        self.session = Session(lambda: TODAY)
        self.folder = folder
        for name, text in texts.items():
            self.session.open(str(folder / name), text)

    def change(self, name: str, text: str) -> None:
        path = str(self.folder / name)
        before = self.session.buffers[path]
        start, old, new = differing(before.text, text)
        made = before.edited(start, old, text[start:new])
        assert made.text == text and made.starts == Text(text).starts
        self.texts[name] = text
        self.session.change(path, made)

    def agree(self, after: str) -> None:
        self.session.refresh()
        told = {name: [f[:5] for f in self.session.told.get(str(self.folder / name), [])] for name in self.texts}
        wanted = fresh(self.texts)
        for name in self.texts:
            if told[name] != wanted[name]:
                less, more = [
                    [f for f in one if f not in other]
                    for one, other in ((wanted[name], told[name]), (told[name], wanted[name]))
                ]
                raise AssertionError(f"{after}, {name}:\nmissing {less}\ntoo much {more}\n{self.texts[name]}")


def edits(rng: random.Random, text: str) -> Iterator[str]:
    """An edit as people make them, and as nobody would."""
    lines = text.split("\n")
    place = rng.randrange(len(lines))
    offset = rng.randrange(len(text) + 1)
    match rng.randrange(12):
        case 0:
            yield text[:offset] + rng.choice("abcx :-#'\"{}[],&*|>\n\t é\U0001f600\u2028\r%!?") + text[offset:]
        case 1:
            yield text[:offset] + text[offset + rng.randrange(1, 30) :]
        case 2:
            yield "\n".join([*lines[:place], *lines[place + 1 :]])
        case 3:
            yield "\n".join([*lines[:place], lines[place], *lines[place:]])
        case 4:
            yield "\n".join([*lines[:place], rng.choice(["", "  ", "# said", "    phase: 2"]), *lines[place:]])
        case 5:
            yield "\n".join([*lines[:place], rng.choice(["  ", "    ", " "]) + lines[place], *lines[place + 1 :]])
        case 6:
            yield "\n".join([*lines[:place], lines[place][rng.choice([1, 2]) :], *lines[place + 1 :]])
        case 7:
            block = [f"  New Event {rng.randrange(5)}:", "    description: It is new", "    owner: growth"]
            yield "\n".join([*lines[:place], *block, *lines[place:]])
        case 8:
            other = rng.randrange(len(lines))
            first, last = sorted((place, other))
            yield "\n".join([*lines[:first], *lines[last:], *lines[first:last]])
        case 9:
            words = ["growth", "data", "web", "email", "size", "Account", "Project", "live", "string", "session", "who"]
            old, new = rng.choice(words), rng.choice(words)
            yield text.replace(old, new, 1)
        case 10:  # letter by letter
            word = rng.choice(
                ["    phase: 3\n", "  Left Early:\n    owner: data\n", "growth", "      note: {type: string}\n"]
            )
            start = text.find("\n", offset) + 1
            for size in range(1, len(word) + 1):
                yield text[:start] + word[:size] + text[start:]
        case _:
            broken = text[:offset] + rng.choice(['"', "{", "[", ": "]) + text[offset:]
            yield broken
            yield text


SAAS = {
    str(path.relative_to(TOP / "plans" / "saas")): path.read_text(encoding="utf-8")
    for path in sorted((TOP / "plans" / "saas").rglob("*.yaml"))
}
MANY = {
    "plan.yaml": ONE.partition("events:\n  Account")[0],
    "events.yaml": "events:\n  Account" + ONE.partition("events:\n  Account")[2],
}
SEEDS = int(os.environ.get("PLAN_EDIT_SEEDS", "4"))


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("which", ["one", "two files", "saas", "crlf"])
def test_edits(which: str, seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = {
        "one": {"plan.yaml": ONE},
        "two files": MANY,
        "saas": SAAS,
        "crlf": {"plan.yaml": ONE.replace("\n", "\r\n")},
    }[which]
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path, start)
    desk.agree("opening")
    rng = random.Random(f"{which} {seed}")
    for step in range(12 if which == "saas" else 40):
        name = rng.choice(sorted(start))
        if rng.random() < 0.1:
            desk.change(name, start[name])
            desk.agree(f"start again, step {step}")
        for text in edits(rng, desk.texts[name]):
            desk.change(name, text)
            desk.agree(f"step {step}")
        if any(f[3] == "yaml-syntax" for found in fresh(desk.texts).values() for f in found) and rng.random() < 0.7:
            desk.change(name, start[name])  # few edits would be of interest in a text that is broken already
            desk.agree(f"mended, step {step}")
