"""People who act for local authorities, and others: what they ask, what they are answered, and what they are mailed."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, Writer
from models import Scope, SpaceRole
from resolvers.core.site import Site
from resolvers.core.viewer import EVERY_SCOPE, PERSONAL, Viewer
from schema.kit.context import Context
from tests.records.client import BEGIN, SCHEMA, RecordsClient, account_of, space_of

PEOPLE = ("mayor", "clerk", "stranger", "keeper", "guarantor", "observer")


CLAIM = "claim { id state actor { id name siren } }"
RESULTS = {
    "LocalAuthorityRegistered": f"{CLAIM} repeated space {{ id verifiedAt }}",
    "ClaimSaved": CLAIM,
    "InvitationSaved": "invitation { id email role space { id } }",
    "ColleagueSaved": "account role changed space { id }",
}
RESULT_OF = {
    "registerLocalAuthority": "LocalAuthorityRegistered",
    **dict.fromkeys(("inviteColleague", "withdrawInvitation"), "InvitationSaved"),
    **dict.fromkeys(("acceptInvitation", "changeRole", "removeColleague", "leaveSpace"), "ColleagueSaved"),
}
TOKEN = Viewer(token_id="token", scopes=EVERY_SCOPE, request_id="request", language="en")  # noqa: S106 - a name


@dataclass
class SpacesClient(RecordsClient):
    """A world with people in it."""

    woken: list[None] = field(default_factory=list)

    async def viewer(self, name: str) -> Viewer:
        """A person with the roles that they have now."""
        held = await self.rows(models.SpaceMember, account_id=account_of(name))
        roles = {each["space_id"]: SpaceRole(each["role"]) for each in held}
        person = Viewer(account_of(name), scopes=PERSONAL, roles=roles, request_id="request", language="en")
        return replace(person, steward=True, reason="Pour l’ordre.") if name == "keeper" else person

    async def act(self, mutation: str, who: str | Viewer, /, **given: Any) -> dict[str, Any]:
        """The payload of a mutation."""
        viewer = await self.viewer(who) if isinstance(who, str) else who
        result = RESULT_OF.get(mutation, "ClaimSaved")
        document = f"""mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) {{ it: {mutation}(input: $input) {{
            __typename ... on {result} {{ {RESULTS[result]} }} ... on Refusal {{ code message }}
            ... on ValidationFailed {{ problems {{ path code message }} }} ... on RateLimited {{ retryAfter }}
        }} }}"""
        return (await self.ask(document, viewer, input=given))["it"]

    async def claim(self, who: str, commune: str = "01001", **more: Any) -> dict[str, Any]:
        """Claim a commune and return the result."""
        return await self.act("registerLocalAuthority", who, authority={"commune": commune}, **more)

    async def result(self, document: str, viewer: Viewer, **variables: Any) -> Any:
        snapshot = self.database.snapshot()
        commons = Site(wake_sender=lambda: self.woken.append(None))
        context = Context(snapshot, viewer, self.writer, lambda: self.now, commons)
        try:
            return await SCHEMA.execute(document, variables, context_value=context)
        finally:
            await snapshot.close()

    async def mails(self, recipient: str) -> list[str]:
        """Return the mails to an address, the oldest first: subject and text."""
        found = sorted(await self.rows(models.Mail, recipient=recipient), key=lambda row: row["id"])
        return [f"{each['subject']}\n{each['body']}" for each in found]

    async def token(self, recipient: str) -> str:
        """The token in the last mail to an address."""
        return re.findall(r"enc_mail_\w+", (await self.mails(recipient))[-1])[-1]

    async def change(self, model: Any, where: dict[str, Any], **values: Any) -> None:
        async def job(work: UnitOfWork) -> int:
            return await work.update(table_of(model), where, values)

        assert await self.writer.run(job)

    async def add(self, model: Any, **row: Any) -> None:
        async def job(work: UnitOfWork) -> None:
            await work.insert(table_of(model), [row])

        await self.writer.run(job)

    async def join(self, name: str, space_id: str, role: str) -> None:
        await self.add(models.SpaceMember, space_id=space_id, account_id=account_of(name), role=role, since=BEGIN)


def program(space: str, network_id: str) -> Viewer:
    """A network's program that manages it."""
    return replace(TOKEN, network_id=network_id, roles={space_of(space): SpaceRole.ADMIN}, scopes=frozenset(Scope))


async def insert_people(writer: Writer) -> None:
    """Accounts with confirmed addresses, a guarantor network's space and an observer's."""

    async def job(work: UnitOfWork) -> None:
        rows = [
            {
                "id": account_of(name),
                "email": f"{name}@example.org",
                "email_key": f"{name}@example.org",
                "email_confirmed_at": BEGIN,
                "name": name,
                "steward": name == "keeper",
                "language": "fr" if name == "stranger" else "en",
                "created_at": BEGIN,
            }
            for name in PEOPLE
        ]
        await work.insert(table_of(models.Account), rows)
        networks = await work.select(table_of(models.Network), {}, ("id", "role", "slug"))
        taken = {row.network_id for row in await work.select(table_of(models.Space), {}, ("network_id",))}
        free = [row for row in networks if row.id not in taken]
        for name, role in (("guarantor", "GUARANTOR"), ("observer", "OBSERVER")):
            network = free.pop()
            await work.update(table_of(models.Network), {"id": network.id}, {"role": role})
            space = {"id": space_of(name), "network_id": network.id, "created_at": BEGIN, "updated_at": BEGIN}
            await work.insert(table_of(models.Space), [space])
            member = {"space_id": space_of(name), "account_id": account_of(name), "role": "ADMIN", "since": BEGIN}
            await work.insert(table_of(models.SpaceMember), [member])

    await writer.run(job)
