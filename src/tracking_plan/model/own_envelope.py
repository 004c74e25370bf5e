"""An envelope that the plan describes: a few lines by which logs of a team's own form are judged like any tool's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from ..document import Map, Path
from ..finding import Finding
from ..shelf import did_you_mean, listed, quote
from .complaints import MISSING, Report, wrong
from .envelope import Envelope, Unit
from .node import By, Node, text
from .record import CALLS


def _paths(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    """One path, or several of which the first that is there counts."""
    if isinstance(value, dict):
        return wrong(raw, key, path, report, "a path such as payload.plan, or a list of paths")
    if not isinstance(value, list):
        written = text(value, raw, key, path, report)
        return MISSING if _broken(written, raw, (key,), path, report) else (written,)
    made = []
    for place, item in enumerate(value):
        if isinstance(item, (dict, list)):
            report(Finding(raw.at(key, place, path=path), f"{quote(key)} takes a list of paths", "", "wrong-value"))
            continue
        written = item if type(item) is str else raw.source(key, place)
        if not _broken(written, raw, (key, place), path, report):
            made.append(written)
    return tuple(made)


def _broken(written: str, raw: Map, keys: tuple[str | int, ...], path: Path, report: Report) -> bool:
    """Whether a path leads nowhere because of how it is written, which is then reported."""
    if written.startswith("="):
        return False
    hint = ""
    if written.startswith(("$.", "/")):
        hint = f"write {'.'.join(step for step in written.lstrip('$').replace('/', '.').split('.') if step)}"
    elif "" in written.split(".") or "[" in written:
        hint = "names with dots between them: `payload.plan`"
    if hint:
        message = f"{quote(keys[0])} takes a path into the record, not {quote(written)}"
        report(Finding(raw.at(*keys, path=path), message, hint, "wrong-value"))
    return bool(hint)


def _words(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    """A mapping from the log's word to one of ours."""
    allowed = CALLS if key == "calls" else _PLATFORMS
    if not isinstance(value, Map):
        return wrong(raw, key, path, report, f"a mapping from the log's word to one of {listed(allowed, 12, 'or')}")
    made = {}
    for word in value:
        ours = value.source(word) if not isinstance(value[word], (dict, list)) else ""
        if ours in allowed:
            made[word] = ours
            continue
        message = f"{quote(word)} stands for one of {listed(allowed, 12, 'or')}, not {quote(ours)}"
        at = value.at(word, path=(*path, key))
        report(Finding(at, f"{message}{did_you_mean(ours, allowed)}", "", "wrong-value"))
    return made


def _form(value: Any, raw: Map, key: str, path: Path, report: Report) -> Any:
    written = text(value, raw, key, path, report)
    if written is MISSING or written.count("{event}") == 1:
        return written
    return wrong(raw, key, path, report, "a text that holds {event} once", 'write "app/{event}/*"')


_PLATFORMS: tuple[str, ...] = ("web", "ios", "android", "mobile", "desktop", "tv", "server", "other")
_PATHS_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
_Paths = By(_paths, _PATHS_SCHEMA)
_CALLS_SCHEMA = {"type": "object", "additionalProperties": {"enum": [*CALLS]}}
_PLATFORMS_SCHEMA = {"type": "object", "additionalProperties": {"enum": [*_PLATFORMS]}}
Where = tuple[str, ...]


class OwnEnvelope(Node, frozen=True, kw_only=True, eq=False):
    """``ours: {event: event_name, id: event_id, time: created_at, user: actor.id, source: platform, properties: payload}``."""

    name: str
    description: Annotated[str | None, "Where such logs come from."] = None
    event: Annotated[
        Where, _Paths, "The event's name: a path, or several of which the first counts; `=Text` is itself."
    ] = ()
    properties: Annotated[
        Where,
        _Paths,
        "The object of its properties; without it, all that is no other part. `param_*` takes all columns so named.",
    ] = ()
    traits: Annotated[Where, _Paths, "The traits of identify and group calls."] = ()
    call: Annotated[Where, _Paths, "The kind of call; without it every record is a tracked event."] = ()
    calls: Annotated[
        Mapping[str, str],
        By(_words, _CALLS_SCHEMA),
        "The log's words for track, page, screen, identify, group and alias.",
    ] = {}
    id: Annotated[Where, _Paths, "The message's id, by which duplicates are told."] = ()
    time: Annotated[Where, _Paths, "When it happened."] = ()
    sent: Annotated[Where, _Paths, "When the device sent it."] = ()
    received: Annotated[Where, _Paths, "When it was received."] = ()
    user: Annotated[Where, _Paths, "Who did it."] = ()
    source: Annotated[Where, _Paths, "What sent it: a name under `sources`, or a word under `platforms`."] = ()
    platforms: Annotated[
        Mapping[str, str], By(_words, _PLATFORMS_SCHEMA), "The log's words for the platforms of the sources."
    ] = {}
    unit: Annotated[Unit | None, "Of times that are numbers: s, ms, us or ns since 1970."] = None
    prefix: Annotated[str, "What is stripped from the beginning of an event's name."] = ""
    form: Annotated[
        str, By(_form, {"type": "string", "pattern": "\\{event\\}"}), "What the name stands in: `iglu:*/{event}/*/*`."
    ] = ""
    key_values: Annotated[bool, "The properties are a list of keys and values, as in Google Analytics 4's export."] = (
        False
    )
    encoded: Annotated[bool, "The properties are JSON in a text."] = False
    batch: Annotated[str, "The list in each object of the log that holds the records."] = ""
    system: Annotated[
        tuple[str, ...], "Properties that a tool adds by itself, `$*` for all that begin so: not judged."
    ] = ()

    @property
    def envelope(self) -> Envelope:
        """The same thing that the shipped ones are."""
        return Envelope(
            name=self.name, event=self.event, properties=self.properties, traits=self.traits, call=self.call,
            calls=self.calls, id=self.id, time=self.time, sent=self.sent, received=self.received, user=self.user,
            source=self.source, platforms=self.platforms, unit=self.unit, prefix=self.prefix, form=self.form,
            key_values=self.key_values, encoded=self.encoded, batch=self.batch, system=self.system,
        )  # fmt: skip
