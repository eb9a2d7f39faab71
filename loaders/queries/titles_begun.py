"""Finds records whose title has, from one of its words on, what somebody has begun to type."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, bindparam, select, union_all

from loaders.queries.lookup import Queryable
from loaders.queries.vocabulary import begins
from loaders.sql.literals import literal
from loaders.sql.statement import Row, Statement
from loaders.tables import SEARCH_DOCUMENT, table_of
from loaders.visibility.access import Visibility
from models.vocabulary import SearchTitle

TITLE = table_of(SearchTitle)


async def titles_begun(reads: Queryable, types: Sequence[str], begun: str, limit: int) -> list[Row]:
    """Return, of each type, at most `limit` titles of records that the viewer sees, in alphabetical order.

    Rows have `id`, `type_name`, `phrase` (the title from the word on), `place` (words before it) and `fresh_day`.
    """
    return await reads.fetch(_begun(reads.visibility, tuple(types)), {"begun": begun, "limit": limit})


@lru_cache(maxsize=256)
def _begun(visibility: Visibility, types: tuple[str, ...]) -> Statement:
    parts = []
    for type_name in types:
        document: Any = SEARCH_DOCUMENT.alias("document")
        shown = TITLE.c.id, TITLE.c.type_name, TITLE.c.phrase, TITLE.c.place, document.c.fresh_day
        found = select(*shown).join_from(TITLE, document, document.c.id == TITLE.c.id)
        found = found.where(
            TITLE.c.type_name == literal(type_name), begins(TITLE.c.phrase, "begun"), *visibility.visible(document)
        )
        first = found.order_by(TITLE.c.phrase, TITLE.c.id).limit(bindparam("limit", type_=Integer())).subquery()
        parts.append(select(first))
    return visibility.dialect.rows(union_all(*parts) if len(parts) > 1 else parts[0], TITLE.name)
