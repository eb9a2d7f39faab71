"""Ties of searched records to topics, territories and networks, derived from the models: a new type joins by these."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.tables import TERRITORY, TOPIC, Table, table_of
from models import MODELS, Record

TERRITORY_COLUMN = "territory_id"
"""The column of records that are in one territory."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A table whose rows tie records of a type to something: by the column `record` to that in the column `other`."""

    type_name: str
    table: Table
    record: str
    other: str

    @property
    def is_record(self) -> bool:
        """True if the tie is a column of the record itself."""
        return self.record == "id"


def searched_models() -> dict[str, type[Record]]:
    """Return the models whose records are found by their words, by the name of their type."""
    return {
        name: model
        for name, model in sorted(MODELS.items())
        if issubclass(model, Record) and model.searched is not None
    }


@cache
def topic_ties() -> tuple[Tie, ...]:
    """The lists `topics` of records."""
    return tuple(_lists("topics", TOPIC))


@cache
def territory_ties() -> tuple[Tie, ...]:
    """The lists `territories` of records, and the column of those that are in one."""
    own = (
        Tie(name, table_of(model), "id", TERRITORY_COLUMN)
        for name, model in searched_models().items()
        if TERRITORY_COLUMN in model.model_fields
    )
    return (*_lists("territories", TERRITORY), *own)


@cache
def network_ties() -> tuple[Tie, ...]:
    """The tables that the models name: memberships, and networks that answer for a collection."""
    named = {name: model.searched.networks for name, model in searched_models().items() if model.searched is not None}
    tables = Record.metadata.tables
    return tuple(
        Tie(name, tables[table], column, "network_id")
        for name, (table, _, column) in ((name, each.partition(".")) for name, each in named.items() if each)
    )


def _lists(name: str, other: Table) -> Iterator[Tie]:
    """The ties of a list that several types have under the same name."""
    for type_name, model in searched_models().items():
        if (through := getattr(model, "lists", {}).get(name)) is not None:
            table = table_of(through)
            sides = {key.column.table: key.parent.key for key in table.foreign_keys}
            yield Tie(type_name, table, sides[table_of(model)], sides[other])
