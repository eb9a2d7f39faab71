"""Rows: laid out as the plan asks, with columns, flows, edges, and an interface whose rows name their types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Annotated, Any

import strawberry

from execution import BatchInfo, batched, column, same_row
from execution.selection import AllFields, Selection
from tests.execution.torture.chance import Place, error_at
from tests.execution.torture.scalars import Colour, Fussy

Record = dict[str, Any]


@strawberry.interface
class Work:
    title = column("title", type=str, native=True)
    year = column("year", type=date | None)
    mood = column("mood", type=Colour)

    @classmethod
    def resolve_type(cls, value: Any, info: Any, abstract: Any) -> str | None:
        return getattr(value, "graphql_type", None)


def _rows_named(name: str) -> Callable[[Any, Any], bool]:
    def is_type_of(value: Any, info: Any) -> bool:
        return getattr(value, "graphql_type", None) == name

    return is_type_of


@strawberry.type
class Author:
    """The author of a work, whose columns were fetched together with those of the work."""

    name = column("author_name", type=str | None, native=True)
    fussy = column("author_fussy", type=Fussy)


@strawberry.type
class Book(Work):
    is_type_of = _rows_named("Book")
    pages = column("pages", type=int, native=True)
    fussy = column("fussy", type=Fussy | None)
    tags = column("tags", type=list[str], native=True)
    written_by = same_row(type=Author)

    @batched(needs=["number"], type=list[Annotated["Book", strawberry.lazy("tests.execution.torture.works")]])
    async def sequels(parents: Sequence[Any], info: BatchInfo) -> list[Any]:
        rows = Rows("Book", info.selected, "Book")
        return [[rows[(each.number * 3 + step) % len(BOOKS)] for step in range(each.number % 3)] for each in parents]

    @batched(needs=["number", "pages"], type=str | None)
    def review(parents: Sequence[Any], info: BatchInfo, stars: int = 3) -> list[Any]:
        return [
            error_at(Place(each.number, "review")) if each.number == 5 else f"{each.number}: {each.pages} {stars}"
            for each in parents
        ]


@strawberry.type
class Film(Work):
    is_type_of = _rows_named("Film")
    minutes = column("minutes", type=int | None, native=True)
    written_by = same_row(type=Author)


@strawberry.type
class BookEdge:
    cursor = column("cursor", type=str, native=True)
    colour = column("edge_colour", type=Colour | None)
    node = same_row(type=Book)


@strawberry.type
class BookConnection:
    edges = same_row("rows", type=list[BookEdge])
    nodes = same_row("rows", type=list[Book])
    first_edge = same_row("first", type=BookEdge | None)
    total: int


BOOKS: list[Record] = [
    {
        "number": number,
        "title": f"book {number}",
        "year": None if number % 4 == 1 else date(2000 + number, 2, 3),
        "mood": "no colour" if number == 6 else list(Colour)[number % 3],
        "pages": number * 100,
        "fussy": [None, "fine", "refused", "void", "good"][number % 5],
        "tags": [f"tag {each}" for each in range(number % 3)],
        "author_name": None if number == 3 else f"author {number}",
        "author_fussy": "refused" if number == 7 else "author",
    }
    for number in range(8)
]
FILMS: list[Record] = [
    {
        "number": number,
        "title": f"film {number}",
        "year": date(1980 + number, 4, 5),
        "mood": Colour.BLUE,
        "minutes": None if number else 90,
        "author_name": None,
        "author_fussy": "void" if number == 2 else "author",
    }
    for number in range(3)
]


@cache
def _row_type(name: str, columns: tuple[str, ...]) -> type[Any]:
    """Rows are read by position by the plan and by name by batch functions; they name their own GraphQL type."""
    places = {column: property(lambda row, place=place: row[place]) for place, column in enumerate(columns)}
    return type(f"{name}Row", (tuple,), places | {"graphql_type": name})


class Rows:
    """Rows of one type with the selected columns, one object for each record."""

    def __init__(self, name: str, selected: Selection | AllFields, type_name: str | None = None) -> None:
        self._name = name
        self._columns = selected.columns(type_name)
        self._made: dict[int, Any] = {}

    def __getitem__(self, number: int) -> Any:
        if number not in self._made:
            self._made[number] = self.row((BOOKS if self._name == "Book" else FILMS)[number])
        return self._made[number]

    def row(self, record: Record) -> Any:
        columns = self._columns if self._columns is not None else tuple(record)
        return _row_type(self._name, columns)(record[name] for name in columns)


def books_of(
    owners: Sequence[int], selected: Selection | AllFields, first: int, colours: list[Colour] | None
) -> list[Any]:
    rows = Rows("Book", selected)
    answer = []
    for owner in owners:
        numbers = [(owner + step) % len(BOOKS) for step in range(min(max(first, 0), 4))]
        records = [
            BOOKS[number] | {"cursor": f"{owner}/{number}", "edge_colour": (colours or [None])[0]}  # type: ignore[list-item]
            for number in numbers
        ]
        edges = [rows.row(record) for record in records]
        answer.append(SimpleNamespace(rows=edges, first=edges[0] if edges else None, total=len(BOOKS)))
    return answer


@dataclass
class Stray:
    """A row of a type that no field of the schema can give."""

    graphql_type: str


def works_of(owners: Sequence[int], selected: Selection | AllFields) -> list[list[Any]]:
    books, films = Rows("Book", selected, "Book"), Rows("Film", selected, "Film")
    found = [books[1], films[0], books[2], books[6], films[1], Stray("Nothing"), Stray("Town")]
    return [[found[(owner + step * 2) % (len(found) if owner > 3 else 4)] for step in range(3)] for owner in owners]
