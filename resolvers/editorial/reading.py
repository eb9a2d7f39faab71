"""What is read of collections besides their columns."""

from collections import defaultdict
from collections.abc import Sequence

import models
from loaders.lookup import Reads
from loaders.matching import matching_any
from loaders.statement import Row
from resolvers.editing.editable import table_of

ITEM = table_of(models.CollectionItem)
COLUMNS = ("collection_id", "position", "node_id", "annotation")


async def items_of(reads: Reads, collections: Sequence[str]) -> list[list[Row]]:
    """For n ids of collections, what is in them with COLUMNS, in order."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await matching_any(reads, ITEM, "collection_id", sorted(set(collections)), COLUMNS):
        found[row.collection_id].append(row)
    return [sorted(found[each], key=lambda row: row.position) for each in collections]
