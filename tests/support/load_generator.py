"""A mixed load on running servers, of which every answer is looked at: right, or not now with a code, and in time."""

import asyncio
import random
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

import httpx
import orjson

from tests.concurrency.document_mix import Question
from tests.support.durations import TooSlowError
from tests.support.response_checks import GONE, NOT_NOW, RIGHT, code_of, json_of, told
from tests.support.server_processes import Served

READING, WRITING, LEAVING = 8, 4, 2
"""Clients of each sort."""
PAUSE = 0.02
"""Seconds between two requests of a client."""
MARGIN = 4.0
"""Seconds that an answer may take beyond its deadline, on a machine that does a lot besides."""
CREATE = """mutation ($input: CreateProjectInput!) { it: createProject(input: $input) {
    __typename ... on ProjectSaved { project { id title } } ... on Refusal { code } } }"""


@dataclass(frozen=True)
class Answer:
    """The outcome of one request."""

    kind: str
    server: int
    sent: float
    took: float
    outcome: str


@dataclass
class Load:
    """Clients of some servers, each of which asks one thing after the other."""

    servers: list[Served]
    expected: dict[Question, bytes]
    headers: dict[str, dict[str, str]]
    """By party."""
    deadline: float
    """Seconds after which an operation is given up."""
    answers: list[Answer] = field(default_factory=list)
    acknowledged: dict[str, str] = field(default_factory=dict)
    """By title, the id that was answered."""
    ready: list[tuple[float, int, int]] = field(default_factory=list)
    """When which server said that it is ready (200), is not (another status), or nothing (0)."""
    lag: float = 0.0
    """Seconds by which this process came too late itself, at most: so busy is the machine."""
    _numbers: Iterator[int] = field(default_factory=count)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Within the block, all clients are at work."""
        chance = random.Random(13)  # noqa: S311 - no secret
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=50)
        async with httpx.AsyncClient(timeout=self.deadline + 5 * MARGIN, limits=limits) as client:
            work = [self._reads(client, random.Random(chance.random())) for _ in range(READING)]  # noqa: S311
            work += [self._writes(client, number) for number in range(WRITING)]
            work += [self._leaves(number) for number in range(LEAVING)]
            work += [self._looks(client, number) for number in range(len(self.servers))]
            work += [self._lags()]
            tasks = [asyncio.create_task(each) for each in work]
            try:
                yield
                for each in tasks:
                    assert not each.done(), each.exception()
            finally:
                for each in tasks:
                    each.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def returned(self, since: float, seconds: float) -> float:
        """Seconds until each server has read and written well what was sent `since`; fails when that takes longer.

        A machine that keeps us waiting ourselves has twice as long as that besides.
        """
        wanted = {(kind, server) for kind in ("read", "write") for server in range(len(self.servers))}
        while wanted - self._well(since):
            waited = time.monotonic() - since
            if waited >= seconds + 2 * self.lag:
                raise TooSlowError(f"not yet {wanted - self._well(since)}; {self.outcomes(since)}")
            await asyncio.sleep(0.05)
        return time.monotonic() - since

    def _well(self, since: float) -> set[tuple[str, int]]:
        return {(each.kind, each.server) for each in self.answers if each.sent >= since and each.outcome == RIGHT}

    def outcomes(self, since: float) -> Counter[tuple[str, str]]:
        """Count the outcomes of the requests sent since a moment."""
        return Counter((each.kind, each.outcome) for each in self.answers if each.sent >= since)

    def meanwhile(self, since: float, until: float) -> set[str]:
        """Return the outcomes of the requests that were under way in a period."""
        return {each.outcome for each in self.answers if each.sent < until and each.sent + each.took > since}

    def readiness(self, since: float, until: float) -> set[int]:
        """The statuses that readiness had within a time."""
        return {status for at, _, status in self.ready if since <= at < until}

    def assert_held(self, allowed: frozenset[str], logged: object) -> None:
        """Every answer was right, or has a code, and came in time; what was `logged` is shown where one was not."""
        wrong = {each.outcome for each in self.answers} - {RIGHT} - NOT_NOW - allowed
        assert not wrong, (wrong, logged)
        late = [each for each in self.answers if each.took > self.deadline + MARGIN + 2 * self.lag]
        assert not late, late[:3]

    async def _reads(self, client: httpx.AsyncClient, chance: random.Random) -> None:
        asked: Sequence[Question] = list(self.expected)
        while True:
            question = chance.choice(asked)
            server = chance.randrange(len(self.servers))
            sent = time.monotonic()
            outcome = await self._outcome(client, server, question)
            self.answers.append(Answer("read", server, sent, time.monotonic() - sent, outcome))
            await asyncio.sleep(PAUSE)

    async def _outcome(self, client: httpx.AsyncClient, server: int, question: Question) -> str:
        try:
            answer = await client.post(
                f"{self.servers[server].address}/graphql",
                json=question.document.body,
                headers=self.headers[question.party],
            )
        except httpx.TimeoutException:
            return "no answer"
        except httpx.TransportError:
            return GONE
        if answer.content == self.expected[question]:
            return RIGHT
        return told(answer, self.expected[question]) or f"wrong: {question}: {answer.text[:300]}"

    async def _writes(self, client: httpx.AsyncClient, number: int) -> None:
        """Create one project after the other, each sent until it is there."""
        for attempt in count():
            title = f"charge {number} {next(self._numbers)}"
            for again in count(attempt):
                server = (number + again) % len(self.servers)
                sent = time.monotonic()
                outcome = await self._created(client, server, title)
                self.answers.append(Answer("write", server, sent, time.monotonic() - sent, outcome))
                await asyncio.sleep(PAUSE)
                if outcome == RIGHT:
                    break

    async def _created(self, client: httpx.AsyncClient, server: int, title: str) -> str:
        given = {"title": title, "phase": "IDEA", "status": "LATE", "idempotencyKey": title}
        body = {"query": CREATE, "variables": {"input": given}}
        try:
            address = f"{self.servers[server].address}/graphql"
            answer = await client.post(address, json=body, headers=self.headers["token"])
        except httpx.TimeoutException:
            return "no answer"
        except httpx.TransportError:
            return GONE
        payload = (json_of(answer).get("data") or {}).get("it") or {}
        if payload.get("project"):
            known = self.acknowledged.setdefault(title, payload["project"]["id"])
            return RIGHT if known == payload["project"]["id"] else f"wrong: {title} is there twice"
        if payload.get("code") in NOT_NOW:
            return str(payload["code"])
        return code_of(answer, frozenset()) or f"wrong: {answer.text[:300]}"

    async def _leaves(self, number: int) -> None:
        """Ask for much, and go before the answer comes."""
        body = orjson.dumps({"query": "{ territories(first: 100) { nodes { parents { nodes { name } } } } }"})
        head = f"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
        for times in count(number):
            port = self.servers[times % len(self.servers)].port
            with suppress(OSError), socket.socket() as leaver:
                leaver.setblocking(False)
                await asyncio.get_running_loop().sock_connect(leaver, ("127.0.0.1", port))
                leaver.send(f"{head}\r\n\r\n".encode() + body)
                await asyncio.sleep(times % 5 * 0.004)
            await asyncio.sleep(5 * PAUSE)

    async def _looks(self, client: httpx.AsyncClient, server: int) -> None:
        while True:
            sent = time.monotonic()
            try:
                answer = await client.get(f"{self.servers[server].address}/health/ready")
                status = answer.status_code
            except httpx.TransportError:
                status = 0
            self.ready.append((sent, server, status))
            await asyncio.sleep(5 * PAUSE)

    async def _lags(self) -> None:
        while True:
            begun = time.monotonic()
            await asyncio.sleep(PAUSE)
            self.lag = max(self.lag, time.monotonic() - begun - PAUSE)
