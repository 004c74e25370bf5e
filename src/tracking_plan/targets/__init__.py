"""The shelf of targets: each turns a client of the plan into the files of one language. A target is a folder.

Its ``__init__.py`` says, after a docstring whose first sentence is shown to users:

    LANGUAGES: tuple[str, ...]      the words that a source may say under ``language:``; none for what is no language
    render_client(client: Client, report: Report) -> Iterator[tuple[str, str]]
                                    the files: a path below the output folder, with `/`, and the text

and, where the language is one to write code in:

    show_call(call: Call, data: Mapping[str, Any], source: str) -> Code
                                    the statement that sends an event with these properties, as an engineer writes it; the
                                    names in it are those of the client of this source ("": of all the plan)
    TITLE: str                      what the language is called

It writes nothing, reads no clock and no environment, and depends on no other target; the engine (`tracking_plan.generate`)
makes the `Client`, and writes. What it has to say of the plan (two names that fall together) it reports as a Finding;
then nothing is written. The same client always gives the same bytes.

What stands here for all targets:

    _client.py      Client, Call, Type, Field, Check: what a client must offer and check, apart from any language
    _names.py       Style, Scope, identifier: names of the plan as identifiers; clashes are found, none is overwritten
    _values.py      spelled_out: names of the values of an enum, which can't be renamed, and so are told apart
    _pattern.py     Dialect, translate: patterns of the plan in the regular expressions of a language
    _formats.py     FORMATS: each format of the plan as a pattern and a greatest length
    _words.py       messages, the same in every language
    _code.py        Code: what a template may write; `lines`, `told`
    _given.py       what a shown call is given, part by part
    _template.py    template(folder, name), text(folder, name): Jinja2 that refuses what is not Code

How to add one: look at ``typescript/``. Names go through a `Scope` for each kind of name; every text of the plan goes
through the target's own ``literal()`` or ``comment()``, which make `Code` - a template raises on anything else. Files begin
with ``client.header`` as a comment (its first line holds `_client.MARK`: files without it are never removed) and with what
switches the language's linters off. The text is as the language's formatter leaves it. Golden files stand in
``tests/golden/targets/<name>/`` (``UPDATE_GOLDEN=1`` writes them); how its clients are compiled and run is said in
``tests/targets/<name>.py`` (`tests/targets/__init__.py` says how). No other file is touched.

The contract of every client
============================

**The tracker.** One interface with one method, ``send(message)``; the client depends on no SDK. A message is a mapping (or
a small value that turns into one) with these keys in this order, absent where there is nothing to say:

    call            track, page, screen, identify or group
    event           the event's name as the plan has it; of track, page and screen
    userId          of identify: whom it tells of; else from the options
    anonymousId     from the options
    groupId         of group
    properties      of track, page and screen; always there, if only {}
    traits          of identify and group; always there, if only {}
    context         from the options, with ``plan: {name, version}`` in it where stamping is on (no version, no key)
    timestamp       from the options, as RFC 3339
    messageId       from the options

**The calls.** A function or method for each event, named as the language names things; ``identify(user_id, traits,
options)`` and ``group(group_id, traits, options)``. Options (userId, anonymousId, context, timestamp, messageId) are
optional everywhere. Events of ``type: page`` and ``screen`` are sent as page and screen calls under their name.

**What is sent.** Properties in the order of the plan (objects inside them too), then those that are not planned, in the
order given. What is optional and absent is absent, never null; null is sent where null was given. Times are sent as RFC
3339 in UTC with `Z`, with no fraction where it is zero, else with 3, 6 or 9 digits, the fewest that hold it
(2026-01-15T09:30:00Z, …00.250Z); dates as 2026-01-15. A text given for a time is sent as it is. Whole numbers of a
floating type may be written 5 or 5.0: they are one number to JSON.

**Settings**, once for each environment: the tracker; ``mode`` (default ``warn``); ``stamp`` (default no); ``on violation``,
which takes the error in the modes warn and drop and by default writes its message where the language warns.

    throw   raise PlanError(event, reasons); nothing is sent
    warn    tell it to "on violation", and send all the same
    drop    tell it to "on violation", and send nothing
    off     do not look; sent as it is

PlanError's message is ``"<event>" breaks the plan: <path> <message>; <path> <message>``; the event is the name as it is
sent, or ``identify`` or ``group``. ``RecordingTracker`` keeps the messages that it is sent and has ``clear``.

**Reasons.** Each is ``{path, rule, message}``. The path leads from the properties to the value: ``files[0].name``. The rule
is the keyword of JSON Schema (`_client.Rule`). The message is that of `_words.py` and never holds the value. A language
may take it ready-made from ``Check.message``, or compose it at run time of the same words. In this order:

1. For each field in the order of the plan: where it is absent and required, ``required``; else its value.
2. Then each property that is not planned, in the order given: ``additionalProperties`` (unless the object is open), and
   nothing about its value. The values of an open object's unplanned properties are looked into for ``unreadable`` only.

For a value:

1. null passes where the type is nullable or is ``any``.
2. What JSON cannot hold (NaN, an infinity, a value of another kind) is ``unreadable``, and nothing more is said of it.
3. ``type``: a number that is whole is an integer, 5.0 too; true and false are no numbers. The message is ``must be
   <type.expected>, not <kind>`` with the kind by `_words.KINDS` (a number is always "a number", also a whole one). If it
   fails, nothing more is said of the value.
4. A text with half a character (a lone surrogate), where the language lets there be one, is ``unreadable``.
5. ``enum``, by JSON's equality (1 and 1.0 are equal, 1 and true are not). If it fails, nothing more is said of the value.
6. The other checks in the order of ``type.checks``, each for itself: minimum and maximum of numbers; minLength and
   maxLength in code points, pattern (found anywhere, unless anchored) and format of texts; minItems, maxItems and
   uniqueItems of arrays. A check speaks only of values of its kind: ``minimum`` says nothing of a text.
7. Inside: each item of an array, the fields of an object. An object without fields takes anything. More than 200 deep is
   ``unreadable``.

A statically typed language need not check at run time what its compiler has checked; given untyped data (a map), its
run-time must say all of this. So its validation works on data and a rule as data, and what sends an untyped call (call,
name, rule, map) can be reached from a test in the same package or module; the conformance suite uses it for wrong records.

**Types.** Closed sets of strings are literal unions where the language has them, else enums that carry the wire value and
can hold an unknown one; objects with fields are types of their own; required, optional and nullable are three things;
integers are integers of 64 bits; ``date-time`` and ``date`` are the language's own types where it has one that holds
exactly that. An event without properties takes none. Deprecated events and properties are marked as the language marks
them, with the replacement's name.
"""

from __future__ import annotations

from functools import cache
from os import listdir
from os.path import dirname, isdir, join

from ..shelf import Shelf

shelf = Shelf(__name__, dirname(__file__), "target")


def target_of(language: str) -> str | None:
    """The target whose clients are written in a language, or None."""
    word = language.casefold()
    if word in shelf.names:
        return word
    return next((name for name, target in shelf.all() if word in target.LANGUAGES), None)


def adapters(sdk: str) -> tuple[str, ...]:
    """The targets in whose folder an adapter for an SDK stands: `segment.ts`, `SegmentTracker.java`."""
    return tuple(name for name in shelf.names if sdk.replace("-", "_") in _sdks(name))


@cache
def _sdks(target: str) -> frozenset[str]:
    folder = join(shelf.folder, target, "adapters")
    files = listdir(folder) if isdir(folder) else ()
    return frozenset(file.partition(".")[0].removesuffix("Tracker").lower() for file in files)
