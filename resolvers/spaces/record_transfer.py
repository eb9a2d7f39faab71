"""An authority's record, given to its own space once it is confirmed who acts there, or to another one."""

from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACTOR, SPACE, TERRITORY
from models import ChangeKind, PublicationState
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.use_case import UseCase
from resolvers.moderation.record_owners import transfer_cases
from resolvers.records.load import LoadedRecord, load_lists
from resolvers.records.patch import ValidPatch
from resolvers.records.planned_changes import next_version, plan_patch
from resolvers.records.store import store_changes
from resolvers.spaces.official_register import DEPOSITOR, PLACE, RECORD, record_once_verified
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
    if place is not None:
        await release_siren(use_case, place, claim)
    state = PublicationState(record.state) if place is None else PublicationState.PUBLISHED
    lists: dict[str, Any] = {name: [] for name in KIND.lists} if found.is_anew else {}
    await store_transfer(use_case, record, ValidPatch({**found.columns, "state": state}, lists, None), space_id)


async def transfer_record(use_case: UseCase, actor_id: str, space_id: str | None) -> None:
    """Give the authority's record, as it is, to a space, with the cases about it."""
    record = await use_case.row_by_id(ACTOR, actor_id, RECORD)
    await store_transfer(use_case, record, ValidPatch({}, {}, None), space_id)


async def store_transfer(use_case: UseCase, record: Row, wanted: ValidPatch, space_id: str | None) -> None:
    """Transfer a record (RECORD) to a space and store its content, with its journal entry; its cases follow."""
    before = LoadedRecord(dict(zip(RECORD, record, strict=True)))
    await load_lists(use_case.work, KIND, {record.id: before}, wanted.lists)
    planned = plan_patch(ChangeKind.UPDATED, KIND, before, wanted, use_case.now)
    KIND.fold(planned.values)
    if record.space_id != space_id:
        planned.changes["space"] = (record.space_id, space_id)
        planned.values |= {"space_id": space_id, **next_version(before.record, use_case.now)}
    if not planned.changes:
        return
    await store_changes(use_case, KIND, [planned])
    if record.space_id != space_id:
        await transfer_cases(use_case, record.id, space_id)
