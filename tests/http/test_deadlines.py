"""Operations end when their time is over, and nothing else does."""

import asyncio
import time
from contextlib import asynccontextmanager

import httpx
import pytest
import strawberry

from encommun.http.deadlines import SWEEPING, Deadlines
from encommun.http.endpoint import GraphQLEndpoint
from execution import Schema
from loaders.errors import DeadlineError
from tests.support.durations import check_duration

SHORT = Deadlines(visitors=0.15, known=0.6)


@strawberry.type
class Query:
    """Fields that take their time."""

    @strawberry.field
    async def waits(self, seconds: float) -> str:
        await asyncio.sleep(seconds)
        return "done"


async def asked(seconds: float, *, known: bool = False, closed: list[str] | None = None) -> httpx.Response:
    """The answer of a server to whoever asks for something that takes so long."""

    @asynccontextmanager
    async def context(_scope, _headers):
        try:
            yield None
        finally:
            if closed is not None:
                closed.append("closed")

    endpoint = GraphQLEndpoint(Schema(Query), context, None, SHORT)
    headers = {"authorization": "Bearer x"} if known else {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(endpoint), base_url="http://commons.test") as client:
        return await client.post("/graphql", json={"query": f"{{ waits(seconds: {seconds}) }}"}, headers=headers)


async def test_an_operation_that_takes_too_long_ends_with_a_code_and_lets_go_of_what_it_had():
    closed: list[str] = []
    began = time.monotonic()
    response = await asked(30, closed=closed)
    check_duration(time.monotonic() - began, 5)
    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"]["code"] == "DEADLINE_EXCEEDED"
    assert closed == ["closed"]
    assert not SHORT._ends


async def test_whoever_says_who_they_are_has_more_time():
    visitor, known = await asyncio.gather(asked(0.4), asked(0.4, known=True))
    assert visitor.status_code == 503
    assert known.json() == {"data": {"waits": "done"}}


async def test_one_that_is_over_ends_no_other():
    late, later = await asyncio.gather(asked(30), asked(0.05))
    assert late.status_code == 503
    assert later.json() == {"data": {"waits": "done"}}


async def test_whoever_is_cancelled_from_elsewhere_is_not_told_of_a_deadline():
    task = asyncio.create_task(SHORT.within(asyncio.sleep(30), known=True))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not SHORT._ends


async def test_who_goes_on_after_a_deadline_is_not_cancelled_again():
    async def operation():
        with pytest.raises(DeadlineError):
            await SHORT.within(asyncio.sleep(30), known=False)
        await asyncio.sleep(2 * SWEEPING)
        return asyncio.current_task().cancelling()

    assert await asyncio.create_task(operation()) == 0


async def test_the_timer_rests_when_nothing_is_under_way():
    await SHORT.within(asyncio.sleep(0), known=True)
    await asyncio.sleep(3 * SWEEPING)
    assert SHORT._timer is None
