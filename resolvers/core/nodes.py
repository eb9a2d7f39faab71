"""Finds entities of any type by their ids."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from loaders.drivers.snapshot import Snapshot
from loaders.errors import FaultError
from loaders.queries.rows_by_key import load_json, load_rows
from loaders.sql.json_parts import Name, Part
from loaders.sql.statement import Row
from models import ids
from resolvers.core.entities import PREFIXES, target_by_id
from resolvers.core.references import CodeReference, Reference, not_found_fault, resolve_ids_or_faults

Entity = tuple[str, str]
"""A type of the graph, and a well-formed id of it."""
Columns = Callable[[str], Sequence[Name] | None]
"""The columns to read for a type of the graph."""


async def nodes_of(snapshot: Snapshot, wanted: Sequence[str], columns: Columns) -> list[Row | FaultError]:
    """Return n rows for n ids; a FaultError stands for a malformed (INVALID_ID) or unknown one (NOT_FOUND)."""
    return await entities_of(snapshot, [_named(each) for each in wanted], columns)


async def entities_of(
    snapshot: Snapshot, wanted: Sequence[Entity | CodeReference | FaultError], columns: Columns
) -> list[Row | FaultError]:
    """For n types and ids or codes, n rows; a FaultError where one was given, or for what is unknown (NOT_FOUND)."""
    coded = [each for each in wanted if isinstance(each, CodeReference)]
    named = _by_ids(wanted, await resolve_ids_or_faults(snapshot, coded)) if coded else wanted
    keys: dict[str, list[str]] = {}
    for each in named:
        if not isinstance(each, FaultError):
            keys.setdefault(each[0], []).append(each[1])
    rows = await _rows(snapshot, keys, columns)
    return [
        each if isinstance(each, FaultError) else rows.get(each[1]) or not_found_fault(each[0], "id", each[1])
        for each in named
    ]


def _by_ids(
    wanted: Sequence[Entity | CodeReference | FaultError], found: Mapping[Reference, str | FaultError]
) -> Sequence[Entity | FaultError]:
    """Return the wanted entities; `found` has the ids that codes stand for."""
    named: list[Entity | FaultError] = []
    for each in wanted:
        if isinstance(each, CodeReference):
            answer = found[each]
            named.append((each.type_name, answer) if isinstance(answer, str) else answer)
        else:
            named.append(each)
    return named


def _named(wanted: str) -> Entity | FaultError:
    """The type that an id is of, and the id."""
    type_name = PREFIXES.get(ids.prefix_of(wanted) or "")
    if type_name is None:
        return FaultError("INVALID_ID", f"{wanted[:60]!r} is not an id of this API: those look like actor_01j….")
    return type_name, wanted


async def _rows(snapshot: Snapshot, keys: Mapping[str, Sequence[str]], columns: Columns) -> dict[str, Row | None]:
    """Rows by id, from the ids of each type."""
    asked = {name: columns(name) for name in keys}
    texts = {target_by_id(name): text for name, names in asked.items() if (text := _only_text(names)) is not None}
    if len(keys) > 1 and len(texts) == len(keys):
        found = await load_json(snapshot, {target_by_id(name): list(set(each)) for name, each in keys.items()}, texts)
        return {key: row for rows in found.values() for key, row in rows.items()}
    if len(keys) > 1:
        snapshot.several()
    reads = [load_rows(snapshot, target_by_id(name), each, asked[name]) for name, each in keys.items()]
    answers = [await reads[0]] if len(reads) == 1 else await asyncio.gather(*reads)
    return {
        key: row for each, rows in zip(keys.values(), answers, strict=True) for key, row in zip(each, rows, strict=True)
    }


def _only_text(names: Sequence[Name] | None) -> Part | None:
    """The text that is all that is asked of a row; None where there are columns too."""
    (name,) = names if names is not None and len(names) == 1 else ("",)
    return None if isinstance(name, str) else name
