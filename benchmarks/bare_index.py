"""Search and completion by the engine alone: its own full-text index and rank, and a scan of titles."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import asyncpg
from sqlalchemy import make_url

from benchmarks.workplace import FOLDER
from models.folding import folded
from resolvers.search.analysis import stems_of

FTS5 = "CREATE VIRTUAL TABLE bare.words USING fts5(title, summary, body)"
COPIED = """INSERT INTO bare.words (rowid, title, summary, body)
SELECT number, title_words, summary_words, words FROM search_document"""
SEARCHED = "SELECT rowid FROM bare.words WHERE words MATCH ? ORDER BY rank LIMIT 10"
COMPLETED = "SELECT title FROM project WHERE title_sort >= ? AND title_sort < ? ORDER BY title_sort LIMIT 10"
RANKED = """SELECT id FROM search_document, to_tsquery('simple', $1) AS asked
WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC LIMIT 10"""
LAST = "\U0010ffff"
"""Comes behind every letter."""


class Bare(NamedTuple):
    """The statements of one engine, each of which is given a text as people type it."""

    search: Callable[[str], int]
    complete: Callable[[str], int]


@contextmanager
def opened(engine: str, url: str) -> Iterator[Bare]:
    """Open a connection, whose statements return the number of rows that they find."""
    with (_sqlite if engine == "sqlite" else _postgresql)(url) as bare:
        yield bare


@contextmanager
def _sqlite(url: str) -> Iterator[Bare]:
    file = FOLDER / "bare_index.sqlite"
    file.unlink(missing_ok=True)
    connection = sqlite3.connect(make_url(url).database or "")
    try:
        connection.execute("ATTACH ? AS bare", (str(file),))
        connection.execute(FTS5)
        connection.execute(COPIED)
        connection.commit()
        yield Bare(
            lambda text: len(connection.execute(SEARCHED, (" ".join(stems_of(text)),)).fetchall()),
            lambda text: len(connection.execute(COMPLETED, (folded(text), folded(text) + LAST)).fetchall()),
        )
    finally:
        connection.close()
        file.unlink(missing_ok=True)


@contextmanager
def _postgresql(url: str) -> Iterator[Bare]:
    with asyncio.Runner() as loop:
        connection = loop.run(asyncpg.connect(url))
        completed = COMPLETED.replace("?", "$1", 1).replace("?", "$2", 1)
        try:
            yield Bare(
                lambda text: len(loop.run(connection.fetch(RANKED, " & ".join(stems_of(text))))),
                lambda text: len(loop.run(connection.fetch(completed, folded(text), folded(text) + LAST))),
            )
        finally:
            loop.run(connection.close())
