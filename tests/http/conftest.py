"""A toy schema behind the real endpoint: what the edge does is the same whatever the graph."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
import pytest
import strawberry
from graphql import GraphQLError
from starlette.responses import PlainTextResponse
from strawberry.schema.config import StrawberryConfig

from encommun.http.deadlines import Deadlines
from encommun.http.endpoint import GraphQLEndpoint
from execution import Schema


class Even(int):
    """A number that its scalar refuses when odd."""


def parse_even(value: int) -> Even:
    if value % 2:
        raise ValueError(f"{value} is odd")
    return Even(value)


EVEN = strawberry.scalar(name="Even", serialize=int, parse_value=parse_even)


@strawberry.type
class Row:
    number: int

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError("hunter2")


@strawberry.type
class Query:
    @strawberry.field
    def hello(self, name: str = "commons") -> str:
        return f"Hello {name}"

    @strawberry.field
    def refused(self) -> str | None:
        raise GraphQLError("Write a known id.", extensions={"code": "UNKNOWN_ID"})

    @strawberry.field
    def rows(self, count: int = 3) -> list[Row]:
        return [Row(number=number) for number in range(count)]

    @strawberry.field
    def half(self, of: Annotated[Even, "An even number"]) -> int:
        return of // 2


@strawberry.type
class Mutation:
    @strawberry.mutation
    def write(self) -> str:
        return "written"


async def page(scope, receive, send):
    await PlainTextResponse("the page")(scope, receive, send)


@pytest.fixture(scope="session")
def toy():
    return Schema(Query, Mutation, config=StrawberryConfig(scalar_map={Even: EVEN}))


@pytest.fixture
def contexts():
    """The contexts that were made, one a request that was executed."""
    return []


@pytest.fixture
async def client(toy, contexts) -> AsyncIterator[httpx.AsyncClient]:
    @asynccontextmanager
    async def context(_scope, _headers):
        contexts.append(object())
        yield contexts[-1]

    transport = httpx.ASGITransport(GraphQLEndpoint(toy, context, page, Deadlines(10, 30)))
    async with httpx.AsyncClient(transport=transport, base_url="http://commons.test") as client:
        yield client
