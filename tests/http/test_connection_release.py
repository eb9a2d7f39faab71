"""Resources of a waiting request: it holds nothing that its operation does not use."""

import gc
from contextlib import asynccontextmanager

import httpx
import pytest
import strawberry

from encommun.http.deadlines import Deadlines
from encommun.http.endpoint import GraphQLEndpoint
from execution import Schema
from tests.http.conftest import page

MARK = "neverDeclared"
"""A key that stands in what is sent alone."""


@strawberry.input
class Given:
    declared: list[str]


@strawberry.type
class Query:
    @strawberry.field
    async def held(self, given: Given | None = None) -> bool:
        """True if the request's body is still held in memory."""
        return any(MARK in each for each in gc.get_objects() if type(each) is dict)


@asynccontextmanager
async def nobody(_scope, _headers):
    yield None


@pytest.mark.parametrize("mode", ["breadth-first", "reference"])
@pytest.mark.parametrize("where", ["variables", "extensions"])
async def test_what_the_operation_does_not_use_is_let_go(mode, where):
    endpoint = GraphQLEndpoint(Schema(query=Query, mode=mode), nobody, page, Deadlines(10, 10))
    transport = httpx.ASGITransport(endpoint)
    query = b'"query": "query ($given: Given) { held(given: $given) }"'
    unused = b'"given": {"declared": ["a"]}, "b": [{"neverDeclared": ["a"]}]'
    content = b'{%s, "%s": {%s}}' % (query, where.encode(), unused)
    async with httpx.AsyncClient(transport=transport, base_url="http://commons.test") as client:
        answer = await client.post("/graphql", content=content, headers={"content-type": "application/json"})
    assert answer.json() == {"data": {"held": False}}
