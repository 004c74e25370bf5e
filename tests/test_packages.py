"""A plan that builds on others: what it has from them, what it may say over them, and where each of it is told to stand."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from front_door import Ended, inside, write
from repositories import Repository, enter

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
    # the company's meaning, taken on from it: one meaning
    derived = "plan: 1\nname: acme-billing\nextends: ../company\nproperties: {plan_type: {enum: [paid]}}\n"
    write(plans, {"billing/plan.yaml": derived})
    assert told(judged()) == []


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
    '"../comp\\x07any"': "control character",
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
    for path, message in (("acme_plan/a", ""), ("acme_plan/b", "leads out of the package"), ("../x", "leads out of")):
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
    assert inside("history", "Signed Up", "--plan", "product").code == 0
    assert inside("changelog", "--from", "v1", "--to", "v3", "--plan", "product").code == 0
