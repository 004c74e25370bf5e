"""Names that Java or the run-time keeps for itself."""

from __future__ import annotations

RESERVED = frozenset(
    "abstract assert boolean break byte case catch char class const continue default do double else enum extends false"
    " final finally float for goto if implements import instanceof int interface long native new null package"
    " private protected public return short static strictfp super switch synchronized this throw throws"
    " transient true try void volatile while yield"
    # and what every object has
    " clone equals finalize getClass hashCode notify notifyAll toString wait".split()
)
TAKEN = frozenset(
    (
        "Builder Check Choice Data Events Formats Message Mode Options PlanError Reason RecordingTracker Rule Sender"
        " Settings Step Tracker AmplitudeTracker MixpanelTracker PostHogTracker RudderStackTracker SegmentTracker"
        " SnowplowTracker Instant LocalDate List Map"
        # of the language itself, which a class of the same name would hide
        " Appendable AutoCloseable Boolean Byte CharSequence Character Class ClassLoader Cloneable Comparable Compiler"
        " Deprecated Double Enum Error Exception Float FunctionalInterface IllegalArgumentException"
        " IllegalStateException Integer InterruptedException Iterable Long Math Module NullPointerException Number"
        " Object Override Package Process Readable Record Runnable Runtime RuntimeException SafeVarargs Short"
        " StackOverflowError String StringBuffer StringBuilder SuppressWarnings System Thread Throwable Void"
    ).split()
)
"""Names of the run-time, and of the language's own things: a class of the same package hides them."""
SETTERS = frozenset(("build", "additional", "give", "offer"))
