"""A plan that builds on others: what it has from them, what it may say over them, and where each of it is told to stand."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from front_door import Ended, inside, write
from repositories import Repository, enter
from tracking_plan.check import check
from tracking_plan.document import Document, Limits, read
from tracking_plan.model.schema import event_schema, property_schema
from tracking_plan.packages import Builder, Listing
from tracking_plan.workspace import File

COMPANY = """\
plan: 1
name: acme-company
version: 1.0.0
taxonomy: {events: {max_length: 30}}
owners:
  growth: {name: Growth, email: growth@acme.test}
properties:
  team_size: {type: integer, minimum: 1, maximum: 500, description: Members of the team}
  email: {type: string, format: email, pii: personal, description: Where to write to}
  plan_type: {type: string, enum: [free, paid], description: Plan of the account}
  unused: {type: string, description: No plan here sends it}
property_groups:
  session:
    session_id: {type: string, description: The session the event belongs to}
events:
  Signed Up:
    description: A person has an account
    trigger: The server has stored it
    owner: growth
    properties: {plan_type: }
    examples: [{plan_type: free}]
"""
PRODUCT = """\
plan: 1
name: acme-product
version: 1.0.0
extends: ../company
sources: {web: {platform: web, language: typescript, sdk: segment, out: web}}
events:
  Signed Up:
    sources: [web]
  Project Created:
    description: A project exists
    trigger: The server has stored it
    owner: growth
    sources: [web]
    include: [session]
    properties: {team_size: {maximum: 100}}
    examples: [{session_id: a, team_size: 5}]
"""


@pytest.fixture
def plans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {"company/plan.yaml": COMPANY, "product/plan.yaml": PRODUCT})
    return enter(monkeypatch, tmp_path)


def judged(*words: str, env: Mapping[str, str | None] = {}) -> Ended:
    return inside("validate", *(words or ("product",)), "--format", "json", env=env)


def told(ended: Ended) -> list[tuple[str, str, int]]:
    """Rule, file and line of each finding."""
    return [(one["rule"], one["file"], one["line"]) for one in ended.findings]


def messages(ended: Ended) -> str:
    return "\n".join(one["message"] for one in ended.findings)


def product(text: str, *more: str) -> str:
    """The product's plan with another text after its head."""
    return PRODUCT + "".join((text, *more))


def test_what_is_inherited_is_known_and_not_judged_again(plans: Path) -> None:
    assert told(judged()) == []
    # the company's own plan is judged by itself, with what is its own business
    assert {rule for rule, _, _ in told(judged("company"))} >= {"unused-property", "event-without-source"}


def test_without_the_base_the_same_plan_is_wrong(plans: Path) -> None:
    write(plans, {"product/plan.yaml": PRODUCT.replace("extends: ../company\n", "")})
    assert {"unknown-owner", "unknown-group", "event-without-description"} <= {rule for rule, _, _ in told(judged())}


def test_names_are_judged_by_the_inherited_taxonomy(plans: Path) -> None:
    write(plans, {"product/plan.yaml": PRODUCT.replace("Project Created", "Project With A Very Long Name Created")})
    assert told(judged()) == [("event-name-length", "product/plan.yaml", 9)]


def test_rules_are_set_as_the_base_has_them(plans: Path) -> None:
    write(plans, {"company/plan.yaml": COMPANY + "rules: {event-without-example: error}\n"})
    write(plans, {"product/plan.yaml": PRODUCT.replace("    examples: [{session_id: a, team_size: 5}]\n", "")})
    found = judged()
    assert [(one["rule"], one["severity"]) for one in found.findings] == [("event-without-example", "error")]


def test_an_event_is_inherited_only_where_it_is_named(plans: Path) -> None:
    shown = inside("show", "Signed Up", "--plan", "product", "--json")
    assert '"A person has an account"' in shown.out
    write(plans, {"product/plan.yaml": PRODUCT.replace("  Signed Up:\n    sources: [web]\n", "")})
    assert inside("show", "Signed Up", "--plan", "product").code == 2


WIDER = {
    "maximum": ("properties: {team_size: {maximum: 900}}\n", "maximum 900", "maximum: 500"),
    "enum": ("properties: {plan_type: {enum: [free, trial]}}\n", 'takes "trial" here', "enum"),
    "type": ("properties: {team_size: {type: [integer, string]}}\n", "takes integer or string", "type: integer"),
    "pii": ("properties: {email: {pii: none}}\n", "pii: none", "pii"),
    "nullable": ("properties: {email: {nullable: true}}\n", "may be null", "email"),
    "format": ("properties: {email: {format: uri}}\n", "another format", "format"),
    "group": ("property_groups: {session: {device: {type: string}}}\n", 'a property "device"', "session"),
    "group optional": ("property_groups: {session: {session_id: {required: false}}}\n", "may be missing", "session_id"),
    "length": ("taxonomy: {events: {max_length: 40}}\n", "max_length: 40", "max_length"),
    "case": ("taxonomy: {events: {max_length: 20, case: any}}\n", "", ""),
    "owner": ("owners: {growth: {email: ana@acme.test}}\n", 'email "ana@acme.test" here', "growth@acme.test"),
}


@pytest.mark.parametrize("name", WIDER)
def test_what_is_looser_is_told_at_both_places(plans: Path, name: str) -> None:
    text, message, _ = WIDER[name]
    write(plans, {"product/plan.yaml": product(text)})
    found = [one for one in judged().findings if one["rule"].startswith("inherited-")]
    if not message:
        assert found == []  # the company says nothing of case, so that it may be anything
        return
    assert len(found) == 1, found
    assert message in found[0]["message"] and 'plan "acme-company"' in found[0]["message"]
    assert found[0]["file"] == "product/plan.yaml" and found[0]["line"] == PRODUCT.count("\n") + 1
    text_said = inside("validate", "product").out
    assert "see company/plan.yaml:" in text_said


STRICTER = (
    "properties: {team_size: {maximum: 200}}\n"
    "taxonomy: {events: {max_length: 20}, objects: [Project, Signed]}\n"
    "owners: {growth: {slack: '#growth'}, web_team: {email: web@acme.test}}\n"
    "rules: {event-without-trigger: error, unused-owner: off}\n"
)


def test_what_is_stricter_is_taken(plans: Path) -> None:
    write(plans, {"product/plan.yaml": product(STRICTER)})
    assert [one for one in told(judged()) if one[0] not in ("event-name-vocabulary",)] == []


def test_an_inherited_event_may_be_narrowed_and_no_more(plans: Path) -> None:
    narrow = PRODUCT.replace(
        "    sources: [web]\n", "    sources: [web]\n    properties: {plan_type: {enum: [paid]}}\n", 1
    )
    write(plans, {"product/plan.yaml": narrow})
    assert {rule for rule, _, _ in told(judged())} == {"event-without-example"}  # its example was of the wider one
    for loose, message in (
        ("properties: {referral: {type: string, description: Who sent them}}", 'a property "referral"'),
        ("properties: {plan_type: {required: false}}", "may be missing"),
        ("properties: {plan_type: {enum: [free, trial]}}", '"trial"'),
        ("additional_properties: true", "not planned"),
        ("type: page", "sent by page"),
        ("include: [session]", 'a property "session_id"'),
    ):
        text = PRODUCT.replace("    sources: [web]\n", f"    sources: [web]\n    {loose}\n", 1)
        write(plans, {"product/plan.yaml": text})
        found = [one for one in judged().findings if one["rule"] == "inherited-widened"]
        assert len(found) == 1 and message in found[0]["message"], (loose, found)
        assert found[0]["line"] == 9


def test_a_value_is_shown_where_no_single_word_is_looser(plans: Path) -> None:
    write(
        plans,
        {
            "company/plan.yaml": COMPANY.replace(
                "properties:\n", "properties:\n  place: {type: object, properties: {city: {type: string}}}\n", 1
            )
        },
    )
    write(plans, {"product/plan.yaml": product("properties: {place: {properties: {city: {required: false}}}}\n")})
    found = [one for one in judged().findings if one["rule"] == "inherited-widened"]
    assert [one["message"] for one in found] == ['property "place" takes {} here, which plan "acme-company" refuses']


def test_a_broken_base_is_one_finding(plans: Path) -> None:
    write(plans, {"company/events/more.yaml": "events: [growth\n"})
    found = judged()
    assert told(found) == [("extends-unreadable", "product/plan.yaml", 4)]
    assert "company/events/more.yaml:2" in messages(found)


def test_two_bases_of_one_name_and_two_meanings(plans: Path) -> None:
    billing = (
        "plan: 1\nname: acme-billing\nproperties:\n  plan_type: {type: string, enum: [monthly], description: Period}\n"
    )
    write(
        plans,
        {"billing/plan.yaml": billing, "product/plan.yaml": PRODUCT.replace("../company", "[../company, ../billing]")},
    )
    assert told(judged()) == [("inherited-twice", "product/plan.yaml", 4)]
    # the company's meaning, taken on from it: one meaning, and it is the narrower one that holds
    derived = "plan: 1\nname: acme-billing\nextends: ../company\nproperties: {plan_type: {enum: [paid]}}\n"
    write(plans, {"billing/plan.yaml": derived})
    assert told(judged()) == []
    assert "Values\n  paid\n\n" in inside("show", "plan_type", "--plan", "product").out


def test_three_floors(plans: Path) -> None:
    write(
        plans,
        {
            "industry/plan.yaml": "plan: 1\nname: industry\nproperties: {team_size: {type: integer, maximum: 1000, description: Members}}\n"
        },
    )
    company = COMPANY.replace("version: 1.0.0\n", "extends: ../industry\n").replace(
        "{type: integer, minimum: 1, maximum: 500, description: Members of the team}", "{maximum: 500}"
    )
    write(plans, {"company/plan.yaml": company})
    assert told(judged()) == []
    write(plans, {"product/plan.yaml": product("properties: {team_size: {maximum: 700}}\n")})
    assert "says 500" in messages(judged())
    write(plans, {"company/plan.yaml": company.replace("{maximum: 500}", "")})
    write(plans, {"product/plan.yaml": product("properties: {team_size: {maximum: 7000}}\n")})
    assert 'plan "industry" says 1000' in messages(judged())


def test_standard_input_and_a_single_file_build_on_others_too(plans: Path) -> None:
    text = (plans / "product/plan.yaml").read_text().replace("../company", "company")
    ended = inside("validate", "-", "--format", "json", stdin=text.encode())
    assert ended.findings == []
    write(plans, {"product.yaml": text})
    assert told(judged("product.yaml")) == []


# what an attacker, or a slip of the hand, would write


REFUSED = {
    "../compny": "no plan stands at",
    "../../../../../../../../../../etc": "leads out of the repository",
    "/etc": "leads to one machine only",
    "~/plans": "leads to one machine only",
    "https://github.com/acme/plans": "named with its revision",
    "git@github.com:acme/plans": "named with its revision",
    "{git: https://github.com/acme/plans}": "without its revision",
    '{git: "--upload-pack=touch${IFS}x", rev: v1}': "begins with a hyphen",
    '{git: "-oProxyCommand=id", rev: v1}': "begins with a hyphen",
    '{git: "ssh://-oProxyCommand=id/x", rev: v1}': "no address",
    '{git: "git@-oProxyCommand=id:x", rev: v1}': "way that is not taken|no address",
    '{git: "https://host/-x", rev: v1}': "begins with a hyphen or goes up",
    '{git: "https://host/a/../b", rev: v1}': "begins with a hyphen or goes up",
    '{git: "ext::sh -c id", rev: v1}': "would start a program",
    '{git: "fd::17", rev: v1}': "would start a program",
    '{git: "https://ana:secret@host/x", rev: v1}': "holds a name or password",
    '{git: "https://ghp_secret@host/x", rev: v1}': "holds a name or password",
    '{git: "ssh://ana:secret@host/x", rev: v1}': "holds a name or password",
    '{git: "https://host/x%0a", rev: v1}': "no address",
    '{git: "https://host/x?y", rev: v1}': "no address",
    '{git: "https://host/x y", rev: v1}': "no address",
    '{git: "file:///etc", rev: v1}': "file, which is not spoken",
    '{git: "http://host/x", rev: v1}': "http, which is not spoken",
    '{git: "git://host/x", rev: v1}': "git, which is not spoken",
    '{git: "/etc", rev: v1}': "no address",
    '{git: "https://host/x", rev: "--upload-pack=id"}': "no revision",
    '{git: "https://host/x", rev: "a..b"}': "no revision",
    '{git: "https://host/x", rev: "HEAD@{1}"}': "no revision",
    '{git: "https://host/x", rev: "v1:plans"}': "no revision",
    '{git: "https://host/x", rev: v1, depth: 3}': "unknown key",
    '{git: "https://host/x", package: x, rev: v1}': "at once",
    "{rev: v1, path: ../company}": "none is named",
    "{package: ../x}": "no name of a package",
    '{package: "-e x"}': "no name of a package",
    "[../company, 5]": "takes the path",
    "true": "takes the path",
    "..\\company": "backslash",
    '"../comp\\x07any"': "a character that no path has",
    '"../comp\\0any"': "a character that no path has",
    f"../{'x' * 2000}": "is too long",
    f"{{git: https://{'a-' * 200_000}, rev: v1}}": "no address",
}


@pytest.mark.parametrize("said", REFUSED)
def test_what_cannot_be_built_on_is_one_finding_where_it_is_named(plans: Path, said: str) -> None:
    import re

    Repository(plans)
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", said)})
    found = judged()
    assert told(found) == [("extends-unreadable", "product/plan.yaml", 4)], found
    assert re.search(REFUSED[said], messages(found)), messages(found)
    assert "secret" not in found.out


def test_a_link_is_not_followed(plans: Path, tmp_path: Path) -> None:
    (plans / "linked").symlink_to("company")
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "../linked")})
    assert "symbolic link" in messages(judged())
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "../linked/../company")})
    assert told(judged()) == []  # where the system and we go by different ways, the written one counts


def test_circles(plans: Path) -> None:
    write(plans, {"company/plan.yaml": COMPANY + "extends: ../product\n"})
    found = judged()
    assert told(found) == [("extends-cycle", "product/plan.yaml", 4)]
    assert '"acme-product" and "acme-company"' in messages(found)
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", ".")})
    assert "builds on itself" in messages(judged())


def test_depth_and_number_are_bounded(plans: Path) -> None:
    files = {f"p{n}/plan.yaml": f"plan: 1\nname: p{n}\nextends: ../p{n + 1}\n" for n in range(40)}
    write(plans, files | {"p40/plan.yaml": "plan: 1\n"})
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "../p0")})
    assert "more than 16 deep" in messages(judged())
    wide = {f"w{n}/plan.yaml": "plan: 1\n" for n in range(150)}
    write(
        plans,
        wide | {"product/plan.yaml": PRODUCT.replace("../company", f"[{', '.join(f'../w{n}' for n in range(150))}]")},
    )
    assert "more than 100 plans" in messages(judged())


def test_a_wide_and_deep_lattice_is_read_once(plans: Path) -> None:
    """Each of 15 floors builds on all three of the next: 3^15 ways down, 45 plans."""
    for floor in range(15):
        below = ", ".join(f"../f{floor + 1}_{n}" for n in range(3)) if floor < 14 else ""
        write(
            plans, {f"f{floor}_{n}/plan.yaml": f"plan: 1\nname: f{floor}_{n}\nextends: [{below}]\n" for n in range(3)}
        )
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "[../f0_0, ../company]")})
    assert told(judged()) == []


def test_two_plans_in_one_place(plans: Path) -> None:
    write(plans, {"both/a.yaml": "plan: 1\n", "both/b.yaml": "plan: 1\n"})
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "../both")})
    assert "2 plans stand at" in messages(judged())
    write(plans, {"both/a.yaml": COMPANY, "product/plan.yaml": PRODUCT.replace("../company", "../both/a.yaml")})
    assert told(judged()) == []


def test_a_plan_may_stand_inside_the_one_it_builds_on(plans: Path) -> None:
    write(plans, {"company/product/plan.yaml": PRODUCT.replace("../company", "..")})
    assert told(judged("company/product")) == []


def test_extends_stands_where_the_plan_begins(plans: Path) -> None:
    write(plans, {"product/more.yaml": "extends: ../company\n"})
    assert ("extends-unreadable", "product/more.yaml", 1) in told(judged())


# an installed package


def package(folder: Path, files: Mapping[str, str], record: str | None = None, url: str | None = None) -> None:
    listed = "".join(f"{name},,\n" for name in files) if record is None else record
    about = {"METADATA": "Metadata-Version: 2.1\nName: acme-plan\nVersion: 1.2.0\n", "RECORD": listed}
    if url is not None:
        about["direct_url.json"] = url
    write(folder, {**files, **{f"acme_plan-1.2.0.dist-info/{name}": text for name, text in about.items()}})


@pytest.fixture
def site(plans: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(str(plans / "site"))
    (plans / "site").mkdir()
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "{package: acme_plan}")})
    return plans / "site"


BOOBY = "raise SystemExit('code of a package was run')\n"


def test_an_installed_package_is_read_and_not_run(site: Path) -> None:
    package(site, {"acme_plan/__init__.py": BOOBY, "acme_plan/plan.yaml": COMPANY, "acme_plan/events/x.yaml": ""})
    assert told(judged()) == []
    assert "acme_plan" not in sys.modules
    write(
        site.parent,
        {
            "product/plan.yaml": product("properties: {team_size: {maximum: 900}}\n").replace(
                "../company", "{package: acme-plan}"
            )
        },
    )
    assert "site/acme_plan/plan.yaml:8" in inside("validate", "product").out


def test_a_package_that_is_not_installed_is_trouble_with_the_remedy(site: Path) -> None:
    ended = judged()
    assert (ended.code, ended.err) == (
        2,
        'plan: the plan builds on the package "acme_plan", which is not installed here; run `pip install acme_plan`\n',
    )


def test_a_package_lists_nothing_beyond_itself(site: Path, plans: Path) -> None:
    outside = "../company/plan.yaml,,\n/etc/plan.yaml,,\n"
    package(site, {}, outside)
    assert "no plan stands at" in messages(judged())
    package(site, {}, "acme_plan/plan.yaml,,\n")
    (site / "acme_plan").symlink_to(plans / "company")
    assert "no plan stands at" in messages(judged())


def test_a_package_with_several_plans_says_which(site: Path) -> None:
    package(site, {"acme_plan/a/plan.yaml": COMPANY, "acme_plan/b/plan.yaml": "plan: 1\nextends: ../../../company\n"})
    assert "2 plans stand at" in messages(judged())
    for path, message in (("acme_plan/a", ""), ("acme_plan/b", "leads out of the package"), ("../x", "goes up")):
        write(
            site.parent, {"product/plan.yaml": PRODUCT.replace("../company", f"{{package: acme-plan, path: {path}}}")}
        )
        assert message in messages(judged()) and bool(judged().findings) is bool(message), path


def test_a_package_in_place_is_named_by_its_path(site: Path) -> None:
    package(site, {"acme_plan/plan.yaml": COMPANY}, url='{"url": "file:///x", "dir_info": {"editable": true}}')
    assert "installed in place" in messages(judged())


# at revisions of git


@pytest.fixture
def history(plans: Path) -> Repository:
    repository = Repository(plans)
    repository.commit(tag="v1")
    repository.commit(
        {
            "company/plan.yaml": COMPANY.replace("maximum: 500", "maximum: 50").replace(
                "[free, paid]", "[free, paid, trial]"
            )
        },
        tag="v2",
    )
    return repository


def test_a_changed_base_is_a_change_of_the_plan(history: Repository) -> None:
    ended = inside("diff", "v1", "v2", "--plan", "product", "--format", "json")
    assert ended.code in (0, 1), ended.err
    assert '"property-enum-value-added"' in ended.out
    assert "v2:company/plan.yaml" in ended.out and "v1:company/plan.yaml" in ended.out
    # Project Created narrows team_size to 100, which the base now says wider than it allows
    assert "property-range-tightened" in ended.out


def test_a_base_is_read_as_it_stood_at_the_revision(history: Repository, plans: Path) -> None:
    write(plans, {"company/plan.yaml": COMPANY})
    same = inside("diff", "v1", "--plan", "product")
    assert "No change" in same.err, same.out
    (plans / "company/plan.yaml").unlink()
    assert inside("diff", "v1", "v2", "--plan", "product").code in (0, 1)
    gone = inside("diff", "v1", "--plan", "product")
    assert gone.code == 2 and "product/plan.yaml:4" in gone.err


def test_links_and_what_lies_outside_are_refused_at_revisions_too(plans: Path) -> None:
    (plans / "linked").symlink_to("company")
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "../linked")})
    repository = Repository(plans)
    repository.commit(tag="v1")
    repository.commit({"product/plan.yaml": PRODUCT.replace("../company", "../../company")}, tag="v2")
    assert "symbolic link" in inside("diff", "v1", "v1", "--plan", "product").err
    assert "leads out of the repository" in inside("diff", "v2", "v2", "--plan", "product").err


def test_history_and_changelog_follow_what_is_inherited(history: Repository) -> None:
    history.commit({"product/plan.yaml": PRODUCT.replace("maximum: 100", "maximum: 40")}, tag="v3")
    lived = inside("history", "Project Created", "--plan", "product")
    assert lived.code == 0, lived.err
    assert "goes from 100 to 40" in lived.out
    # the commit that changed the company's plan alone is told as well, and what it changed is not another's doing
    inherited = inside("history", "Signed Up", "--plan", "product")
    assert 'takes "trial" too' in inherited.out and "2026-01-03" in inherited.out and "2026-01-04" not in inherited.out
    assert inside("changelog", "--from", "v1", "--to", "v3", "--plan", "product").code == 0


# what is overridden can be seen, and what is inherited is not written to


OVER = (
    PRODUCT
    + "properties: {team_size: {maximum: 200}}\nowners: {growth: {slack: '#growth'}}\ntaxonomy: {events: {max_length: 20}}\n"
)


def test_what_is_overridden_is_listed(plans: Path) -> None:
    assert "says nothing over" not in inside("show", "--overrides", "--plan", "product").out  # Signed Up has sources
    write(plans, {"product/plan.yaml": OVER})
    found = json.loads(inside("show", "--overrides", "--plan", "product", "--json").out)
    said = {
        (one["name"], one["here"]["line"], one["there"]["file"], one["there"]["line"]): [
            (key["key"], key["before"], key["after"]) for key in one["keys"]
        ]
        for one in found["overrides"]
    }
    assert said == {
        ("properties/team_size", 17, "company/plan.yaml", 8): [("maximum", 500, 200)],
        ("owners/growth", 18, "company/plan.yaml", 6): [("slack", None, "#growth")],
        ("taxonomy", 19, "company/plan.yaml", 4): [("events.max_length", 30, 20)],
        ("events/Signed Up", 7, "company/plan.yaml", 16): [("sources", None, ["web"])],
    }
    text = inside("show", "--overrides", "--plan", "product").out
    assert "properties/team_size  maximum: 200 for 500" in text
    assert "builds on no other" in inside("show", "--overrides", "--plan", "company").out


def test_a_page_says_where_a_thing_comes_from(plans: Path) -> None:
    write(plans, {"product/plan.yaml": OVER})
    assert 'from plan "acme-company"' in inside("show", "email", "--plan", "product").out
    assert (
        'from plan "acme-company", here with maximum: 200 for 500'
        in inside("show", "team_size", "--plan", "product").out
    )
    assert "from plan" not in inside("show", "Project Created", "--plan", "product").out
    page = json.loads(inside("show", "owners/growth", "--plan", "product", "--json").out)["page"]
    assert page["at"]["inherited"]["over"] == [{"key": "slack", "before": None, "after": "#growth"}]


def test_the_dictionary_says_where_a_thing_comes_from(plans: Path) -> None:
    write(plans, {"product/plan.yaml": OVER})
    assert inside("docs", "product", "--out", "site", "--quiet").code == 0
    assert (
        "from plan &#34;acme-company&#34;, here with maximum: 200 for 500"
        in (plans / "site/properties/team_size.html").read_text()
    )
    assert "Comes from plan &#34;acme-company&#34;" in (plans / "site/groups/session.html").read_text()
    assert "from plan" not in (plans / "site/events/project-created.html").read_text()
    assert inside("docs", "product", "--format", "markdown", "--out", "md", "--quiet").code == 0
    assert '**Comes**: from plan "acme-company"' in (plans / "md/properties/email.md").read_text()


@pytest.mark.parametrize(
    "name",
    [
        "properties/email",
        "properties/team_size",
        "owners/growth",
        "property_groups/session",
        "Signed Up",
        "Signed Up.plan_type",
    ],
)
def test_what_stands_in_another_plan_is_not_renamed(plans: Path, name: str) -> None:
    write(plans, {"product/plan.yaml": OVER})
    ended = inside("rename", name, "fresh_name", "--plan", "product")
    assert ended.code == 2 and ended.out == ""
    assert 'plan "acme-company": it stands at company/plan.yaml:' in ended.err or "is defined as" in ended.err
    assert (plans / "company/plan.yaml").read_text() == COMPANY


def test_ones_own_is_renamed_and_the_other_plan_left_alone(plans: Path) -> None:
    company = COMPANY + "questions: {q: {question: Why, decides: What, needs: [Project Created]}}\n"
    write(plans, {"company/plan.yaml": company})
    assert inside("rename", "Project Created", "Project Started", "--plan", "product").code == 0
    assert "Project Started:" in (plans / "product/plan.yaml").read_text()
    assert (plans / "company/plan.yaml").read_text() == company


def test_a_new_event_takes_what_is_inherited(plans: Path) -> None:
    words = (
        "--property",
        "email",
        "--include",
        "session",
        "--owner",
        "growth",
        "--description",
        "x",
        "--source",
        "web",
    )
    assert inside("new", "event", "Project Archived", "--plan", "product", *words).code == 0
    assert "Project Archived:" in (plans / "product/plan.yaml").read_text()
    assert (plans / "company/plan.yaml").read_text() == COMPANY
    assert "did you mean" in inside("new", "event", "Project Moved", "--plan", "product", "--owner", "growht").err


def test_a_table_that_comes_back_writes_only_the_plans_own(plans: Path) -> None:
    assert inside("export", "table", "product", "--out", "tables").code == 0
    files = sorted((plans / "tables").glob("*.csv")) if (plans / "tables").is_dir() else []
    if not files:
        assert inside("export", "table", "product", "--out", "table.csv").code == 0
    same = inside("import", "table", *(str(file) for file in files), "--base", "product")
    assert same.code == 0, (same.out, same.err)
    assert (plans / "product/plan.yaml").read_text() == PRODUCT
    for file in files:
        text = file.read_text()
        file.write_text(text.replace("growth@acme.test", "ana@acme.test"))
    changed = inside("import", "table", *(str(file) for file in files), "--base", "product")
    assert "it stands in company/plan.yaml, of another plan; change it there" in changed.out
    assert (plans / "company/plan.yaml").read_text() == COMPANY
    assert (plans / "product/plan.yaml").read_text() == PRODUCT


def test_statistics_count_no_unused_thing_of_another_plan(plans: Path) -> None:
    assert "properties/unused" not in inside("stats", "product").out
    assert "properties/unused" in inside("stats", "company").out


def test_clients_samples_and_logs_know_what_is_inherited(plans: Path) -> None:
    assert inside("generate", "typescript", "--plan", "product", "--out", "made").code == 0
    made = "".join(path.read_text() for path in (plans / "made").rglob("*.ts"))
    assert "signedUp" in made and "team_size" in made
    assert inside("emit", "product", "--events", "300", "--bad", "10%", "--output", "log.ndjson").code == 0
    judged = inside("lint", "log.ndjson", "--plan", "product", "--fail-on", "never", "--format", "json")
    assert judged.code == 0, judged.err
    assert "Signed Up" in judged.out


@pytest.mark.parametrize("vendor", ["segment", "rudderstack", "amplitude", "mixpanel", "json-schema", "avo"])
def test_exports_hold_what_is_inherited(plans: Path, vendor: str) -> None:
    ended = inside("export", vendor, "product", "--out", "out")
    assert ended.code == 0, ended.err
    paths = [plans / "out"] if (plans / "out").is_file() else sorted((plans / "out").rglob("*"))
    assert "Signed Up" in "".join(path.read_text() for path in paths if path.is_file())


# a property: what a plan that only narrows takes, the plan below takes too


TYPES = st.sampled_from(["string", "integer", "number", "boolean"])


@st.composite
def definitions(draw: st.DrawFn) -> dict[str, Any]:
    """Any definition of a property."""
    kinds = draw(st.lists(TYPES, min_size=1, max_size=2, unique=True))
    made: dict[str, Any] = {"type": kinds[0] if len(kinds) == 1 else kinds, "description": "x"}
    if draw(st.booleans()) and {*kinds} & {"integer", "number"}:
        low, high = sorted(draw(st.tuples(st.integers(-5, 5), st.integers(-5, 5))))
        made |= {"minimum": low, "maximum": high}
    if draw(st.booleans()) and "string" in kinds:
        made["maxLength"] = draw(st.integers(0, 6))
    if draw(st.integers(0, 4)) == 0:
        made["enum"] = draw(
            st.lists(st.sampled_from(["a", "b", "abc", 1, 2.5, True]), min_size=1, max_size=3, unique_by=repr)
        )
    if draw(st.booleans()):
        made["nullable"] = draw(st.booleans())
    return made


@given(base=definitions(), own=definitions())
@settings(max_examples=150, deadline=None)
def test_a_definition_is_taken_exactly_where_it_is_no_wider(base: dict[str, Any], own: dict[str, Any]) -> None:
    """Against the `jsonschema` package as an independent judge: a value that tells the two apart is one that is refused."""
    own = {key: value for key, value in own.items() if key != "description"}
    texts = {
        "base/plan.yaml": {"plan": 1, "name": "base", "properties": {"x": base}},
        "own/plan.yaml": {"plan": 1, "extends": "../base", "properties": {"x": own}},
    }
    contents = {file: json.dumps(text).encode() for file, text in texts.items()}
    ground = Listing("both", contents)
    limits = Limits()

    def document(file: File) -> Document:
        return read(file.content, file.name, limits)

    loaded = Builder(ground, document, limits, date(2026, 11, 26)).load(
        [document(File("own/plan.yaml", contents["own/plan.yaml"]))], "own"
    )
    assert not loaded.problems, loaded.problems
    wider = [found for found in check(loaded) if found.rule == "inherited-widened"]
    ours, theirs = (Draft202012Validator(property_schema(plan.properties["x"])) for plan in (loaded, loaded.bases[0]))
    telling = [value for value in VALUES if ours.is_valid(value) and not theirs.is_valid(value)]
    if telling:
        assert wider, (telling, base, own)
    if not wider:
        assert not telling
    # what says the same, or less, is never refused
    if all(json.dumps(base.get(key)) == json.dumps(value) for key, value in own.items()):
        assert not wider, (wider, base, own)


VALUES: list[Any] = [
    *range(-6, 7),
    *(n / 2 for n in range(-12, 13)),
    True,
    False,
    None,
    "",
    "a",
    "b",
    "abc",
    "abcdefgh",
    1.0,
]


@st.composite
def carried(draw: st.DrawFn) -> dict[str, Any]:
    """What an event says of what it carries."""
    made: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(["x", "y", "z"]), unique=True, max_size=3)):
        value: dict[str, Any] = {}
        if draw(st.booleans()):
            value["required"] = draw(st.booleans())
        if draw(st.booleans()):
            value |= draw(
                st.sampled_from([{"enum": ["a"]}, {"enum": ["a", "b"]}, {"maxLength": 1}, {"nullable": True}])
            )
        made[name] = value or None
    event: dict[str, Any] = {"properties": made}
    if draw(st.integers(0, 3)) == 0:
        event["additional_properties"] = draw(st.booleans())
    if draw(st.integers(0, 3)) == 0:
        event["include"] = ["both"]
    return event


SENT: list[Any] = [None, "a", "b", "cc"]
RECORDS = [
    {name: value for name, value in zip("xyzw", values, strict=True) if value != "-"}
    for values in itertools.product(["-", *SENT], ["-", "a", "cc"], ["-", "a"], ["-", "a"])
]


@given(base=carried(), own=carried())
@settings(max_examples=120, deadline=None)
def test_a_record_that_an_inherited_event_takes_is_taken_by_the_other_plan(
    base: dict[str, Any], own: dict[str, Any]
) -> None:
    """Where nothing is found to be wider, and against the `jsonschema` package as an independent judge."""
    word = {"type": "string", "description": "x"}
    shared = {
        "plan": 1,
        "name": "base",
        "properties": dict.fromkeys("xyz", word),
        "property_groups": {"both": {"x": {"maxLength": 1}, "y": None}},
        "events": {"Thing Done": base},
    }
    texts = {
        "base/plan.yaml": shared,
        "own/plan.yaml": {"plan": 1, "extends": "../base", "events": {"Thing Done": own}},
    }
    contents = {file: json.dumps(text).encode() for file, text in texts.items()}
    limits = Limits()

    def document(file: File) -> Document:
        return read(file.content, file.name, limits)

    builder = Builder(Listing("both", contents), document, limits, date(2026, 11, 26))
    loaded = builder.load([document(File("own/plan.yaml", contents["own/plan.yaml"]))], "own")
    assert not loaded.problems, loaded.problems
    wider = [found for found in check(loaded) if found.rule in ("inherited-widened", "property-widened")]
    ours, theirs = (Draft202012Validator(event_schema(plan.events["Thing Done"])) for plan in (loaded, loaded.bases[0]))
    telling = [record for record in RECORDS if ours.is_valid(record) and not theirs.is_valid(record)]
    if telling:
        assert wider, (telling[0], base, own)
    if own == {"properties": {}}:
        assert not wider


def test_a_served_dictionary_follows_the_other_plan(plans: Path) -> None:
    from test_docs_site import Served

    with Served(plans / "product", plans, "--no-history") as served:
        assert "Where to write to" in served.get("properties/email.html")[1]
        write(plans, {"company/plan.yaml": COMPANY.replace("Where to write to", "Where to call")})
        served.wait(lambda _: "Where to call" in served.get("properties/email.html")[1])


QUESTIONS = """\
objectives: {reach: {description: More teams, owner: growth}}
questions:
  asked_there: {question: Do they come, decides: What, objective: reach, for: growth, every: month, needs: [Signed Up.plan_type, Only There]}
envelopes:
  ours: {event: name, properties: data}
"""


def test_objectives_questions_and_envelopes_are_shared(plans: Path) -> None:
    write(
        plans,
        {
            "company/plan.yaml": COMPANY + QUESTIONS,
            "product/plan.yaml": PRODUCT.replace(
                "    owner: growth\n", "    owner: growth\n    answers: [asked_there]\n"
            ),
        },
    )
    found = judged()
    assert "unknown-question" not in {rule for rule, _, _ in told(found)}, found.out
    assert all(file == "product/plan.yaml" for _, file, _ in told(found)), found.out
    assert inside("docs", "product", "--framework", "framework.html").code == 0
    assert "Do they come" in inside("show", "asked_there", "--plan", "product").out
    write(plans, {"log.ndjson": '{"name": "Project Created", "data": {"session_id": "a", "team_size": 5}}\n'})
    lint = inside("lint", "log.ndjson", "--plan", "product", "--envelope", "ours")
    assert lint.code == 0, (lint.out, lint.err)
    write(plans, {"product/plan.yaml": product("questions: {asked_there: {question: Do they leave}}\n")})
    assert ("inherited-changed", "product/plan.yaml", 17) in told(judged())


def test_the_example_builds_on_the_other_example() -> None:
    plans = Path(__file__).parent.parent / "plans"
    assert judged(str(plans / "reports")).findings == []
    shown = inside("show", "--overrides", "--plan", str(plans / "reports")).out
    assert "team_size.maximum: 50 for 500" in shown and 'plan "acme-projects"' in shown


def test_the_file_of_a_plan_may_be_named(plans: Path) -> None:
    write(plans, {"company/more.yaml": "owners: {sales: {email: sales@acme.test}}\n"})
    write(
        plans,
        {
            "product/plan.yaml": PRODUCT.replace("../company", "../company/plan.yaml").replace(
                "owner: growth", "owner: sales"
            )
        },
    )
    assert told(judged()) == []
    Repository(plans).commit(tag="v1")
    assert "No change" in inside("diff", "v1", "--plan", "product").err


def test_only_files_and_folders_are_read(plans: Path) -> None:
    """A pipe would be waited for without end."""
    import os

    os.mkfifo(plans / "pipe")
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "../pipe")})
    assert "is no file and no folder" in messages(judged())
    (plans / "elsewhere.yaml").write_text("owners: {eve: {email: eve@evil.test}}\n")
    (plans / "company/more.yaml").symlink_to(plans / "elsewhere.yaml")
    write(plans, {"product/plan.yaml": PRODUCT})
    assert '"company/more.yaml" is a symbolic link' in messages(judged())


@pytest.mark.parametrize("record", [b"\xff\xfe\0", b'"', b"acme_plan/plan.yaml,,x\n", b"\0,,\n"])
def test_a_package_with_a_spoiled_list_of_files_is_told(site: Path, record: bytes) -> None:
    package(site, {"acme_plan/plan.yaml": COMPANY})
    (site / "acme_plan-1.2.0.dist-info" / "RECORD").write_bytes(record)
    ended = judged()
    assert ended.code in (0, 1), ended.err


def test_a_rule_is_as_strict_as_the_strictest_of_two_bases(plans: Path) -> None:
    write(plans, {"a/plan.yaml": "plan: 1\nname: a\nrules: {event-without-example: info}\n"})
    write(plans, {"b/plan.yaml": "plan: 1\nname: b\nrules: {event-without-example: error}\n"})
    text = PRODUCT.replace("../company", "[../company, ../a, ../b]").replace(
        "    examples: [{session_id: a, team_size: 5}]\n", ""
    )
    write(plans, {"product/plan.yaml": text})
    assert [(one["rule"], one["severity"]) for one in judged().findings] == [("event-without-example", "error")]
    write(plans, {"product/plan.yaml": text + "rules: {event-without-example: warning}\n"})
    assert 'is set to warning here, but plan "b" says error' in messages(judged())


@pytest.mark.parametrize(
    "how", ["    properties: {token: }\n", "    include: [secret]\n", "    properties: {token: {maxLength: 9}}\n"]
)
def test_an_inherited_name_is_held_against_the_tools_here(plans: Path, how: str) -> None:
    """The company sends nothing anywhere; only the product's tool keeps the name for itself."""
    company = COMPANY.replace("property_groups:\n", "property_groups:\n  secret: {token: }\n").replace(
        "properties:\n", "properties:\n  token: {type: string, description: x}\n", 1
    )
    text = PRODUCT.replace("sdk: segment", "sdk: mixpanel").replace(
        "    include: [session]\n    properties: {team_size: {maximum: 100}}\n", how
    )
    write(plans, {"company/plan.yaml": company, "product/plan.yaml": text})
    found = [(rule, file) for rule, file, _ in told(judged()) if rule == "property-name-reserved"]
    assert found == [("property-name-reserved", "product/plan.yaml")], judged().out
    assert ("property-name-reserved", "company/plan.yaml") not in [
        (rule, file) for rule, file, _ in told(judged("company"))
    ]


def test_what_is_built_on_is_told_where_it_changes(plans: Path) -> None:
    Repository(plans).commit(tag="v1")
    write(plans, {"billing/plan.yaml": "plan: 1\nname: billing\n"})
    write(plans, {"product/plan.yaml": PRODUCT.replace("../company", "[../company, {path: ../billing}]")})
    assert (
        '`extends` of the plan goes from "../company" to "../company, ../billing"'
        in inside("diff", "v1", "--plan", "product").out
    )


def test_the_form_of_a_plan_has_a_place_for_it(plans: Path) -> None:
    write(
        plans,
        {
            "product/plan.yaml": "events: {}\nextends:\n  - {path: plans, rev: v1, git: 'https://x.test/a'}\n  -   ../company\nplan: 1\n"
        },
    )
    assert inside("fmt", "product").code == 0
    text = "plan: 1\nextends:\n  - {git: 'https://x.test/a', rev: v1, path: plans}\n  - ../company\nevents: {}\n"
    assert (plans / "product/plan.yaml").read_text().replace('"', "'") == text
