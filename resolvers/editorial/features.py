"""Records put forward on a territory or a topic for a time, by a network."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import models
from loaders.tables import FEATURE, SPACE
from models import ChangeKind, PublicationState, ids
from resolvers.core.journal import FieldChanges, differences
from resolvers.core.record_types import RecordType
from resolvers.core.references import Reference
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.editorial.content_references import Path, is_content_public, resolve_content
from resolvers.moderation.voters import check_may_withdraw_votes, voting_network
from resolvers.records.planned_changes import PlannedChange, Row
from resolvers.records.store import store_changes, to_save_result
from resolvers.validation import Problem
from resolvers.validation.times import moment

KIND = RecordType(models.Feature)
COLUMNS = ("id", "starts_at", "ends_at", "network_id")
STAGES = {ChangeKind.CREATED: (1, PublicationState.PUBLISHED), ChangeKind.ARCHIVED: (2, PublicationState.ARCHIVED)}
"""The version and the state that the journal tells of a feature once it is created, and once it is ended."""
GRACE = timedelta(minutes=5)
"""The tolerated delay of a client's clock."""
LONGEST = timedelta(days=366)
"""The longest duration of a feature; it can be renewed."""


@dataclass(frozen=True, slots=True)
class FeatureDraft:
    """A draft of a feature: record, place, period and network (None: the only one for which the viewer acts)."""

    node: str
    territory: Reference | None
    topic: Reference | None
    starts_at: datetime | None
    """None: at once."""
    ends_at: datetime
    network: Reference | None


async def create_feature(use_case: UseCase, wanted: FeatureDraft) -> SaveResult:
    """A record that everyone sees, featured from a moment on until another."""
    places: dict[Path, Reference | str] = {("node",): wanted.node}
    for name in ("territory", "topic"):
        if (reference := getattr(wanted, name)) is not None:
            places[(name,)] = reference
    found, problems = await resolve_content(use_case, places)
    starts_at, late = _times(use_case.now, wanted)
    problems += late
    if wanted.territory is None and wanted.topic is None:
        problems.append(Problem(("territory",), "FEATURED_NOWHERE"))
    if not problems and not await is_content_public(use_case, found["node",]):
        problems.append(Problem(("node",), "NOT_PUBLIC"))
    if problems:
        refuse(ValidationFailed(problems))
    network = await voting_network(use_case, wanted.network)
    content: dict[str, Any] = {
        "node_id": found["node",],
        "territory_id": found.get(("territory",)),
        "topic_id": found.get(("topic",)),
        "network_id": network,
    }
    await _check_alone(use_case, content, starts_at, wanted.ends_at)
    content |= {"starts_at": starts_at.astimezone(UTC), "ends_at": wanted.ends_at.astimezone(UTC)}
    row: Row = {"id": ids.new(models.Feature.prefix), "created_at": use_case.now, "updated_at": use_case.now, **content}
    planned = await _planned(use_case, ChangeKind.CREATED, row["id"], network, differences({}, content))
    planned.inserts.append((FEATURE, row))
    return await _saved(use_case, planned)


async def end_feature(use_case: UseCase, feature_id: str) -> SaveResult:
    """A record that is featured no more; where it was not yet, it never will be."""
    row = await use_case.row_by_id(FEATURE, feature_id, COLUMNS)
    await check_may_withdraw_votes(use_case, [row.network_id])
    ends_at = max(use_case.now, row.starts_at)
    if row.ends_at <= ends_at:
        refuse(Conflict("FEATURE_OVER"))
    changes: FieldChanges = {"ends_at": (row.ends_at, ends_at)}
    planned = await _planned(use_case, ChangeKind.ARCHIVED, row.id, row.network_id, changes)
    planned.updates.append((FEATURE, ({"id": row.id}, {"ends_at": ends_at, "updated_at": use_case.now})))
    return await _saved(use_case, planned)


async def _check_alone(use_case: UseCase, content: dict[str, Any], starts_at: datetime, ends_at: datetime) -> None:
    """Refuse to have a network feature the same at the same place twice at a time."""
    for row in await use_case.work.select(FEATURE, content, COLUMNS):
        if row.starts_at < ends_at and starts_at < row.ends_at:
            refuse(Conflict("FEATURED_ALREADY"))


def _times(now: datetime, wanted: FeatureDraft) -> tuple[datetime, list[Problem]]:
    """From when on, and what is wrong with when it is."""
    starts_at = now if wanted.starts_at is None else wanted.starts_at
    problems = [
        each.under(name)
        for name, value in (("startsAt", starts_at), ("endsAt", wanted.ends_at))
        for each in moment(value)[1]
    ]
    if problems:
        return starts_at, problems
    if starts_at < now - GRACE:
        problems.append(Problem(("startsAt",), "STARTS_IN_THE_PAST"))
    if wanted.ends_at <= starts_at:
        problems.append(Problem(("endsAt",), "FEATURE_NOT_AFTER_START"))
    elif wanted.ends_at <= now:
        problems.append(Problem(("endsAt",), "ENDS_IN_THE_PAST"))
    elif wanted.ends_at - starts_at > LONGEST:
        problems.append(Problem(("endsAt",), "FEATURE_TOO_LONG", {"days": LONGEST.days}))
    return starts_at, problems


async def _planned(
    use_case: UseCase, kind: ChangeKind, feature_id: str, network_id: str, changes: FieldChanges
) -> PlannedChange:
    """Plan the change of a feature: it has no version, state or space but in the journal."""
    space = await use_case.first_row(SPACE, {"network_id": network_id}, ("id",))
    version, state = STAGES[kind]
    standing = {"id": feature_id, "version": version, "state": state, "space_id": space and space.id}
    return PlannedChange(kind, standing, {}, changes)


async def _saved(use_case: UseCase, planned: PlannedChange) -> SaveResult:
    (stored,) = await store_changes(use_case, KIND, [planned])
    return to_save_result(*stored)
