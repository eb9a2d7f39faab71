"""Five who ask a seeded commons, each of whom sees something else, and more hands that write to it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

import models
from loaders.drivers.database import Database
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from models import SpaceRole, ids
from resolvers.core.viewer import EVERY_SCOPE, Viewer
from resolvers.identity.identification import identify_account, identify_token
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.moderation.client import insert_networks
from tests.records.client import BEGIN, account_of, insert_spaces, space_of
from tests.support.cheap_hashes import CHEAP

PARTIES = ("visitor", "member", "editor", "token", "steward")
PEOPLE = {"member": "account", "editor": "editor", "steward": "steward"}
"""By party, whose account it is."""
HANDS = tuple(f"hand{number}" for number in range(6))
"""More accounts that edit in the space `own`."""
PASSWORD = "corail tandem brume"  # noqa: S105 - of nobody but these
SECRET = new_token("api")
VISITOR = Viewer(request_id="request", language="en", address="127.0.0.1")
TRIES = 5
DRAFTS = {"own": 4, "other": 3, "network": 2}
"""Projects, by the space that alone sees them."""
LOG_IN = """mutation ($input: LogInInput!) { logIn(input: $input) {
    __typename ... on Session { accessToken } ... on Refusal { code message } } }"""


async def insert_viewers(url: str) -> None:
    """Their accounts, roles and token, the networks that moderate, and drafts that not all of them see."""
    async with open_writer(url) as writer:
        await insert_spaces(writer)
        await insert_networks(writer)
        await writer.run(_store)


async def viewers(database: Database, *accounts: str) -> dict[str, Viewer]:
    """By party, who that is, and by name the accounts that are asked for besides."""
    people = {**PEOPLE, **{each: each for each in accounts}}
    snapshot = database.snapshot()
    try:
        found = {
            name: await identify_account(snapshot, account_of(account), VISITOR) for name, account in people.items()
        }
        found |= {"visitor": VISITOR, "token": await identify_token(snapshot, SECRET, datetime.now(UTC), VISITOR)}
    finally:
        await snapshot.close()
    assert None not in found.values()
    return {name: viewer for name, viewer in found.items() if viewer is not None}


async def signed_in(address: str, *accounts: str) -> dict[str, dict[str, str]]:
    """By account, the headers of who signed in at a server."""
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        return {each: {"authorization": f"Bearer {await _log_in(client, each)}"} for each in accounts}


async def headers(address: str) -> dict[str, dict[str, str]]:
    """By party, the headers that it sends."""
    people = await signed_in(address, *PEOPLE.values())
    known = {name: people[account] for name, account in PEOPLE.items()}
    return {"visitor": {}, "token": {"authorization": f"Bearer {SECRET}"}, **known}


async def _log_in(client: httpx.AsyncClient, name: str) -> str:
    """The token, though the machine be so busy that a server with a short deadline has to be asked again."""
    given = {"email": f"{name}@example.org", "password": PASSWORD}
    for _ in range(TRIES):
        answer = (await client.post("/graphql", json={"query": LOG_IN, "variables": {"input": given}})).json()
        if "errors" not in answer:
            break
    token: str = answer["data"]["logIn"]["accessToken"]
    return token


async def _store(work: UnitOfWork) -> None:
    account = table_of(models.Account)
    await work.insert(account, [_account(name) for name in HANDS])
    for row in await work.select(account, {}, ["id", "email"]):
        known = {"email_confirmed_at": BEGIN, "password_hash": HASH, "steward": row[1] == "steward@example.org"}
        await work.update(account, {"id": row[0]}, known)
    roles = {"account": SpaceRole.MEMBER, **dict.fromkeys(("editor", *HANDS), SpaceRole.EDITOR)}
    members = [
        {"space_id": space_of("own"), "account_id": account_of(name), "role": role, "since": BEGIN}
        for name, role in roles.items()
    ]
    await work.insert(table_of(models.SpaceMember), members)
    ((network,),) = await work.select(table_of(models.Network), {"slug": "anct"}, ["id"])
    await work.insert(table_of(models.ApiToken), [_token(network)])
    await work.insert(table_of(models.Project), list(_drafts()))


def _account(name: str) -> Mapping[str, Any]:
    email = f"{name}@example.org"
    return {"id": account_of(name), "email": email, "email_key": email, "created_at": BEGIN}


def _token(network: str) -> Mapping[str, Any]:
    now = datetime.now(UTC)
    row = {"id": "token_party", "network_id": network, "name": "party", "token_hash": hash_token(SECRET)}
    row |= {"beginning": SECRET[:14], "scopes": sorted(EVERY_SCOPE)}
    return {**row, "created_at": now, "expires_at": now + timedelta(days=1)}


def _drafts() -> Any:
    dated = {"created_at": BEGIN, "updated_at": BEGIN, "version": 1, "state": "DRAFT"}
    for space, count in DRAFTS.items():
        for number in range(count):
            title = f"Brouillon {number} de {space}"
            row = {"id": ids.derived("project", title, BEGIN), "title": title, "title_sort": title.lower()}
            yield {**dated, **row, "space_id": space_of(space), "phase": "IDEA", "status": "IN_PROGRESS"}


HASH = CHEAP.hash(PASSWORD)
