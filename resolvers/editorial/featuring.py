"""Records put forward on a territory or a topic for a time, by a network."""

from dataclasses import dataclass
from datetime import datetime

import models
from loaders.statement import Row
from models import ChangeKind, PublicationState, ids
from resolvers.editing.editable import table_of
from resolvers.editing.journal import Changes, Entry, differences, write_down
from resolvers.editorial.naming import Path, named
from resolvers.moderation.voices import voice, voices
from resolvers.references import Reference
from resolvers.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.spaces.acting import SPACE, Acting
from resolvers.validation import Problem
from resolvers.validation.times import moment

FEATURE = table_of(models.Feature)
COLUMNS = ("id", "starts_at", "ends_at", "network_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is put forward, where, when, and by which network (None: the only one that the viewer speaks for)."""

    node: str
    territory: Reference | None
    topic: Reference | None
    starts_at: datetime | None
    """None: at once."""
    ends_at: datetime
    network: Reference | None


async def feature(acting: Acting, wanted: Wanted) -> Row:
    """A record that is featured from a moment on until another."""
    places: dict[Path, Reference | str] = {("node",): wanted.node}
    for name in ("network", "territory", "topic"):
        if (reference := getattr(wanted, name)) is not None:
            places[(name,)] = reference
    found, problems = await named(acting, places)
    starts_at, late = _times(acting.now, wanted)
    problems += late
    if wanted.territory is None and wanted.topic is None:
        problems.append(Problem(("territory",), "FEATURED_NOWHERE"))
    if problems:
        refuse(ValidationFailed(problems))
    network = await voice(acting, found.get(("network",)))
    content = {
        "node_id": found["node",],
        "territory_id": found.get(("territory",)),
        "topic_id": found.get(("topic",)),
        "starts_at": starts_at,
        "ends_at": wanted.ends_at,
        "network_id": network,
    }
    row = {"id": ids.new(models.Feature.prefix), "created_at": acting.now, "updated_at": acting.now, **content}
    await acting.work.insert(FEATURE, [row])
    stored = await acting.named(FEATURE, str(row["id"]), COLUMNS)
    await _write(acting, ChangeKind.CREATED, stored, differences({}, content))
    return stored


async def end(acting: Acting, feature_id: str) -> Row:
    """A record that is featured no more; where it was not yet, it never will be."""
    found, problems = await named(acting, {("id",): ("Feature", "id", feature_id)})
    if problems:
        refuse(NotFound())
    row = await acting.named(FEATURE, found["id",], COLUMNS)
    if row.network_id not in await voices(acting):
        refuse(NotPermitted("NO_VOICE"))
    ends_at = max(acting.now, row.starts_at)
    if row.ends_at <= ends_at:
        refuse(Conflict("FEATURE_OVER"))
    await acting.work.update(FEATURE, {"id": row.id}, {"ends_at": ends_at, "updated_at": acting.now})
    ended = await acting.named(FEATURE, row.id, COLUMNS)
    await _write(acting, ChangeKind.ARCHIVED, ended, {"ends_at": (row.ends_at, ends_at)})
    return ended


def _times(now: datetime, wanted: Wanted) -> tuple[datetime, list[Problem]]:
    """From when on, and what is wrong with when it is."""
    starts_at = now if wanted.starts_at is None else wanted.starts_at
    problems = [
        each.under(name)
        for name, value in (("startsAt", starts_at), ("endsAt", wanted.ends_at))
        for each in moment(value)[1]
    ]
    if not problems and wanted.ends_at <= starts_at:
        problems.append(Problem(("endsAt",), "FEATURE_NOT_AFTER_START"))
    elif not problems and wanted.ends_at <= now:
        problems.append(Problem(("endsAt",), "ENDS_IN_THE_PAST"))
    return starts_at, problems


async def _write(acting: Acting, kind: ChangeKind, row: Row, changes: Changes) -> None:
    space = await acting.first(SPACE, {"network_id": row.network_id}, ("id",))
    state = PublicationState.ARCHIVED if kind is ChangeKind.ARCHIVED else PublicationState.PUBLISHED
    version = 2 if kind is ChangeKind.ARCHIVED else 1
    await write_down(
        acting.work, acting.viewer, acting.now, Entry(kind, row.id, version, state, space and space.id, changes)
    )
