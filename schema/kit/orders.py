"""Order inputs: by which columns the lists of an entity can be sorted."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import strawberry

from loaders.sql.orders import Order, SortKey
from resolvers.core.comparisons import check_not_null
from schema.kit.type_registry import list_of_type, register, type_ref


@strawberry.enum(description="Which end of an order comes first.")
class Direction(Enum):
    """Which end of an order comes first."""

    ASC = strawberry.enum_value("ASC", description="Lowest, earliest or first in the alphabet.")
    DESC = strawberry.enum_value("DESC", description="Highest, latest or last in the alphabet.")


def order_input(type_name: str, columns: Mapping[str, tuple[str, str]]) -> Any:
    """Make `<type_name>Order` from enum name -> (column, description)."""
    members = {
        name: strawberry.enum_value(column, description=description) for name, (column, description) in columns.items()
    }
    fields_of: Any = Enum(f"{type_name}OrderField", members)  # type: ignore[misc]
    field = register(
        f"{type_name}OrderField",
        strawberry.enum(fields_of, description=f"By what lists of {type_name} can be sorted."),
    )
    annotations = {"field": field, "direction": Direction}
    fields = {
        "field": strawberry.field(description="By what to sort."),
        "direction": strawberry.field(default=Direction.ASC, description="Which end comes first."),
    }
    made = type(f"{type_name}Order", (), {"__annotations__": annotations, **fields})
    return register(made.__name__, strawberry.input(made, description=f"One key of an order of {type_name}."))


def orders(type_name: str) -> Any:
    """The annotation of an `orderBy` argument."""
    return list_of_type(type_ref(f"{type_name}Order")) | None


def parse_order(given: Any, otherwise: Order) -> Order:
    """The order that a client asked for, or the entity's own; a column named twice counts once.

    Raises FaultError INVALID_FILTER for null.
    """
    if given is strawberry.UNSET or not check_not_null("orderBy", given):
        return otherwise
    keys: dict[str, SortKey] = {}
    for each in given:
        keys.setdefault(each.field.value, SortKey(each.field.value, each.direction is Direction.DESC))
    return tuple(keys.values())
