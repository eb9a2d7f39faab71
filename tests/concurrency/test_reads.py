"""Whatever is asked at the same moment, by whomever, each gets the answer that it gets alone: in process."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import orjson
import pytest

from encommun.http.media import MediaType
from encommun.http.response import response_for_result
from loaders.drivers.database import Database, open_database
from resolvers.core.viewer import Viewer
from schema.kit.context import Context
from tests.concurrency.document_mix import FINDING, TIMES, Question, alone, mixed, questions, together
from tests.schema.graph_client import MODES, SCHEMAS
from tests.schema.test_pressure import all_free, reading
from tests.support.documents import Document
from tests.support.viewers import viewers

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
SECONDS = 60
"""Within which all must be answered: what hangs fails here."""


@dataclass
class ReadClient:
    """Answers in process, as a server would."""

    database: Database
    viewers: dict[str, Viewer]
    mode: str = "breadth-first"

    async def ask(self, question: Question) -> bytes:
        snapshot = self.database.snapshot()
        context = Context(snapshot, self.viewers[question.party], clock=lambda: NOW)
        try:
            result = await SCHEMAS[self.mode].execute(
                question.document.text, question.document.variables, context_value=context
            )
        finally:
            await snapshot.close()
        return response_for_result(result, MediaType.JSON).body


@pytest.fixture
async def client(peopled_url: str) -> AsyncIterator[ReadClient]:
    database = await open_database(peopled_url)
    yield ReadClient(database, await viewers(database))
    async with asyncio.timeout(10):
        await database.close()


async def asked_of(client: ReadClient) -> list[Question]:
    return questions(orjson.loads(await client.ask(Question(Document("finding", FINDING), "steward")))["data"])


@pytest.mark.parametrize("mode", MODES)
async def test_each_gets_the_answer_that_it_gets_alone(client: ReadClient, mode: str):
    client.mode = mode
    asked = await asked_of(client)
    expected = await alone(asked, client.ask)
    orders = list(mixed(asked))
    width = TIMES * client.database.readers.pool.size
    for order in orders if mode == "breadth-first" else orders[1:2]:  # the other executor is there to compare with
        async with asyncio.timeout(SECONDS):
            for question, body in await together(order, client.ask, width):
                assert body == expected[question], question
    assert await all_free(client.database)
    assert await reading(client.database) == 0


async def test_the_questions_tell_viewers_and_failures_apart(client: ReadClient):
    """Else the above would hold nothing: what is mixed up must be seen in the answers."""
    asked = await asked_of(client)
    answers = await alone(asked, client.ask)
    by_document: dict[str, set[bytes]] = {}
    for question, body in answers.items():
        assert b"INTERNAL_SERVER_ERROR" not in body, question
        by_document.setdefault(question.document.name, set()).add(body)
    assert len(by_document["own drafts"]) == 4  # a member and an editor of one space see the same
    assert len(by_document["a draft by id"]) >= 2
    assert b'"errors"' in next(iter(by_document["refused"]))
    assert len(set(answers.values())) > len(by_document)
