"""Words that were erased leave the index of words as well, which keeps them beside what still stands.

FTS5 marks what is taken out, and GIN leaves the word without a row: both drop it when the index is written anew.
`search_document.forgotten_at` says that this is to be done, so that it is done once for each erasure, by whoever comes.
"""

import sqlite3
from datetime import datetime
from typing import Any

PAGES = 500
"""Pages that FTS5 merges in one transaction, while nobody else writes: a few milliseconds."""
FORGOTTEN = "SELECT number, forgotten_at FROM search_document WHERE forgotten_at IS NOT NULL"
MERGE = "INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)"
DONE = "UPDATE search_document SET forgotten_at = NULL WHERE number = ? AND forgotten_at = ?"
MOST_CHANGES_AT_THE_END = 2
"""Rows that FTS5 changes by a merge that has nothing to do, exclusive."""


def merge_fts5(connection: sqlite3.Connection) -> None:
    """Write the index of SQLite anew, step by step, if words are to leave it; the connection commits each statement."""
    if forgotten := connection.execute(FORGOTTEN).fetchall():
        pages = -PAGES  # the first step takes all parts of the index together
        while True:
            before = connection.total_changes
            connection.execute(MERGE, (pages,))
            if connection.total_changes - before < MOST_CHANGES_AT_THE_END:
                break
            pages = PAGES
        connection.executemany(DONE, forgotten)


async def rebuild_gin(connection: Any) -> None:
    """Build the index of PostgreSQL anew beside the old one, if words are to leave it; others go on meanwhile."""
    forgotten: list[tuple[int, datetime]] = [tuple(row) for row in await connection.fetch(FORGOTTEN)]
    if forgotten:
        await connection.execute("DROP INDEX CONCURRENTLY IF EXISTS search_index_ccnew")  # of one that was interrupted
        await connection.execute("REINDEX INDEX CONCURRENTLY search_index")
        await connection.executemany(DONE.replace("?", "$1", 1).replace("?", "$2", 1), forgotten)
