"""Races that once stopped a running server for good: two identical requests at once, and concurrent log-ins."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import httpx
import pytest

import models
from loaders.tables import table_of
from loaders.unit_of_work import open_writer
from tests.records.client import BEGIN
from tests.support.server_processes import Served, served
from tests.support.viewers import PEOPLE, signed_in

AT_ONCE = (2, 8, 12, 64)
SECONDS = 10
ONE = '{{ actor(by: {{id: "{id}"}}) {{ name }} }}'
SOME = "{ actors(first: 3) { nodes { id name } } }"
ME = "{ me { email } }"

Body = dict[str, Any]


@pytest.fixture
async def seen(fresh_peopled_url: str, tmp_path) -> AsyncIterator[Served]:
    async with served(fresh_peopled_url, tmp_path) as (server,):
        yield server


async def asked(server: Served, *questions: tuple[str, dict[str, str]]) -> list[Body]:
    """The answers to documents sent at the same moment, each on a connection of its own; fails when one hangs."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=server.address, timeout=SECONDS, limits=limits) as client:
        sending = [client.post("/graphql", json={"query": text}, headers=headers) for text, headers in questions]
        return [each.json() for each in await asyncio.gather(*sending)]


async def known(server: Served) -> dict[str, str]:
    """Some actors' names, by id."""
    (answer,) = await asked(server, (SOME, {}))
    return {each["id"]: each["name"] for each in answer["data"]["actors"]["nodes"]}


async def assert_well(server: Served) -> None:
    """It reads, and leaves when it is told to."""
    assert len(await known(server)) == 3
    code, _ = await server.leave()
    assert code == 0


async def test_many_who_ask_for_one_actor_are_all_answered(seen: Served):
    actors = await known(seen)
    for count in AT_ONCE:
        for id_, name in actors.items():
            answers = await asked(seen, *[(ONE.format(id=id_), {})] * count)
            assert answers == [{"data": {"actor": {"name": name}}}] * count
    await assert_well(seen)


async def test_those_who_ask_for_different_actors_get_each_theirs(seen: Served):
    actors = list((await known(seen)).items()) * 8
    answers = await asked(seen, *[(ONE.format(id=id_), {}) for id_, _ in actors])
    assert answers == [{"data": {"actor": {"name": name}}} for _, name in actors]
    await assert_well(seen)


async def test_tokens_that_come_together_right_after_a_start_are_all_known(fresh_peopled_url: str, tmp_path):
    async with served(fresh_peopled_url, tmp_path) as (first,):
        headers = await signed_in(first.address, *PEOPLE.values())
    async with served(fresh_peopled_url, tmp_path) as (second,):
        await assert_known(second, headers, 12)
        await assert_well(second)


async def test_tokens_that_come_together_at_a_rotation_of_the_key_are_all_known(seen: Served, fresh_peopled_url: str):
    before = await signed_in(seen.address, "editor")
    await assert_known(seen, before, 1)
    async with open_writer(fresh_peopled_url) as writer:
        await writer.run(_age_keys)
    async with served(fresh_peopled_url, seen.log.parent) as (other,):
        after = await signed_in(other.address, "editor")
    await assert_known(seen, after, 12)
    await assert_well(seen)


async def assert_known(server: Served, headers: dict[str, dict[str, str]], count: int) -> None:
    """Everyone is told who they are, so many times each."""
    sent: Sequence[tuple[str, dict[str, str]]] = list(headers.items()) * count
    answers = await asked(server, *[(ME, each) for _, each in sent])
    assert answers == [{"data": {"me": {"email": f"{name}@example.org"}}} for name, _ in sent]


async def _age_keys(work: Any) -> None:
    table = table_of(models.SigningKey)
    for (id_,) in await work.select(table, {}, ["id"]):
        await work.update(table, {"id": id_}, {"created_at": BEGIN - timedelta(days=100)})
