"""From the nodes of a YAML text to data: scalars by the 1.2 core schema, aliases within a bound, keys that stand once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from .data import Document, Map, is_merge, new_map
from .span import Limits, Problem, Span

CORE = "tag:yaml.org,2002:"
_NUMERIC = frozenset("0123456789+-.")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_MAY_MEAN_MORE = frozenset(("", *"0123456789+-.~nNtTfF"))
"""How a plain scalar begins that may be null, a boolean or a number."""
_MAX_DIGITS = 300
"""Longer integers are beyond every JSON reader (a double ends at 309 digits) and Python's own bound on conversion."""


def scalar(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema: null, true, false, numbers; everything else is text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _NUMERIC:
        if _INTEGER.match(text):
            if len(text) > _MAX_DIGITS:
                raise ValueError(f"a number of {len(text):,} digits")
            return int(text, 0) if text[:2] in ("0x", "0o") else int(text)
        if FLOAT.match(text):
            number = float(text)
            return number if number - number == 0 else text
    return text


_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")
_ANCHOR = re.compile(r"&[^\s,\[\]{}]+")
_TEXT = 100
"""So many characters of a text that aliases repeat weigh as one value."""
_FEWER = "write less with aliases, or raise it with --limit aliases=NUMBER"


class Stop(Exception):
    """Reading ends here; the problem is already on the document."""


class Builder:
    """Turns composed nodes into data. Aliases are built anew at each use, within a bound."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.open: set[int] = set()
        self.anchors = "&" in document.text
        self.texts: set[int] = set()
        self.aliased = 0
        self.alias: int | None = None

    def problem(self, rule: str, node: Any, message: str, hint: str = "") -> None:
        self.document.problems.append(Problem(rule, self.document.span(node), message, hint))

    def build(self, node: Any, key: Any, after: int) -> Any:
        """Build ``node``, which stands after character ``after`` of the text unless it is an alias."""
        if type(node) is yaml.ScalarNode:
            return self.scalar(node)
        ident = id(node)
        if ident in self.open:
            self.stop(after, "an alias stands inside the very thing that it repeats", "write the value out")
        self.open.add(ident)
        outer = self.alias
        if outer is None and node.start_mark.index < after:
            self.alias = after
        if self.alias is not None:
            self.aliased += len(node.value) + 1
            if self.aliased > self.limits.aliases:
                self.stop(self.alias, f"aliases stand for more than {self.limits.aliases:,} values", _FEWER)
            if len(self.open) > self.limits.depth:
                hint = "flatten it, or raise it with --limit depth=NUMBER"
                self.stop(self.alias, f"aliases nest more than {self.limits.depth} levels deep", hint)
        if node.tag and node.tag not in (CORE + "map", CORE + "seq"):
            self.problem("yaml-syntax", node, f"the tag {_tag(node.tag)} is not allowed in a plan", "remove it")
            made = None
        else:
            made = self.sequence(node) if type(node) is yaml.SequenceNode else self.mapping(node, key)
        self.alias = outer
        self.open.discard(ident)
        return made

    def repeated(self, node: Any) -> None:
        """Count a long text that aliases repeat, by its length: whoever reads the plan reads it anew each time."""
        if id(node) in self.texts:
            self.aliased += len(node.value) // _TEXT
            if self.aliased > self.limits.aliases:
                message = f"aliases repeat this text more often than the limit of {self.limits.aliases:,} values allows"
                self.stop(node.start_mark.index, message, _FEWER, _ANCHOR)
        self.texts.add(id(node))

    def stop(self, after: int, message: str, hint: str, sign: re.Pattern[str] = _ALIAS) -> None:
        """Give up at the first alias (or another sign) from character ``after`` on."""
        text, document = self.document.text, self.document
        found = sign.search(text, after)
        place, name = (found.start(), found[0]) if found else (after, "")
        column = place - (text.rfind("\n", 0, place) + 1) + 1
        line = text.count("\n", 0, place) + 1
        at = Span(document.file, line, column, line, column + len(name))
        document.problems.append(Problem("limit-exceeded", at, f"{name}: {message}", hint))
        raise Stop

    def scalar(self, node: Any) -> Any:
        text: str = node.value
        if self.anchors and len(text) >= _TEXT:
            self.repeated(node)
        if self.document._folded:
            text = self.document.restore(text)
        tag = node.tag
        if tag:
            return self.tagged(node, text, tag)
        if node.style:
            return text
        if text[:1] in _MAY_MEAN_MORE:
            try:
                return scalar(text)
            except ValueError as error:
                self.problem(
                    "wrong-value", node, f"{error} is more than any JSON reader takes", "quote it if it is a text"
                )
                return None
        return text

    def tagged(self, node: Any, text: str, tag: str) -> Any:
        if tag == CORE + "str":
            return text
        if tag in (CORE + "int", CORE + "float", CORE + "bool", CORE + "null"):
            try:
                return scalar(text)
            except ValueError:
                return text
        self.problem("yaml-syntax", node, f"the tag {_tag(tag)} is not allowed in a plan", "remove it")
        return None

    def sequence(self, node: Any) -> list[Any]:
        made, after = [], node.start_mark.index
        for item in node.value:
            made.append(self.build(item, None, after))
            after = max(after, item.end_mark.index)
        return made

    def mapping(self, node: Any, key: Any) -> Map:
        made = new_map(self.document, node, key)
        merges: list[Any] = []
        scalar_node = yaml.ScalarNode
        seen: dict[str, bool] | None = None
        plain = not self.anchors and not self.document._folded  # then nearly every value is its text
        for knode, vnode in node.value:
            if type(knode) is not scalar_node:
                self.problem(
                    "yaml-syntax", knode, "a key must be a text, not a list or a mapping", "quote it if it is a text"
                )
                continue
            name: str = knode.value
            if not knode.style:
                if name == "<<":
                    merges.append((knode, vnode))
                    continue
                if name in ("", "~"):
                    self.problem("yaml-syntax", knode, "a key is missing before the colon", "name it")
                    continue
            if self.document._folded:
                name = self.document.restore(name)
            if name in made:
                seen = seen or {}
                self.twice(node, name, knode, seen)
            if type(vnode) is not scalar_node:
                made[name] = self.build(vnode, knode, knode.end_mark.index)
            elif plain and not vnode.tag and (vnode.style or vnode.value[:1] not in _MAY_MEAN_MORE):
                made[name] = vnode.value
            else:
                made[name] = self.scalar(vnode)
        for knode, vnode in merges:
            self.merge(made, knode, vnode)
        return made

    def twice(self, node: Any, name: str, knode: Any, seen: dict[str, bool]) -> None:
        keys = (k for k, _ in node.value if isinstance(k, yaml.ScalarNode) and not is_merge(k))
        first = next(k for k in keys if self.document.restore(k.value) == name)
        shown = name if len(name) < 60 and name.isprintable() else ascii(name[:60])
        if name not in seen:
            seen[name] = True
            self.problem(
                "duplicate-key",
                first,
                f'"{shown}" is written again on line {knode.start_mark.line + 1}',
                "keep one of the two",
            )
        self.problem(
            "duplicate-key",
            knode,
            f'"{shown}" is already written on line {first.start_mark.line + 1}',
            "keep one of the two",
        )

    def merge(self, made: Map, knode: Any, vnode: Any) -> None:
        for source in vnode.value if type(vnode) is yaml.SequenceNode else (vnode,):
            if type(source) is not yaml.MappingNode:
                self.problem(
                    "yaml-syntax",
                    knode,
                    "<< takes a mapping, or a list of mappings",
                    "write << with an alias such as *common",
                )
                continue
            for name, value in self.build(source, knode, knode.end_mark.index).items():
                made.setdefault(name, value)


def _tag(tag: str) -> str:
    shown = "!!" + tag.removeprefix(CORE) if tag.startswith(CORE) else tag
    return shown if shown.isprintable() and len(shown) < 80 else ascii(shown[:80])
