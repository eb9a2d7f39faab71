"""The tables behind the graph's entities, by the name of their type."""

from functools import cache

import models
from loaders.sql.filters import Step
from loaders.sql.orders import Order, SortKey
from loaders.sql.target import Target
from loaders.tables import table_of
from models import Record

ENTITIES: dict[str, type[Record]] = {
    name: model for name, model in sorted(models.MODELS.items()) if issubclass(model, Record)
}
"""Every type of the graph that has ids, in alphabetical order: the models that are records."""

TYPE_NAMES = {table_of(model).name: name for name, model in ENTITIES.items()}
"""The type of the records of each table."""

PREFIXES = {model.prefix: name for name, model in ENTITIES.items()}
"""The type of each id prefix."""

CONTAINMENT: dict[str, Step] = {
    "Territory": ("territory_inclusion", "ancestor_id", "descendant_id"),
    "Topic": ("topic_inclusion", "ancestor_id", "descendant_id"),
}
"""For entities that contain others, the step from one to everything inside it, itself included."""

BROAD = frozenset({"Network", "Topic"})
"""Types of which there are few, so that many records are tied to each."""

ORDERS: dict[str, Order] = {
    name: (SortKey(model.sorted_by.removeprefix("-"), model.sorted_by.startswith("-")),)
    for name, model in ENTITIES.items()
}
"""The default orders of lists, by type."""


@cache
def target_by_id(type_name: str) -> Target:
    """The rows of an entity, reached by their ids."""
    return Target(table_of(ENTITIES[type_name]), type_name, key="id")
