"""Uniqueness among what is published: of official codes, and of parts in projects.

What only its own space sees takes nothing from others, and nobody learns of it: two drafts may have the same. What is
published first has it, unless its space was never verified: then it gives way to a record whose space was. A partial
unique index has the last word, where two are published at once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.unique_values import columns_of, holders_of_values, unique_column_groups
from resolvers.core.record_types import RecordType
from resolvers.validation import Problem
from resolvers.validation.columns import writable_columns

UniqueValue = tuple[tuple[str, ...], tuple[Any, ...]]
"""Columns of a type, and what no two published records have in them."""


@dataclass(frozen=True, slots=True)
class UniqueHolder:
    """The published record that has something unique."""

    id: str
    verified: bool
    """True if the record is verified: its space is, or it belongs to the initial data set."""
    space_id: str | None


def unique_values(kind: RecordType, before: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[UniqueValue]:
    """Return the unique values of a record with the wanted changes, without nulls."""
    claims: list[UniqueValue] = []
    for columns in unique_column_groups(kind.table):
        values = [wanted[each] if each in wanted else before.get(each) for each in columns]
        if None not in values:
            claims.append((columns, tuple(values)))
    return claims


def new_unique_values(kind: RecordType, before: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[UniqueValue]:
    """The same without what it has already."""
    return [
        (columns, values)
        for columns, values in unique_values(kind, before, wanted)
        if any(before.get(name) != value for name, value in zip(columns, values, strict=True))
    ]


async def unique_holders(
    reading: RowFetcher, kind: RecordType, wanted: Collection[UniqueValue]
) -> dict[UniqueValue, UniqueHolder]:
    """Return the published record that has each wanted value, in one statement."""
    groups = tuple(
        columns for columns in unique_column_groups(kind.table) if any(each == columns for each, _ in wanted)
    )
    if not groups:
        return {}
    sought = {group: sorted([*map(str, values)] for columns, values in wanted if columns == group) for group in groups}
    found: dict[UniqueValue, UniqueHolder] = {}
    for row in await holders_of_values(reading, kind.table, sought):
        record = dict(zip(columns_of(groups), tuple(row)[3:], strict=True))
        for group in groups:
            found[group, tuple(record[each] for each in group)] = UniqueHolder(row[0], bool(row[1]), row[2])
    return {each: found[each] for each in wanted if each in found}


async def already_taken(
    reading: RowFetcher, kind: RecordType, changes: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> list[list[Problem]]:
    """Return the problems of new values that a published record has and does not give up.

    `changes` has what each record was and what it is to be; one statement for all.
    """
    claims = [new_unique_values(kind, before, wanted) for before, wanted in changes]
    held = await unique_holders(reading, kind, list(dict.fromkeys(chain.from_iterable(claims))))
    return [
        taken_problems(
            kind,
            (each for each in its if each in held and held[each].verified and held[each].id != before.get("id")),
        )
        for its, (before, _) in zip(claims, changes, strict=True)
    ]


def taken_problems(kind: RecordType, claims: Iterable[UniqueValue]) -> list[Problem]:
    """Return the problems of values that another record has."""
    names = writable_columns(kind.type_name)
    return [Problem((names[each].name,), "ALREADY_TAKEN") for columns, _ in claims for each in columns]
