"""A schema that has every way of answering, rightly and wrongly. Its data never changes."""

from collections.abc import Sequence
from typing import Any

import strawberry

from execution import BatchInfo, Mode, Schema, batched
from tests.execution.torture.beings import (
    GADGETS,
    GHOSTS,
    NAMED,
    PEOPLE,
    TOWNS,
    Anything,
    Gadget,
    Ghost,
    Named,
    Person,
    Placed,
    Town,
    anything_of,
    named_at,
)
from tests.execution.torture.chance import Place, error_at
from tests.execution.torture.echo import Echo
from tests.execution.torture.events import Mutation
from tests.execution.torture.scalars import CONFIG
from tests.execution.torture.shapes import ODDS, Odd
from tests.execution.torture.works import BookConnection, Film, Work, books_of, works_of


@strawberry.type
class Query:
    echo: Echo | None = None

    @strawberry.field
    def odd(self, number: int = 0) -> Odd | None:
        return ODDS[number % len(ODDS)]

    @strawberry.field
    async def odds(self, first: int | None = 2) -> list[Odd | None]:
        return [*ODDS[: min(max(first or 0, 0), len(ODDS))], None]

    @strawberry.field
    def required_odd(self) -> Odd:
        return ODDS[3]

    @strawberry.field
    def person(self, number: int = 0) -> Person | None:
        return PEOPLE[number % len(PEOPLE)]

    @batched
    async def people(parents: Sequence[Any], info: BatchInfo, first: int = 3) -> list[list[Person] | None]:
        return [PEOPLE[: min(max(first, 0), len(PEOPLE))] for _ in parents]

    @strawberry.field
    def towns(self) -> list[Town | None]:
        return [*TOWNS, None]

    @strawberry.field
    async def gadgets(self) -> list[Gadget] | None:
        return GADGETS

    @strawberry.field
    def ghosts(self) -> list[Ghost]:
        return GHOSTS

    @strawberry.field
    def named(self, number: int = 0) -> Named | None:
        return named_at(Place(number, "Query.named"))

    @batched
    def all_named(parents: Sequence[Any], info: BatchInfo) -> list[list[Named | None]]:
        return [NAMED for _ in parents]

    @strawberry.field
    async def placed(self) -> list[Placed]:
        return [*TOWNS, *PEOPLE]

    @strawberry.field
    def anything(self, number: int = 0) -> list[Anything | None] | None:
        return anything_of(Place(number, "Query.anything"))

    @batched
    async def works(parents: Sequence[Any], info: BatchInfo, number: int = 0) -> list[list[Work | None]]:
        return works_of([number % 8] * len(parents), info.selected)

    @batched
    async def books(parents: Sequence[Any], info: BatchInfo, first: int = 4) -> list[BookConnection | None]:
        return books_of([0] * len(parents), info.selected, first, None)

    @strawberry.field
    def broken(self) -> str | None:
        raise error_at(Place("Query", "broken"))


def torture(mode: Mode, **options: Any) -> Schema:
    """The schema under one executor; the root value of its operations is ROOT."""
    return Schema(
        query=Query, mutation=Mutation, types=[Film, Person, Town, Gadget], config=CONFIG, mode=mode, **options
    )


ROOT = Query(echo=Echo())
