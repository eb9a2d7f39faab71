"""Conditions of a search besides its words, in SQL: types, facets of the records, and what these are tied to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from loaders.queries.search_ties import Tie, network_ties, territory_ties, topic_ties
from loaders.sql.literals import literal
from loaders.tables import SPACE, TERRITORY, table_of
from loaders.visibility.access import Visibility
from models import TerritoryInclusion, TopicInclusion

ON_DOCUMENTS = {"types": "type_name", "kinds": "kind", "phases": "phase", "years": "year", "licences": "licence"}
"""The columns of a document that conditions compare, by the names of these."""

Other = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""A function from the column that ties lead to, to the condition on it."""


@dataclass(frozen=True, slots=True)
class SearchConditions:
    """Conditions that the found records must meet, all of them; of each, one of its values suffices.

    A condition without values is none.
    """

    types: tuple[str, ...] = ()
    """Names of types, such as Actor."""
    kinds: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    licences: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    """Ids of networks: of a record's space, of which an actor is a member, or that answer for a collection."""
    topics: tuple[str, ...] = ()
    """Ids of topics; records on narrower ones meet the condition, too."""
    territories: tuple[str, ...] = ()
    """Ids of territories; records of those inside meet the condition, too."""
    levels: tuple[str, ...] = ()
    """Kinds of territories that records are tied to."""
    near: tuple[str, ...] = ()
    """Ids of the territories within a distance, which is at least one: the place itself."""
    alone: bool = False
    """True if no words are looked for."""

    @property
    def values(self) -> dict[str, Any]:
        """Return the values to bind."""
        return {_bound(name): list(getattr(self, name)) for name in self._given}

    @property
    def shape(self) -> "ConditionShape":
        """Return what the text of a statement depends on."""
        return ConditionShape(self._given, few=not self.alone)

    @property
    def _given(self) -> tuple[str, ...]:
        return tuple(each.name for each in fields(self) if each.name != "alone" and getattr(self, each.name))


class ConditionShape(NamedTuple):
    """The conditions of a search without their values."""

    given: tuple[str, ...]
    few: bool
    """True if each document is looked at by itself; otherwise what a condition admits is collected first."""

    def clauses(self, visibility: Visibility, documents: Any) -> list[ColumnElement[bool]]:
        """Return the conditions on rows of `search_document`, as clauses that all hold."""
        return [_clause(visibility, documents, name, few=self.few) for name in self.given]


def _inside(visibility: Visibility, inclusion: type[Any], name: str) -> Other:
    """Return the condition that something is one of the entities bound as `name`, or is inside one."""
    table = table_of(inclusion).alias()
    found = select(table.c.descendant_id).where(visibility.dialect.is_in(table.c.ancestor_id, _bound(name)))
    return lambda other: other.in_(found)


def _clause(visibility: Visibility, documents: Any, name: str, *, few: bool) -> ColumnElement[bool]:
    dialect = visibility.dialect
    if name in ON_DOCUMENTS:
        return dialect.is_in(documents.c[ON_DOCUMENTS[name]], _bound(name))
    level = TERRITORY.alias()
    of_level = select(level.c.id).where(dialect.is_in(level.c.kind, _bound(name)))
    ways: Mapping[str, tuple[Iterable[Tie], Other]] = {
        "networks": (network_ties(), lambda other: dialect.is_in(other, _bound(name))),
        "topics": (topic_ties(), _inside(visibility, TopicInclusion, name)),
        "territories": (territory_ties(), _inside(visibility, TerritoryInclusion, name)),
        "levels": (territory_ties(), lambda other: other.in_(of_level)),
        "near": (territory_ties(), lambda other: dialect.is_in(other, _bound(name))),
    }
    ties, admits = ways[name]
    found = [_tied(visibility, documents, tie, admits, few=few) for tie in ties]
    if name == "networks":
        space = SPACE.alias()
        among = select(space.c.id).where(dialect.is_in(space.c.network_id, _bound(name)))
        found.append(documents.c.space_id.in_(among))
    return or_(false(), *found)


def _tied(visibility: Visibility, documents: Any, tie: Tie, admits: Other, *, few: bool) -> ColumnElement[bool]:
    """Test that a document is of the tie's type, and is tied to what is admitted."""
    of_type = documents.c.type_name == literal(tie.type_name)
    table = tie.table.alias()
    found: Select[Any] = select(table.c[tie.record]).where(admits(table.c[tie.other]))
    if not tie.is_record:  # the viewer sees the record if they see its document
        found = found.where(*visibility.visible(table))
    if few:
        return and_(of_type, exists(found.where(table.c[tie.record] == documents.c.id)))
    return and_(of_type, documents.c.id.in_(found))


def _bound(name: str) -> str:
    return f"{name}_wanted"
