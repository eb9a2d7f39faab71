"""Copies of the filled databases, to be written to: what the other measures read stays as it was filled."""

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing

from benchmarks.databases import COMMONS, Database, empty


def copied(server: str) -> Mapping[str, str]:
    """The addresses, by engine, of fresh copies; nobody may be connected to what is copied."""
    copies = {original: Database(original.engine, f"{original.name}_written") for original in COMMONS}
    for original, copy in copies.items():
        asyncio.run(empty(copy, server, template=original.name))
        if copy.engine == "sqlite":
            _copy_file(original, copy)
    return {copy.engine: copy.url(server) for copy in copies.values()}


def _copy_file(original: Database, copy: Database) -> None:
    with closing(sqlite3.connect(original.file)) as source, closing(sqlite3.connect(copy.file)) as target:
        source.backup(target)
