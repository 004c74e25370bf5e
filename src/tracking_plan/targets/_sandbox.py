"""A user's own target: a folder of templates, rendered where they can read nothing, change nothing and not run on for ever."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from traceback import walk_tb
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from ..shelf import quote
from ..trouble import Trouble
from ._client import Call, Client, Report
from ._names import Scope, Style, identifier

ENDING = ".j2"
MOST_STEPS = 2_000_000
MOST_TEXT = 1 << 26
"""How many rounds, calls and includes a run of all templates may take, and how many characters a text may have."""

_OF_A_CALL = 4
"""What a call takes longer than a round does."""

_FILTERS = (
    "abs capitalize count d default dictsort e escape first float forceescape groupby int items join last length list lower"
    " map max min reject rejectattr replace reverse round select selectattr sort string sum title trim truncate unique upper"
    " wordcount wordwrap"
).split()
_STYLES: Mapping[str, Style] = {
    "camel": Style("camel"), "pascal": Style("pascal"), "snake": Style("snake"), "upper_snake": Style("upper"),
}  # fmt: skip
_PLACES: Mapping[str, Style] = {
    "__eventName__": _STYLES["camel"], "__EventName__": _STYLES["pascal"], "__event_name__": _STYLES["snake"],
}  # fmt: skip
_STRETCHING = frozenset(("format", "format_map", "center", "ljust", "rjust", "zfill", "expandtabs"))
_MISTAKES = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)


def renderer(folder: str, texts: Mapping[str, str]) -> Callable[[Client, Report], Iterator[tuple[str, str]]]:
    """What makes files of a client with these templates, by their path below ``folder`` (which is only for messages).

    `name.ext.j2` gives `name.ext`; a name with `__EventName__` (or `__eventName__`, `__event_name__`) gives a file for each
    event; one that begins with `_` gives none, and is there to be included.

    Raises (when called):
        Trouble: a template has a mistake, or asks for too much; the message names file and line.
    """

    def render(client: Client, report: Report) -> Iterator[tuple[str, str]]:
        environment = _Bounded(folder, texts)
        for name in sorted(texts):
            path = name.removesuffix(ENDING)
            place = next((place for place in _PLACES if place in path), None)
            if place is None and path.rpartition("/")[2].startswith("_"):
                continue
            if place is None:
                yield path, environment.made(name, {"client": client})
                continue
            scope = Scope("events", _PLACES[place], report, where=f" in {path}")
            for event in client.events:
                own = scope.name(event.name, event.at, event.identifier)
                yield path.replace(place, own), environment.made(name, {"client": client, "event": event})

    return render


class _Bounded(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which rounds of loops, calls, includes and the length of texts are counted as well."""

    intercepted_binops = frozenset(("*", "**", "%", "+"))

    def __init__(self, folder: str, texts: Mapping[str, str]) -> None:
        self.folder, self.left = folder, MOST_STEPS
        super().__init__(
            loader=FunctionLoader(lambda name: (texts[name], f"{folder}/{name}", None) if name in texts else None),
            undefined=StrictUndefined,
            autoescape=lambda name: bool(name) and str(name).removesuffix(ENDING).endswith((".html", ".htm", ".xml")),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {name: _cased(style) for name, style in _STYLES.items()}
        self.filters |= {"json": _json, "prefixed": _prefixed, "indent": _indent}
        self.filters |= {"_rounds": self.rounds, "_joined": self.joined, "_sized": self.sized}

    def made(self, name: str, context: Mapping[str, Any]) -> str:
        """One file.

        Raises:
            Trouble: the template has a mistake, or asks for too much.
        """
        try:
            return "".join(self._pieces(name, context))
        except TemplateSyntaxError as error:
            raise Trouble(f"{self.folder}/{error.name or name}:{error.lineno}: {error.message}") from error
        except _MISTAKES as error:
            raise Trouble(f"{self._place(error, name)}: {_what(error)}") from error

    def _pieces(self, name: str, context: Mapping[str, Any]) -> Iterator[str]:
        length = 0
        for piece in self.get_template(name).generate(context):
            length += len(piece)
            if length > MOST_TEXT:
                raise SecurityError(f"gives a file of more than {MOST_TEXT:,} characters")
            yield piece

    def _place(self, error: BaseException, name: str) -> str:
        """The file and line of a template in which something went wrong: the innermost."""
        place = f"{self.folder}/{name}"
        for frame, line in walk_tb(error.__traceback__):
            if frame.f_code.co_filename.startswith(f"{self.folder}/"):
                place = f"{frame.f_code.co_filename}:{line}"
        return place

    def step(self, many: int = 1) -> None:
        self.left -= many
        if self.left < 0:
            raise SecurityError(f"takes more than {MOST_STEPS:,} steps; does it go in a circle?")

    def rounds(self, found: Iterable[Any]) -> Any:
        known: Any = found if hasattr(found, "__len__") else [*found]
        self.step(1 + len(known))
        return known

    def joined(self, parts: list[Any]) -> str:
        text = "".join(map(str, parts))
        self.sized(text)
        return text

    def sized(self, text: Any) -> Any:
        if len(text) > MOST_TEXT:
            raise SecurityError(f"makes a text of more than {MOST_TEXT:,} characters")
        return text

    def get_template(self, *words: Any, **named: Any) -> Any:
        self.step()
        return super().get_template(*words, **named)

    def call(__self, __context: Any, __obj: Any, *words: Any, **named: Any) -> Any:
        __self.step(_OF_A_CALL)
        return super().call(__context, __obj, *words, **named)

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, str) and attribute in _STRETCHING:
            raise SecurityError(f"{attribute}() is not for templates")
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            raise SecurityError(f"{operator} is not for templates")
        for one, other in ((left, right), (right, left)):
            if isinstance(one, (str, list, tuple)):
                many = other if operator == "*" and isinstance(other, int) else 1
                self.step(len(one) * max(0, many) >> 6)
        if isinstance(left, str) and isinstance(right, str):
            self.sized(range(len(left) + len(right)))
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return tree


class _Counting(NodeTransformer):
    """Puts the counting filters around what loops go over, what `~` joins, and what a block of text is set to."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_rounds", node.lineno)  # type: ignore[arg-type]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "_joined", node.lineno)

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:
        self.generic_visit(node)
        if node.filter is None:
            node.filter = nodes.Filter(None, "_sized", [], [], None, None, lineno=node.lineno)
        return node


def _what(error: BaseException) -> str:
    if isinstance(error, TemplateNotFound):
        return f"no template of the folder is named {quote(error.name or '')}"
    if isinstance(error, RecursionError):
        return "goes too deep; does it go in a circle?"
    if isinstance(error, MemoryError):
        return "takes more memory than there is"
    text = str(error).partition("\n")[0].replace("tracking_plan.targets._client.", "")
    return text or type(error).__name__


def _filtered(node: nodes.Expr, name: str, line: int) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=line)


def _cased(style: Style) -> Callable[[Any], str]:
    def cased(found: Any) -> str:
        if isinstance(found, Call):
            found = found.identifier or found.name
        return str(identifier(" ".join(found) if isinstance(found, (list, tuple)) else str(found), style))

    return cased


def _json(found: Any) -> str:
    """A value as JSON in ASCII, which many languages read as their own; `<` by number."""
    return json.dumps(list(found) if isinstance(found, tuple) else found).replace("<", "\\u003c")


def _prefixed(found: Iterable[str], prefix: str) -> str:
    """Lines, each with this before it: for comments to the end of the line."""
    rows = [found] if isinstance(found, str) else [*found]
    return "\n".join(f"{prefix}{' '.join(str(row).splitlines())}".rstrip() for row in rows)


def _indent(text: str, width: int = 4) -> str:
    if not 0 <= width <= 200:
        raise SecurityError("indent takes a width from 0 to 200")
    return text.replace("\n", "\n" + " " * width)
