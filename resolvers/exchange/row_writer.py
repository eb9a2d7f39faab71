"""Rows of the items, collected item by item, and stored in one statement for each table."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from loaders.tables import Table
from loaders.unit_of_work import UnitOfWork
from models import PublicationState
from resolvers.core.journal_positions import insert_entries

Row = dict[str, Any]
Update = tuple[Row, Row]
"""An update: the key of a row, and the new values of other columns."""


@dataclass(slots=True, eq=False)
class ItemRows:
    """The rows written for one item."""

    removals: list[tuple[Table, Row]] = field(default_factory=list)
    updates: list[tuple[Table, Update]] = field(default_factory=list)
    inserts: list[tuple[Table, Row]] = field(default_factory=list)
    entry: Row | None = None
    """The journal entry of the record; None if it does not change."""


async def write_rows(
    work: UnitOfWork, table: Table, written: Iterable[ItemRows], changing_hands: Collection[str]
) -> None:
    """Write all rows: records of `table` before those that refer to them, in the given order.

    Records that hand something unique over are not published for a moment, which nobody sees: else the first of two
    that change codes would meet the other one.
    """
    removals: defaultdict[Table, list[Row]] = defaultdict(list)
    updates: defaultdict[Table, list[Update]] = defaultdict(list)
    inserts: defaultdict[Table, list[Row]] = defaultdict(list)
    journal: list[Row] = []
    for rows in written:
        for each, row in rows.removals:
            removals[each].append(row)
        for each, update in rows.updates:
            updates[each].append(update)
        for each, row in rows.inserts:
            inserts[each].append(row)
        if rows.entry is not None:
            journal.append(rows.entry)
    for each, places in removals.items():
        await work.delete_all(each, places)
    if changing_hands:
        aside: list[Update] = [({"id": id_}, {"state": PublicationState.DRAFT}) for id_ in changing_hands]
        await work.update_all(table, aside)
        updates[table] = [_public_again(update, changing_hands) for update in updates[table]]
    for each, changes in updates.items():
        await work.update_all(each, changes)
    for each in sorted(inserts, key=lambda each: each is not table):
        await work.insert(each, inserts[each])
    await insert_entries(work, journal)


def _public_again(update: Update, changing_hands: Collection[str]) -> Update:
    at, to = update
    return (at, {**to, "state": PublicationState.PUBLISHED}) if at["id"] in changing_hands else update
