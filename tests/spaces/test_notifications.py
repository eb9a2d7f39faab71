"""The number of statements of a notification does not depend on the number of its readers."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import models
from models import Scope, SpaceRole
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.use_case import UseCase
from resolvers.spaces.admin_appointment import appoint_admin, has_no_active_admin
from resolvers.spaces.claims import register_claim
from resolvers.spaces.tokens.expiry_notices import due_notices
from resolvers.spaces.tokens.suspension import notify_suspended_tokens
from tests.records.client import account_of, space_of
from tests.spaces.client import SpacesClient

STATEMENTS = frozenset({"fetch", "insert", "update", "update_all", "delete", "delete_all", "select"})
DONE = {"mayor", "clerk", "observer", "keeper"}


class Counting:
    """A unit of work whose statements are counted."""

    def __init__(self, work: Any) -> None:
        self._work = work
        self.statements = 0

    def __getattr__(self, name: str) -> Any:
        self.statements += name in STATEMENTS
        return getattr(self._work, name)


async def spent(client: SpacesClient, who: str, act: Callable[[UseCase], Awaitable[Any]]) -> tuple[int, int]:
    """The statements that something takes, and the mails that come of it."""
    viewer = await client.viewer(who)

    async def job(work: Any) -> int:
        counting = Counting(work)
        await act(UseCase(counting, viewer, client.now, DEFAULT_SITE))  # type: ignore[arg-type]
        return counting.statements

    before = len(await client.rows(models.Mail))
    return await client.writer.run(job), len(await client.rows(models.Mail)) - before


async def token(client: SpacesClient, network_id: str, number: int) -> None:
    row = {"id": f"token_{number}", "network_id": network_id, "name": "x", "token_hash": f"{number}"}
    dated = {
        "created_at": client.now,
        "expires_at": client.now + timedelta(days=20),
        "created_by": account_of("stranger"),
    }
    await client.add(models.ApiToken, **row, **dated, beginning=f"enc_api_00000{number}", scopes=[Scope.READ])


async def test_the_statements_do_not_grow_with_those_who_are_told(client: SpacesClient):
    guarantor, own = space_of("guarantor"), space_of("own")
    networks = [
        (await client.rows(models.Space, id=space_of(each)))[0]["network_id"] for each in ("guarantor", "observer")
    ]
    first = [await client.claim("mayor", code) for code in ("01001", "01002")]
    for each in first:
        await client.act("confirmClaimFor", "guarantor", claim=each["claim"]["id"])
    asked = {
        "stopped": (
            "keeper",
            lambda use_case: notify_suspended_tokens(use_case, account_of("stranger")),
        ),
        "noticed": ("keeper", lambda use_case: due_notices(replace(use_case, now=use_case.now + timedelta(days=14)))),
        "appointed": (
            "keeper",
            lambda use_case: appoint_admin(use_case, own, account_of("stranger"), "Plus personne n’est là."),
        ),
        "alone": ("keeper", lambda use_case: has_no_active_admin(use_case, own)),
    }
    await token(client, networks[0], 1)
    few = {name: await spent(client, *each) for name, each in asked.items()}
    few["claimed"] = await spent(
        client, "stranger", lambda use_case: register_claim(use_case, "commune", "01001", None)
    )
    await client.change(models.ApiToken, {"id": "token_1"}, noticed_days=None)
    await client.writer.run(
        lambda work: work.delete(models.SpaceMember.__table__, {"account_id": account_of("stranger")})
    )
    for name in ("clerk", "keeper"):
        await client.join(name, first[1]["space"]["id"], SpaceRole.ADMIN)
    claimed = await spent(client, "stranger", lambda use_case: register_claim(use_case, "commune", "01002", None))
    for number, network_id in enumerate([networks[0], *networks], 2):
        await token(client, network_id, number)
    for name in sorted(DONE):
        for space_id in (guarantor, own):
            if space_id not in (await client.viewer(name)).roles:
                await client.join(name, space_id, SpaceRole.ADMIN)
    many = {name: await spent(client, *each) for name, each in asked.items()} | {"claimed": claimed}
    assert {name: statements for name, (statements, _) in many.items()} == {
        name: statements for name, (statements, _) in few.items()
    }
    assert all(many[name][1] > few[name][1] for name in few if name != "alone"), (few, many)
