"""What `plan export` writes of personal data for session replay: the list, and modules that are run in a browser and in Node."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chromium import browser
from conftest import Need
from front_door import inside, write
from golden_files import held
from targets._node import node, npm, tool
from tricky_texts import TRICKY, plan_of

REPLAY = ("fullstory", "hotjar", "logrocket", "posthog-replay")
TOOLS = (*REPLAY, "launchdarkly", "optimizely")
PLAN = """\
plan: 1
name: Shop
version: 1.2.0
description: What the shop sends
properties:
  card_number: {type: string, pii: sensitive, description: Of the card that pays}
events:
  Order Placed:
    description: A person bought
    category: buying
    properties:
      order_id: {type: string, description: The order}
      count: {type: integer, description: Things in it}
      revenue: {type: number, description: What it brings}
      paid_at: {type: string, format: date-time, description: When it was paid}
      sizes: {type: array, items: {type: integer}, required: false, description: Of the things}
      lines: {type: array, items: {type: object, properties: {sku: {type: string, description: Which}}}, description: What is in it}
      deliver_to:
        type: object
        pii: personal
        description: Where it goes
        properties:
          street: {type: string, description: Street and house}
          note: {type: string, pii: sensitive, description: What the courier must know}
      guests:
        type: array
        description: Who else gets mail
        items: {type: object, properties: {email: {type: string, format: email, pii: personal, description: Of a guest}}}
  Parcel Returned:
    description: It came back
    status: retired
    properties:
      email: {type: string, description: Address of the depot}
      total_int: {type: integer, description: A name with an ending}
traits:
  user:
    email: {type: string, format: email, pii: personal, required: false, description: Where to write}
    since: {type: string, format: date, description: When the account began}
    visitor: {type: string, pii: pseudonymous, description: The number of the browser}
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", {"plan.yaml": PLAN}) / "plan.yaml"


def exported(vendor: str, plan: Path, out: Path) -> Path:
    ended = inside("export", vendor, plan, "--out", f"{out}/")
    assert ended.code == 0, ended
    return out


@pytest.mark.parametrize("vendor", TOOLS)
def test_what_is_written_and_told(vendor: str, plan: Path, tmp_path: Path) -> None:
    ended = inside("export", vendor, plan, "--out", f"{tmp_path / 'out'}/")
    assert ended.code == 0
    for path in sorted((tmp_path / "out").iterdir()):
        held(f"vendors/{vendor}/{path.name}", path.read_text("utf-8"))
    held(f"vendors/{vendor}/told.txt", ended.err.replace(str(tmp_path), "…"))


def listed(vendor: str, plan: Path, out: Path) -> dict[str, Any]:
    rows = json.loads((exported(vendor, plan, out) / "masking.json").read_text("utf-8"))["masked"]
    return {row["property"]: row for row in rows}


@pytest.mark.parametrize("vendor", REPLAY)
def test_every_personal_property_is_on_the_list_with_its_reason(vendor: str, plan: Path, tmp_path: Path) -> None:
    rows = listed(vendor, plan, tmp_path / "out")
    assert {name: row["pii"] for name, row in rows.items()} == {
        "card_number": "sensitive",  # of the dictionary alone
        "deliver_to.note": "sensitive",  # more than what it is inside of
        "deliver_to": "personal",
        "deliver_to.street": "personal",  # as what it is inside of
        "guests.email": "personal",
        "email": "personal",
        "visitor": "pseudonymous",
    }
    assert rows["guests.email"]["places"] == ["Order Placed.guests.email"]
    assert rows["email"]["reason"] == "personal: Where to write"
    assert '[name="deliver_to[street]"]' in rows["deliver_to.street"]["selectors"]
    assert {'input[type="email"]', '[data-property="email"]'} <= {*rows["email"]["selectors"]}


def test_a_name_that_is_personal_in_one_place_only_is_told(plan: Path) -> None:
    told = inside("export", "hotjar", plan, "--out", f"{plan.parent.parent / 'out'}/").err
    assert '"email": is personal in some places and not in Parcel Returned.email: it is masked in all' in told


def test_groups_that_no_event_includes_are_on_the_list_too(tmp_path: Path) -> None:
    text = "plan: 1\nproperty_groups: {who: {properties: {ssn: {type: string, pii: sensitive}}}}\nevents: {Seen: {}}\n"
    write(tmp_path, {"plan.yaml": text})
    for vendor in REPLAY:
        assert inside("export", vendor, tmp_path / "plan.yaml", "--out", f"{tmp_path / vendor}/").code == 0
        (one,) = json.loads((tmp_path / vendor / "masking.json").read_text())["masked"]
        assert (one["property"], one["pii"], one["places"]) == ("ssn", "sensitive", ["property_groups.who.ssn"])


def test_a_plan_without_personal_data_masks_nothing(tmp_path: Path) -> None:
    write(tmp_path, {"plan.yaml": "plan: 1\nevents: {Seen: {description: It was, properties: {a: {type: string}}}}\n"})
    for vendor in REPLAY:
        ended = inside("export", vendor, tmp_path / "plan.yaml", "--out", f"{tmp_path / vendor}/")
        assert ended.code == 0 and "no property is marked as personal: nothing is masked" in ended.err
        assert json.loads((tmp_path / vendor / "masking.json").read_text())["masked"] == []


# The words of LaunchDarkly's API for a new metric, of which its own package launchdarkly-api 25.0.1 (MetricPost) tells.
METRIC = {"key", "name", "description", "kind", "isNumeric", "unit", "eventKey", "successCriteria", "tags", "analysisUnits",
          "unitAggregationType", "analysisType", "eventDefault", "maintainerId"}  # fmt: skip


def test_launchdarkly_counts_events_and_numbers_where_the_plan_says_so(tmp_path: Path) -> None:
    plan = """\
plan: 1
events:
  Order Placed: {description: Bought, category: Buying!, x-launchdarkly: {isNumeric: true, unit: USD, eventKey: other}}
  order placed: {description: The same in small letters}
  Gone: {status: retired}
"""
    write(tmp_path, {"plan.yaml": plan})
    ended = inside("export", "launchdarkly", tmp_path / "plan.yaml")
    assert ended.code == 0
    placed, small = json.loads(ended.out)
    assert {*placed, *small} <= METRIC
    assert re.fullmatch(r"[A-Za-z0-9._-]+", placed["key"]) and placed["key"] != small["key"]
    assert (placed["eventKey"], placed["isNumeric"], placed["unit"]) == ("Order Placed", True, "USD")
    assert placed["successCriteria"] == "HigherThanBaseline" and placed["tags"] == ["buying"]
    assert small["isNumeric"] is False and "successCriteria" not in small
    for words in ("says no `successCriteria`", '"eventKey" under x-launchdarkly follow', '"Gone": is retired'):
        assert words in ended.err


# At work


def test_logrocket_and_posthog_take_the_options(need: Need, plan: Path, tmp_path: Path) -> None:
    """As TypeScript sees it, against the SDKs' own types."""
    need("npm")
    for vendor in ("logrocket", "posthog-replay"):
        exported(vendor, plan, tmp_path / vendor)
    (tmp_path / "use.ts").write_text("""\
import LogRocket from "logrocket";
import posthog from "posthog-js";
import { options } from "./logrocket/masking.js";
import { options as recording } from "./posthog-replay/masking.js";
LogRocket.init("shop/web", options);
posthog.init("k", { session_recording: recording });
""")
    (tmp_path / "node_modules").symlink_to(npm() / "node_modules")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    words = ["--noEmit", "--allowJs", "--esModuleInterop", "--skipLibCheck", "--strictNullChecks", "--target", "es2022",
             "--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2022,dom"]  # fmt: skip
    done = tool("tsc", *words, "use.ts", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


REDACT = """\
import { options, redact, redactBody, redactUrl } from "./masking.js";
const person = { Email: "a@b.c", deliverTo: { city: "x" }, note: "n", guests: [{ email: "g@h.i", age: 3 }], total: 5 };
const { requestSanitizer } = options.network;
console.log(JSON.stringify({
  value: redact(person),
  untouched: redact({ street: "of nobody", note: [1, null, "x"] }),
  json: redactBody(JSON.stringify({ user: { email: "a@b.c" } })),
  form: redactBody("order=1&deliver_to%5Bstreet%5D=High+St&email=a%40b.c"),
  text: redactBody("please mail to: email a@b.c"),
  other: redactBody("<p>nothing</p>"),
  none: [redactBody(undefined) === undefined, redactBody(""), redactBody(null)],
  url: redactUrl("/find?email=a%40b.c&q=1&%=2#email=x"),
  request: requestSanitizer({ url: "https://x.test/a?email=a", method: "POST", body: "{\\"card_number\\":4}", headers: {} }),
}));
"""


def test_personal_fields_leave_what_is_sent(need: Need, plan: Path, tmp_path: Path) -> None:
    need("node")
    folder = exported("logrocket", plan, tmp_path / "out")
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "use.js").write_text(REDACT)
    found = json.loads(node("use.js", cwd=folder))
    out = "[redacted]"
    assert found["value"] == {
        "Email": out, "deliverTo": out, "note": "n", "guests": [{"email": out, "age": 3}], "total": 5,
    }  # fmt: skip
    assert found["untouched"] == {"street": "of nobody", "note": [1, None, "x"]}
    assert json.loads(found["json"]) == {"user": {"email": out}}
    assert found["form"] == "order=1&deliver_to%5Bstreet%5D=%5Bredacted%5D&email=%5Bredacted%5D"
    assert found["text"] is None and found["other"] == "<p>nothing</p>" and found["none"] == [True, "", None]
    assert found["url"] == "/find?email=%5Bredacted%5D&q=1&%=2#email=x"
    assert json.loads(found["request"]["body"]) == {"card_number": out}
    assert found["request"]["url"] == "https://x.test/a?email=%5Bredacted%5D" and found["request"]["method"] == "POST"


PAGE = """\
<!doctype html><body>
<input name="email"><input type="email" id="other"><p data-property="deliver_to.street">High St</p><p id="free">1</p>
<input name="card_number">
<script type="module">
import { mask, marks } from "./masking.js";
window.stop = mask();
window.marks = marks;
const later = document.createElement("div");
later.innerHTML = '<span id="visitor">v1</span><b id="plain">x</b>';
document.body.append(later);
document.getElementById("free").dataset.property = "email";
window.ready = true;
</script>
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    yield from browser()


@pytest.mark.parametrize(
    ("vendor", "test", "strong"),
    [("fullstory", ".fs-mask", ".fs-exclude"), ("hotjar", "[data-hj-suppress]", "[data-hj-suppress]")],
)
def test_elements_are_marked_now_and_later(
    chromium: Any, vendor: str, test: str, strong: str, plan: Path, tmp_path: Path
) -> None:
    folder = exported(vendor, plan, tmp_path / "out")
    page = chromium.new_page()
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(path=folder / "masking.js", content_type="text/javascript")
            if route.request.url.endswith("masking.js")
            else route.fulfill(body=PAGE, content_type="text/html")
        ),
    )
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto("http://shop.test/")
    page.wait_for_function("window.ready")
    seen = page.evaluate(
        "words => [...document.querySelectorAll(words)].map((one) => one.id || one.getAttribute('name') || one.textContent)",
        f"{test}, {strong}",
    )
    assert faults == [] and seen == ["email", "other", "High St", "free", "card_number", "visitor"]
    assert page.evaluate("words => document.querySelector(words).name", strong) == (
        "card_number" if strong != test else "email"
    )
    assert page.evaluate("[marks('email'), marks('count'), marks('toString')]") == [
        {"class": "fs-mask"} if vendor == "fullstory" else {"data-hj-suppress": ""}, {}, {},
    ]  # fmt: skip
    page.close()


@pytest.mark.parametrize("vendor", TOOLS)
def test_hostile_names_stay_names(chromium: Any, vendor: str, need: Need, tmp_path: Path) -> None:
    """Node reads what is written, and a browser every selector; each selects the element of that name and no other."""
    need("node")
    names = (
        *TRICKY,
        "__proto__",
        'a"] , body, [x="',
        "a\\",
        "line\nbreak",
        "*/ alert(1) /*",
        "</script><script>",
        "nul\x01",
    )
    folder = exported(vendor, _hostile(names, tmp_path), tmp_path / "out")
    (folder / "package.json").write_text('{"type": "module"}')
    for path in folder.glob("*.json"):
        json.loads(path.read_text("utf-8"))
    if vendor not in REPLAY:
        return
    text = (folder / "masking.js").read_text("ascii")
    assert "</script" not in text and "<!--" not in text
    assert node("--check", "masking.js", cwd=folder) == ""
    rows = json.loads((folder / "masking.json").read_text("utf-8"))["masked"]
    assert {*names} <= {row["property"] for row in rows}
    page = chromium.new_page()
    wrong = page.evaluate(SELECTS, rows)
    page.close()
    assert wrong == []


def _hostile(names: tuple[str, ...], folder: Path) -> Path:
    from tracking_plan.document import write as yaml

    data = plan_of(TRICKY)
    data["properties"] = {
        **data.get("properties", {}),
        **{name: {"type": "string", "pii": "personal"} for name in names},
    }
    return write(folder / "hostile", {"plan.yaml": yaml(data)}) / "plan.yaml"


SELECTS = """\
rows => rows.flatMap(({ property, selectors }) => {
  const root = document.createElement("div");
  for (const name of ["data-property", "name", "id"]) {
    const made = document.createElement("p");
    made.setAttribute(name, property);
    root.append(made, document.createElement("p"));
  }
  const own = selectors.filter((one) => /^\\[(data-property|name|id)=/.test(one)).slice(0, 3);
  return own.flatMap((one) => root.querySelectorAll(one).length === 1 ? [] : [one]);
})
"""
