"""Makes the blocks of a log in several processes, and gives them in their order. The bytes are those of one process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Any

import msgspec

from ..trouble import Trouble
from .breaker import Broken
from .emitter import Block, Emitter

_FORK = "fork"


def blocks(emitter: Emitter, jobs: int) -> Iterator[Block]:
    """All blocks. Each process waits with a block until it is asked for, so that memory is bounded."""
    jobs = min(jobs, emitter.blocks)
    if jobs <= 1:
        yield from map(emitter.block, range(emitter.blocks))
        return
    context: Any = get_context(_FORK if _FORK in get_all_start_methods() else None)
    readers, workers = [], []
    for first in range(jobs):
        reader, writer = context.Pipe(duplex=False)
        workers.append(context.Process(target=_work, args=(emitter, first, jobs, reader, writer), daemon=True))
        workers[-1].start()
        writer.close()
        readers.append(reader)
    decoder = msgspec.json.Decoder(tuple[Broken, ...])
    try:
        for number in range(emitter.blocks):
            reader = readers[number % jobs]
            try:
                yield Block(reader.recv_bytes(), decoder.decode(reader.recv_bytes()))
            except EOFError:
                raise Trouble(
                    "a process that makes events was ended from outside; run it again, or with --jobs 1"
                ) from None
    finally:
        for worker, reader in zip(workers, readers, strict=True):
            reader.close()
            worker.terminate()
            worker.join()


def _work(emitter: Emitter, first: int, jobs: int, reader: Connection, writer: Connection) -> None:
    """Make every so-manieth block. It ends when nobody reads any more."""
    reader.close()  # so that this process learns when the one that reads is gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        for number in range(first, emitter.blocks, jobs):
            block = emitter.block(number)
            writer.send_bytes(block.lines)
            writer.send_bytes(msgspec.json.encode(block.broken))
    except BrokenPipeError:
        os._exit(0)
