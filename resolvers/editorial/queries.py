"""Computed fields of collections and resources."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from sqlalchemy import func, or_, select

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import CHANGE, ITEM
from resolvers.core.journal import WRITTEN

COLUMNS = ("collection_id", "position", "node_id", "annotation")


async def collection_items(reads: Queryable, collections: Sequence[str]) -> list[list[Row]]:
    """For n ids of collections, what is in them with COLUMNS, in order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await select_in(reads, ITEM, "collection_id", sorted(set(collections)), COLUMNS):
        found[row.collection_id].append(row)
    return [sorted(found[each], key=lambda row: row.position) for each in collections]


async def last_edited_versions(reads: Queryable, resources: Sequence[str]) -> dict[str, int]:
    """By id, the version in which a resource was last made to say something else, of those that ever were."""
    rows = await reads.fetch(_edits(reads.lens.dialect), {"keys": sorted(set(resources))})
    return {row.node_id: row.version for row in rows}


@cache
def _edits(dialect: Dialect) -> Statement:
    """Compile the version of the last edit of the content; hiding, archiving and sealing do not change it."""
    wrote = or_(*(CHANGE.c.kind == each for each in sorted(WRITTEN)))
    says = CHANGE.c.fields["seal"].as_string().is_(None)
    query = select(CHANGE.c.node_id, func.max(CHANGE.c.version).label("version")).where(wrote, says)
    return dialect.rows(query.where(dialect.is_in(CHANGE.c.node_id, "keys")).group_by(CHANGE.c.node_id), "Change")
