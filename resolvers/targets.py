"""The tables behind the graph's entities, by the name of their type."""

from models import Actor, Membership, Network, Project, Record, Resource, Territory, Topic, Workshop

from loaders.filters import Step
from loaders.orders import Key, Order
from loaders.target import Target

ENTITIES: dict[str, type[Record]] = {
    model.__name__: model for model in (Actor, Membership, Network, Project, Resource, Territory, Topic, Workshop)
}
"""Every type of the graph that has ids, in alphabetical order."""

PREFIXES = {model.prefix: name for name, model in ENTITIES.items()}
"""The type that an id's prefix stands for."""

INSIDE: dict[str, Step] = {
    "Territory": ("territory_inclusion", "ancestor_id", "descendant_id"),
    "Topic": ("topic_inclusion", "ancestor_id", "descendant_id"),
}
"""For entities that lie inside others: the step from one to everything inside it, itself included."""

ORDERS: dict[str, Order] = {
    "Actor": (Key("name_sort"),),
    "Membership": (Key("id"),),
    "Network": (Key("name_sort"),),
    "Project": (Key("title_sort"),),
    "Resource": (Key("title_sort"),),
    "Territory": (Key("name_sort"),),
    "Topic": (Key("label_sort"),),
    "Workshop": (Key("starts_at", descending=True),),
}
"""How lists are sorted unless a client says otherwise."""


def by_id(type_name: str) -> Target:
    """The rows of an entity, reached by their ids."""
    return Target(ENTITIES[type_name].__table__, type_name, key="id")  # type: ignore[attr-defined]
