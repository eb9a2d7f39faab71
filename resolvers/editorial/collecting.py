"""Collections saved, published and put away by the networks that answer for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

import models
from loaders.statement import Row
from models import ChangeKind, PublicationState, ids
from models.folding import folded
from resolvers.editing.editable import table_of
from resolvers.editing.journal import Changes, Entry, differences, write_down
from resolvers.editing.reading import Seeing
from resolvers.editorial.contents import Contents, Draft, checked
from resolvers.editorial.reading import COLUMNS as ITEM_COLUMNS
from resolvers.editorial.reading import ITEM
from resolvers.moderation.voices import voices
from resolvers.references import found_ids
from resolvers.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.spaces.acting import SPACE, Acting
from resolvers.validation import Problem

COLLECTION = table_of(models.Collection)
CARRIED = table_of(models.CollectionNetwork)
INVITED = table_of(models.CollectionInvitation)
COLUMNS = ("id", "title", "introduction", "state", "version", "space_id")
MOVES = {
    PublicationState.PUBLISHED: ChangeKind.PUBLISHED,
    PublicationState.ARCHIVED: ChangeKind.ARCHIVED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A collection as it stands."""

    row: Row
    networks: frozenset[str]
    """Those that answer for it."""
    invited: frozenset[str]
    """Those that are asked to."""


async def save(acting: Acting, record_id: str | None, expected: int | None, draft: Draft) -> Row:
    """A collection as a draft wants it, a new one if it names none; what of it is public is public at once.

    A network is among those that answer for it once somebody who speaks for it says so; until then it is asked.
    """
    spoken = set(await voices(acting))
    before = None if record_id is None else await _named(acting, record_id, spoken)
    if before is None and not spoken:
        refuse(NotPermitted("NO_VOICE"))
    if before is not None:
        if expected is None:
            refuse(ValidationFailed([Problem(("expectedVersion",), "REQUIRED")]))
        _check_version(before.row, expected)
    wanted, problems = await checked(acting, draft, record_id)
    if problems:
        refuse(ValidationFailed(problems))
    known = spoken | (before.networks if before else frozenset())
    carried = [each for each in wanted.networks if each in known]
    if not carried:
        refuse(NotPermitted("NO_VOICE"))
    invited = [each for each in wanted.networks if each not in known]
    if before is None:
        return await _created(acting, wanted, carried, invited)
    return await _updated(acting, before, wanted, carried, invited)


async def move(acting: Acting, record_id: str, expected: int, state: PublicationState) -> Row:
    """A collection shown to everyone, or put away; what was put away can be shown again."""
    spoken = set(await voices(acting))
    before = await _named(acting, record_id, spoken)
    if not spoken & before.networks:
        refuse(NotPermitted("NO_VOICE"))
    _check_version(before.row, expected)
    if before.row.state == state:
        refuse(Conflict(f"ALREADY_{state}", before.row.version))
    changes: Changes = {"state": (before.row.state, state)}
    return await _stored(acting, before.row, MOVES[state], {"state": state}, changes)


async def _named(acting: Acting, record_id: str, spoken: set[str]) -> Standing:
    """A collection of networks that the viewer speaks for; refuses any other one."""
    row = await acting.named(COLLECTION, record_id, COLUMNS)
    standing = Standing(row, await _tied(acting, CARRIED, row.id), await _tied(acting, INVITED, row.id))
    if not spoken & (standing.networks | standing.invited):
        refuse(NotPermitted("NO_VOICE") if await _is_seen(acting, row.id) else NotFound())
    return standing


async def _is_seen(acting: Acting, collection_id: str) -> bool:
    """Whether the viewer may know that there is such a collection."""
    reference = ("Collection", "id", collection_id)
    return isinstance((await found_ids(Seeing(acting.work, acting.viewer), [reference]))[reference], str)


async def _tied(acting: Acting, ties: Table, collection_id: str) -> frozenset[str]:
    rows = await acting.work.select(ties, {"collection_id": collection_id}, ("network_id",))
    return frozenset(row.network_id for row in rows)


def _check_version(row: Row, expected: int) -> None:
    if row.version != expected:
        refuse(Conflict(version=row.version))


async def _created(acting: Acting, wanted: Contents, carried: list[str], invited: list[str]) -> Row:
    row = {
        "id": ids.new(models.Collection.prefix),
        "created_at": acting.now,
        "updated_at": acting.now,
        "title": wanted.title,
        "title_sort": folded(wanted.title),
        "introduction": wanted.introduction,
        "state": PublicationState.DRAFT,
        "version": 1,
        "space_id": await _space_of(acting, carried[0]),
    }
    await acting.work.insert(COLLECTION, [row])
    after = _told(wanted.title, wanted.introduction, carried, invited, wanted.items)
    await _bring(acting, str(row["id"]), carried, invited, wanted)
    created = await acting.named(COLLECTION, str(row["id"]), COLUMNS)
    await _write(acting, ChangeKind.CREATED, created, differences({}, after))
    return created


async def _updated(acting: Acting, before: Standing, wanted: Contents, carried: list[str], invited: list[str]) -> Row:
    row = before.row
    rows = await acting.work.select(ITEM, {"collection_id": row.id}, ITEM_COLUMNS)
    items = [(each.node_id, each.annotation) for each in sorted(rows, key=lambda each: each.position)]
    was = _told(row.title, row.introduction, before.networks, before.invited, items)
    changes = differences(was, _told(wanted.title, wanted.introduction, carried, invited, wanted.items))
    if not changes:
        return row
    values = {
        "title": wanted.title,
        "title_sort": folded(wanted.title),
        "introduction": wanted.introduction,
        "space_id": await _space_after(acting, row.space_id, carried),
    }
    await _bring(acting, row.id, carried, invited, wanted)
    return await _stored(acting, row, ChangeKind.UPDATED, values, changes)


async def _bring(
    acting: Acting, collection_id: str, carried: Sequence[str], invited: Sequence[str], wanted: Contents
) -> None:
    """Have the networks and what is in the collection be what they should be."""
    own = {"collection_id": collection_id}
    lists: list[tuple[Table, list[dict[str, Any]]]] = [
        (CARRIED, [own | {"network_id": each} for each in carried]),
        (INVITED, [own | {"network_id": each} for each in invited]),
        (
            ITEM,
            [
                own | {"position": position, "node_id": node_id, "annotation": annotation}
                for position, (node_id, annotation) in enumerate(wanted.items, start=1)
            ],
        ),
    ]
    for table, rows in lists:
        await acting.work.delete(table, own)
        if rows:
            await acting.work.insert(table, rows)


async def _stored(acting: Acting, row: Row, kind: ChangeKind, values: dict[str, Any], changes: Changes) -> Row:
    after = {**values, "version": row.version + 1, "updated_at": acting.now}
    if await acting.work.update(COLLECTION, {"id": row.id, "version": row.version}, after) != 1:
        refuse(Conflict(version=row.version))
    stored = await acting.named(COLLECTION, row.id, COLUMNS)
    await _write(acting, kind, stored, changes)
    return stored


async def _write(acting: Acting, kind: ChangeKind, row: Row, changes: Changes) -> None:
    entry = Entry(kind, row.id, row.version, PublicationState(row.state), row.space_id, changes)
    await write_down(acting.work, acting.viewer, acting.now, entry)


def _told(title: str, introduction: str | None, networks: Any, invited: Any, items: Any) -> dict[str, Any]:
    """What the journal says of a collection: networks in a fixed order, what is in it in its own."""
    return {
        "title": title,
        "introduction": introduction,
        "networks": sorted(networks),
        "invited": sorted(invited),
        "items": list(map(list, items)),
    }


async def _space_after(acting: Acting, space_id: str | None, carried: list[str]) -> str | None:
    """The space that began it while its network answers for it, and another one then."""
    row = await acting.named(SPACE, space_id, ("network_id",)) if space_id else None
    return space_id if row is not None and row.network_id in carried else await _space_of(acting, carried[0])


async def _space_of(acting: Acting, network_id: str) -> str | None:
    row = await acting.first(SPACE, {"network_id": network_id}, ("id",))
    return None if row is None else str(row.id)
