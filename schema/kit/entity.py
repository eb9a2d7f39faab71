"""Entities: a class that names columns and relations becomes a federated type with lists, filters and orders."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import strawberry
from sqlmodel import SQLModel

from execution import column
from loaders.sql.target import Target
from loaders.tables import table_of
from models import MODELS, Record
from resolvers.core.entities import ENTITIES, ORDERS
from resolvers.core.entity_keys import EntityKey, entity_key
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.rules import is_long
from schema.kit.connection import connection
from schema.kit.costs import LONG_TEXT, cost
from schema.kit.criteria import OnViewer, criterion_input, filter_input
from schema.kit.derivation import criteria_of, link_columns, order_columns
from schema.kit.node import Node
from schema.kit.orders import order_input
from schema.kit.relations import Several, ToMany, ToOne, link_connection, many, one, to_many, to_one
from schema.kit.scalars import graphql_type, is_native
from schema.kit.type_registry import register

KEYS: dict[str, list[EntityKey]] = {}
"""The federation keys of each type besides `id`."""


SOURCE_COLUMNS = ("demonstration", "licence", "source_name", "source_url", "source_reference", "source_date")
RECORD_COLUMNS = ("state", "version", "created_at", "updated_at")
RECORD_RELATIONS = {
    "space": one("Space", via="space_id"),
    "history": many("Change", via="node_id", says="Changes of the record, the latest first."),
    "reviews": many("ReviewCase", via="node_id", says="Review cases about the record, the latest first."),
    "decisions": many("Decision", via="node_id", says="Decisions about the record, the latest first."),
}
"""Relations of every type whose records people deposit; a class may declare one of them in its own words."""


class RootList(NamedTuple):
    """The root list of a type: its Python name, if it is not the type's with an s, and what it is for, for the SDL."""

    plural: str
    purpose: str


ROOT_LISTS: dict[str, RootList] = {}
"""The root list of each type."""


def entity(
    model: type[Record],
    *keys: str,
    purpose: str = "",
    plural: str = "",
    deposited: bool = False,
    **criteria: OnViewer,
) -> Callable[[type], Any]:
    """Make the decorated class the graph's type of `model`.

    In the class, `name: auto` shows the column of that name, or is a filter on it alone where the field itself is
    computed (`name: auto = …`); `one` and `many` declare relations. A `deposited` type has the columns of its source,
    if the model has them, those of its state and version, and the relations of RECORD_RELATIONS besides.
    `purpose` describes the type's root list, which is called `plural` if not by the type's name with an s.
    Everything else is derived: types, nullability and texts from the model; `<Type>Filter`,
    `<Type>Order`, `<Type>Reference` and `<Type>Connection` from what the class shows. Filters have the `criteria`, too.
    Besides its id, other subgraphs may name it by `keys`: the fields that a scheme of its references goes by.
    """

    def decorate(declared: type) -> Any:
        name = model.__name__
        shown = ["id", *(each for each, note in vars(declared)["__annotations__"].items() if note is strawberry.auto)]
        relations = _relations(declared)
        if deposited:
            shown += [*(SOURCE_COLUMNS if "licence" in model.model_fields else ()), *RECORD_COLUMNS]
            own = {each: value for each, value in relations.items() if each not in RECORD_RELATIONS}
            relations = own | RECORD_RELATIONS | relations
        members = _members(model, shown, relations)
        members |= {
            each: value
            for each, value in vars(declared).items()
            if not each.startswith("__") and not isinstance(value, ToOne | ToMany | Several)
        }
        made = type(name, (Node,), {"__annotations__": {}, "is_type_of": _is_row_of(name), **members})
        filter_input(name, criteria_of(model, shown, relations) | criteria)
        criterion_input(name)
        order_input(name, order_columns(model, shown))
        ROOT_LISTS[name] = RootList(plural, purpose or f"List {name} records.")
        KEYS[name] = [entity_key(name, each) for each in keys]
        register(name, strawberry.federation.type(made, keys=["id", *keys], description=model.__doc__))
        return made

    return decorate


def _relations(declared: type) -> dict[str, ToOne | ToMany]:
    """The relations of a class by name, in its order."""
    found: dict[str, ToOne | ToMany] = {}
    for name, value in vars(declared).items():
        if isinstance(value, Several):
            found |= value.by_name
        elif isinstance(value, ToOne | ToMany):
            found[name] = value
    return found


def embedded_type(model: type[SQLModel]) -> Callable[[type], Any]:
    """Make the decorated class a type without an id of its own, which shows columns of `model`, and computed fields."""

    def decorate(declared: type) -> Any:
        shown = list(vars(declared)["__annotations__"])
        others = {each: value for each, value in vars(declared).items() if not each.startswith("__")}
        made = type(model.__name__, (), {"__annotations__": {}, **_members(model, shown, {}), **others})
        return register(model.__name__, strawberry.type(made, description=model.__doc__))

    return decorate


def root_list(type_name: str) -> Any:
    """Return the root connection of an entity, described by its purpose and its default order."""
    table = table_of(ENTITIES[type_name])
    listing = connection(type_name, type_name, {}, f"A page of {type_name} records.")
    order = f"Sorted by {_default_order(type_name)} unless `orderBy` is given; narrow it by `filter`."
    return to_many(Target(table, type_name), listing, ORDERS[type_name], f"{ROOT_LISTS[type_name].purpose} {order}")


def _default_order(type_name: str) -> str:
    (key,) = ORDERS[type_name]
    name = to_camel_case(key.column.removesuffix("_sort"))
    return f"`{name}`, descending," if key.descending else f"`{name}`"


def _members(model: type[SQLModel], shown: list[str], relations: Mapping[str, ToOne | ToMany]) -> dict[str, Any]:
    columns = {
        name: column(
            name,
            type=graphql_type(model, name),
            native=is_native(model, name),
            description=model.model_fields[name].description,
            directives=cost(LONG_TEXT if is_long(model.__name__, name) else 0),
        )
        for name in shown
    }
    return columns | {name: _relation(model, name, each) for name, each in relations.items()}


def _relation(model: type[SQLModel], name: str, relation: ToOne | ToMany) -> Any:
    table = table_of(MODELS[relation.type_name])
    if isinstance(relation, ToOne):
        description = relation.says or model.model_fields[relation.via].description or ""
        return to_one(Target(table, relation.type_name, key=relation.key), relation.via, description)
    listing = link_connection(model.__name__, name, relation)
    if relation.through is None:
        target = Target(table, relation.type_name, key=relation.via)
    else:
        held, onward = link_columns(model, relation)
        target = Target(table, relation.type_name, key=held, link=table_of(relation.through), onward=onward)
    return to_many(target, listing, ORDERS[relation.type_name], relation.says, relation)


def _is_row_of(name: str) -> Any:
    return classmethod(lambda _cls, value, _info: getattr(value, "graphql_type", None) == name)
