"""A small schema whose batches note in the context, a list, how they were called."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import strawberry

from execution import BatchInfo, Mode, Schema, batched, column, same_row

Call = tuple[str, int]
"""Name of the batch, number of parents."""


@dataclass
class Calls:
    """The context: what was called, with how many parents, and what was selected."""

    made: list[Call] = field(default_factory=list)
    columns: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    asked: dict[str, bool] = field(default_factory=dict)

    def note(self, name: str, parents: Sequence[Any]) -> None:
        self.made.append((name, len(parents)))


RECORDS: dict[str, dict[str, Any]] = {
    "book": {"id": "b1", "title": "Waves", "pages": 300, "shelf_id": "s1", "position": 7, "shelf_name": "north"},
    "shelf": {"id": "s1", "name": "north"},
}


class Cells(tuple[Any, ...]):
    """A row: cells by position, as the plan reads them, and by name, as batches do."""

    __slots__ = ()
    names: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self[self.names.index(name)]
        except ValueError:
            raise AttributeError(name) from None


def row(kind: str, columns: tuple[str, ...] | None) -> Any:
    """A row with these columns in this order, or with all of them."""
    record = RECORDS[kind]
    names = tuple(record) if columns is None else columns
    return type("Row", (Cells,), {"names": names, "__slots__": ()})(record[name] for name in names)


@strawberry.type
class Shelf:
    id = column("id", type=str, native=True)
    name = column("name", type=str, native=True)

    @batched(needs=["id"])
    async def size(parents: Sequence[Any], info: BatchInfo, at_least: int = 0) -> list[int]:
        info.context.note("size", parents)
        return [max(len(each.id), at_least) for each in parents]


@strawberry.type
class Place:
    """A part of a book's own row."""

    position = column("position", type=int, native=True)
    shelf_name = column("shelf_name", type=str, native=True)


@strawberry.type
class Book:
    id = column("id", type=str, native=True)
    title = column("title", type=str, native=True)
    pages = column("pages", type=int)
    place = same_row(type=Place)

    @batched(needs=["shelf_id"])
    async def shelf(parents: Sequence[Any], info: BatchInfo) -> list[Shelf]:
        info.context.note("shelf", parents)
        info.context.columns["shelf"] = info.selected.columns()
        shelf = row("shelf", info.selected.columns())
        assert {each.shelf_id for each in parents} == {"s1"}
        return [shelf] * len(parents)


@strawberry.type
class Reader:
    """An object, not a row; the same one stands in many places."""

    number: int
    friend: "Reader | None" = None

    @strawberry.field
    def greeting(self, info: strawberry.Info) -> str:
        info.context.note("greeting", [self])
        return f"reader {self.number}"

    @batched
    async def books(parents: Sequence["Reader"], info: BatchInfo, first: int = 2) -> list[list[Book]]:
        info.context.note("books", parents)
        info.context.columns["books"] = info.selected.columns()
        info.context.asked["pages"] = info.selected.includes("pages")
        info.context.asked["shelf"] = info.selected.includes("shelf")
        return [[row("book", info.selected.columns()) for _ in range(first)] for _ in parents]


FRIEND = Reader(number=9)
READERS = [Reader(number=number, friend=FRIEND) for number in range(3)]


@strawberry.type
class Query:
    @batched
    def readers(parents: Sequence[Any], info: BatchInfo) -> list[list[Reader]]:
        info.context.note("readers", parents)
        return [READERS for _ in parents]


def library(mode: Mode = "breadth-first", **options: Any) -> Schema:
    return Schema(query=Query, mode=mode, **options)
