"""Names that Java or the run-time keeps for itself, and the package that a folder is."""

from __future__ import annotations

from .._names import Style, identifier

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
        " Settings Step Tracker SegmentTracker Instant LocalDate List Map"
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


def package_name(out: str) -> tuple[str, str]:
    """The package of the files in a folder, and the folder below that which they belong in.

    A package follows the folders behind `java`, `kotlin` or `src`; else it is named as the folder itself is.
    """
    parts = [part for part in out.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    roots = [place for place, part in enumerate(parts) if part in ("java", "kotlin", "src")]
    below = parts[roots[-1] + 1 :] if roots else parts[-1:]
    style = Style("snake", RESERVED, "ascii")
    if not below:
        return "events", "events/"
    return ".".join(
        part if part.isidentifier() and part not in RESERVED else identifier(part, style) for part in below
    ), ""
