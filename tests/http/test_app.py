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
        ("GET", "/graphql/", "UNKNOWN_ADDRESS"),
        ("POST", "/graphql/", "UNKNOWN_ADDRESS"),
    ],
)
async def test_other_addresses_get_coded_errors(client, method, path, code):
    response = await client.request(method, path)
    assert response.status_code in {404, 405}
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": code}
    assert "/graphql" in error["message"]


async def asked_from(origin: str, allowed: str, database_url: str, tmp_path) -> httpx.Response:
    """The preflight of a page at `origin` that wants to POST JSON."""
    app = create_app(Settings(database_url=database_url, allowed_origins=allowed), graphiql=tmp_path)
    headers = {"origin": origin, "access-control-request-method": "POST"}
    headers["access-control-request-headers"] = "content-type, graphql-require-preflight"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commons.test") as client:
        return await client.options("/graphql", headers=headers)


@pytest.mark.parametrize(
    ("allowed", "status", "header"),
    [
        ("*", 200, "*"),
        ("https://a.example, https://b.example", 200, "https://b.example"),
        ("https://a.example", 400, None),
        ("", 400, None),
    ],
)
async def test_pages_of_the_allowed_sites_may_ask(allowed, status, header, database_url, tmp_path):
    response = await asked_from("https://b.example", allowed, database_url, tmp_path)
    assert (response.status_code, response.headers.get("access-control-allow-origin")) == (status, header)


async def test_a_page_of_another_site_reads_the_answer(client):
    response = await client.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": "https://b.example"})
    assert response.json() == {"data": {"__typename": "Query"}}
    assert response.headers["access-control-allow-origin"] == "*"
