"""Names that a client in Dart does not give: words of the language, and names of the run-time and of what all code sees."""

from __future__ import annotations

RESERVED = frozenset(
    (
        "assert break case catch class const continue default do else enum extends false final finally for if in is new"
        " null rethrow return super switch this throw true try var void while with await yield"
        # built in: some may be names, but then read badly
        " abstract as covariant deferred dynamic export extension external factory Function get implements import"
        " interface late library mixin operator part required set static typedef"
        # types of the language: a member of such a name would hide them in its class
        " bool double int num"
        # what every object has, and what ours have
        " hashCode noSuchMethod runtimeType toString toJson"
    ).split()
)
TYPES = frozenset(
    (
        "Call Check Day Events Field Format Message Mode Options OrNull PlanError PlanObject Reason RecordingTracker Rule"
        " Sender Tracker"
        # of dart:core, which a type of the same name would hide where both are imported
        " ArgumentError AssertionError BigInt Comparable Comparator DateTime Deprecated Duration Enum Error Exception"
        " Expando Finalizer FormatException Future IndexError Invocation Iterable Iterator List Map MapEntry Match Never"
        " NoSuchMethodError Null Object OutOfMemoryError Pattern RangeError Record RegExp RegExpMatch RuneIterator Runes"
        " Set Sink StackOverflowError StackTrace StateError Stopwatch Stream String StringBuffer StringSink Symbol Type"
        " TypeError UnimplementedError UnsupportedError Uri UriData WeakReference"
    ).split()
)
"""Types of the run-time, and of the language's own."""
