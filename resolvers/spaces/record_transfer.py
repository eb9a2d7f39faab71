"""An authority's record, given to its own space once it is confirmed who acts there, or to another one."""

from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACTOR, SPACE, TERRITORY
from models import ChangeKind, PublicationState
from models.folding import folded
from resolvers.core.journal import FieldChanges, JournalEntry, differences, record_changes
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.use_case import UseCase
from resolvers.moderation.case_ownership import transfer_cases
from resolvers.records.associations import replace_associations
from resolvers.records.patch import ValidPatch
from resolvers.spaces.official_register import DEPOSITOR, PLACE, RECORD, RegisterRecord, record_once_verified
from resolvers.spaces.siren_transfer import release_siren

KIND = RECORD_TYPES["Actor"]


async def confirm_authority_record(use_case: UseCase, claim: Row, space_id: str, *, taken_away: bool) -> None:
    """Give the authority's record to its space, public, and called what the register calls it unless it says so itself.

    Until then, nobody whose claim is unproven changes what is public.
    """
    record = await use_case.row_by_id(ACTOR, claim.actor_id, RECORD)
    place = await use_case.first_row(TERRITORY, {"id": claim.territory_id}, PLACE) if claim.territory_id else None
    depositor = await use_case.first_row(SPACE, {"id": record.space_id}, DEPOSITOR) if record.space_id else None
    found = record_once_verified(record, place, depositor, taken_away=taken_away)
    changes = await _changes(use_case, record, found)
    if place is not None:
        await release_siren(use_case, place, claim)
    state = PublicationState(record.state) if place is None else PublicationState.PUBLISHED
    if state != record.state:
        changes["state"] = (record.state, state)
    await store_transfer(use_case, record, {**found.columns, "state": state}, changes, space_id)


async def transfer_record(use_case: UseCase, actor_id: str, space_id: str | None) -> None:
    """Give the authority's record, as it is, to a space, with the cases about it."""
    await store_transfer(use_case, await use_case.row_by_id(ACTOR, actor_id, RECORD), {}, {}, space_id)


async def _changes(use_case: UseCase, record: Row, found: RegisterRecord) -> FieldChanges:
    """Return the changes for the journal; the record's former content is removed where the register replaces it."""
    changes = differences({name: getattr(record, name) for name in found.columns}, found.columns)
    if found.is_anew:
        changes |= await replace_associations(
            use_case.work, KIND, record.id, ValidPatch({}, {name: [] for name in KIND.lists}, None)
        )
    return changes


async def store_transfer(
    use_case: UseCase, record: Row, columns: dict[str, Any], changes: FieldChanges, space_id: str | None
) -> None:
    """Transfer a record to a space and store its content, with its journal entry; its cases follow."""
    if record.space_id != space_id:
        changes = {**changes, "space": (record.space_id, space_id)}
    if not changes:
        return
    values = {**columns, "space_id": space_id, "version": record.version + 1, "updated_at": use_case.now}
    if "name" in columns:
        values["name_sort"] = folded(columns["name"])
    await use_case.work.update(ACTOR, {"id": record.id}, values)
    state = PublicationState(columns.get("state", record.state))
    entry = JournalEntry(ChangeKind.UPDATED, record.id, record.version + 1, state, space_id, changes)
    await record_changes(use_case, [entry])
    if record.space_id != space_id:
        await transfer_cases(use_case, record.id, space_id)
