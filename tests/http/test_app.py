"""The whole application, on a real database of either engine."""

import re
from collections.abc import AsyncIterator
from html import unescape
from importlib.resources import files

import httpx
import pytest
from starlette.applications import Starlette

from encommun.app import create_app
from encommun.settings import Settings

EXECUTIONS = ["breadth-first", "reference"]


@pytest.fixture(params=EXECUTIONS)
async def app(request, database_url, tmp_path) -> AsyncIterator[Starlette]:
    app = create_app(Settings(database_url=database_url, execution=request.param), graphiql=tmp_path)
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commons.test") as client:
        yield client


def first_queries() -> dict[str, str]:
    """The documents that GraphiQL opens with, by language."""
    html = (files("encommun.graphiql") / "graphiql.html").read_text("utf-8")
    return {
        language: unescape(text)
        for language, text in re.findall(r'<template lang="(..)">(.*?)</template>', html, re.DOTALL)
    }


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_query_that_graphiql_opens_with_has_an_answer(client, language):
    answer = (await client.post("/graphql", json={"query": first_queries()[language]})).json()
    assert answer.keys() == {"data"}
    assert all(answer["data"].values())


async def test_the_schema_can_be_read_by_tools(client):
    answer = (await client.post("/graphql", json={"query": "{ __schema { queryType { name } } }"})).json()
    assert answer == {"data": {"__schema": {"queryType": {"name": "Query"}}}}


async def test_health_is_answered(client):
    assert (await client.get("/health")).json() == {"status": "ok"}


async def test_the_root_leads_to_the_endpoint(client):
    response = await client.get("/", headers={"accept": "text/html"}, follow_redirects=True)
    assert response.url.path == "/graphql"
    assert "GraphiQL" in response.text


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "/admin", "UNKNOWN_ADDRESS"),
        ("POST", "/health", "METHOD_NOT_ALLOWED"),
        ("GET", "/graphql/x", "UNKNOWN_ADDRESS"),
    ],
)
async def test_other_addresses_get_coded_errors(client, method, path, code):
    response = await client.request(method, path)
    assert response.status_code in {404, 405}
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": code}
    assert "/graphql" in error["message"]
