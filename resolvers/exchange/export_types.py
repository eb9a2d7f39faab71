"""Exported types: those that can be imported again, and those that can only be read.

Of the latter, a file holds everything that everyone sees in the API, under the same names, since it need not be
writable. Contacts are not exported: nobody consented to be found in a file with all others.
"""

from dataclasses import dataclass
from functools import cached_property

import models
from models.folding import SORT
from resolvers.core.record_types import RECORD_TYPES, ListField, RecordType
from resolvers.exchange.exchange_order import EXCHANGED_TYPES

ANY = "Node"
"""Stands for the type of a record that may be of any."""
UNEXPORTED_COLUMNS = frozenset({"id", "demonstration", "created_at", "updated_at", "state", "space_id"})
"""Columns that a file tells elsewhere, or that say the same of all that everyone sees."""


@dataclass(frozen=True, slots=True)
class OrderedList(ListField):
    """An ordered list, in which each record keeps its position, whether it is visible or not."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All that the table says of each place, the number first."""
        return tuple(each.key for each in self.table.columns if each.key != self.own)


@dataclass(frozen=True, slots=True)
class EmbeddedIds(ListField):
    """An ordered list of ids in a column of the record itself."""


@dataclass(frozen=True)
class ExportOnlyType(RecordType):
    """A type that is exported and not imported."""

    apart: frozenset[str] = frozenset()
    """Columns that are not for everyone."""

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Columns that are told as they are, those that the commons keeps by itself too."""
        told = {column for column, _ in self.references.values()} | self.lists.keys() | self.apart | UNEXPORTED_COLUMNS
        return tuple(each.key for each in self.table.columns if each.key not in told and not each.key.endswith(SORT))

    @cached_property
    def references(self) -> dict[str, tuple[str, str]]:
        """By name: the column that leads to another record, and its type, which for `node` may be any."""
        found = {name: leads for name, leads in super().references.items() if leads[0] not in self.apart}
        return {"node": ("node_id", ANY), **found} if "node_id" in self.table.c else found


REFERENCE_TYPES: dict[str, ExportOnlyType] = {
    model.__name__: ExportOnlyType(model) for model in (models.Territory, models.Topic, models.Network)
}
"""Types to which all records refer: territories with their region, topics with their tree, and networks."""
EDITORIAL_TYPES: dict[str, ExportOnlyType] = {
    each.type_name: each
    for each in (
        ExportOnlyType(
            models.Collection,
            {
                "networks": ListField(models.CollectionNetwork, "collection_id", "network_id", "Network"),
                "items": OrderedList(models.CollectionItem, "collection_id", "node_id", ANY),
            },
        ),
        ExportOnlyType(models.Feature),
        ExportOnlyType(models.Seal),
        ExportOnlyType(
            models.Decision,
            {"networks": EmbeddedIds(models.Decision, "id", "networks", "Network")},
            apart=frozenset({"case_id", "before"}),
        ),
    )
}
"""Editorial work, and the public log of moderation."""
EXPORT_ONLY_TYPES = {**REFERENCE_TYPES, **EDITORIAL_TYPES}

EXPORT_TYPES: dict[str, RecordType] = {
    **REFERENCE_TYPES,
    **{each: RECORD_TYPES[each] for each in EXCHANGED_TYPES},
    **EDITORIAL_TYPES,
}
"""All types of an export, in the order in which a file has them."""
