"""A server killed in the middle of a write load has kept what it acknowledged, once, each with its journal entry."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count

import httpx

import models
from loaders.tables import table_of
from loaders.unit_of_work import open_writer
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.records.client import insert_spaces
from tests.support.commands import ROOT, environment
from tests.support.response_checks import code_of
from tests.unit_of_work.test_crash import rows_of

CRASHES = 20
CLIENTS = 8
CREATE = """mutation ($input: CreateProjectInput!) { createProject(input: $input) {
    ... on ProjectSaved { project { id title } } ... on Refusal { code message } } }"""


async def entrusted(url: str) -> str:
    """The API token of a network with a space."""
    token = new_token("api")

    async def job(work):
        network = (await work.select(table_of(models.Network), {"slug": "anct"}, ["id"]))[0][0]
        row = {"id": "token", "network_id": network, "name": "crash", "token_hash": hash_token(token), "beginning": ""}
        now = datetime.now(UTC)
        row |= {"created_at": now, "expires_at": now + timedelta(days=1), "scopes": ["READ", "CONTENT_WRITE"]}
        await work.insert(table_of(models.ApiToken), [row])

    async with open_writer(url) as writer:
        await insert_spaces(writer)
        await writer.run(job)
    return token


@asynccontextmanager
async def forks(url: str):
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.records.serving_forks", url),
        cwd=ROOT,
        env=environment(),
        start_new_session=True,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)  # or the parent would wait for a server that nobody kills
        raise
    finally:
        process.stdin.close()
        ended = await process.wait()
    assert ended == 0


class Load:
    """Clients that create projects one after the other, and send again what got no answer."""

    def __init__(self, token: str) -> None:
        self.numbers = count()
        self.acknowledged: dict[str, str] = {}
        """By title, the id that was answered."""
        self.unanswered: set[str] = set()
        self.answered = asyncio.Event()
        self._headers = {"authorization": f"Bearer {token}"}

    async def put(self, port: int) -> None:
        """Until the server is gone."""
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", headers=self._headers) as client:
            await asyncio.gather(*(self._client(client) for _ in range(CLIENTS)))

    async def _client(self, client: httpx.AsyncClient) -> None:
        with suppress(httpx.TransportError):
            while True:
                title = self.unanswered.pop() if self.unanswered else f"projet {next(self.numbers)}"
                try:
                    await self._create(client, title)
                except httpx.TransportError:
                    self.unanswered.add(title)
                    raise

    async def _create(self, client: httpx.AsyncClient, title: str) -> None:
        given = {"title": title, "phase": "IDEA", "status": "LATE", "idempotencyKey": title}
        body = {"query": CREATE, "variables": {"input": given}}
        response = await client.post("/graphql", json=body)
        if code_of(response, frozenset()):
            self.unanswered.add(title)  # not now, on a busy machine
            return
        project = response.json()["data"]["createProject"]["project"]
        assert project["title"] == title
        assert self.acknowledged.setdefault(title, project["id"]) == project["id"]
        self.answered.set()


async def test_what_was_acknowledged_is_there_once(fresh_database_url: str):
    load = Load(await entrusted(fresh_database_url))
    async with forks(fresh_database_url) as parent:
        for _ in range(CRASHES):
            parent.stdin.write(b"\n")
            run, port = map(int, (await parent.stdout.readline()).split())
            load.answered.clear()
            putting = asyncio.create_task(load.put(port))
            answered = asyncio.create_task(load.answered.wait())
            await asyncio.wait([answered, putting], return_when=asyncio.FIRST_COMPLETED)
            assert answered.done(), putting.exception()
            await asyncio.sleep(random.uniform(0, 0.1))  # noqa: S311 - any moment
            os.kill(run, signal.SIGKILL)
            assert await parent.stdout.readline() == b"over\n"
            await putting
    stored = await rows_of(fresh_database_url, "SELECT title, id FROM project WHERE title LIKE 'projet %'")
    journal = await rows_of(fresh_database_url, "SELECT node_id FROM change WHERE kind = 'CREATED'")
    titles = Counter(title for title, _ in stored[0])
    assert set(load.acknowledged.items()) <= {(title, id_) for title, id_ in stored[0]}
    assert max(titles.values()) == 1
    assert titles.keys() - load.acknowledged.keys() <= load.unanswered
    assert Counter(node for (node,) in journal[0]) == Counter(id_ for _, id_ in stored[0])
    assert len(load.acknowledged) > CRASHES
    if fresh_database_url.startswith("sqlite"):
        assert await rows_of(fresh_database_url, "PRAGMA integrity_check", "PRAGMA foreign_key_check") == [
            [("ok",)],
            [],
        ]
