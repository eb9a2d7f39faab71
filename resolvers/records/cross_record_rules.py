"""A record has to go with others: rules that read what another record says, which may come to say something else."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_in
from loaders.tables import ACTOR
from loaders.unit_of_work import UnitOfWork
from resolvers.core.record_types import RecordType
from resolvers.validation import Problem, cross_field_problems

ACTOR_COLUMN = "actor_id"
"""The column of the actor whose kind the rules of a type read."""


def reads_actor(kind: RecordType) -> bool:
    """True if the rules of a type read the kind of another record."""
    return kind.type_name == "Contact"


async def actor_kinds(reading: RowFetcher, actor_ids: Collection[str | None]) -> dict[str, str]:
    """The kinds of actors, by id, in one statement."""
    wanted = sorted(each for each in actor_ids if each is not None)
    return dict(await select_in(reading, ACTOR, "id", wanted, ("id", "kind"))) if wanted else {}


async def rule_violations(
    reading: RowFetcher, kind: RecordType, records: Sequence[Mapping[str, Any]]
) -> dict[str, list[Problem]]:
    """The problems, by id, of records that were right when they were written, because others have changed since."""
    if not reads_actor(kind):
        return {}
    kinds = await actor_kinds(reading, {each[ACTOR_COLUMN] for each in records})
    found = {}
    for each in records:
        values = {**each, "actor_kind": kinds.get(each[ACTOR_COLUMN])}
        if wrong := list(cross_field_problems(kind.type_name, values, {"actor_kind"})):
            found[each["id"]] = wrong
    return found


async def records_in_violation(work: UnitOfWork, kind: RecordType, record_ids: Collection[str]) -> set[str]:
    """Those of n records of a type of which something is wrong for that reason, in two statements for all."""
    if not reads_actor(kind) or not record_ids:
        return set()
    columns = ("id", ACTOR_COLUMN, "basis")
    rows = await select_in(work, kind.table, "id", sorted(record_ids), columns)
    return set(await rule_violations(work, kind, [dict(zip(columns, row, strict=True)) for row in rows]))
