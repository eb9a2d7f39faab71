"""Asks the public API what it finds, like any client."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from benchmarks.relevance.measures import FIRST
from encommun.app import create_app
from encommun.settings import Settings

PAGE = 100
NAMED = """__typename ... on Actor { id name } ... on Project { id title } ... on Resource { id title }
    ... on Workshop { id title } ... on Collection { id title }"""
SEARCH = f"""query ($query: String!) {{ search(query: $query, first: {FIRST}) {{
    totalCount relaxed suggestions nodes {{ {NAMED} }} }} }}"""
EVERYTHING = f"""query ($after: String) {{ search(query: "", first: {PAGE}, after: $after) {{
    nodes {{ {NAMED} }} pageInfo {{ hasNextPage endCursor }} }} }}"""


class Refused(Exception):
    """The API answered with an error."""


@dataclass(frozen=True)
class Answer:
    """The first ten results of a search."""

    ids: tuple[str, ...]
    records: tuple[str, ...]
    """Their types and titles, in the form of the judgements."""


@asynccontextmanager
async def client_of(url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server on a seeded database, for as long as the context is open."""
    app = create_app(Settings(database_url=url, work=False, cost_enforcement="off"))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://commons.test") as client,
    ):
        yield client


async def ask(client: httpx.AsyncClient, texts: Iterable[str]) -> dict[str, Answer]:
    """Return the answer to each text."""
    return {text: await _answer(client, text) for text in texts}


async def list_records(client: httpx.AsyncClient) -> list[str]:
    """Return all that can be found, by type and title; a title that repeats, repeatedly."""
    records: list[str] = []
    page: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        found = await _search(client, EVERYTHING, after=page["endCursor"])
        records += map(_record, found["nodes"])
        page = found["pageInfo"]
    return records


async def _answer(client: httpx.AsyncClient, text: str) -> Answer:
    """Ask as a person does: who finds nothing, or not all words, and is shown a suggestion, takes the first."""
    found = await _search(client, SEARCH, query=text)
    if found["suggestions"] and (found["relaxed"] or not found["totalCount"]):
        found = await _search(client, SEARCH, query=found["suggestions"][0])
    return Answer(tuple(each["id"] for each in found["nodes"]), tuple(map(_record, found["nodes"])))


async def _search(client: httpx.AsyncClient, document: str, **variables: object) -> dict[str, Any]:
    response = await client.post("/graphql", json={"query": document, "variables": variables})
    content = response.json()
    if content.get("errors"):
        raise Refused(f"{variables}: {content['errors']}")
    found: dict[str, Any] = content["data"]["search"]
    return found


def _record(node: dict[str, str]) -> str:
    return f"{node['__typename']}: {node.get('title') or node.get('name')}"
