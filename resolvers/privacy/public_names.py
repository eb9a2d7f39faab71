"""Names and addresses that people bore where everyone could read them: nobody else has reason to speak of them so.

Anybody can call a draft of their own as they like, and what nobody saw is struck from nobody's words.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import CHANGE
from loaders.unit_of_work import UnitOfWork
from models import PublicationState
from resolvers.core.record_types import RecordType

NAME_FIELDS = {"Actor": "name", "Contact": "value"}
"""The column that names a person, by type."""
PUBLISHED = PublicationState.PUBLISHED
Record = Mapping[str, Any]


async def names_in_public(
    work: UnitOfWork, kind: RecordType, records: Sequence[Record], since: datetime | None = None
) -> set[str]:
    """Names and addresses of people in records while these were public, as the journal has it, `since` then."""
    if (column := NAME_FIELDS.get(kind.type_name)) is None:
        return set()
    found = await select_in(
        work,
        CHANGE,
        "node_id",
        [each["id"] for each in records],
        ("node_id", "version", "created_at", "state", "fields"),
    )
    entries: dict[str, list[Row]] = {}
    for entry in sorted(found, key=lambda each: each.version):
        entries.setdefault(entry.node_id, []).append(entry)
    called = (_borne(column, each, entries.get(each["id"], []), since) for each in records)
    return {name for names in called for name in names if name}


def _borne(column: str, record: Record, entries: Sequence[Row], since: datetime | None) -> Iterator[str | None]:
    """The values that a record had in a column while it was public."""
    said = next((each.fields[column][0] for each in entries if column in each.fields), record[column])
    for entry in entries:
        stood = entry.fields.get("state", (entry.state,))[0]
        before, said = said, entry.fields.get(column, (None, said))[1]
        if since is None or entry.created_at >= since:
            yield before if stood == PUBLISHED else None
            yield said if entry.state == PUBLISHED else None
    yield record[column] if record["state"] == PUBLISHED else None
