"""A Document: YAML text read as plain data in which every piece knows where it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser

Path = tuple[str | int, ...]
"""Where a piece stands in the data, e.g. ``("events", "Project Created", "owner")``."""


class Span(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in code points; the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    path: Path = ()


class Problem(NamedTuple):
    """Something wrong with the text itself. ``rule`` names the rule whose page explains it."""

    rule: str
    at: Span
    message: str
    hint: str = ""


class Limits(NamedTuple):
    """How much one document may ask of us; each can be raised with ``--limit NAME=NUMBER``."""

    bytes: int = 32 * 1024 * 1024
    depth: int = 64
    aliases: int = 100_000
    findings: int = 10_000


class Map(dict[str, Any]):
    """A mapping that knows where it was written: its document, its node, and the key it stands under."""

    __slots__ = ("document", "key", "node")
    document: Document
    key: Any
    node: Any

    def at(self, *keys: str | int, path: Path = ()) -> Span:
        """Where the piece under ``keys`` stands, or the nearest thing around it that was written.

        A key that leads to a mapping or list stands for itself; a scalar is pointed at where its value is.
        ``path`` is the path of this mapping, carried into the span.
        """
        return self.document.locate(self.node, self.key, keys, path + keys)

    def key_at(self, key: str, path: Path = ()) -> Span:
        """Where the key itself stands (and not its value)."""
        pair = self.document.pair(self.node, key)
        if pair is None:
            return self.at(path=path)
        return self.document.span(pair[0], (*path, key))

    def source(self, *keys: str | int) -> str:
        """The text of a scalar as it was written, before any reading of it as a number or a boolean."""
        node: Any = self.node
        for key in keys:
            pair = self.document.pair(node, key)
            if pair is None:
                return ""
            node = pair[1]
        return self.document.restore(node.value) if isinstance(node, yaml.ScalarNode) else ""

    def under(self, key: str) -> Map:
        """An empty mapping that stands under ``key``: for a name to which nothing was written."""
        pair = self.document.pair(self.node, key)
        return _map(self.document, None, pair[0] if pair else self.key)


def _map(document: Document, node: Any, key: Any) -> Map:
    made = Map()
    made.document, made.node, made.key = document, node, key
    return made


def nowhere(document: Document) -> Map:
    """An empty mapping that stands at the start of a document: for a file that holds none."""
    return _map(document, None, None)


class _Stop(Exception):
    """Reading ends here; the problem is already on the list."""


class Document:
    """One file: its data (None where it could not be read), and the problems of its text."""

    __slots__ = ("_folded", "_index", "data", "file", "problems", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.data: Any = None
        self.problems: list[Problem] = []
        self._folded: dict[int, str] = {}
        self._index: dict[int, dict[str | int, tuple[Any, Any]]] = {}

    def restore(self, text: str) -> str:
        """Put back the line separators that were hidden from the YAML scanner (see `_hide`)."""
        return text.translate(self._folded) if self._folded else text

    def start(self, path: Path = ()) -> Span:
        """The first character of the file."""
        return Span(self.file, 1, 1, 1, 1, path)

    def span(self, node: Any, path: Path = ()) -> Span:
        first, last = node.start_mark, node.end_mark
        if isinstance(node, yaml.CollectionNode) and last.line > first.line:
            last = first
        return Span(self.file, first.line + 1, first.column + 1, last.line + 1, last.column + 1, path)

    def pair(self, node: Any, key: str | int) -> tuple[Any, Any] | None:
        """The nodes of a key and its value, merge keys included; for a list, the item twice."""
        if not isinstance(node, yaml.CollectionNode):
            return None
        index = self._index.get(id(node))
        if index is None:
            index = self._index[id(node)] = dict(self._pairs(node))
        return index.get(key)

    def _pairs(self, node: Any) -> Iterator[tuple[str | int, tuple[Any, Any]]]:
        if isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                yield number, (item, item)
            return
        for knode, vnode in node.value:
            if _is_merge(knode):
                for merged in reversed(vnode.value) if isinstance(vnode, yaml.SequenceNode) else (vnode,):
                    if isinstance(merged, yaml.MappingNode):
                        yield from self._pairs(merged)
        for knode, vnode in node.value:
            if isinstance(knode, yaml.ScalarNode) and not _is_merge(knode):
                yield self.restore(knode.value), (knode, vnode)

    def locate(self, node: Any, key: Any, keys: Path, path: Path) -> Span:
        """Walk ``keys`` down from ``node`` as far as they were written; see `Map.at`."""
        place = key if key is not None else node
        for step in keys:
            pair = self.pair(node, step)
            if pair is None:
                break
            key, node = pair
            aliased = node.start_mark.index < key.start_mark.index
            place = key if aliased or isinstance(node, yaml.CollectionNode) or not node.value else node
        return self.span(place, path) if place is not None else self.start(path)


def read(text: str | bytes, file: str, limits: Limits = Limits()) -> Document:
    """Read one YAML file. Never raises for what the author wrote: problems are on the document."""
    if isinstance(text, bytes):
        decoded = _decode(text, file)
        if isinstance(decoded, Document):
            return decoded
        text = decoded
    document = Document(file, text)
    if len(text) > limits.bytes:
        message = f"the file holds {len(text):,} characters, more than the {limits.bytes:,} that are read"
        document.problems.append(Problem("limit-exceeded", document.start(), message, "split it, or raise it with --limit bytes=NUMBER"))
        return document
    try:
        root = _Composer(_hide(document), limits.depth).get_single_node()
    except _TooDeep as error:
        mark = error.args[0]
        message = f"nested more than {limits.depth} levels deep"
        document.problems.append(Problem("limit-exceeded", _at(document, mark), message, "flatten it, or raise it with --limit depth=NUMBER"))
    except yaml.YAMLError as error:
        document.problems.append(_syntax(document, error))
    else:
        if root is not None:
            try:
                document.data = _Builder(document, limits).build(root, None, 0)
            except _Stop:
                document.data = None
    return document


def _decode(raw: bytes, file: str) -> str | Document:
    """UTF-8 text, with or without a byte order mark; anything else is a problem at the first bad byte."""
    broken = Document(file, "")
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        broken.problems.append(Problem("yaml-syntax", broken.start(), "the file is UTF-16, not UTF-8", "save it as UTF-8"))
        return broken
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        at = Span(file, line, column, line, column + 1)
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        broken.problems.append(Problem("yaml-syntax", at, message, "save the file as UTF-8"))
        return broken


_SEPARATORS = "\u0085\u2028\u2029"


def _hide(document: Document) -> str:
    """The text with U+0085, U+2028 and U+2029 replaced by unused private characters of the same width.

    The YAML 1.1 scanner takes them for line ends: it would count lines that no editor shows and fold them away.
    """
    text = document.text
    if text.isascii() or not any(mark in text for mark in _SEPARATORS):
        return text
    free = (code for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    for mark in _SEPARATORS:
        if mark in text:
            stand_in = next(free)
            document._folded[stand_in] = mark
            text = text.replace(mark, chr(stand_in))
    return text


class _TooDeep(Exception):
    pass


class _Composer(CParser):  # type: ignore[misc]
    """libyaml's composer without YAML 1.1's resolver, and with a bound on depth (its own recursion has none)."""

    def __init__(self, text: str, depth: int) -> None:
        CParser.__init__(self, text)
        self._left = depth

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: object) -> None:
        self._left -= 1
        if self._left < 0:
            raise _TooDeep(parent.start_mark)

    def ascend_resolver(self) -> None:
        self._left += 1


_CORE = "tag:yaml.org,2002:"
_NUMERIC = frozenset("0123456789+-.")
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
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
        if _FLOAT.match(text):
            number = float(text)
            return number if number - number == 0 else text
    return text


_ALIAS = re.compile(r"\*[^\s,\[\]{}]+")


def _is_merge(node: Any) -> bool:
    return node.value == "<<" and isinstance(node, yaml.ScalarNode) and not node.style


class _Builder:
    """Turns composed nodes into data. Aliases are built anew at each use, within a bound."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.open: set[int] = set()
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
                hint = "write less with aliases, or raise it with --limit aliases=NUMBER"
                self.stop(self.alias, f"aliases stand for more than {self.limits.aliases:,} values", hint)
        if node.tag and node.tag not in (_CORE + "map", _CORE + "seq"):
            self.problem("yaml-syntax", node, f"the tag {_tag(node.tag)} is not allowed in a plan", "remove it")
            self.open.discard(ident)
            return None
        made = self.sequence(node) if type(node) is yaml.SequenceNode else self.mapping(node, key)
        self.alias = outer
        self.open.discard(ident)
        return made

    def stop(self, after: int, message: str, hint: str) -> None:
        """Give up at the first alias after character ``after``."""
        text, document = self.document.text, self.document
        found = _ALIAS.search(text, after)
        place, name = (found.start(), found[0]) if found else (after, "")
        column = place - (text.rfind("\n", 0, place) + 1) + 1
        line = text.count("\n", 0, place) + 1
        at = Span(document.file, line, column, line, column + len(name))
        document.problems.append(Problem("limit-exceeded", at, f"{name}: {message}", hint))
        raise _Stop

    def scalar(self, node: Any) -> Any:
        text: str = node.value
        if self.document._folded:
            text = self.document.restore(text)
        tag = node.tag
        if tag:
            return self.tagged(node, text, tag)
        if node.style:
            return text
        if not text or text[0] in "0123456789+-.~nNtTfF":
            try:
                return scalar(text)
            except ValueError as error:
                self.problem("wrong-value", node, f"{error} is more than any JSON reader takes", "quote it if it is a text")
                return None
        return text

    def tagged(self, node: Any, text: str, tag: str) -> Any:
        if tag == _CORE + "str":
            return text
        if tag in (_CORE + "int", _CORE + "float", _CORE + "bool", _CORE + "null"):
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
        made = _map(self.document, node, key)
        merges: list[Any] = []
        scalar_node, seen = yaml.ScalarNode, None
        for knode, vnode in node.value:
            if type(knode) is not scalar_node:
                self.problem("yaml-syntax", knode, "a key must be a text, not a list or a mapping", "quote it if it is a text")
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
            made[name] = (
                self.scalar(vnode) if type(vnode) is scalar_node else self.build(vnode, knode, knode.end_mark.index)
            )
        for knode, vnode in merges:
            self.merge(made, knode, vnode)
        return made

    def twice(self, node: Any, name: str, knode: Any, seen: dict[str, bool]) -> None:
        first = next(k for k, _ in node.value if k.value == name or self.document.restore(k.value) == name)
        shown = name if len(name) < 60 and name.isprintable() else ascii(name[:60])
        if name not in seen:
            seen[name] = True
            self.problem("duplicate-key", first, f'"{shown}" is written again on line {knode.start_mark.line + 1}', "keep one of the two")
        self.problem("duplicate-key", knode, f'"{shown}" is already written on line {first.start_mark.line + 1}', "keep one of the two")

    def merge(self, made: Map, knode: Any, vnode: Any) -> None:
        for source in vnode.value if type(vnode) is yaml.SequenceNode else (vnode,):
            if type(source) is not yaml.MappingNode:
                self.problem("yaml-syntax", knode, "<< takes a mapping, or a list of mappings", "write << with an alias such as *common")
                continue
            for name, value in self.build(source, knode, knode.end_mark.index).items():
                made.setdefault(name, value)


def _tag(tag: str) -> str:
    shown = "!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag
    return shown if shown.isprintable() and len(shown) < 80 else ascii(shown[:80])


def _at(document: Document, mark: Any, path: Path = ()) -> Span:
    return Span(document.file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2, path)


_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_PLAIN_WORDS = {
    "invalid Unicode character escape code": ("this escape is no character", "half of a surrogate pair cannot be written; use \\U and 8 digits"),
    "found character that cannot start any token": ("no text can begin with this character", "quote the text"),
    "mapping values are not allowed in this context": ('": " is not expected here', "quote the text, or mend the indentation"),
    "could not find expected ':'": ('a ":" is missing after the key', "write `key: value`"),
    "did not find expected key": ("this is neither a key nor the end of the mapping", "mend the indentation, or quote the text"),
    "did not find expected '-' indicator": ("this is neither an item of the list nor its end", "mend the indentation"),
    "did not find expected ',' or ']'": ('"," or "]" is missing in this list', "close the list, or quote the text"),
    "did not find expected ',' or '}'": ('"," or "}" is missing in this mapping', "close it, or quote the text"),
    "did not find expected node content": ("a value is missing here", "write it, or quote the text"),
    "found undefined alias": ("this alias names no anchor", "write the anchor (&name) before it"),
    "expected a single document in the stream": ("a second document begins here (---)", "write it in a file of its own"),
    "but found another document": ("a second document begins here (---)", "write it in a file of its own"),
    "found duplicate anchor": ("this anchor is defined twice", "rename one of the two"),
}


def _syntax(document: Document, error: yaml.YAMLError) -> Problem:
    if not isinstance(error, yaml.MarkedYAMLError):
        found = _FORBIDDEN.search(document.text)
        place = found.start() if found else 0
        line = document.text.count("\n", 0, place)
        column = place - (document.text.rfind("\n", 0, place) + 1)
        what = f"the control character U+{ord(found[0]):04X} is not allowed" if found else "this is not text that YAML can hold"
        return Problem("yaml-syntax", Span(document.file, line + 1, column + 1, line + 1, column + 2), what, "remove it, or write it as an escape in double quotes")
    problem = error.problem or "not YAML"
    mark = error.problem_mark or error.context_mark
    opening = error.context_mark if "quoted scalar" in (error.context or "") and "end of" in problem else None
    opening = opening or _open_quote(document, mark)
    if opening is not None:
        hint = 'close it; a quote inside is written \\" (or doubled between single quotes)'
        return Problem("yaml-syntax", _at(document, opening), "this quote is not closed on its line, and what follows is not YAML", hint)
    if mark is not None and document.text[mark.index : mark.index + 1] == "\t":
        return Problem("yaml-syntax", _at(document, mark), "a tab indents this line", "YAML takes spaces only")
    for known, (message, hint) in _PLAIN_WORDS.items():
        if known in problem:
            return Problem("yaml-syntax", _at(document, mark), message, hint)
    if mark is None:
        return Problem("yaml-syntax", document.start(), problem)
    return Problem("yaml-syntax", _at(document, mark), f"not YAML: {problem}", "quote the text if it is one")


def _open_quote(document: Document, mark: Any) -> Any:
    """Where the quote stands whose text runs over lines and ends on the line that could not be read, if one does."""
    if mark is None:
        return None
    last = None
    try:
        for token in yaml.scan(document.text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.end_mark.index <= mark.index:
                last = token
    except yaml.YAMLError:
        pass
    if last is None or last.plain or last.style not in ("'", '"'):
        return None
    runs_over = last.start_mark.line < last.end_mark.line == mark.line
    return last.start_mark if runs_over else None


class _Style:
    """What both dumpers share: quotes for what YAML 1.1 or 1.2 would read as something else, blocks for long texts."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class _Dumper(_Style, yaml.CSafeDumper):
    """Writes what both YAML 1.1 and 1.2 read back as the same text; mappings in the order given."""


class _SlowDumper(_Style, yaml.SafeDumper):
    """The same in pure Python: libyaml escapes what lies beyond U+FFFF, emoji among it."""


def _text(dumper: Any, text: str) -> Any:
    block = "\n" in text and not re.search(r"[ \t]\n|[^\n -\ufffd]|\A\s", text)
    return dumper.represent_scalar(_CORE + "str", text, style="|" if block else None)


for _kind in (_Dumper, _SlowDumper):
    _kind.add_representer(str, _text)
    _kind.add_implicit_resolver(_CORE + "int", re.compile(r"(?:0o[0-7]+|[-+]?[0-9]+)\Z"), list("0123456789+-"))
    _kind.add_implicit_resolver(_CORE + "float", _FLOAT, list("0123456789+-."))


def write(data: object) -> str:
    """YAML text of plain data (dict, list, str, int, float, bool, None), readable by hand, stable byte for byte."""
    for dumper in (_Dumper, _SlowDumper):
        text: str = yaml.dump(data, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)
        if "\\U" not in text:
            break
    return text
