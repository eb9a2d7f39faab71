"""Finds what is invented in a commons, and the real records that lead to it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, exists, not_, or_, select

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from resolvers.core.record_types import RECORD_TYPES, RecordType

MARK = "demonstration"
CHANGE, COLLECTION, FEATURE, ITEM = (
    table_of(each) for each in (models.Change, models.Collection, models.Feature, models.CollectionItem)
)


class DemonstrationLinks(NamedTuple):
    """Invented records, and the real records that lead to it."""

    invented: frozenset[str]
    pointing: tuple[tuple[str, str], ...]
    """Type and id of records that stay, and say less."""
    resting: tuple[tuple[str, str], ...]
    """The same of records that spaces deposited about what is invented: they go with it."""
    collections: tuple[str, ...]
    """Those that have something invented in them."""
    features: tuple[str, ...]
    """Features of what is invented, with their entries in the journal."""


async def find_demonstration_links(work: UnitOfWork) -> DemonstrationLinks:
    """All of them, as they are now."""

    async def found(query: Select[Any]) -> set[str]:
        return {str(row[0]) for row in await work.fetch(work.dialect.rows(query, "Change"), {})}

    invented = [await found(select(each.c.id).where(each.c[MARK])) for each in marked_tables()]
    pointing = {(kind.type_name, id_) for kind, query in _pointing() for id_ in await found(query)}
    resting = {(kind.type_name, id_) for kind, query in _resting() for id_ in await found(query)}
    collections, features = await found(_collections()), await found(_features())
    return DemonstrationLinks(
        *(frozenset().union(*invented), tuple(sorted(pointing)), tuple(sorted(resting))),
        *(tuple(sorted(collections)), tuple(sorted(features))),
    )


def marked_tables() -> list[Table]:
    """The tables of records that may be invented."""
    return [each for each in models.Table.metadata.sorted_tables if MARK in each.columns]


def leads_to_marked(node_id: ColumnElement[str]) -> ColumnElement[bool]:
    """True if an id of any type is that of an invented record."""
    return or_(*(node_id.in_(select(each.c.id).where(each.c[MARK])) for each in marked_tables()))


def _pointing() -> Iterator[tuple[RecordType, Select[Any]]]:
    """By type, the real records that have something invented in a column or a list."""
    for kind in RECORD_TYPES.values():
        if MARK not in kind.table.c:
            continue
        real = not_(kind.table.c[MARK])
        for column, _ in kind.references.values():
            yield kind, select(kind.table.c.id).where(real, leads_to_marked(kind.table.c[column]))
        for listed in kind.lists.values():
            own, other = listed.table.c[listed.own], listed.table.c[listed.other]
            yield kind, select(own).where(leads_to_marked(other), own.in_(select(kind.table.c.id).where(real)))


def _resting() -> Iterator[tuple[RecordType, Select[Any]]]:
    """By type, what spaces deposited that cannot be without something invented."""
    for kind in RECORD_TYPES.values():
        if MARK not in kind.table.c:
            about = or_(*(leads_to_marked(kind.table.c[column]) for column, _ in kind.references.values()))
            yield kind, select(kind.table.c.id).where(kind.table.c.space_id.is_not(None), about)


def _collections() -> Select[Any]:
    real = select(COLLECTION.c.id).where(not_(COLLECTION.c[MARK]))
    return select(ITEM.c.collection_id).where(ITEM.c.collection_id.in_(real), leads_to_marked(ITEM.c.node_id))


def _features() -> Select[Any]:
    written = exists().where(CHANGE.c.node_id == FEATURE.c.id)
    return select(FEATURE.c.id).where(leads_to_marked(FEATURE.c.node_id), written)
