"""Relations between entities: declared once, resolved for all parents of a level at once."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import strawberry
from sqlmodel import SQLModel

from execution import BatchInfo, batched, column
from loaders.errors import FaultError
from loaders.queries.connection_pages import load_pages as read_many
from loaders.queries.rows_by_key import load_rows as read_one
from loaders.sql.filters import MATCH_ALL, AllOf, Filter
from loaders.sql.json_parts import JsonObject, Part, json_to_many, json_to_one
from loaders.sql.orders import Order
from loaders.sql.page_queries import with_tie_breaker
from loaders.sql.pages import Slice
from loaders.sql.target import LINK, Target
from models import MODELS, ClosedList
from resolvers.core.comparisons import check_not_null
from resolvers.core.paging import page_from_arguments
from schema.kit.connection import connection
from schema.kit.costs import SEARCHED, SIFTED, cost, sized_by_page
from schema.kit.criteria import OnColumn
from schema.kit.filters import parse_filter
from schema.kit.operators import operators_for
from schema.kit.orders import orders, parse_order
from schema.kit.scalars import graphql_type, is_native, named_type, value_type
from schema.kit.type_registry import type_ref

PAGE = ("first", "after", "last", "before")

Fetch = Callable[..., Awaitable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class ToOne:
    """A relation to one entity, by the foreign key in the column `via`."""

    type_name: str
    via: str
    key: str = "id"
    """The column of the other side that `via` points at."""
    says: str | None = None


@dataclass(frozen=True, slots=True)
class ToMany:
    """A relation to many entities: those whose column `via` holds the id, or those tied to it by `through`."""

    type_name: str
    says: str
    via: str | None = None
    through: type[SQLModel] | None = None
    onward: str | None = None
    properties: tuple[str, ...] = ()
    """Columns of `through` that the edges show."""
    only: Filter = MATCH_ALL
    """A filter that every record of the list satisfies."""
    at: Callable[[datetime], Filter] | None = None
    """A filter that every record of the list satisfies at the moment of the request."""


@dataclass(frozen=True, slots=True)
class Several:
    """Relations that are declared together, in the order in which the type shows them."""

    by_name: Mapping[str, ToOne | ToMany]


def one(type_name: str, *, via: str, key: str = "id", says: str | None = None) -> Any:
    """Declare a relation to one; its description is the column's unless `says` gives another."""
    return ToOne(type_name, via, key, says)


def many(type_name: str, *, through: str | None = None, **options: Any) -> Any:
    """Declare a relation to many, `through` the model that ties both sides, if any; see ToMany for the options."""
    return ToMany(type_name, through=None if through is None else MODELS[through], **options)


def several(relations: Mapping[str, ToOne | ToMany]) -> Any:
    """Declare several relations, which the type shows in alphabetical order."""
    return Several(dict(sorted(relations.items())))


def to_one(target: Target, via: str, description: str) -> Any:
    """The field of a relation to one: one statement for all parents."""

    async def fetch(parents: Sequence[Any], info: BatchInfo) -> Sequence[Any]:
        keys = [getattr(parent, via) for parent in parents]
        info.context.snapshot.only()
        return await read_one(info.context.snapshot, target, keys, info.selected.columns())

    def related(_arguments: Mapping[str, Any], item: JsonObject) -> Part | None:
        return json_to_one(via, target, item)

    return batched(fetch, needs=[via], related=related, type=type_ref(target.type_name) | None, description=description)


def to_many(
    target: Target, connection_type: Any, order: Order, description: str, relation: ToMany | None = None
) -> Any:
    """The field of a relation to many, or of a root list: one statement for all parents, and one to count."""
    only = MATCH_ALL if relation is None else relation.only
    at = None if relation is None else relation.at
    properties = {} if relation is None else _criteria(relation)

    async def fetch(parents: Sequence[Any], info: BatchInfo, **arguments: Any) -> Sequence[Slice]:
        conditions = [only, await parse_filter(arguments.get("filter", strawberry.UNSET), info.context)]
        if at is not None:
            conditions.append(at(info.context.now))
        for name, criterion in properties.items():
            if name in arguments:
                conditions.append(criterion.filter(name, check_not_null(name, arguments[name])))
        snapshot = info.context.snapshot
        snapshot.only()
        return await read_many(
            snapshot,
            target,
            [getattr(parent, "id", None) for parent in parents],
            info.selected.columns(),
            page_from_arguments(*map(arguments.get, PAGE), looks_ahead=info.selected.includes("pageInfo")),
            order=parse_order(arguments.get("order_by", strawberry.UNSET), order),
            condition=AllOf(tuple(each for each in conditions if each != MATCH_ALL)),
            counted=info.selected.includes("totalCount"),
        )

    def related(arguments: Mapping[str, Any], item: JsonObject) -> Part | None:
        """The first page of a row's list, without conditions: all that takes values to bind is read by itself."""
        limit = most(arguments)
        asked = arguments.get("order_by", strawberry.UNSET)
        if limit is None or asked is None or only != MATCH_ALL or at is not None:
            return None
        if arguments.keys() - {"first", "order_by"}:
            return None
        return json_to_many(target, with_tie_breaker(target, parse_order(asked, order)), limit, item)

    def most(arguments: Mapping[str, Any]) -> int | None:
        """The rows of one list; None where the arguments are refused."""
        try:
            return page_from_arguments(*map(arguments.get, PAGE)).limit
        except FaultError:
            return None

    return batched(
        _signed(fetch, target.type_name, properties, SIFTED if target.key else SEARCHED),
        needs=["id"] if target.key else [],
        related=related if target.key else None,
        most=most,
        directives=sized_by_page(),
        type=connection_type,
        description=description,
    )


def link_connection(owner: str, name: str, relation: ToMany) -> Any:
    """The connection type of a relation: the target's own, unless its edges have properties."""
    through = relation.through
    if through is None or not relation.properties:
        return connection(relation.type_name, relation.type_name, {}, f"A page of {relation.type_name} records.")
    properties = {
        each: column(
            LINK + each,
            type=graphql_type(through, each),
            native=is_native(through, each),
            description=through.model_fields[each].description,
        )
        for each in relation.properties
    }
    prefix = owner + name[0].upper() + name[1:]
    return connection(
        relation.type_name,
        prefix,
        properties,
        f"A page of {relation.type_name} records that are related to one {owner}.",
    )


def _criteria(relation: ToMany) -> dict[str, OnColumn]:
    """Return the criteria on closed lists among the edges' properties."""
    found: dict[str, OnColumn] = {}
    through = relation.through
    if through is None:
        return found
    for name in relation.properties:
        plain, _, nullable = value_type(through.model_fields[name].annotation)
        if issubclass(plain, ClosedList):
            operators = operators_for(named_type(through, name), nullable=nullable)
            found[name] = OnColumn(relation.type_name, LINK + name, operators, f"Return only edges with this {name}.")
    return found


def _signed(fetch: Fetch, type_name: str, properties: Mapping[str, OnColumn], filtered: int) -> Fetch:
    """Give the batch function the arguments of a connection; a filter costs `filtered` besides its conditions."""

    def argument(annotation: Any, description: str, weight: int = 0) -> Any:
        return Annotated[annotation, strawberry.argument(description=description, directives=cost(weight))]

    arguments = {
        "filter": argument(
            type_ref(f"{type_name}Filter") | None, "Conditions that the records of the list must meet.", filtered
        ),
        "order_by": argument(orders(type_name), "Sort keys, the most important one first; ties are broken by id."),
        "first": argument(
            int | None, "Number of records from the start of the list: 20 by default or if null, at most 100."
        ),
        "after": argument(str | None, "Cursor after which the page starts; null means no cursor."),
        "last": argument(
            int | None,
            "Number of records from the end of the list, instead of `first`: at most 100; null means none.",
        ),
        "before": argument(str | None, "Cursor before which the page ends; null means no cursor."),
        **{name: argument(each.type | None, each.description) for name, each in properties.items()},
    }
    keyword = inspect.Parameter.KEYWORD_ONLY
    given = [
        inspect.Parameter(name, keyword, default=strawberry.UNSET, annotation=each) for name, each in arguments.items()
    ]
    positional = list(inspect.signature(fetch).parameters.values())[:2]
    fetch.__signature__ = inspect.Signature([*positional, *given])  # type: ignore[attr-defined]
    return fetch
