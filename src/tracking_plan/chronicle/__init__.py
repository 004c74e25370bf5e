"""What became of a plan: its versions in git, the releases that they make, and the life of one event.

Every file is parsed once for each content that it had, however many commits hold it.
"""

from ._life import Chapter, Life, Lives, Moment, life, lives
from ._names import last_known
from ._releases import Release, releases, told_by
from ._timeline import Step, Timeline, is_other

__all__ = [
    "Chapter",
    "Life",
    "Lives",
    "Moment",
    "Release",
    "Step",
    "Timeline",
    "is_other",
    "last_known",
    "life",
    "lives",
    "releases",
    "told_by",
]
