"""`plan rename`: the definition, all that names it, and `was`; every other byte of the files stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from front_door import TOP, Ended, inside, one_line, write
from tracking_plan.document import Limits, read

SAAS = TOP / "plans" / "saas"

PLAN = """\
# The plan, with comments that stay.
plan: 1
name: acme   # ours
owners: {growth: {email: growth@acme.test}, "data": {slack: "#data"}}  # people
sources:
  web: {platform: web}
  api: {platform: server}
properties:
  # who
  email: {type: string, description: Address, pii: personal}
  city: {type: string, description: City}   # where
  address: {type: object, description: Where it goes, properties: {city: null, zip: {type: string, description: Code}}}
  mail: {type: string, description: Old address, deprecated: true, replaced_by: email}
property_groups:
  session: {session_id: {type: string, description: Session, sources: [web]}, email: null}
  device:
    include: [session]
    properties: {model: {type: string, description: Model}}
traits: {user: {email: {required: false}}}
objectives: {more: {description: More, owner: growth}}
questions:
  where:
    question: Where?
    objective: more
    for: data
    needs: [Signed Up.address.city, 'Signed Up.email', Left]   # of these
allow:
  - {rule: event-name-tense, at: Signed Up, reason: old}
  - {rule: property-looks-personal, at: Signed Up.address.zip, reason: fine}
  - {rule: unused-property, at: properties/mail, reason: old}
"""
EVENTS = """\
events:
  Signed Up: # the first
    description: An account is there
    owner: growth
    sources: [web,   api]
    include: [session]
    answers: [where]
    properties:
      address:   # as it is
      coupon: {type: string, description: Code, required: false}
      old_coupon: {type: string, description: Old, required: false, deprecated: true, replaced_by: coupon}
      files: {type: array, description: Files, required: false, items: {type: object, properties: {kind: {type: string, description: Kind}}}}
    examples:
      - {session_id: a, email: a@b.test, address: {city: Rome, zip: "1"}, coupon: x, files: [{kind: a}, {kind: b}]}

  Left: {description: Gone, owner: growth, sources: [web], include: [device], status: deprecated, replaced_by: Signed Up}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", {"plan.yaml": PLAN, "events.yaml": EVENTS})


def rename(plan: Path, old: str, new: str, *words: str) -> Ended:
    return inside("rename", old, new, "--plan", plan, *words)


def changed(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, as a pair each; there must be as many lines as there were."""
    old, new = before.splitlines(), after.splitlines()
    assert len(old) == len(new)
    return [(one.strip(), other.strip()) for one, other in zip(old, new, strict=True) if one != other]


def texts(plan: Path) -> dict[str, bytes]:
    return {str(path.relative_to(plan)): path.read_bytes() for path in sorted(plan.rglob("*.yaml"))}


def test_an_event_with_all_that_names_it(plan: Path) -> None:
    ended = rename(plan, "Signed Up", "Joined Us", "--no-was")
    assert ended.code == 0 and "6 places in 2 files" in ended.err, ended.err
    assert changed(EVENTS, (plan / "events.yaml").read_text()) == [
        ("Signed Up: # the first", "Joined Us: # the first"),
        (
            "Left: {description: Gone, owner: growth, sources: [web], include: [device], status: deprecated, replaced_by: Signed Up}",
            "Left: {description: Gone, owner: growth, sources: [web], include: [device], status: deprecated, replaced_by: Joined Us}",
        ),
    ]
    assert changed(PLAN, (plan / "plan.yaml").read_text()) == [
        (
            "needs: [Signed Up.address.city, 'Signed Up.email', Left]   # of these",
            "needs: [Joined Us.address.city, 'Joined Us.email', Left]   # of these",
        ),
        (
            "- {rule: event-name-tense, at: Signed Up, reason: old}",
            "- {rule: event-name-tense, at: Joined Us, reason: old}",
        ),
        (
            "- {rule: property-looks-personal, at: Signed Up.address.zip, reason: fine}",
            "- {rule: property-looks-personal, at: Joined Us.address.zip, reason: fine}",
        ),
    ]


def was(plan: Path, event: str) -> object:
    data = read((plan / "events.yaml").read_bytes(), "events.yaml", Limits()).data
    return data["events"][event].get("was")


def test_an_event_remembers_what_it_was(plan: Path) -> None:
    assert rename(plan, "Signed Up", "Joined Us").code == 0
    assert was(plan, "Joined Us") == ["Signed Up"]
    assert rename(plan, "Joined Us", "Came In").code == 0
    assert was(plan, "Came In") == ["Signed Up", "Joined Us"]
    assert rename(plan, "Came In", "Signed Up").code == 0  # back again: it was never called as it is called now
    assert was(plan, "Signed Up") == ["Joined Us", "Came In"]
    told = inside("show", "Came In", "--plan", plan)
    assert told.code == 0 and told.out.startswith("Signed Up")


def test_diff_sees_a_rename_and_nothing_else(plan: Path, tmp_path: Path) -> None:
    shutil.copytree(plan, tmp_path / "before")
    assert rename(plan, "Signed Up", "Joined Us").code == 0
    diff = inside("diff", tmp_path / "before", plan, "--fail-on", "never")
    assert "[event-renamed]" in diff.out
    assert not {"event-removed", "event-added", "property-removed", "property-added"} & {
        line.partition("[")[2].partition("]")[0] for line in diff.out.splitlines()
    }


def test_a_property_of_the_dictionary_wherever_it_is(plan: Path) -> None:
    ended = rename(plan, "properties/email", "mail_address")
    assert ended.code == 0, ended.err
    after = (plan / "plan.yaml").read_text()
    said = [new for _, new in changed(PLAN, after)]
    assert said == [
        "mail_address: {type: string, description: Address, pii: personal}",
        "mail: {type: string, description: Old address, deprecated: true, replaced_by: mail_address}",
        "session: {session_id: {type: string, description: Session, sources: [web]}, mail_address: null}",
        "traits: {user: {mail_address: {required: false}}}",
        "needs: [Signed Up.address.city, 'Signed Up.mail_address', Left]   # of these",
    ]
    assert [new for _, new in changed(EVENTS, (plan / "events.yaml").read_text())] == [
        '- {session_id: a, mail_address: a@b.test, address: {city: Rome, zip: "1"}, coupon: x, files: [{kind: a}, {kind: b}]}'
    ]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            "properties/city",
            "town",
            [
                "town: {type: string, description: City}   # where",
                "address: {type: object, description: Where it goes, properties: {town: null, zip: {type: string, description: Code}}}",
                "needs: [Signed Up.address.town, 'Signed Up.email', Left]   # of these",
                '- {session_id: a, email: a@b.test, address: {town: Rome, zip: "1"}, coupon: x, files: [{kind: a}, {kind: b}]}',
            ],
        ),
        (
            "properties/address.zip",
            "code",
            [
                "address: {type: object, description: Where it goes, properties: {city: null, code: {type: string, description: Code}}}",
                "- {rule: property-looks-personal, at: Signed Up.address.code, reason: fine}",
                '- {session_id: a, email: a@b.test, address: {city: Rome, code: "1"}, coupon: x, files: [{kind: a}, {kind: b}]}',
            ],
        ),
        (
            "Signed Up.coupon",
            "code",
            [
                "code: {type: string, description: Code, required: false}",
                "old_coupon: {type: string, description: Old, required: false, deprecated: true, replaced_by: code}",
                '- {session_id: a, email: a@b.test, address: {city: Rome, zip: "1"}, code: x, files: [{kind: a}, {kind: b}]}',
            ],
        ),
        (
            "Signed Up.files.kind",
            "sort",
            [
                "files: {type: array, description: Files, required: false, items: {type: object, properties: {sort: {type: string, description: Kind}}}}",
                '- {session_id: a, email: a@b.test, address: {city: Rome, zip: "1"}, coupon: x, files: [{sort: a}, {sort: b}]}',
            ],
        ),
        (
            "property_groups/session.session_id",
            "sid",
            [
                "session: {sid: {type: string, description: Session, sources: [web]}, email: null}",
                '- {sid: a, email: a@b.test, address: {city: Rome, zip: "1"}, coupon: x, files: [{kind: a}, {kind: b}]}',
            ],
        ),
        ("session", "visit", ["visit: {session_id: {type: string, description: Session, sources: [web]}, email: null}", "include: [visit]", "include: [visit]"]),
        ("web", "site", ["site: {platform: web}", "session: {session_id: {type: string, description: Session, sources: [site]}, email: null}", "sources: [site,   api]", "Left: {description: Gone, owner: growth, sources: [site], include: [device], status: deprecated, replaced_by: Signed Up}"]),
        ("growth", "team", ['owners: {team: {email: growth@acme.test}, "data": {slack: "#data"}}  # people', "objectives: {more: {description: More, owner: team}}", "owner: team", "Left: {description: Gone, owner: team, sources: [web], include: [device], status: deprecated, replaced_by: Signed Up}"]),
        ("where", "place", ["place:", "answers: [place]"]),
        ("more", "most", ["objectives: {most: {description: More, owner: growth}}", "objective: most"]),
        ("properties/mail", "post", ["post: {type: string, description: Old address, deprecated: true, replaced_by: email}", "- {rule: unused-property, at: properties/post, reason: old}"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_each_kind_of_thing(old: str, new: str, lines: list[str], plan: Path) -> None:
    before = inside("validate", plan, "--format", "json").findings
    ended = rename(plan, old, new)
    assert ended.code == 0, ended.err
    said = [after for _, after in changed(PLAN, (plan / "plan.yaml").read_text())]
    said += [after for _, after in changed(EVENTS, (plan / "events.yaml").read_text())]
    assert said == lines
    assert len(inside("validate", plan, "--format", "json").findings) == len(before)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_line_ends_and_marks_stay(end: str, plan: Path) -> None:
    for name, text in (("plan.yaml", PLAN), ("events.yaml", EVENTS)):
        (plan / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    before = texts(plan)
    assert rename(plan, "Signed Up", "Joined Us", "--no-was").code == 0
    assert texts(plan) != before
    assert rename(plan, "Joined Us", "Signed Up", "--no-was").code == 0
    assert texts(plan) == before


def names_of(section: str, step: int) -> list[str]:
    merged: dict[str, None] = {}
    for file in sorted(SAAS.rglob("*.yaml")):
        found = read(file.read_bytes(), file.name, Limits()).data
        merged.update(dict.fromkeys(found.get(section) or ()))
    return [f"{section}/{name}" for name in [*merged][::step]]


EVERYWHERE = [
    *names_of("events", 5), *names_of("properties", 6), *names_of("property_groups", 2), *names_of("sources", 2),
    *names_of("owners", 2), *names_of("questions", 4), *names_of("objectives", 3),
]  # fmt: skip


def test_there_and_back_is_as_it_was_in_the_example_plan(tmp_path: Path) -> None:
    """Whatever is renamed, the plan stays valid; and renamed back, each file is byte for byte what it was."""
    plan = tmp_path / "saas"
    shutil.copytree(SAAS, plan)
    before = texts(plan)
    for old in EVERYWHERE:
        section, name = old.split("/", 1)
        new = "Report Archived" if section == "events" else f"{name}_anew"
        ended = rename(plan, old, new, "--no-was")
        assert ended.code == 0 and "plan validate will find" not in ended.out, (old, ended.out)
        assert texts(plan) != before
        back = rename(plan, f"{section}/{new}", name, "--no-was")
        assert back.code == 0 and texts(plan) == before, old


def test_check_shows_a_patch_and_writes_nothing(plan: Path) -> None:
    before = texts(plan)
    ended = rename(plan, "Left", "Gone Away", "--check")
    assert ended.code == 1 and texts(plan) == before
    assert "-    needs: [Signed Up.address.city, 'Signed Up.email', Left]   # of these" in ended.out
    assert "+    needs: [Signed Up.address.city, 'Signed Up.email', Gone Away]   # of these" in ended.out
    assert ended.err.startswith('Would rename "Left" to "Gone Away": 3 places in 2 files.')


def test_what_the_new_name_breaks_is_told(plan: Path) -> None:
    ended = rename(plan, "Left", "gone")
    assert ended.code == 0 and "event-name-case" in ended.out and "more than before" in ended.err


def test_the_clients_to_make_anew_are_told(tmp_path: Path) -> None:
    plan = tmp_path / "saas"
    shutil.copytree(SAAS, plan)
    ended = rename(plan, "Project Created", "Report Archived")
    assert "The clients of web, ios, api name it: run `plan generate`." in ended.err


def test_what_cannot_be_done_is_refused_and_nothing_is_written(plan: Path) -> None:
    before = texts(plan)

    def refused(old: str, new: str) -> str:
        said = one_line(rename(plan, old, new))
        assert texts(plan) == before
        return said

    assert "is there already" in refused("Signed Up", "Left")
    assert "is there already" in refused("properties/email", "city")
    assert "is there already" in refused("Signed Up.coupon", "address")
    assert "is there already" in refused("Signed Up.coupon", "session_id")  # its group has it
    assert "is there already" in refused("growth", "data")
    assert 'is defined as "properties/email"' in refused("Signed Up.email", "x")
    assert 'is defined as "property_groups/session.session_id"' in refused("Signed Up.session_id", "x")
    assert "did you mean" in refused("Signed Upp", "x")
    assert "is no name" in refused("Left", " ") and "is no name" in refused("Left", "a\x1bb")
    assert "begin with x-" in refused("Left", "x-left")
    assert "traits are of a user or a group" in refused("traits/user", "x")


def test_an_alias_is_not_written_through(tmp_path: Path) -> None:
    text = "plan: 1\nevents:\n  A: &a {properties: {x: {type: string}}}\n  B: *a\n"
    plan = write(tmp_path / "plans", {"plan.yaml": text})
    said = one_line(rename(plan, "A.x", "y"))
    assert "cannot be changed safely; do it by hand" in said
    assert (plan / "plan.yaml").read_text() == text


def test_a_link_is_not_written_through(plan: Path, tmp_path: Path) -> None:
    (plan / "events.yaml").rename(tmp_path / "elsewhere.yaml")
    (plan / "events.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert "symbolic link" in one_line(rename(plan, "Left", "Gone Away"))
    assert (tmp_path / "elsewhere.yaml").read_text() == EVENTS and (plan / "plan.yaml").read_text() == PLAN
