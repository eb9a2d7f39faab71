"""The commons on which things die: one or two servers of one database, and who asks them."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import orjson

from tests.concurrency.document_mix import FINDING, Question, questions
from tests.support.documents import Document
from tests.support.engines import file_of
from tests.support.load_generator import Load
from tests.support.postgresql_server import PostgreSQLServer
from tests.support.server_processes import Served, start
from tests.support.viewers import headers

DEADLINE = 2.0
"""Seconds that an operation may take here: everything is over sooner, and so are the tests."""
SETTINGS = {
    "visitor_deadline": DEADLINE,
    "known_deadline": DEADLINE,
    "acquire_seconds": 1,
    "connect_seconds": 1,
    "write_wait_seconds": 1,
    "write_seconds": DEADLINE,
}
READING = ("visitor", "member", "editor")
"""The readers: none of them sees the drafts that the load makes, so that their answers stay the same."""


@dataclass
class ServersUnderTest:
    """Servers that are looked after: one that has gone is started again, where it was."""

    url: str
    folder: Path
    postgres: PostgreSQLServer | None
    """The database server that may be killed besides the servers; None on SQLite."""
    prefix: tuple[str, ...] = ()
    """The command that servers are started by, if any."""
    servers: list[Served] = field(default_factory=list)
    expected: dict[Question, bytes] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    async def begin(self, count: int) -> None:
        """Start the servers, and learn what each question is answered when all is well."""
        self.servers = [await start(self.url, self.folder, *self.prefix, **SETTINGS) for _ in range(count)]
        address = self.servers[0].address
        self.headers = await headers(address)
        async with httpx.AsyncClient(base_url=address, timeout=30) as client:

            async def ask(question: Question) -> bytes:
                sent = self.headers[question.party]
                return (await client.post("/graphql", json=question.document.body, headers=sent)).content

            found = orjson.loads(await ask(Question(Document("finding", FINDING), "steward")))
            asked = [each for each in questions(found["data"]) if each.party in READING]
            self.expected = {each: await ask(each) for each in asked}
        assert not [each for each, body in self.expected.items() if b"INTERNAL_SERVER_ERROR" in body]

    @property
    def file(self) -> Path:
        """Return the path at which the test itself finds a file on a server's own disk."""
        return Path(f"/proc/{self.servers[0].process.pid}/root{file_of(self.url)}")

    def books(self) -> str:
        """The URL of what is stored: a copy of what is on a server's own disk, as SQLite follows links to ours."""
        if not self.prefix:
            return self.url
        for each in (self.file, self.file.with_name(f"{self.file.name}-wal")):
            shutil.copy(each, self.folder)
        return f"sqlite:///{self.folder / self.file.name}"

    async def started_again(self, number: int) -> None:
        """Have a server that is gone answer at its address again."""
        old = self.servers[number]
        self.servers[number] = await start(self.url, self.folder, port=old.port, **SETTINGS)

    def load(self) -> Load:
        """A load on these servers, which shares their list."""
        return Load(self.servers, self.expected, self.headers, DEADLINE)

    async def end(self) -> None:
        """Leave nothing that runs."""
        for each in self.servers:
            await each.kill()


@asynccontextmanager
async def servers_under_test(
    url: str, folder: Path, count: int, postgres: PostgreSQLServer | None = None, prefix: tuple[str, ...] = ()
) -> AsyncIterator[ServersUnderTest]:
    """One whose servers are at work within the block."""
    opened = ServersUnderTest(url, folder, postgres, prefix)
    try:
        await opened.begin(count)
        yield opened
    finally:
        await asyncio.shield(opened.end())
