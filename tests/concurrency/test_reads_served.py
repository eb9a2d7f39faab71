"""The same of a server: whatever comes over many connections at once, each is answered as it is alone."""

import asyncio

import httpx
import orjson

from tests.concurrency.document_mix import FINDING, TIMES, Question, alone, mixed, questions, together
from tests.support.documents import Document
from tests.support.server_processes import served
from tests.support.viewers import headers

READERS = 4
SECONDS = 120
"""Within which all must be answered: what hangs fails here."""


async def test_each_gets_from_a_server_the_answer_that_it_gets_alone(peopled_url: str, tmp_path):
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with served(peopled_url, tmp_path, readers=READERS, visitor_deadline=30) as (server,):
        known = await headers(server.address)
        async with httpx.AsyncClient(base_url=server.address, timeout=SECONDS, limits=limits) as client:

            async def ask(question: Question) -> bytes:
                sent = known[question.party]
                return (await client.post("/graphql", json=question.document.body, headers=sent)).content

            found = orjson.loads(await ask(Question(Document("finding", FINDING), "steward")))
            asked = questions(found["data"])
            expected = await alone(asked, ask)
            async with asyncio.timeout(SECONDS):
                for order in list(mixed(asked))[:2]:
                    for question, body in await together(order, ask, TIMES * READERS):
                        assert body == expected[question], question
        code, _ = await server.leave()
        assert (code, server.lines) == (0, [])
