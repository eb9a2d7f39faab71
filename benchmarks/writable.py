"""A copy of the smaller commons that may be written to, for a network with a space and a token; gone at the end."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import asyncpg

import models
from benchmarks.databases import SCALED, SCALES, Database
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from models import NetworkRole, Scope, ids
from resolvers.security.opaque_tokens import hash_token, new_token

SLUG = "benchmark"
"""The network whose records are written."""
TEMPLATES = {each.engine: each for each in SCALED if each.actors == min(SCALES)}


@dataclass(frozen=True)
class Writable:
    """A database to write to, and the token of the network that may."""

    url: str
    token: str


@contextmanager
def writable(engine: str, server: str) -> Iterator[Writable]:
    """A fresh copy on an engine; `server` is the URL of the PostgreSQL."""
    template = TEMPLATES[engine]
    copy = replace(template, name="written")
    asyncio.run(_remove(copy, server))
    asyncio.run(_copy(template, copy, server))
    try:
        yield Writable(copy.url(server), asyncio.run(_settled(copy.url(server))))
    finally:
        asyncio.run(_remove(copy, server))


async def _copy(template: Database, copy: Database, server: str) -> None:
    if template.engine == "sqlite":
        shutil.copyfile(template.file, copy.file)
    else:
        await _execute(server, f'CREATE DATABASE "{copy.name}" TEMPLATE "{template.name}"')


async def _remove(copy: Database, server: str) -> None:
    if copy.engine == "sqlite":
        for part in copy.file.parent.glob(f"{copy.file.name}*"):
            part.unlink()
    else:
        await _execute(server, f'DROP DATABASE IF EXISTS "{copy.name}" WITH (FORCE)')


async def _execute(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _settled(url: str) -> str:
    """Add a network with a verified space; the secret of its token."""
    now, secret = datetime.now(UTC), new_token("api")
    network_id = ids.new("network")
    dated = {"created_at": now, "updated_at": now}
    named = {"slug": SLUG, "name": SLUG, "name_sort": SLUG, "role": NetworkRole.PARTNER}
    token = {"token_hash": hash_token(secret), "beginning": secret[:14], "expires_at": now + timedelta(days=60)}

    async def job(work: UnitOfWork) -> None:
        await work.insert(table_of(models.Network), [{"id": network_id, **dated, **named}])
        space = {"id": ids.new("space"), **dated, "network_id": network_id, "verified_at": now}
        await work.insert(table_of(models.Space), [space])
        given = {"network_id": network_id, "name": SLUG, "scopes": [Scope.READ, Scope.CONTENT_WRITE]}
        await work.insert(table_of(models.ApiToken), [{"id": ids.new("token"), "created_at": now, **given, **token}])

    async with open_writer(url) as writer:
        await writer.run(job)
    return secret
