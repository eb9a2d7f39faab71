"""Cases on duplicates: on whether a record goes for the sake of another one, with which they end."""

from collections.abc import Sequence
from datetime import datetime

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CASE
from loaders.unit_of_work import UnitOfWork
from models import ON_APPEAL, CaseKind
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import COLUMNS, withdraw_cases


async def close_duplicates_of(work: UnitOfWork, now: datetime, record_id: str) -> list[Row]:
    """Ask no more whether others are duplicates of what is gone; the cases that are closed by that."""
    closed = list(filter(is_closed_duplicate, await duplicate_cases(work, [record_id])))
    await withdraw_cases(work, now, closed)
    return closed


def is_closed_duplicate(duplicate: Row) -> bool:
    """True if a case ends with the record that would have stayed; on appeal, what went for its sake may come back."""
    return duplicate.stage in PENDING and duplicate.panel not in ON_APPEAL


async def duplicate_cases(work: UnitOfWork, records: Sequence[str]) -> list[Row]:
    """The cases on whether others are duplicates of some records."""
    rows = await select_in(work, CASE, "question", records, COLUMNS)
    return [each for each in rows if each.kind == CaseKind.DUPLICATE]
