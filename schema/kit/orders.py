"""Order inputs: by which columns the lists of an entity can be sorted."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import strawberry

from loaders.sql.orders import Order, SortKey
from resolvers.core.comparisons import check_not_null
from schema.kit.type_registry import list_of_type, register, type_ref


@strawberry.enum(description="Direction in which a list is sorted.")
class Direction(Enum):
    ASC = strawberry.enum_value(
        "ASC", description="Ascending: from the lowest value, the earliest date or the letter A."
    )
    DESC = strawberry.enum_value(
        "DESC", description="Descending: from the highest value, the latest date or the letter Z."
    )


def order_input(type_name: str, columns: Mapping[str, tuple[str, str]]) -> Any:
    """Make `<type_name>Order` from enum name -> (column, description)."""
    members = {
        name: strawberry.enum_value(column, description=description) for name, (column, description) in columns.items()
    }
    fields_of: Any = Enum(f"{type_name}OrderField", members)  # type: ignore[misc]
    field = register(
        f"{type_name}OrderField",
        strawberry.enum(fields_of, description=f"Fields by which lists of {type_name} can be sorted."),
    )
    annotations = {"field": field, "direction": Direction}
    fields = {
        "field": strawberry.field(description="Field by which the list is sorted."),
        "direction": strawberry.field(
            default=Direction.ASC, description="Direction of the sort; ascending by default."
        ),
    }
    made = type(f"{type_name}Order", (), {"__annotations__": annotations, **fields})
    return register(
        made.__name__,
        strawberry.input(made, description=f"Sort key for lists of {type_name}: a field and a direction."),
    )


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
