"""A record has to go with others: rules that read what another record says, which may come to say something else."""

from collections.abc import Collection, Mapping
from typing import Any

import models
from loaders.queries.select_where import select_in_statement
from loaders.unit_of_work import UnitOfWork
from resolvers.editing.editable import Editable, table_of
from resolvers.editing.reading import Seeing
from resolvers.validation import Problem, settled


async def beside(seeing: Seeing, kind: Editable, record: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of other records that the rules of a type read."""
    if kind.type_name != "Contact" or record.get("actor_id") is None:
        return {}
    rows = await seeing.work.select(table_of(models.Actor), {"id": record["actor_id"]}, ["kind"])
    return {"actor_kind": rows[0][0]} if rows else {}


async def misfits(seeing: Seeing, kind: Editable, record: Mapping[str, Any]) -> list[Problem]:
    """The problems of a record that was right when it was written, because others have changed since."""
    others = await beside(seeing, kind, record)
    return list(settled(kind.type_name, {**record, **others}, others.keys()))


async def misfitting(work: UnitOfWork, kind: Editable, record_ids: Collection[str]) -> set[str]:
    """Those of n records of a type of which something is wrong for that reason, in two statements for all."""
    if kind.type_name != "Contact" or not record_ids:
        return set()
    contacts = select_in_statement(work.dialect, kind.table, "id", ("id", "actor_id", "basis"))
    rows = await work.fetch(contacts, {"keys": sorted(record_ids)})
    actors = select_in_statement(work.dialect, table_of(models.Actor), "id", ("id", "kind"))
    kinds = dict(await work.fetch(actors, {"keys": sorted({row.actor_id for row in rows})}))
    said = {row.id: {"actor_kind": kinds.get(row.actor_id), "basis": row.basis} for row in rows}
    return {id_ for id_, values in said.items() if any(settled(kind.type_name, values, {"actor_kind"}))}
