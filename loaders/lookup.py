"""Finds ids by official codes and other unique columns."""

from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Integer, Select, literal_column, select, union_all

from loaders.filters import EVERYTHING, Filter, Where, values_of
from loaders.sight import Lens
from loaders.statement import Row, Statement
from loaders.target import Target


class Reads(Protocol):
    """What statements are compiled through and sent by: a snapshot, or a unit of work."""

    lens: Lens

    def fetch(self, statement: Statement, values: Mapping[str, Any]) -> Awaitable[list[Row]]:
        """The rows of a statement."""
        ...


@dataclass(frozen=True, slots=True)
class Lookup:
    """Rows named by what stands in the column `target.key`, and the column `shown` that is wanted of them."""

    target: Target
    shown: str = "id"
    condition: Filter = EVERYTHING


async def lookup(reads: Reads, wanted: Sequence[tuple[Lookup, Sequence[str]]]) -> list[dict[str, Any]]:
    """For each lookup, what its values stand for, of those that there are: in one statement."""
    statement = _statement(reads.lens, tuple(each for each, _ in wanted))
    values: dict[str, Any] = {}
    for number, (each, keys) in enumerate(wanted):
        values |= values_of(each.condition, f"f{number}_") | {f"keys{number}": list(keys)}
    found: list[dict[str, Any]] = [{} for _ in wanted]
    for key, shown, number in await reads.fetch(statement, values):
        found[number][key] = shown
    return found


@lru_cache(maxsize=256)
def _statement(lens: Lens, wanted: tuple[Lookup, ...]) -> Statement:
    queries = [_query(lens, each, number) for number, each in enumerate(wanted)]
    return lens.dialect.rows(union_all(*queries) if len(queries) > 1 else queries[0], wanted[0].target.type_name)


def _query(lens: Lens, wanted: Lookup, number: int) -> Select[Any]:
    target = wanted.target
    where = Where(target, lens, f"f{number}_").clauses(wanted.condition)
    columns = target.key_column.label("key__"), target.labelled(wanted.shown)
    query = select(*columns, literal_column(str(number), Integer()).label("number"))
    return query.select_from(target.source).where(lens.dialect.among(target.key_column, f"keys{number}"), *where)
