"""Export of rows to the person concerned: as JSON with the names of the API, the oldest first."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import models
from loaders.drivers.snapshot import Snapshot
from loaders.queries.select_where import select_in
from loaders.tables import table_of
from resolvers.validation.field_names import to_camel_case

ExportedRows = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ExportPart:
    """A part of an export: a table, its key column, and the exported columns. Never a secret."""

    model: type[models.Table]
    by: str
    columns: tuple[str, ...]
    any_case: bool = False
    """True if the keys are given in lower case, and found in any."""


PARTS_BY_ADDRESS: Mapping[str, ExportPart] = {
    "invitations": ExportPart(
        *(models.Invitation, "email", ("space_id", "email", "role", "created_at", "expires_at", "accepted_at")),
        any_case=True,
    ),
    "mails": ExportPart(models.Mail, "recipient", ("recipient", "subject", "created_at", "sent_at"), any_case=True),
}
"""Parts by e-mail address; bodies of mails have links that are better seen in the mailbox alone."""


async def export_rows(
    snapshot: Snapshot, parts: Mapping[str, ExportPart], keys: Sequence[str]
) -> dict[str, list[ExportedRows]]:
    """By the name of each part, its rows for any of the keys: one statement for each part."""
    found = await asyncio.gather(*(_rows(snapshot, part, keys) for part in parts.values()))
    return {to_camel_case(name): rows for name, rows in zip(parts, found, strict=True)}


async def _rows(snapshot: Snapshot, part: ExportPart, keys: Sequence[str]) -> list[ExportedRows]:
    rows = await select_in(snapshot, table_of(part.model), part.by, keys, part.columns, any_case=part.any_case)
    return sorted((row_to_json(part.columns, row) for row in rows), key=_when)


def row_to_json(columns: Sequence[str], row: Any) -> ExportedRows:
    """A row as JSON has it."""
    values = zip(columns, row, strict=True)
    return {to_camel_case(name): each.isoformat() if isinstance(each, date) else each for name, each in values}


def _when(told: ExportedRows) -> str:
    return str(told.get("createdAt") or told.get("recordedAt") or told.get("since"))
