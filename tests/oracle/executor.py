"""A plain executor: graphql-core over the committed SDL, a resolver for each field and object, over rows in memory.

It has no batches, no loaders, no texts and no cache, and shares nothing with what it is held against but the SDL
and the tables' rows, which SQLAlchemy reads once. What a viewer does not see is taken out before.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    build_schema,
    execute_sync,
    parse,
    validate,
)

from tests.schema.expected_relations import RELATIONS, TYPES, One, Single, Tied
from tests.schema.filter_oracle import DEFAULT, Oracle, has_nothing_to_look_for, ordered

SDL = build_schema((Path(__file__).parents[2] / "schema" / "encommun.graphql").read_text(), assume_valid_sdl=True)
LISTS = {plural: name for name, plural in TYPES.items()}
ID = re.compile(r"([a-z_]+)_[0-7][0-9a-hjkmnp-tv-z]{25}")
PREFIXES = {re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower(): name for name in (*TYPES, "ReviewCase")}
CURSOR = "⟦a cursor⟧"
"""Stands for every cursor, which only who made it can read."""


@dataclass(frozen=True)
class Node:
    """A row as an object of its type."""

    type_name: str
    row: Mapping[str, Any]
    tie: Mapping[str, Any] | None = None
    """The association by which a node is in its list."""


@dataclass(frozen=True)
class Page:
    """A page of a list."""

    nodes: Sequence[Node]
    total: int
    following: bool
    preceding: bool


class Plain:
    """Answers operations from the rows that a viewer sees."""

    def __init__(self, oracle: Oracle, details: Mapping[str, Mapping[str, Any]], size: int) -> None:
        """`details` are experience reports by the id of their resource; `size` is that of a page unless told."""
        self._oracle = oracle
        self._world = oracle.world
        self._details = details
        self._size = size

    def execute(self, document: str, variables: dict[str, Any] | None, name: str | None = None) -> ExecutionResult:
        """The answer; one of errors alone where the request cannot be executed at all."""
        parsed = parse(document)
        if errors := validate(SDL, parsed):
            return ExecutionResult(None, errors)
        return execute_sync(
            SDL,
            parsed,
            variable_values=variables,
            operation_name=name,
            field_resolver=self._resolve,
            type_resolver=lambda value, *_: value.type_name,
        )

    def _resolve(self, source: Any, info: GraphQLResolveInfo, **given: Any) -> Any:
        owner, name = info.parent_type.name, info.field_name
        if owner == "Query":
            return self._root(name, given)
        if isinstance(source, Page):
            return _of_page(source, name)
        if isinstance(source, Node) and owner.endswith("Edge"):
            return _of_edge(source, name)
        if isinstance(source, Node):
            return self._of_node(source, name, given)
        return shown(source[column(name)]) if isinstance(source, Mapping) else getattr(source, name)

    def _root(self, name: str, given: dict[str, Any]) -> Any:
        if name in LISTS:
            return self._page(LISTS[name], [Node(LISTS[name], row) for row in self._world.of(LISTS[name])], given)
        if name == "node":
            return self._named(given["id"])
        if name == "nodes":
            return [caught(self._named, each) for each in given["ids"]]
        if name == "_entities":
            return [caught(self._represented, each) for each in given["representations"]]
        (found,) = given["by"].values()
        return self._seen(found)

    def _named(self, wanted: str) -> Node:
        match = ID.fullmatch(wanted)
        if match is None or match[1] not in PREFIXES:
            raise fault("INVALID_ID")
        if (found := self._seen(wanted)) is None:
            raise fault("NOT_FOUND")
        return found

    def _represented(self, given: Any) -> Node:
        if not isinstance(given, dict) or given.get("__typename") not in PREFIXES.values():
            raise fault("INVALID_REFERENCE")
        if not isinstance(given.get("id"), str):
            raise fault("INVALID_REFERENCE")
        match = ID.fullmatch(given["id"])
        if match is None or PREFIXES.get(match[1]) != given["__typename"]:
            raise fault("INVALID_ID")
        return self._named(given["id"])

    def _seen(self, wanted: str | None) -> Node | None:
        if wanted is None or wanted not in self._world.by_id:
            return None
        return Node(PREFIXES[wanted.rpartition("_")[0]], self._world.by_id[wanted])

    def _of_node(self, node: Node, name: str, given: dict[str, Any]) -> Any:
        relation = RELATIONS.get((node.type_name, name))
        if isinstance(relation, Single):
            rows = self._world.of(relation.type_name)
            return next((Node("Space", row) for row in rows if row[relation.column] == node.row["id"]), None)
        if isinstance(relation, One):
            return self._seen(node.row[relation.column])
        if relation is not None:
            ends = self._world.ends(node.type_name, name).get(node.row["id"], [])
            tie = isinstance(relation, Tied) and relation.properties
            found = [
                Node(relation.type_name, self._world.by_id[other], row if tie else None)
                for other, row in ends
                if other in self._world.by_id
            ]
            return self._page(relation.type_name, found, given)
        if name == "node":
            return self._seen(node.row["node_id"])
        if name == "experienceReport":
            return self._details.get(node.row["id"])
        return shown(node.row[column(name)])

    def _page(self, type_name: str, found: Sequence[Node], given: dict[str, Any]) -> Page:
        condition, order = given.get("filter", {}), given.get("orderBy", [])
        refuse_nulls(condition)
        if has_nothing_to_look_for(condition):
            raise fault("INVALID_FILTER")
        if "role" in given:
            refuse_nulls(given["role"])
            found = [each for each in found if each.tie is not None and accepted(each.tie["role"], given["role"])]
        first, last = given.get("first"), given.get("last")
        if first is not None and last is not None:
            raise fault("INVALID_PAGE")
        size = next((each for each in (first, last) if each is not None), self._size)
        if not 0 <= size <= 100:
            raise fault("INVALID_PAGE")
        refuse_nulls(order)
        test = self._oracle.test(type_name, condition)
        matching = self._sorted(type_name, [each for each in found if test(each.row)], order)
        return cut(matching, size, backward=last is not None)

    def _sorted(self, type_name: str, found: list[Node], order: Any) -> list[Node]:
        keys: dict[str, tuple[str, bool]] = {}
        for each in order if isinstance(order, list) else [order]:
            keys.setdefault(each["field"], (each["field"], each.get("direction", "ASC") == "DESC"))
        by_row = {id(each): each for each in found}
        rows = [{**each.row, NODE: id(each)} for each in found]
        wanted = list(keys.values()) or [DEFAULT[type_name]]
        # The same record may be tied to a list several times: then the ties settle it.
        rows.sort(key=lambda row: tied_by(by_row[row[NODE]]), reverse=wanted[-1][1])
        return [by_row[row[NODE]] for row in ordered(type_name, rows, wanted)]


NODE = "node of the row"


def tied_by(node: Node) -> str:
    """Return the key that distinguishes associations of one record with one list."""
    return "" if node.tie is None else str(node.tie.get("id") or node.tie["role"])


def cut(found: Sequence[Node], size: int, *, backward: bool) -> Page:
    """The first, or the last, of a list."""
    more = len(found) > size
    nodes = found[len(found) - min(size, len(found)) :] if backward else found[:size]
    return Page(nodes, len(found), more and not backward, more and backward)


def _of_page(page: Page, name: str) -> Any:
    match name:
        case "totalCount":
            return page.total
        case "nodes" | "edges":
            return page.nodes
        case "pageInfo":
            return page
        case "hasNextPage":
            return page.following
        case "hasPreviousPage":
            return page.preceding
        case _:
            return CURSOR if page.nodes else None


def _of_edge(node: Node, name: str) -> Any:
    if name == "cursor":
        return CURSOR
    return node if name == "node" else shown((node.tie or {})[column(name)])


def column(name: str) -> str:
    """The column that a field shows."""
    return re.sub(r"([A-Z])", r"_\1", name).lower()


def shown(value: Any) -> Any:
    """A column's value as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def fault(code: str) -> GraphQLError:
    """An error with a code."""
    return GraphQLError(code, extensions={"code": code})


def caught(make: Any, given: Any) -> Any:
    """Return the value that is made, or the error in its place."""
    try:
        return make(given)
    except GraphQLError as error:
        return error


def refuse_nulls(given: Any) -> None:
    """Raise INVALID_FILTER for a null anywhere."""
    if given is None:
        raise fault("INVALID_FILTER")
    for each in given.values() if isinstance(given, dict) else given if isinstance(given, list) else ():
        refuse_nulls(each)


def accepted(role: Any, operators: Mapping[str, Any]) -> bool:
    """True if a role satisfies all operators."""
    tests = {
        "eq": lambda other: role == other,
        "ne": lambda other: role != other,
        "in": lambda others: role in others,
        "notIn": lambda others: role not in others,
    }
    return all(tests[name](other) for name, other in operators.items())
