"""What Spark's workers do: judge a part of the log, and read again the records whose id may have come before.

A part is sent back as rows: its run, its rejects, and for each record that has an id where it stands and a hash of that.
"""

from __future__ import annotations

import os
import pickle
import shutil
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import accumulate
from typing import Any, NamedTuple

from ...trouble import Trouble
from .. import duplicates
from ..duplicates import Met
from ..job import Job, Part, judge_part
from ..run import Run

RUN, REJECTS, IDS = 0, 1, 2
LONGS = ("line", "hash", "start", "length", "content")
SCHEMA = f"part long, kind int, payload binary, {', '.join(f'{name} long' for name in LONGS)}"
_PIECE = 4 << 20
_ROWS = 50_000


class Sent(NamedTuple):
    """A run on its way from a worker, without what travels beside it."""

    run: Run
    has_ids: bool


_known: dict[str, Job] = {}


def _job(pickled: bytes) -> Job:
    """The job, made once in each process that works."""
    seed = os.environ.get("PYTHONHASHSEED", "")
    if not seed.isdigit():
        raise Trouble("workers that hash in different ways find no duplicates: set spark.executorEnv.PYTHONHASHSEED=0")
    key = sha256(pickled).hexdigest()
    if key not in _known:
        _known.clear()
        _known[key] = pickle.loads(pickled)
    return _known[key]


def work(pickled: bytes, batches: Iterable[Any]) -> Iterator[Any]:
    """Judge parts: of each its run, then its rejects, then its ids with the lines on which they stand."""
    for batch in batches:
        for number in batch.column("id").to_pylist():
            job = _job(pickled)
            folder = tempfile.mkdtemp(prefix="plan-")
            try:
                job.folder = folder
                yield from _judged(job, job.parts[number])
            finally:
                shutil.rmtree(folder, ignore_errors=True)


def _judged(job: Job, part: Part) -> Iterator[Any]:
    run = judge_part(job, part)
    ids, lengths, contents, more = run.ids, run.lengths, run.contents, run.more
    run.ids, run.lengths, run.contents, run.more = array("q"), array("q"), array("q"), []
    rejects, run.rejects = run.rejects, None
    has_ids = bool(more) or ids.count(0) < len(ids)
    yield _batch(part.number, RUN, [pickle.dumps(Sent(run, has_ids), pickle.HIGHEST_PROTOCOL)])
    if rejects is not None:
        for piece in _pieces(rejects.moved(0)):
            yield _batch(part.number, REJECTS, [piece])
    if has_ids:
        yield from _ids(part, ids, lengths, contents, more)


def _pieces(rows: Iterable[bytes]) -> Iterator[bytes]:
    held, size = [], 0
    for row in rows:
        held.append(row)
        size += len(row)
        if size >= _PIECE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def _ids(
    part: Part,
    ids: Sequence[int],
    lengths: Sequence[int],
    contents: Sequence[int],
    more: Sequence[tuple[int, int, int]],
) -> Iterator[Any]:
    """A row for each record that has an id."""
    starts = [*accumulate((length + 1 for length in lengths), initial=part.start)] if part.can_reread else []
    rows: list[tuple[int, int, int, int, int]] = []

    def row(line: int, found: int, content: int) -> None:
        place = line - 1
        start, length = (starts[place], lengths[place]) if part.can_reread else (0, 0)
        rows.append((line, found, start, length, content))

    for place, found in enumerate(ids):
        if found:
            row(place + 1, found, contents[place] if not part.can_reread else 0)
    for line, found, content in more:
        row(line, found, content)
    for start in range(0, len(rows), _ROWS):
        yield _batch(part.number, IDS, None, [*zip(*rows[start : start + _ROWS], strict=True)])


def _batch(part: int, kind: int, payloads: Sequence[bytes] | None, longs: Sequence[Sequence[int]] = ()) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    size = len(payloads) if payloads is not None else len(longs[0])
    columns = [pa.array([part] * size, pa.int64()), pa.array([kind] * size, pa.int32())]
    columns.append(pa.array(payloads, pa.binary()) if payloads is not None else pa.nulls(size, pa.binary()))
    columns += [pa.array(held, pa.int64()) for held in longs] or [pa.nulls(size, pa.int64()) for _ in LONGS]
    return pa.RecordBatch.from_arrays(columns, names=["part", "kind", "payload", *LONGS])


def meet(pickled: bytes, batches: Iterable[Any]) -> Iterator[Any]:
    """Read again the records whose hash comes twice, each line once."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    rows: dict[int, list[tuple[int, ...]]] = {}
    for batch in batches:
        for row in batch.to_pylist():
            rows.setdefault(row["part"], []).append(tuple(row[name] for name in LONGS))
    if not rows:
        return
    job = _job(pickled)
    for number, own in sorted(rows.items()):
        found = [pickle.dumps(tuple(met), pickle.HIGHEST_PROTOCOL) for met in _met(job, job.parts[number], sorted(own))]
        yield pa.RecordBatch.from_arrays([pa.array(found, pa.binary())], names=["payload"])


def _met(job: Job, part: Part, rows: Sequence[tuple[int, ...]]) -> Iterator[Met]:
    if not part.can_reread:
        for line, found, _, _, content in rows:
            yield Met(part.number, line, None, found, content)
        return
    places = [*dict.fromkeys((line - 1, start, length) for line, _, start, length, _ in rows)]
    yield from duplicates.reread(job, part, places, {found for _, found, *_ in rows})
