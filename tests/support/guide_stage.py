"""Two local authorities, a network and a stranger, at a server of the copy that the guide has grown."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from models import Scope, ids
from resolvers.security.access_tokens import sign
from resolvers.security.opaque_tokens import hash_token, new_token
from resolvers.security.signing_key import parse_keys
from tests.support.engines import Server
from tests.support.guide import environment_of, run
from tests.support.server_processes import start

LONG = 60
"""Seconds for what must happen, on a busy machine too."""
KEY = "a-key-of-the-guide-which-signs-tokens-of-tests-alone"
REFUSAL = "... on ValidationFailed { problems { path code } } ... on Refusal { code message }"
TOKEN = new_token("api")
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
DATED = {"created_at": BEGIN, "updated_at": BEGIN}


@dataclass
class Stage:
    """The commons: its database, and a server that does no jobs."""

    copy: Path
    url: str
    address: str
    ids: dict[str, str] = field(default_factory=dict)

    async def ask(self, who: str, document: str, **variables: object) -> dict[str, Any]:
        """The data that somebody is answered with; fails on errors."""
        headers = {"Authorization": f"Bearer {self._token(who)}"} if who != "visitor" else {}
        async with httpx.AsyncClient(timeout=LONG) as client:
            body = {"query": document, "variables": variables}
            answer = (await client.post(f"{self.address}/graphql", json=body, headers=headers)).json()
        assert "errors" not in answer, answer
        return answer["data"]

    async def do(self, who: str, mutation: str, shown: str, **given: object) -> dict[str, Any]:
        """The result of a mutation, or its refusal."""
        input_type = f"{mutation[0].upper()}{mutation[1:]}Input"
        document = f"mutation ($input: {input_type}!) {{ it: {mutation}(input: $input) {{ {shown} {REFUSAL} }} }}"
        return (await self.ask(who, document, input=given))["it"]

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        """Return once it holds; fails if it does not in time."""
        async with asyncio.timeout(LONG):
            while True:
                if await holds():
                    return
                await asyncio.sleep(0.2)

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[None]:
        """`encommun work` of the copy, at work."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "encommun", "work"), cwd=self.copy, env=environment_of(self.copy, self.url)
        )
        try:
            yield
        finally:
            process.kill()
            await process.wait()

    def _token(self, who: str) -> str:
        return TOKEN if who == "network" else sign(self.ids[who], parse_keys(KEY)[0], datetime.now(UTC))


@asynccontextmanager
async def stage(copy: Path, server: Server, folder: Path) -> AsyncIterator[Stage]:
    """The commons on one engine, migrated and served by the copy, until it is removed."""
    url = await server.create()
    await asyncio.to_thread(run, copy, "-m", "encommun", "migrate", url=url)
    async with open_writer(url) as writer:
        known = await writer.run(_people)
    settings = {"work": False, "signing_key": KEY}
    served = await start(url, folder, "env", f"PYTHONPATH={copy}", **settings)
    try:
        yield Stage(copy, url, served.address, known)
    finally:
        await served.kill()
        await server.drop(url)


async def _people(work: UnitOfWork) -> dict[str, str]:
    """Store the lender, the borrower and the stranger, each with a space of a local authority, and a network."""
    known: dict[str, str] = {}
    for name in ("lender", "borrower", "stranger"):
        actor = {"kind": "LOCAL_AUTHORITY", "name": name, "name_sort": name}
        known |= {f"{name}'s actor": await _stored(work, models.Actor, **actor)}
        known |= {f"{name}'s space": await _space(work, actor_id=known[f"{name}'s actor"])}
        known[name] = await _account(work, name)
        member = {"account_id": known[name], "space_id": known[f"{name}'s space"], "role": "EDITOR", "since": BEGIN}
        await work.insert(table_of(models.SpaceMember), [member])
    network = {"slug": "anct", "name": "ANCT", "name_sort": "anct", "role": "PARTNER"}
    known["network"] = await _stored(work, models.Network, **network)
    await _space(work, network_id=known["network"])
    token = {"id": "token", "network_id": known["network"], "name": "Prêts", "scopes": sorted(Scope)}
    kept = {"token_hash": hash_token(TOKEN), "beginning": TOKEN[:14], "created_at": BEGIN}
    soon = datetime.now(UTC) + timedelta(days=30)
    await work.insert(table_of(models.ApiToken), [{**token, **kept, "expires_at": soon}])
    return known


async def _account(work: UnitOfWork, name: str) -> str:
    address = f"{name}@example.org"
    account = {"id": ids.new("account"), "email": address, "email_key": address, "name": name, "language": "fr"}
    times = {"email_confirmed_at": BEGIN, "created_at": BEGIN, "seen_at": BEGIN}
    await work.insert(table_of(models.Account), [{**account, **times}])
    return account["id"]


async def _space(work: UnitOfWork, **owner: str) -> str:
    return await _stored(work, models.Space, **owner, verified_at=BEGIN)


async def _stored(work: UnitOfWork, model: Any, **values: object) -> str:
    row: Mapping[str, Any] = {"id": ids.new(model.prefix), **DATED, **values}
    await work.insert(table_of(model), [row])
    return str(row["id"])
