"""Judges on Spark: each part of the log is a partition, judged by the same Judge in `mapInArrow`; tallies are added up.

The workers read the files themselves, so they must see them under the same names, and have tracking-plan installed.
Ids never leave the cluster: Spark finds the hashes that come twice, wherever they stand, and the few records that have
one are read again and compared, as on one machine.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from threading import current_thread, main_thread
from typing import Any

from ...trouble import Trouble
from .. import duplicates
from ..duplicates import Kept, Met
from ..job import Job
from ..rejects import Rejects
from ..whole import Tell, Whole
from ._spark_work import IDS, LONGS, REJECTS, RUN, SCHEMA, Sent, meet, work

PART = 128 << 20
"""Bytes of a file that one task is at most: as of Spark's own, so that a cluster has something for each of its cores."""
_MISSING = "Spark is not installed here: pip install 'tracking-plan[spark]', or judge with --engine local"
_NO_JAVA = "Spark needs Java 17 or later, and finds none: install it, or say with JAVA_HOME where it is"
_SOON = 0.1
"""Seconds after which it is looked again whether Spark is done."""
_WHY = re.compile("Exception|Error|ERROR")
_USUAL = {
    "spark.app.name": "plan lint",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.executorEnv.PYTHONHASHSEED": "0",
}
_ON_THIS_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


def judge(job: Job, whole: Whole, tell: Tell, jobs: int) -> None:
    """Judge every part. The job's options are ``master`` (else this machine, on so many cores), and Spark's own settings.

    Raises:
        Trouble: Spark or Java is missing, or a worker had trouble.
    """
    for path in job.open_logs:
        raise Trouble(f"{path}: can be read only here and once, and Spark reads on its workers: use --engine local")
    spark, is_ours = _session(job.options, jobs)
    try:
        _apart(spark, lambda: _judge(spark, job, whole, tell))
    except _errors() as error:
        raise Trouble(_said(error)) from error
    finally:
        if is_ours:
            spark.stop()


def _apart(spark: Any, do: Callable[[], None]) -> None:
    """Do something in a thread, so that Ctrl-C finds this one waiting, and not between a word to Java and its answer."""
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(do)
        try:
            while not wait((future,), _SOON).done:
                pass
        except SystemExit:
            spark.sparkContext.cancelAllJobs()
            wait((future,))
            raise
        future.result()


@contextmanager
def _our_signals() -> Iterator[None]:
    """Spark sets a handler of its own for Ctrl-C, which speaks to Java at once, whatever is being said to it then."""
    if current_thread() is not main_thread():
        yield
        return
    ours = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, ours)


# -- the session


def _session(options: Mapping[str, str], jobs: int) -> tuple[Any, bool]:
    """A session, and whether it is ours to stop: one that is there already is used."""
    try:
        import pandas  # noqa: F401, PLC0415 - Spark asks for it only when it is late
        import pyarrow  # noqa: F401, PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra, which takes a while to load
    except ImportError:
        raise Trouble(_MISSING) from None
    # It is of pandas, of which nothing is asked here.
    warnings.filterwarnings("ignore", "PySpark does not yet", FutureWarning)
    there = SparkSession.getActiveSession()
    if there is not None:
        return there, False
    settings = dict(options)
    master = (
        settings.pop("master", None) or settings.get("spark.master") or os.environ.get("MASTER") or f"local[{jobs}]"
    )
    is_here = master.startswith("local")
    if is_here and not _java():
        raise Trouble(_NO_JAVA)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    builder: Any = SparkSession.builder.master(master)
    for name, value in {**_USUAL, **(_ON_THIS_MACHINE if is_here else {}), **settings}.items():
        builder = builder.config(name, value)
    with tempfile.TemporaryFile() as told:
        try:
            with _aside(told), _our_signals():
                session = builder.getOrCreate()
        except _errors() as error:
            told.seek(0)
            raise Trouble(
                f"Spark does not start: {_reason(told.read().decode('utf-8', 'replace')) or _said(error)}"
            ) from error
    session.sparkContext.setLogLevel("OFF")
    return session, True


@contextmanager
def _aside(file: Any) -> Iterator[None]:
    """What Java says to standard error from its start on goes to a file: pages of it, of which little matters."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _reason(text: str) -> str:
    """The line that says why."""
    lines = (line.strip() for line in text.splitlines())
    line = next((line for line in lines if _WHY.search(line)), "")
    return line[:300]


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(home and os.path.exists(os.path.join(home, "bin", "java"))) or shutil.which("java") is not None


def _errors() -> tuple[type[BaseException], ...]:
    from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415

    return (PySparkException, Py4JError, ConnectionError)


def _said(error: BaseException) -> str:
    """One line of what Spark says, which is many."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = [line for line in lines if _TROUBLE in line]
    if told:
        return told[-1].partition(_TROUBLE)[2].strip()
    line = next((line for line in reversed(lines) if "Error" in line or "Exception" in line), lines[0] if lines else "")
    return f"Spark: {line[:300]}"


_TROUBLE = "tracking_plan.trouble.Trouble: "


# -- what is done here


def _judge(spark: Any, job: Job, whole: Whole, tell: Tell) -> None:
    from pyspark import StorageLevel  # noqa: PLC0415 - an extra
    from pyspark.sql import functions as sql  # noqa: PLC0415

    pickled = pickle.dumps(_portable(job), pickle.HIGHEST_PROTOCOL)
    parts = spark.range(0, len(job.parts), 1, len(job.parts))
    made = parts.mapInArrow(partial(work, pickled), SCHEMA).persist(StorageLevel.DISK_ONLY)
    try:
        runs = made.where(sql.col("kind") == RUN).select("part", "payload").collect()
        if job.keep_rejects:
            _fetch_rejects(made.where(sql.col("kind") == REJECTS).select("part", "payload"), job)
        kept: list[tuple[int, Kept]] = []
        for number, payload in sorted(map(tuple, runs)):
            sent: Sent = pickle.loads(payload)
            if job.keep_rejects:
                sent.run.rejects = Rejects(_rejects_of(job, number))
                sent.run.rejects.spilled = os.path.exists(sent.run.rejects.path)
            tell(job.parts[number].size, sent.run.tally.lines)
            whole.add(sent.run)
            if sent.has_ids:
                kept.append((number, _NOTHING))
        if kept:
            ids = made.where(sql.col("kind") == IDS).select("part", *LONGS)
            for repeat in duplicates.find(job, kept, partial(_each, spark, job, pickled, ids)):
                whole.repeat(repeat)
    finally:
        made.unpersist()


_NOTHING = Kept(0, 0, 0, (), ())
"""What is kept of a part is kept by Spark."""


def _portable(job: Job) -> Job:
    """The job without what belongs to this process."""
    return Job(job.rulebook, job.judges, job.parts, "", job.most, job.keep_rejects, job.limits)


def _rejects_of(job: Job, part: int) -> str:
    return os.path.join(job.folder, f"rejects-{part}")


def _fetch_rejects(rows: Any, job: Job) -> None:
    """Write the rejects of each part to a file of its own, one partition at a time."""
    for number, payload in rows.toLocalIterator():
        with open(_rejects_of(job, number), "ab") as file:
            file.write(payload)


def _each(spark: Any, job: Job, pickled: bytes, ids: Any, name: str, given: Sequence[Any]) -> Iterator[Any]:
    """The tasks of `duplicates.find`, by Spark: the first "twice" gives all hashes, and the others none."""
    from pyspark.sql import functions as sql  # noqa: PLC0415 - an extra

    if name == "twice":
        twice = ids.groupBy("hash").count().where(sql.col("count") > 1).select("hash")
        yield {found for (found,) in twice.collect()}
        return
    parts = [part.number for part, _, _ in given]
    wanted = sorted(given[0][2])
    hashes = spark.createDataFrame([(found,) for found in wanted], "hash long")
    rows = ids.join(sql.broadcast(hashes), "hash").select("part", *LONGS)
    found: dict[int, list[Met]] = {number: [] for number in parts}
    for (payload,) in rows.mapInArrow(partial(meet, pickled), "payload binary").collect():
        met = Met(*pickle.loads(payload))
        found[met.part].append(met)
    for number in parts:
        yield sorted(found[number], key=lambda met: met.line)  # several on one line stay in their order
