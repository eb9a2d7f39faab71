"""Positions of journal entries: whole numbers from 1 on, without a gap, in the order in which entries became visible.

Whoever has seen a position never sees a smaller one appear later. On SQLite one unit writes at a time, so that it
numbers its own entries. On PostgreSQL units commit in another order than they write: there, and wherever entries are
without a position, the publisher numbers what is committed (`loaders/queries/journal_positions.py`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from loaders.queries.journal_positions import AT_ONCE, last_position, number_entries
from loaders.tables import CHANGE
from loaders.unit_of_work import UnitOfWork, Writer


async def insert_entries(work: UnitOfWork, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add rows to the journal, with their positions where these are known before the commit."""
    if rows and work.runs_alone:
        last = await last_position(work)
        rows = [{**row, "position": position} for position, row in enumerate(rows, last + 1)]
    await work.insert(CHANGE, rows)


async def publish_positions(writer: Writer) -> bool:
    """Give the next committed entries their positions; return True if there may be more, for which to call it again.

    Raises UnavailableError when it cannot be done now. Any number of processes may call it at any time.
    """
    return await writer.run(number_entries) == AT_ONCE
