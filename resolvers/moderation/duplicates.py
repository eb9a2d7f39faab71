"""Cases on duplicates: on whether a record goes for the sake of another one, with which they end."""

from collections.abc import Sequence
from datetime import datetime

from loaders.queries.select_where import select_in_statement
from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork
from models import ON_APPEAL, CaseKind
from resolvers.moderation.opening import COLUMNS, take_back_all
from resolvers.moderation.stages import PENDING
from resolvers.moderation.tables import CASE


async def close_duplicates_of(work: UnitOfWork, now: datetime, record_id: str) -> list[Row]:
    """Ask no more whether others are duplicates of what is gone; the cases that are closed by that."""
    closed = list(filter(gives_way, await on_duplicates_of(work, [record_id])))
    await take_back_all(work, now, closed)
    return closed


def gives_way(duplicate: Row) -> bool:
    """True if a case ends with the record that would have stayed; on appeal, what went for its sake may come back."""
    return duplicate.stage in PENDING and duplicate.panel not in ON_APPEAL


async def on_duplicates_of(work: UnitOfWork, records: Sequence[str]) -> list[Row]:
    """The cases on whether others are duplicates of some records."""
    rows = await work.fetch(select_in_statement(work.dialect, CASE, "question", COLUMNS), {"keys": list(records)})
    return [each for each in rows if each.kind == CaseKind.DUPLICATE]
