"""Finds entities of any type by their ids."""

import asyncio
from collections.abc import Callable, Sequence

from loaders.errors import FaultError
from loaders.one import one
from loaders.snapshot import Snapshot
from loaders.statement import Row
from loaders.written import Name
from models import ids
from resolvers.references import not_found
from resolvers.targets import PREFIXES, by_id

Columns = Callable[[str], Sequence[Name] | None]
"""The columns to read for a type of the graph."""


async def nodes_of(snapshot: Snapshot, wanted: Sequence[str], columns: Columns) -> list[Row | FaultError]:
    """For n ids, n rows; a FaultError stands for an id that is malformed (INVALID_ID) or unknown (NOT_FOUND)."""
    types = [PREFIXES.get(ids.prefix_of(each) or "") for each in wanted]
    asked = list(dict.fromkeys(name for name in types if name is not None))
    reads = [
        one(
            snapshot, by_id(name), [each for each, its in zip(wanted, types, strict=True) if its == name], columns(name)
        )
        for name in asked
    ]
    answers = [await reads[0]] if len(reads) == 1 else await asyncio.gather(*reads)
    rows = {name: iter(answer) for name, answer in zip(asked, answers, strict=True)}
    return [_row(each, name, next(rows[name]) if name else None) for each, name in zip(wanted, types, strict=True)]


def _row(wanted: str, type_name: str | None, row: Row | None) -> Row | FaultError:
    if type_name is None:
        return FaultError("INVALID_ID", f"{wanted[:60]!r} is not an id of this API: those look like actor_01j….")
    return not_found(type_name, "id", wanted) if row is None else row
