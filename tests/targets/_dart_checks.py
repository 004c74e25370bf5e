"""What clients in Dart check, as Node runs it: functions of the run-time rewritten word by word, rules of a client read.

No compiler of Dart is at hand, so that nothing here shows that a client compiles: it shows that its checks say what the
contract says. The rewriting knows no more of Dart than the run-time has; Node refuses what it leaves of anything else.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from typing import Any

from .dart import plain

_TYPE = r"(?:Object|Map<Object\?, Object\?>|List<\w+\??>|String|DateTime|Rule|Check|Format|int|num|bool)\??"
_REWRITTEN = (
    (r"///.*", ""),
    # functions: without types, and with braces around what is only an expression
    (rf"(?m)^(?:Map<String, Object\?>|{_TYPE}) (_\w+\()", r"function \1"),
    (rf"(?<=[(\s]){_TYPE} (\w+)(?=,|\))", r"\1"),
    (r"(?ms)^(function _\w+\([^()]*\)) =>\s*(.*?);\n(?=\n|\Z)", r"\1 { return \2; }\n"),
    # a list that a loop makes
    (
        r"(?s)\[\s*for \(var (\w+) = 0; \1 < ([\w.]+); \1\+\+\)\s*(.*?\)),\s*\]",
        r"Array.from({ length: \2 }, (_, \1) => \3)",
    ),
    # types are asked of the value, casts and type arguments fall away
    (r"(\w+) is! (\w+)", r'!is(\1, "\2")'),
    (r"(\w+) is (\w+)", r'is(\1, "\2")'),
    (r"([\w.]+) as [\w<>?]+", r"\1"),
    (r"<String, \w+\??>\{\}", "map({})"),
    # words and signs
    (r"\bfinal (\w+) =", r"const \1 ="),
    (r"for \(final (\w+) in ", r"for (const \1 of "),
    (r"for \(var ", "for (let "),
    (r" == (?!null)", " === "),
    (r"\.(containsKey|entries|keys|runes|isEmpty|isNotEmpty|isFinite)\b", r".$\1"),
    (r"\bRegExp\((\w+), unicode: true\)", r'new RegExp(\1, "u")'),
    (r"\bRule\(\)", "rule({})"),
    (r"\$\{([^{}]*)\}", r"${\1}"),
    (r"(?<=[^\w$.])\$(?=[a-z]\w*)(\w+)", r"${\1}"),
    (r"'([^'\n]*\$\{[^'\n]*)'", r"`\1`"),
)
_BEFORE = """\
delete Object.prototype.__proto__; // a name as any other, to Dart
const Reason = (path, rule, message) => ({ path, rule, message });
const rule = ({ fields = [], items, ...more }) => ({
  types: [], expected: "", nullable: false, checks: [], closed: false, ...more, items: items && rule(items),
  fields: fields.map((field) => ({ required: false, ...field, rule: rule(field.rule) })),
});
class Held {} // a map: what it holds are its own properties
const map = (held) => Object.assign(new Held(), held);
class Moment { constructor(text) { this.text = text; this.year = 2026; } toUtc() { return this; } toIso8601String() { return this.text; } }
const give = (where, what) => { for (const name in what) Object.defineProperty(where.prototype, "$" + name, { get: what[name] }); };
give(Held, {
  containsKey() { return (name) => Object.hasOwn(this, name); },
  keys() { return Object.keys(this); },
  entries() { return Object.entries(this).map(([key, value]) => ({ key, value })); },
});
give(String, { runes() { return [...this]; }, isEmpty() { return this.length === 0; } });
give(Array, { isEmpty() { return this.length === 0; }, isNotEmpty() { return this.length > 0; } });
give(Number, { isFinite() { return Number.isFinite(+this); } });
const add = { value(one) { this.push(one); } }, any = { value: Array.prototype.some };
const take = { value(many) { return this.slice(0, many); } }, toSet = { value() { return [...new Set(this)]; } };
Object.defineProperties(Array.prototype, { add, any, take, toSet });
String.prototype.codeUnitAt = String.prototype.charCodeAt;
RegExp.prototype.hasMatch = RegExp.prototype.test;
Number.prototype.truncateToDouble = function () { return Math.trunc(this); };
const is = (value, type) => ({
  bool: typeof value === "boolean", num: typeof value === "number", int: Number.isInteger(value), String: typeof value === "string",
  List: Array.isArray(value), Map: value instanceof Held, DateTime: value instanceof Moment, Day: false, PlanObject: false,
})[type];
"""
_AFTER = """
const given = (value) =>
  Array.isArray(value) ? value.map(given)
  : typeof value !== "object" || value === null ? value
  : "$moment" in value ? new Moment(value.$moment)
  : map(Object.fromEntries(Object.entries(value).map(([name, held]) => [name, given(held)])));
const { rules, calls } = JSON.parse(require("fs").readFileSync(0));
const settled = rules.map(rule);
console.log(JSON.stringify(calls.map(([place, data]) => {
  const reasons = [];
  const sent = _members(given(data), settled[place], "", 0, reasons);
  return reasons.length ? { reasons } : { sent };
})));
"""


def script(runtime: str) -> str:
    """The functions of the run-time that check, as JavaScript."""
    text = runtime[runtime.index("const _anything = ") :]
    for found, instead in _REWRITTEN:
        text = re.sub(found, instead, text)
    return _BEFORE + re.sub(r"(?ms)\bswitch \(([\w.]+)\) \{\n(.*?)\n *\}", _chosen, text) + _AFTER


def _chosen(found: re.Match[str]) -> str:
    """A switch that is an expression, as a chain of conditions."""
    arms = re.findall(r"(?ms)^ *(?:'(\w+)'|_) =>\s*(.*?),$", found[2] + "\n")
    return "(" + "".join(f"{found[1]} === '{word}' ? ({value}) : " if word else value for word, value in arms) + ")"


def check(runtime: str, rules: Sequence[Any], calls: Sequence[tuple[int, Any]]) -> list[dict[str, Any]]:
    """``{"sent": …}`` or ``{"reasons": …}`` for each call: the place of its rule, and its data."""
    told = json.dumps({"rules": rules, "calls": calls})
    command = ["node", "-e", script(runtime)]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return list(json.loads(done.stdout))


class Constants:
    """The constants of a client, read as data."""

    _TOKEN = re.compile(
        r"\s*(r?'(?:\\.|[^'\\])*'|r?\"(?:\\.|[^\"\\])*\"|-?\d[\d.]*(?:e[+-]?\d+)?|[\w$]+:?|[()\[\]{},;])"
    )

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = {found[1]: found.end() for found in re.finditer(r"(?m)^const (\w[\w$]*) = ", text)}

    def read(self, name: str) -> Any:
        self.place = self.starts[name]
        return self._value(self._next())

    def _next(self) -> str:
        found = self._TOKEN.match(self.text, self.place)
        assert found, self.text[self.place : self.place + 80]
        self.place = found.end()
        return found[1]

    def _value(self, token: str) -> Any:
        if token[0] in "'\"" or token[:2] in ("r'", 'r"'):
            return plain(token)
        if token == "[":
            return self._all("]")[0]
        if token in ("Rule", "Field", "Check", "Format"):
            assert self._next() == "("
            held, named = self._all(")")
            places = {"Rule": (), "Field": ("name", "rule"), "Check": ("rule", "message"), "Format": ("pattern",)}
            return dict(zip(places[token], held, strict=True)) | named
        if token in self.starts:
            place = self.place
            found = self.read(token)
            self.place = place
            return found
        return json.loads(token)

    def _all(self, end: str) -> tuple[list[Any], dict[str, Any]]:
        """What stands before a closing bracket: bare, and by name."""
        held: list[Any] = []
        named = {}
        while (token := self._next()) != end:
            if token == ",":
                continue
            if token.endswith(":"):
                named[token[:-1]] = self._value(self._next())
            else:
                held.append(self._value(token))
        return held, named
