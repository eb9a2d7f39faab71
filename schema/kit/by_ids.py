"""Fields that lead to entities by ids which no column refers by: what is no row, or a list within one."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from execution import BatchInfo, batched
from loaders.queries.rows_by_key import load_rows
from loaders.sql.statement import Row
from resolvers.core.entities import target_by_id
from schema.kit.type_registry import type_ref


def entity_by_id(type_name: str, attribute: str, says: str) -> Any:
    """The entity whose id an attribute of each parent is, null for none and for what the viewer does not see."""
    id_of = attrgetter(attribute)

    @batched(type=type_ref(type_name) | None, needs=[attribute], description=says)
    async def entity(parents: Sequence[Any], info: BatchInfo) -> Sequence[Any]:
        """Of each parent; the database could not write it into these."""
        info.context.snapshot.only()
        return await load_rows(
            info.context.snapshot, target_by_id(type_name), list(map(id_of, parents)), info.selected.columns()
        )

    return entity


async def rows_by_ids(info: BatchInfo, type_name: str, lists: Sequence[Sequence[str]]) -> list[list[Row | None]]:
    """For n lists of ids, the rows in the same order: one statement for all, None for what the viewer does not see."""
    wanted = sorted({each for ids in lists for each in ids})
    rows = await load_rows(info.context.snapshot, target_by_id(type_name), wanted, info.selected.columns())
    known = dict(zip(wanted, rows, strict=True))
    return [[known[each] for each in ids] for ids in lists]
