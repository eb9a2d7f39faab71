"""A record has to go with others: rules that read what another record says, which may come to say something else."""

from collections.abc import Collection, Mapping
from typing import Any

from loaders.queries.select_where import select_in
from loaders.tables import ACTOR
from loaders.unit_of_work import UnitOfWork
from resolvers.core.record_types import RecordType
from resolvers.core.viewer_reads import ViewerReads
from resolvers.validation import Problem, cross_field_problems


async def related_columns(seeing: ViewerReads, kind: RecordType, record: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of other records that the rules of a type read."""
    if kind.type_name != "Contact" or record.get("actor_id") is None:
        return {}
    rows = await seeing.work.select(ACTOR, {"id": record["actor_id"]}, ["kind"])
    return {"actor_kind": rows[0][0]} if rows else {}


async def rule_violations(seeing: ViewerReads, kind: RecordType, record: Mapping[str, Any]) -> list[Problem]:
    """The problems of a record that was right when it was written, because others have changed since."""
    others = await related_columns(seeing, kind, record)
    return list(cross_field_problems(kind.type_name, {**record, **others}, others.keys()))


async def records_in_violation(work: UnitOfWork, kind: RecordType, record_ids: Collection[str]) -> set[str]:
    """Those of n records of a type of which something is wrong for that reason, in two statements for all."""
    if kind.type_name != "Contact" or not record_ids:
        return set()
    rows = await select_in(work, kind.table, "id", sorted(record_ids), ("id", "actor_id", "basis"))
    kinds = dict(await select_in(work, ACTOR, "id", sorted({row.actor_id for row in rows}), ("id", "kind")))
    said = {row.id: {"actor_kind": kinds.get(row.actor_id), "basis": row.basis} for row in rows}
    return {id_ for id_, values in said.items() if any(cross_field_problems(kind.type_name, values, {"actor_kind"}))}
