"""Many accounts that write at the same moment: each is told what holds, and what is stored adds up."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

from loaders.drivers.database import Database, open_database
from loaders.unit_of_work import Writer, open_writer
from resolvers.core.viewer import Viewer
from schema.kit.context import Context
from tests.moderation.client import NETWORKS
from tests.records.client import SCHEMA
from tests.support.concurrent_clients import ConcurrentClients
from tests.support.consistency_checks import assert_in_order, assert_told_the_truth, stored
from tests.support.documents import documents
from tests.support.response_checks import code_of
from tests.support.server_processes import served
from tests.support.viewers import HANDS, PARTIES, headers, signed_in, viewers

PROJECTS = 8
SECONDS = 90
"""Within which all must be done: what hangs fails here."""


@dataclass
class InProcess:
    """Sends without a server."""

    database: Database
    writer: Writer
    viewers: dict[str, Viewer]

    async def send(self, document: str, variables: dict[str, Any], who: str) -> dict[str, Any]:
        snapshot = self.database.snapshot()
        context = Context(snapshot, self.viewers[who or "visitor"], self.writer)
        try:
            result = await SCHEMA.execute(document, variables, context_value=context)
        finally:
            await snapshot.close()
        return {"data": result.data, "errors": [each.formatted for each in result.errors or []]}


async def test_what_a_crowd_is_told_in_process_is_what_is_stored(fresh_peopled_url: str):
    database = await open_database(fresh_peopled_url)
    try:
        async with open_writer(fresh_peopled_url) as writer, asyncio.timeout(SECONDS):
            known = await viewers(database, *HANDS, *NETWORKS)
            crowd = ConcurrentClients(InProcess(database, writer, known).send, list(HANDS))
            await crowd.work(PROJECTS)
    finally:
        await database.close()
    await assert_books(fresh_peopled_url, crowd)


async def test_what_a_crowd_is_told_by_two_servers_is_what_is_stored(fresh_peopled_url: str, tmp_path):
    async with served(fresh_peopled_url, tmp_path, 2) as servers, httpx.AsyncClient(timeout=SECONDS) as client:
        known = {"": {}, **await signed_in(servers[0].address, *HANDS, *NETWORKS)}
        sent = 0

        async def send(document: str, variables: dict[str, Any], who: str) -> dict[str, Any]:
            nonlocal sent
            sent += 1
            address = f"{servers[sent % 2].address}/graphql"
            body = {"query": document, "variables": variables}
            answer: dict[str, Any] = (await client.post(address, json=body, headers=known[who])).json()
            return answer

        crowd = ConcurrentClients(send, list(HANDS))
        async with asyncio.timeout(SECONDS):
            await crowd.work(PROJECTS)
    await assert_books(fresh_peopled_url, crowd)


async def assert_books(url: str, crowd: ConcurrentClients) -> None:
    """Everything is there as it was told, and every project was judged."""
    await assert_in_order(url)
    assert_told_the_truth(await stored(url), crowd.told)
    assert len(crowd.told.created) == PROJECTS
    assert len(crowd.told.decided) == PROJECTS
    assert all(crowd.told.decided.values())


async def test_every_mutation_that_is_shown_is_answered_beside_all_others(fresh_peopled_url: str, tmp_path):
    shown = [each for each in documents() if not each.reads]
    assert len(shown) >= 10
    async with served(fresh_peopled_url, tmp_path) as (server,), httpx.AsyncClient(timeout=SECONDS) as client:
        known = await headers(server.address)
        address = f"{server.address}/graphql"
        sending = [
            client.post(address, json=each.body, headers=known[party])
            for _ in range(2)
            for each in shown
            for party in PARTIES
        ]
        answers = await asyncio.gather(*sending)
    for answer in answers:
        assert answer.status_code < 500 or code_of(answer, set()), answer.text
        assert "INTERNAL_SERVER_ERROR" not in answer.text
    await assert_in_order(fresh_peopled_url)
