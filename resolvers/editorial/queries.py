"""Computed fields of collections and resources."""

from collections import defaultdict
from collections.abc import Sequence

from loaders.queries.changes import last_versions
from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import ITEM
from resolvers.core.journal import WRITTEN

COLUMNS = ("collection_id", "position", "node_id", "annotation")


async def collection_items(reads: Queryable, collections: Sequence[str]) -> list[list[Row]]:
    """Return, for n ids of collections, their items with COLUMNS, in order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await select_in(reads, ITEM, "collection_id", sorted(set(collections)), COLUMNS):
        found[row.collection_id].append(row)
    return [sorted(found[each], key=lambda row: row.position) for each in collections]


async def last_edited_versions(reads: Queryable, resources: Sequence[str]) -> dict[str, int]:
    """By id, the version in which a resource was last made to say something else, of those that ever were.

    What is hidden and shown again, put away or sealed, says the same still.
    """
    return await last_versions(reads, sorted(set(resources)), WRITTEN)
