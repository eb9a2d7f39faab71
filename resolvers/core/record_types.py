"""The writable parts of each type: columns, references to other records, and lists of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import models
from loaders.tables import Table, table_of
from models import Deposited, Record
from models.folding import SORT, folded
from resolvers.core.entities import ENTITIES, TYPE_NAMES
from resolvers.validation.columns import ID, KEPT_BY_US

MOST_DIGITS = 3
"""Of a place in a list, which has 200 at most."""


@dataclass(frozen=True, slots=True)
class ListField:
    """A list of other records, kept in an association table and replaced as a whole."""

    through: type[models.Table]
    own: str
    other: str
    type_name: str
    role: str | None = None
    """The column that says what each of them does, if any."""

    @property
    def table(self) -> Table:
        """The association table."""
        return table_of(self.through)

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of the association: the id of the other record, and its role if there are roles."""
        return (self.other,) if self.role is None else (self.other, self.role)


@dataclass(frozen=True, slots=True)
class ItemNotes:
    """Words beside each record of an ordered list: a field of its own for who reports it, by the record's id."""

    through: type[models.Table]
    own: str
    name: str
    """The list, as the journal and clients call it."""
    place: str
    """The column of the place, from 1."""
    node: str
    words: str

    def at(self, name: str) -> int | None:
        """The place whose words a client means by `items.3.annotation`."""
        place = self._between(name)
        return int(place) if place.isascii() and place.isdigit() and len(place) <= MOST_DIGITS else None

    def of(self, field: str) -> str | None:
        """The record whose words a field is, if it is some."""
        return self._between(field) or None

    def field(self, node_id: str) -> str:
        """Return the name of the text field in an association, whatever its position is now."""
        return f"{self.name}.{node_id}.{self.words}"

    def _between(self, name: str) -> str:
        list_, _, rest = name.partition(".")
        between, _, words = rest.partition(".")
        return between if (list_, words) == (self.name, self.words) else ""


@dataclass(frozen=True)
class RecordType:
    """A type that is written by mutations."""

    model: type[Record]
    lists: Mapping[str, ListField] = field(default_factory=dict)
    detail: type[models.Table] | None = None
    """The model of what some records say besides, in a row of their own."""
    detail_name: str = ""
    noted: ItemNotes | None = None
    exchanged: bool = False
    """True if networks send and take its records in bulk."""

    @cached_property
    def type_name(self) -> str:
        """The graph's name of the type."""
        return self.model.__name__

    @cached_property
    def table(self) -> Table:
        """Return the table of the type's records."""
        return table_of(self.model)

    @cached_property
    def kept(self) -> frozenset[str]:
        """Columns that no client writes."""
        return KEPT_BY_US | self.model.kept

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Columns that a client writes as they are."""
        return tuple(
            each.key
            for each in self.table.columns
            if each.key not in self.kept and not each.key.endswith(SORT) and not each.foreign_keys
        )

    @cached_property
    def references(self) -> dict[str, tuple[str, str]]:
        """Return the references by name: the foreign key, and the type of the other record."""
        found = {}
        for each in self.table.columns:
            if each.key not in self.kept and each.foreign_keys:
                (key,) = each.foreign_keys
                found[each.key.removesuffix(ID)] = each.key, TYPE_NAMES[key.column.table.name]
        return found

    @cached_property
    def folded(self) -> dict[str, str]:
        """Return, by column, the column of its folded form for sorting and searching."""
        return {each: each + SORT for each in self.columns if each + SORT in self.table.c}

    def fold(self, columns: dict[str, Any]) -> None:
        """Add to the columns of a record those that hold them folded."""
        for name, sort in self.folded.items():
            if name in columns:
                columns[sort] = folded(columns[name])

    def place(self, record_id: str, field: str) -> tuple[Table, dict[str, Any], str]:
        """Return the place of a text field: the table, the key of its row, and the column."""
        if self.noted is not None and (node := self.noted.of(field)) is not None:
            key = {self.noted.own: record_id, self.noted.node: node}
            return table_of(self.noted.through), key, self.noted.words
        if self.detail is None or field in self.table.c:
            return self.table, {"id": record_id}, field
        return table_of(self.detail), self.detail_key(record_id), field.removeprefix(f"{self.detail_name}.")

    def told_in(self, field: str) -> str:
        """Return the journal's field for a text field: the whole list, if it is in one."""
        return field.partition(".")[0] if self.noted is not None and self.noted.of(field) is not None else field

    def detail_key(self, record_id: str) -> dict[str, str]:
        """Return the key of a record's detail row."""
        return {} if self.detail is None else {next(iter(table_of(self.detail).primary_key)).key: record_id}

    @cached_property
    def detail_columns(self) -> tuple[str, ...]:
        """Columns of the detail that a client writes."""
        if self.detail is None:
            return ()
        return tuple(each.key for each in table_of(self.detail).columns if not each.primary_key)


def _list_field(model: type[Record], through: type[models.Table]) -> ListField:
    """Return a list by its association table: the first key leads to the record, the other key to what it lists."""
    own, other = (each for each in table_of(through).columns if each.primary_key)
    (key,) = other.foreign_keys
    role = "role" if "role" in table_of(through).c else None
    if own.references(table_of(model).c.id):
        return ListField(through, own.key, other.key, TYPE_NAMES[key.column.table.name], role)
    raise TypeError(f"The first key of {through.__name__} does not lead to {model.__name__}.")


def _record_type(model: type[Record], declared: type[Deposited]) -> RecordType:
    lists = {name: _list_field(model, each) for name, each in declared.lists.items()}
    name, detail = next(iter(declared.details.items()), ("", None))
    return RecordType(model, lists, detail, name, exchanged=declared.exchanged)


DEPOSITED = {each.__name__: each for each in Deposited.__subclasses__()}
RECORD_TYPES: dict[str, RecordType] = {
    name: _record_type(model, DEPOSITED[name]) for name, model in ENTITIES.items() if name in DEPOSITED
}
"""Every type whose records are deposited, in alphabetical order."""

ANNOTATION_FIELDS = ItemNotes(models.CollectionItem, "collection_id", "items", "position", "node_id", "annotation")
REVIEWABLE_TYPES = RECORD_TYPES | {"Collection": RecordType(models.Collection, noted=ANNOTATION_FIELDS)}
"""Every type whose public records can be reported: what is deposited, and the networks' own selections of it."""
