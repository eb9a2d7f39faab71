"""Authorities as the official register has them: what a record says once it is confirmed who acts for its authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import ACTOR, SPACE, TERRITORY
from models import ActorKind, ClaimState, PublicationState, TerritoryKind
from resolvers.validation.columns import writable_columns

PLACE = ("id", "kind", "code", "name", "siren")
"""The columns of a territory that its authority is known by."""
CONTENT = tuple(writable_columns("Actor"))
"""All that people write of an actor."""
RECORD = ("id", "version", "state", "space_id", *CONTENT)
DEPOSITOR = ("id", "actor_id", "network_id")


@dataclass(frozen=True, slots=True)
class RegisterRecord:
    """The record of an authority as it is to be."""

    columns: dict[str, Any]
    """All of CONTENT."""
    is_anew: bool
    """True if the record has the register's content only."""


def siren_of(place: Row) -> str | None:
    """The SIREN of a place's authority, as far as the register has it."""
    siren: str | None = place.code if place.kind == TerritoryKind.EPCI else place.siren
    return siren


def register_columns(place: Row) -> dict[str, Any]:
    """The columns that nobody but the register decides; it has no SIREN of departments and regions."""
    siren = siren_of(place)
    known = {} if siren is None else {"siren": siren}
    return {"kind": ActorKind.LOCAL_AUTHORITY, "name": place.name, **known, "territory_id": place.id}


def record_once_verified(record: Row, place: Row | None, depositor: Row | None, *, taken_away: bool) -> RegisterRecord:
    """Return the future content of the record (RECORD) of a place (PLACE); `depositor` is its space (DEPOSITOR).

    What came with the commons stays, with the SIREN where it had none, and so does what the authority's own space says,
    unless it is `taken_away` from those who act there. Of what a network has published, what it says besides stays;
    nobody has seen the rest, or those who wrote it do not answer for it.
    """
    says = {name: getattr(record, name) for name in CONTENT}
    is_own = depositor is not None and depositor.actor_id == record.id
    is_shown = record.state == PublicationState.PUBLISHED
    if place is None or (is_shown and is_own and not taken_away):
        return RegisterRecord(says, is_anew=False)
    if is_shown and depositor is None:
        return RegisterRecord(says | {"siren": says["siren"] or siren_of(place)}, is_anew=False)
    if is_shown and depositor is not None and depositor.network_id is not None:
        return RegisterRecord(says | register_columns(place), is_anew=False)
    blank = {name: each.cleared() for name, each in writable_columns("Actor").items()}
    return RegisterRecord(blank | register_columns(place), is_anew=True)


async def records_once_verified(reads: Queryable, claims: Sequence[Any]) -> list[RegisterRecord]:
    """For n claims (`actor_id`, `territory_id`, `state`), what the authority's record will say, in three statements.

    A contested one takes the space away from who has it.
    """
    actor_ids = sorted({each.actor_id for each in claims})
    records = {row.id: row for row in await select_in(reads, ACTOR, "id", actor_ids, RECORD)}
    place_ids = sorted({each.territory_id for each in claims} - {None})
    places = {row.id: row for row in await select_in(reads, TERRITORY, "id", place_ids, PLACE)}
    space_ids = sorted({row.space_id for row in records.values()} - {None})
    spaces = {row.id: row for row in await select_in(reads, SPACE, "id", space_ids, DEPOSITOR)}
    return [
        record_once_verified(
            record := records[each.actor_id],
            places.get(each.territory_id),
            spaces.get(record.space_id),
            taken_away=each.state == ClaimState.CONTESTED,
        )
        for each in claims
    ]
