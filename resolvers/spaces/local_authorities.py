"""Local authorities: found by official codes, and entered into the commons as the official list has them."""

from collections.abc import Collection, Iterable
from typing import NoReturn

from loaders.errors import FaultError
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import ACTOR, CLAIM, SPACE, TERRITORY
from models import PERSONS, ActorKind, ClaimState, PublicationState, TerritoryKind
from models.folding import folded
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.references import normalise_reference, reference_problem
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads, resolve_id
from resolvers.records.patch import ValidPatch
from resolvers.records.planned_changes import new_record, plan_creation
from resolvers.records.store import store_changes
from resolvers.spaces.official_register import PLACE, register_columns, siren_of
from resolvers.spaces.siren_transfer import siren_holder

FOUND = ("id", "kind", "name_sort", "siren", "space_id", "created_at")
CLAIMED = ("actor_id", "territory_id", "state")
PUBLISHED = {"state": PublicationState.PUBLISHED, "demonstration": False}
HELD = frozenset({ClaimState.DECLARED, ClaimState.CONTESTED, ClaimState.CONFIRMED})
"""The claims that have an authority's record be the one that it is."""


async def find_authority(use_case: UseCase, scheme: str, code: str) -> Row:
    """The territory whose authority a code names (`siren`, or a scheme of Territory), with the columns PLACE.

    Refuses a code that is none, or is not on the official list.
    """
    if scheme == "siren":
        siren = _siren(code)
        rows = await use_case.work.select(TERRITORY, {"siren": siren}, PLACE)
        rows = rows or await use_case.work.select(TERRITORY, {"kind": TerritoryKind.EPCI, "code": siren}, PLACE)
        return min(rows, key=lambda row: str(row.id)) if rows else _wrong(code, None)
    found = await resolve_id(
        ViewerReads(use_case.work, use_case.viewer), ("Territory", scheme, code), "authority", scheme
    )
    return await use_case.row_by_id(TERRITORY, found, PLACE)


def _siren(code: str) -> str:
    try:
        return normalise_reference("Actor", "siren", code)
    except FaultError as fault:
        _wrong(code, fault)


def _wrong(code: str, fault: FaultError | None) -> NoReturn:
    refuse(ValidationFailed([reference_problem(("authority", "siren"), ("Actor", "siren", code), fault)]))


async def authority_record(use_case: UseCase, place: Row, claims: Iterable[Row]) -> str:
    """Return the id of the record of a place's authority, with claims (`actor_id`, `state`, `created_at`).

    It is the one that was claimed, or else one that everyone sees, or else a new one: drafts are nobody.
    """
    held = [row for row in claims if row.state in HELD]
    if held:
        return str(min(held, key=lambda row: (row.created_at, row.id)).actor_id)
    found = await _found(use_case, place)
    return min(found, key=lambda row: (row.created_at, row.id)).id if found else await _entered(use_case, place)


async def _found(use_case: UseCase, place: Row) -> list[Row]:
    """The records that everyone sees of a place's authority: by its SIREN, or else of the place itself."""
    siren = siren_of(place)
    named = [] if siren is None else await use_case.work.select(ACTOR, {**PUBLISHED, "siren": siren}, FOUND)
    where = {**PUBLISHED, "territory_id": place.id, "kind": ActorKind.LOCAL_AUTHORITY}
    lying = await use_case.work.select(ACTOR, where, FOUND)
    claims = await select_in(use_case.work, CLAIM, "actor_id", sorted({row.id for row in (*named, *lying)}), CLAIMED)
    # Whoever acts for a record as for another place's authority may have it say what they like.
    elsewhere = {row.actor_id for row in claims if row.state in HELD and row.territory_id not in (None, place.id)}
    spaces = await select_in(
        use_case.work, SPACE, "actor_id", sorted({row.id for row in (*named, *lying)}), ("actor_id",)
    )
    acts = {row.actor_id for row in spaces}
    by_siren = [row for row in named if row.kind not in PERSONS and row.id not in elsewhere]
    return by_siren or [row for row in lying if row.id not in elsewhere and _is_authority(place, row, acts)]


def _is_authority(place: Row, actor: Row, acts: Collection[str]) -> bool:
    """True if a record of a place is its authority, and not another body there, such as its social welfare centre.

    It came with the commons, has the place's name, or acts in a space; another SIREN is another body.
    """
    if siren_of(place) is not None and actor.siren is not None:
        return False
    return actor.space_id is None or actor.name_sort == folded(place.name) or actor.id in acts


async def _entered(use_case: UseCase, place: Row) -> str:
    """Create a public actor with official content only, owned by nobody until a claim is confirmed.

    So is its SIREN in another record's, if that has it in public.
    """
    columns = register_columns(place)
    if await siren_holder(use_case, place) is not None:
        columns.pop("siren")
    kind = RECORD_TYPES["Actor"]
    kind.fold(columns)
    kept = new_record(kind, use_case.now, PublicationState.PUBLISHED, None)
    await store_changes(use_case, kind, [plan_creation(kind, kept, ValidPatch(columns, {}, None))])
    return str(kept["id"])
