"""Blanks one record, and the same in its journal: a tombstone is left, which its id still finds."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import String, bindparam, select

import models
from loaders.dialect import Dialect
from loaders.statement import Statement
from loaders.transactions import Work
from models import ChangeKind, ConsentPurpose, PublicationState, WithdrawalReason
from models.folding import SORT
from models.personal import PERSONAL, blank
from resolvers.consents.lapsing import CONSENT, lapse
from resolvers.editing.editable import Editable, table_of
from resolvers.editing.journal import Changes, Entry, write_down
from resolvers.editing.saved import Saved
from resolvers.moderation.opening import forget_cases
from resolvers.viewer import Viewer

CHANGE, OUTCOME = table_of(models.Change), table_of(models.Outcome)
EXTERNAL_REFERENCE = table_of(models.ExternalReference)
BLANKED = [None, None]
"""What a field has been and is, once both are gone; no other entry of the journal says this of a field."""


async def is_blanked(work: Work, record_id: str) -> bool:
    """Whether a record is a tombstone."""
    return bool(await work.select(CHANGE, {"node_id": record_id, "kind": ChangeKind.ERASED}, ("id",)))


async def blank_record(work: Work, viewer: Viewer, now: datetime, kind: Editable, record: Mapping[str, Any]) -> Saved:
    """The record as a tombstone: put away, without anything personal, and with an entry that says so."""
    id_, state, version = record["id"], PublicationState(record["state"]), record["version"] + 1
    after = {"state": PublicationState.ARCHIVED, "version": version, "updated_at": now}
    await work.update(kind.table, {"id": id_}, blank(kind.table) | after)
    names = personal_fields(kind)
    changes: Changes = {**dict.fromkeys(names, (None, None)), **await _blank_beside(work, now, kind, id_)}
    if state is not PublicationState.ARCHIVED:
        changes["state"] = (state, PublicationState.ARCHIVED)
    await blank_journal(work, now, id_, names)
    await blank_outcomes(work, id_, names)
    entry = Entry(ChangeKind.ERASED, id_, version, PublicationState.ARCHIVED, record["space_id"], changes)
    change = await write_down(work, viewer, now, entry)
    return Saved(id_, version, change, {name: list(each) for name, each in changes.items()})


async def _blank_beside(work: Work, now: datetime, kind: Editable, record_id: str) -> Changes:
    """Blank what other tables keep of the record; what the journal says of its consents."""
    for listed in kind.lists.values():
        await work.delete(listed.table, {listed.own: record_id})
    await work.update(EXTERNAL_REFERENCE, {"node_id": record_id}, blank(EXTERNAL_REFERENCE))
    await forget_cases(work, now, record_id)
    if kind.type_name != "Contact":
        return {}
    await work.update(CONSENT, {"contact_id": record_id}, blank(CONSENT))
    return await lapse(work, now, record_id, list(ConsentPurpose), WithdrawalReason.ERASED)


def personal_fields(kind: Editable) -> tuple[str, ...]:
    """What of a type's journal is personal: its columns, and its lists."""
    columns = (name for name in sorted(PERSONAL[kind.table.name]) if not name.endswith(SORT))
    return (*columns, *kind.lists)


def blanked(fields: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The fields of a change, those of some names blanked."""
    gone = set(names)
    return {name: BLANKED if name in gone else each for name, each in fields.items()}


async def blank_journal(work: Work, now: datetime, record_id: str, names: Iterable[str]) -> None:
    """Leave nothing of what some fields of a record have said."""
    for id_, fields in await work.select(CHANGE, {"node_id": record_id}, ("id", "fields")):
        wanted = blanked(fields, names)
        if wanted != fields:
            await work.update(CHANGE, {"id": id_}, {"fields": wanted, "updated_at": now})


async def blank_outcomes(work: Work, record_id: str, names: Iterable[str]) -> None:
    """What mutations with an idempotency key came to is told again to who sends them again."""
    for viewer, key, result in await work.fetch(_outcomes(work.dialect), {"record": record_id}):
        wanted = {**result, "changes": blanked(result["changes"], names)}
        await work.update(OUTCOME, {"viewer": viewer, "key": key}, {"result": wanted})


@lru_cache
def _outcomes(dialect: Dialect) -> Statement:
    of_record = OUTCOME.c.result["node_id"].as_string() == bindparam("record", type_=String())
    return dialect.rows(select(OUTCOME.c.viewer, OUTCOME.c.key, OUTCOME.c.result).where(of_record), "Outcome")
