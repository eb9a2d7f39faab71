"""The mutation that is measured: an actor of some commune, each with a name of its own, by a network's API token."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import models
from benchmarks.load import NUMBER
from benchmarks.processes import JSON
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from models import ids
from resolvers.security.opaque_tokens import hash_token, new_token

DOCUMENT = """mutation CreateActor($input: CreateActorInput!) {
  createActor(input: $input) { ... on ActorSaved { version actor { id name } } }
}"""
COMMUNES = 100
LIFE = timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """What is written on one engine: the database's address, and the bodies and the headers of the requests."""

    url: str
    space: str
    """The id of the space that everything is written in."""
    bodies: Sequence[str]
    headers: Mapping[str, str]


async def prepared(url: str) -> Task:
    """A network of the database at `url` gets a space and a token; whatever its program writes is to be measured."""
    token, now = new_token("api"), datetime.now(UTC)

    async def job(work: UnitOfWork) -> Task:
        space = await _open_space(work, now)
        await _give_token(work, space["network_id"], token, now)
        codes = sorted(row[0] for row in await work.select(table_of(models.Territory), {"kind": "COMMUNE"}, ["code"]))
        bodies = [body(code) for code in codes[:: len(codes) // COMMUNES][:COMMUNES]]
        return Task(url, space["id"], bodies, {**JSON, "authorization": f"Bearer {token}"})

    async with open_writer(url) as writer:
        return await writer.run(job)


async def _open_space(work: UnitOfWork, now: datetime) -> dict[str, Any]:
    network = min(row[0] for row in await work.select(table_of(models.Network), {}, ["id"]))
    dated = {"created_at": now, "updated_at": now}
    space = {"id": ids.new("space"), **dated, "network_id": network, "verified_at": now}
    await work.insert(table_of(models.Space), [space])
    return space


async def _give_token(work: UnitOfWork, network: str, token: str, now: datetime) -> None:
    row = {"id": ids.new("token"), "network_id": network, "name": "benchmark", "beginning": token[:12]}
    row |= {"token_hash": hash_token(token), "created_at": now, "expires_at": now + LIFE}
    await work.insert(table_of(models.ApiToken), [{**row, "scopes": ["READ", "CONTENT_WRITE"]}])


def body(code: str) -> str:
    """A request to create an actor of the commune with this code; the load generator puts a number into each."""
    given = {
        "kind": "ASSOCIATION",
        "name": f"Association Co-construire la ville n° {NUMBER}",
        "acronym": "ACV",
        "summary": "Elle accompagne les habitants et les élus qui veulent décider ensemble.",
        "website": f"https://co-construire-{NUMBER}.exemple.fr",
        "territory": {"commune": code},
    }
    return json.dumps({"query": DOCUMENT, "operationName": "CreateActor", "variables": {"input": given}})
