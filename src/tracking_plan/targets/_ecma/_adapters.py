"""The adapters of SDKs that stand beside a client: that of its source's SDK, or all where the source names none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import listdir

from .._client import Client
from .._code import Code
from .._template import text


def adapters(client: Client, folder: str, header: Code, endings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The files of the adapters in ``folder``, each with the header before it."""
    names = sorted({name.partition(".")[0] for name in listdir(folder)})
    wanted = [client.sdk] if client.sdk in names else names if not client.sdk else []
    for name in wanted:
        for ending in endings:
            yield f"{name}.{ending}", f"/* eslint-disable */\n{header}\n{text(folder, f'{name}.{ending}')}"
