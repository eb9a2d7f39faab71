"""An authority's record, given to its own space once it is confirmed who acts there, or to another one."""

from typing import Any

from loaders.sql.statement import Row
from models import ChangeKind, PublicationState
from models.folding import folded
from resolvers.editing.besides import bring
from resolvers.editing.draft import Checked
from resolvers.editing.editable import EDITABLE
from resolvers.editing.journal import Changes, Entry, differences, write_down
from resolvers.moderation.owning import hand_over_cases
from resolvers.spaces.acting import ACTOR, SPACE, TERRITORY, Acting
from resolvers.spaces.official import DEPOSITOR, PLACE, RECORD, Confirmed, as_confirmed
from resolvers.spaces.sirens import release_siren

KIND = EDITABLE["Actor"]


async def confirm_record(acting: Acting, claim: Row, space_id: str, *, taken_away: bool) -> None:
    """Give the authority's record to its space, public, and called what the register calls it unless it says so itself.

    Until then, nobody whose claim is unproven changes what is public.
    """
    record = await acting.named(ACTOR, claim.actor_id, RECORD)
    place = await acting.first(TERRITORY, {"id": claim.territory_id}, PLACE) if claim.territory_id else None
    depositor = await acting.first(SPACE, {"id": record.space_id}, DEPOSITOR) if record.space_id else None
    found = as_confirmed(record, place, depositor, taken_away=taken_away)
    changes = await _changes(acting, record, found)
    if place is not None:
        await release_siren(acting, place, claim)
    state = PublicationState(record.state) if place is None else PublicationState.PUBLISHED
    if state != record.state:
        changes["state"] = (record.state, state)
    await store(acting, record, {**found.columns, "state": state}, changes, space_id)


async def hand_over(acting: Acting, actor_id: str, space_id: str | None) -> None:
    """Give the authority's record, as it is, to a space, with the cases about it."""
    await store(acting, await acting.named(ACTOR, actor_id, RECORD), {}, {}, space_id)


async def _changes(acting: Acting, record: Row, found: Confirmed) -> Changes:
    """What the journal says of it; with what the record said besides taken out, where that goes."""
    changes = differences({name: getattr(record, name) for name in found.columns}, found.columns)
    if found.is_anew:
        changes |= await bring(acting.work, KIND, record.id, Checked({}, {name: [] for name in KIND.lists}, None))
    return changes


async def store(acting: Acting, record: Row, columns: dict[str, Any], changes: Changes, space_id: str | None) -> None:
    """Have the record be a space's and say something else, as the journal has it; the cases about it follow."""
    if record.space_id != space_id:
        changes = {**changes, "space": (record.space_id, space_id)}
    if not changes:
        return
    values = {**columns, "space_id": space_id, "version": record.version + 1, "updated_at": acting.now}
    if "name" in columns:
        values["name_sort"] = folded(columns["name"])
    await acting.work.update(ACTOR, {"id": record.id}, values)
    state = PublicationState(columns.get("state", record.state))
    entry = Entry(ChangeKind.UPDATED, record.id, record.version + 1, state, space_id, changes)
    await write_down(acting.work, acting.viewer, acting.now, entry)
    if record.space_id != space_id:
        await hand_over_cases(acting, record.id, space_id)
