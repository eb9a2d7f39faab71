"""Finds the territories that a code leads to without being the official code of one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sqlalchemy import select

from loaders.queries.lookup import Queryable
from loaders.sql.dialect import Dialect
from loaders.sql.statement import Row, Statement
from loaders.tables import TERRITORY, table_of
from models import TerritoryAlias

ALIAS = table_of(TerritoryAlias)


async def territory_aliases(reads: Queryable, codes: Sequence[str]) -> Mapping[str, list[Row]]:
    """Return, by code, the territories that it stands for: `alias` (how), `id`, `kind`, `code` and `name`."""
    found = defaultdict(list)
    for row in await reads.fetch(_statement(reads.visibility.dialect), {"codes": list(codes)}):
        found[row[0]].append(row)
    return found


@lru_cache
def _statement(dialect: Dialect) -> Statement:
    shown = (TERRITORY.c.id, TERRITORY.c.kind, TERRITORY.c.code, TERRITORY.c.name)
    query = select(ALIAS.c.code.label("given"), ALIAS.c.kind.label("alias"), *shown)
    query = query.join(TERRITORY, TERRITORY.c.id == ALIAS.c.territory_id).where(dialect.is_in(ALIAS.c.code, "codes"))
    return dialect.rows(query.order_by(TERRITORY.c.code), "TerritoryAlias")
