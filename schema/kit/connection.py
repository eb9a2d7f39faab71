"""Connections: pages of a list, after https://relay.dev/graphql/connections.htm, with `nodes` for short."""

from collections.abc import Mapping
from typing import Any

import strawberry

from execution import column, same_row
from schema.kit.costs import COUNTED, cost
from schema.kit.type_registry import list_of_type, register, registered, type_ref


@strawberry.federation.type(shareable=True, description="The position of a page in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(
        description="True if more records follow. Always true when paging backward from a `before` cursor."
    )
    has_previous_page: bool = strawberry.field(
        description="True if there are records before the page. Always true when paging forward from an `after` cursor."
    )
    start_cursor: str | None = strawberry.field(description="Cursor of the first record on the page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last record on the page.")


def connection(type_name: str, prefix: str, properties: Mapping[str, Any], says: str) -> Any:
    """The connection type named after `prefix`, whose nodes are of the type and whose edges carry the properties."""
    name = f"{prefix}Connection"
    if registered(name) is None:
        edge = _edge(type_name, f"{prefix}Edge", properties)
        annotations = {"total_count": int, "page_info": PageInfo}
        members = {
            "total_count": strawberry.field(
                description="Number of records on all pages. It is counted only if this field is selected.",
                directives=cost(COUNTED),
            ),
            "page_info": strawberry.field(description="The position of the page in its list."),
            "edges": same_row(
                "rows",
                type=list_of_type(edge),
                description="Records of the page, each with its cursor and the properties of its relation, if any.",
            ),
            "nodes": same_row(
                "rows", type=list_of_type(type_ref(type_name)), description="Records of the page, without their edges."
            ),
        }
        made = type(name, (), {"__annotations__": annotations, **members})
        register(name, strawberry.type(made, description=says))
    return type_ref(name)


def _edge(type_name: str, name: str, properties: Mapping[str, Any]) -> Any:
    members = {
        "cursor": column(
            "cursor", type=str, native=True, description="Cursor of the record, for `after` and `before`."
        ),
        **properties,
        "node": same_row(type=type_ref(type_name), description="The record."),
    }
    made = type(name, (), {"__annotations__": {}, **members})
    return register(
        name, strawberry.type(made, description=f"A record of type {type_name} in a list, with its cursor.")
    )
