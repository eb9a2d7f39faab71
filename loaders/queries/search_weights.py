"""Weights of the terms of a relaxed search: the fewer documents have a term, the more it says."""

from functools import lru_cache
from math import log2
from typing import Any

from sqlalchemy import func, literal_column, select

from loaders.queries.lookup import Queryable
from loaders.queries.search_query import SearchQuery
from loaders.sql.statement import Statement
from loaders.tables import SEARCH_DOCUMENT
from loaders.visibility.access import Visibility

COUNTED = 1024
"""The most documents that are counted; a term that more of them have weighs least."""
LEAST, FINENESS = 1, 4
"""The least weight, and how much a term weighs more that half as many documents have."""


async def term_weights(reads: Queryable, query: SearchQuery) -> tuple[int, ...]:
    """Return the weight of each term that is sought, by how many documents that the viewer sees have it.

    A later page of a search takes the weights of its first, so that no document is lost or repeated.
    """
    written = query.written(reads.dialect.word_index)
    values = {counted_name(number): text for number, text in enumerate(written)}
    ((total, *counts),) = await reads.fetch(_counts(reads.visibility, len(written)), values)
    return tuple(weight(int(count), int(total)) for count in counts)


def weight(count: int, total: int) -> int:
    """Return the weight of a term that `count` of `total` documents have."""
    return max(LEAST, round(FINENESS * log2((total + 1) / (count + 1))))


def counted_name(term: int) -> str:
    """Return the name under which a term is bound that is counted."""
    return f"counted{term}"


@lru_cache(maxsize=64)
def _counts(visibility: Visibility, terms: int) -> Statement:
    """Compile the statement that counts all documents, and those of each term, up to COUNTED."""
    names = [None, *map(counted_name, range(terms))]
    counts = (_count(visibility, name).label(f"count{number}") for number, name in enumerate(names))
    return visibility.dialect.rows(select(*counts), "SearchDocument")


def _count(visibility: Visibility, name: str | None) -> Any:
    """Count the documents that the viewer sees, all of them or those with the term bound as `name`."""
    rows: Any = SEARCH_DOCUMENT.alias("counted_document")
    source, where = rows, list(visibility.visible(rows))
    if name is not None:
        source, found = visibility.dialect.word_index.documents(rows, name)
        where.insert(0, found)
    most = select(rows.c.number).select_from(source).where(*where).limit(literal_column(str(COUNTED))).subquery()
    return select(func.count()).select_from(most).scalar_subquery()
