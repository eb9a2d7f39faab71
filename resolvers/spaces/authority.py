"""Local authorities: found by official codes, and entered into the commons as the official list has them."""

from typing import NoReturn

from loaders.statement import Row
from models import Actor, ActorKind, ChangeKind, PublicationState, TerritoryKind, codes, ids
from models.folding import folded
from resolvers.editing.journal import Entry, differences, write_down
from resolvers.editing.reading import Seeing, id_of
from resolvers.refusals import ValidationFailed, refuse
from resolvers.spaces.acting import ACTOR, TERRITORY, Acting
from resolvers.validation import Problem
from resolvers.validation.problem import shown

PLACE = ("id", "kind", "code", "name", "siren")
FOUND = ("id", "name", "siren", "created_at")


async def actor_for(acting: Acting, scheme: str, code: str) -> str:
    """The id of the local authority that a code names (`siren`, or a scheme of Territory); entered if it is new."""
    place = await _place(acting, scheme, code)
    siren = place.code if place.kind == TerritoryKind.EPCI else place.siren
    return await _known(acting, place, siren) or await _entered(acting, place, siren)


async def _place(acting: Acting, scheme: str, code: str) -> Row:
    """The territory, with the columns PLACE; refuses a code that is none, or is not on the official list."""
    if scheme == "siren":
        if not codes.is_siren(code):
            _wrong(scheme, code, "INVALID_CODE")
        rows = await acting.work.select(TERRITORY, {"siren": code}, PLACE)
        rows = rows or await acting.work.select(TERRITORY, {"kind": TerritoryKind.EPCI, "code": code}, PLACE)
        return min(rows, key=lambda row: str(row.id)) if rows else _wrong(scheme, code, "NOT_FOUND")
    found = await id_of(Seeing(acting.work, acting.viewer), ("Territory", scheme, code), "authority", scheme)
    return await acting.named(TERRITORY, found, PLACE)


def _wrong(scheme: str, code: str, why: str) -> NoReturn:
    refuse(ValidationFailed([Problem(("authority", scheme), why, {"value": shown(code)})]))


async def _known(acting: Acting, place: Row, siren: str | None) -> str | None:
    """The actor that is this authority; demonstration content is nobody, and neither is what others only draft."""
    rows = []
    if siren is not None:
        rows = await acting.work.select(ACTOR, {"siren": siren, "demonstration": False}, FOUND)
    if not rows:
        where = {"territory_id": place.id, "kind": ActorKind.LOCAL_AUTHORITY, "demonstration": False}
        rows = await acting.work.select(ACTOR, {**where, "state": PublicationState.PUBLISHED}, FOUND)
        # Another SIREN is another body of the same place, such as its social welfare centre.
        rows = [row for row in rows if siren is None or row.siren is None]
    return min(rows, key=lambda row: (row.created_at, row.id)).id if rows else None


async def _entered(acting: Acting, place: Row, siren: str | None) -> str:
    """A new actor: public, as it says only what is official, and in nobody's hands until a claim is confirmed."""
    columns = {
        "kind": ActorKind.LOCAL_AUTHORITY,
        "name": place.name,
        "siren": siren,
        "territory_id": place.id,
    }
    record = {
        "id": ids.new(Actor.prefix),
        "created_at": acting.now,
        "updated_at": acting.now,
        "name_sort": folded(place.name),
        "state": PublicationState.PUBLISHED,
        **columns,
    }
    await acting.work.insert(ACTOR, [record])
    changes = differences({}, columns)
    entry = Entry(ChangeKind.CREATED, record["id"], 1, PublicationState.PUBLISHED, None, changes)
    await write_down(acting.work, acting.viewer, acting.now, entry)
    return str(record["id"])
