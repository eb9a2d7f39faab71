"""Blanks records, and the same in their journal: tombstones are left, which their ids still find.

There are as many statements for a thousand records of a space as for one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from loaders.queries.outcomes import outcomes_of
from loaders.queries.select_where import select_in
from loaders.tables import CHANGE, CONSENT, EXTERNAL_REFERENCE, OUTCOME
from loaders.unit_of_work import UnitOfWork
from models import ChangeKind, PublicationState, WithdrawalReason
from models.folding import SORT
from models.personal import blank
from resolvers.core.journal import STEWARD_FIELDS, FieldChanges
from resolvers.core.record_types import RecordType
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.privacy.consents.expiry import withdraw_all
from resolvers.privacy.hooks import records_erased
from resolvers.records.planned_changes import PlannedChange, plan_columns
from resolvers.records.store import store_changes, to_save_result

ANONYMISED = [None, None]
"""The values of an erased field in the journal; no other entry has them."""


async def is_anonymised(work: UnitOfWork, record_id: str) -> bool:
    """True if a record is a tombstone."""
    return bool(await anonymised_among(work, [record_id]))


async def anonymised_among(work: UnitOfWork, records: Sequence[str]) -> set[str]:
    """Those of some records that are tombstones."""
    entries = await select_in(work, CHANGE, "node_id", records, ("node_id", "kind"))
    return {each.node_id for each in entries if each.kind == ChangeKind.ERASED}


async def anonymise_records(
    use_case: UseCase, kind: RecordType, records: Sequence[Mapping[str, Any]]
) -> list[SaveResult]:
    """Make tombstones of records: archived, without personal data, each with a journal entry."""
    if not records:
        return []
    work, now = use_case.work, use_case.now
    found, names = [each["id"] for each in records], personal_fields(kind)
    beside = await _blank_beside(work, now, kind, found)
    await anonymise_journal(work, now, found, (*names, STEWARD_FIELDS))
    await anonymise_outcomes(work, found, names)
    planned = [
        _plan(kind, each, dict.fromkeys(names, (None, None)) | beside.get(each["id"], {}), now) for each in records
    ]
    return [to_save_result(*each) for each in await store_changes(use_case, kind, planned)]


def _plan(kind: RecordType, record: Mapping[str, Any], changes: FieldChanges, now: datetime) -> PlannedChange:
    """Plan the tombstone of a record, without its lists."""
    state = PublicationState(record["state"])
    if state is not PublicationState.ARCHIVED:
        changes["state"] = (state, PublicationState.ARCHIVED)
    blanked = blank(kind.table) | {"state": PublicationState.ARCHIVED}
    planned = plan_columns(ChangeKind.ERASED, record, blanked, changes, now)
    planned.removals += [(listed.table, {listed.own: record["id"]}) for listed in kind.lists.values()]
    planned.updates.append((EXTERNAL_REFERENCE, ({"node_id": record["id"]}, blank(EXTERNAL_REFERENCE))))
    return planned


async def _blank_beside(
    work: UnitOfWork, now: datetime, kind: RecordType, records: Sequence[str]
) -> dict[str, FieldChanges]:
    """Blank what other tables keep of records; by record, what the journal says of its consents."""
    await records_erased.run(work, now, records)
    if kind.type_name != "Contact":
        return {}
    await work.update_all(CONSENT, [({"contact_id": each}, blank(CONSENT)) for each in records])
    return await withdraw_all(work, now, records, WithdrawalReason.ERASED)


def personal_fields(kind: RecordType) -> tuple[str, ...]:
    """Return the personal fields of a type's journal: its columns, and its lists."""
    columns = (name for name in sorted(kind.model.personal) if not name.endswith(SORT))
    return (*columns, *kind.lists)


def anonymised_fields(fields: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The fields of a change, those of some names blanked."""
    gone = set(names)
    return {name: ANONYMISED if name in gone else each for name, each in fields.items()}


async def anonymise_journal(work: UnitOfWork, now: datetime, records: Collection[str], names: Iterable[str]) -> None:
    """Leave nothing of what some fields of records have said."""
    gone = frozenset(names)
    entries = await select_in(work, CHANGE, "node_id", records, ("id", "fields"))
    wanted = [(id_, fields, anonymised_fields(fields, gone)) for id_, fields in entries]
    changed = [(id_, after) for id_, before, after in wanted if after != before]
    await work.update_all(CHANGE, [({"id": id_}, {"fields": after, "updated_at": now}) for id_, after in changed])


async def anonymise_outcomes(work: UnitOfWork, records: Collection[str], names: Iterable[str]) -> None:
    """Erase personal data in the stored results of mutations with an idempotency key."""
    gone = frozenset(names)
    changed = [
        ({"viewer": viewer, "key": key}, {"result": {**result, "changes": anonymised_fields(result["changes"], gone)}})
        for viewer, key, result in await outcomes_of(work, records)
    ]
    await work.update_all(OUTCOME, changed)
