"""YAML as other tools write it: the mapping that each file holds, and what is wrong with the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..document import Map, read
from ..trouble import Trouble
from ._imported import Note


def mappings(
    texts: Mapping[str, str], notes: list[Note], is_ours: Callable[[str], bool], what: str
) -> Iterator[tuple[str, Map]]:
    """Each file that holds a mapping. One that holds none is told, as holding no ``what``.

    Raises:
        Trouble: a text cannot be read, and ``is_ours`` says that it should be.
    """
    for file, text in texts.items():
        made = read(text, file)
        for problem in made.problems:
            message = f"{problem.message}{'; ' + problem.hint if problem.hint else ''}"
            if made.data is None and is_ours(text):
                raise Trouble(f"{file}:{problem.at.line}:{problem.at.column}: {message}")
            notes.append(Note(file, "", message, problem.at.line))
        if isinstance(made.data, Map):
            yield file, made.data
        elif not made.problems:
            notes.append(Note(file, "", f"holds no {what}: not read"))
