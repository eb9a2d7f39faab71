"""The SIREN of an authority that the record of another body says: taken from it once somebody is confirmed, and back.

Until then, and once that turns out to be wrong, the other record says it: nothing rests on a claim that may be refused.
"""

from collections.abc import Mapping
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACTOR, MEMBER, TERRITORY
from loaders.unit_of_work import ConstraintError
from models import ChangeKind, PublicationState, SpaceRole
from resolvers.core.mailer import recipients
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.space_names import authority_name
from resolvers.records.planned_changes import plan_columns
from resolvers.records.store import store_changes
from resolvers.spaces.official_register import PLACE, siren_of

HOLDER = ("id", "version", "space_id")
PUBLIC = {"state": PublicationState.PUBLISHED}


async def siren_holder(use_case: UseCase, place: Row, *, but: str | None = None) -> Row | None:
    """The record (HOLDER) that has a place's SIREN before everyone's eyes, if it is not the one that should: `but`."""
    siren = siren_of(place)
    found = None if siren is None else await use_case.first_row(ACTOR, {**PUBLIC, "siren": siren}, HOLDER)
    return None if found is None or found.id == but else found


async def siren_taken_from(use_case: UseCase, claim: Row) -> dict[str, Any]:
    """The record from which a claim that is confirmed takes the SIREN, and that SIREN, as JSON; empty if from none."""
    place = await _place_of(use_case, claim)
    holder = None if place is None else await siren_holder(use_case, place, but=claim.actor_id)
    return {} if place is None or holder is None else {"id": holder.id, "siren": siren_of(place)}


async def release_siren(use_case: UseCase, place: Row, claim: Row) -> None:
    """Take a place's SIREN from another record, in the name of all, and tell who edits that: the register has it so."""
    if (holder := await siren_holder(use_case, place, but=claim.actor_id)) is not None:
        await _say(use_case, holder, (siren_of(place), None))
        await _tell(use_case, holder, claim, MailKind.SIREN_RELEASED)


async def restore_siren(use_case: UseCase, claim: Row, taken: Mapping[str, Any]) -> None:
    """Restore the SIREN that `siren_taken_from` records, unless the record or another has one by now."""
    for holder in await use_case.work.select(ACTOR, {**PUBLIC, "id": taken.get("id"), "siren": None}, HOLDER):
        try:
            async with use_case.work.savepoint():
                await _say(use_case, holder, (None, taken["siren"]))
        except ConstraintError:
            return
        await _tell(use_case, holder, claim, MailKind.SIREN_GIVEN_BACK)


async def _say(use_case: UseCase, holder: Row, siren: tuple[str | None, str | None]) -> None:
    before = {**dict(zip(HOLDER, holder, strict=True)), **PUBLIC}
    planned = plan_columns(ChangeKind.UPDATED, before, {"siren": siren[1]}, {"siren": siren}, use_case.now)
    await store_changes(use_case.as_viewer(system_viewer(use_case.viewer)), RECORD_TYPES["Actor"], [planned])


async def _tell(use_case: UseCase, holder: Row, claim: Row, kind: MailKind) -> None:
    if holder.space_id is None:
        return
    members = await use_case.work.select(MEMBER, {"space_id": holder.space_id}, ("account_id", "role"))
    editors = {row.account_id for row in members if row.role != SpaceRole.MEMBER}
    authority = await authority_name(use_case.work, claim)
    people = await recipients(use_case.work, editors)
    await use_case.mailer.send_each(people, kind, f"?actor={holder.id}", authority=authority)


async def _place_of(use_case: UseCase, claim: Row) -> Row | None:
    return await use_case.first_row(TERRITORY, {"id": claim.territory_id}, PLACE) if claim.territory_id else None
