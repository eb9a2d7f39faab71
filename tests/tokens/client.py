"""A partner network's office, with those who administer it and those who do not: what they ask, and who they are."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import Scope, SpaceRole
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import PERSONAL, VISITOR, Viewer
from resolvers.identity.identification import identify_token
from resolvers.spaces.tokens.expiry_notices import due_notices
from schema.kit.context import Context
from tests.records.client import BEGIN, SCHEMA, VIEWERS, RecordsClient, account_of, member, space_of

HEAD = member("head", SpaceRole.ADMIN, "network")
HAND = member("hand", SpaceRole.EDITOR, "network")
STEWARD = replace(VIEWERS["steward"], scopes=PERSONAL)
COMMONS = Site("Encommun", "https://encommun.example")
NETWORK, OTHER = {"slug": "anct"}, {"slug": "banque-des-territoires"}
ASKED = (
    "id name beginning scopes usable addresses createdAt expiresAt usedAt revokedAt replacedBy givenBy state "
    "network { slug }"
)
RESULTS = {
    "ApiTokenIssued": f"secret token {{ {ASKED} }} replaced {{ {ASKED} }}",
    "ApiTokenSaved": f"token {{ {ASKED} }}",
    "NetworkSpaceOpened": "created account space { id verifiedAt network { slug } }",
}


@dataclass
class TokensClient(RecordsClient):
    """A world with a network's programs in it."""

    async def result(self, document: str, viewer: Viewer = HEAD, **variables: Any) -> Any:
        snapshot = self.database.snapshot()
        context = Context(snapshot, viewer, self.writer, lambda: self.now, COMMONS)
        try:
            return await SCHEMA.execute(document, variables, context_value=context)
        finally:
            await snapshot.close()

    async def act(self, name: str, viewer: Viewer = HEAD, /, **given: Any) -> dict[str, Any]:
        """The payload of a mutation."""
        kind = {"create": "Issued", "rotate": "Issued"}.get(name.removesuffix("ApiToken"), "Saved")
        result = "NetworkSpaceOpened" if name == "openNetworkSpace" else f"ApiToken{kind}"
        document = f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ it: {name}(input: $input) {{ __typename
            ... on {result} {{ {RESULTS[result]} }} ... on Refusal {{ code message }}
            ... on ValidationFailed {{ problems {{ path code message }} }}
        }} }}"""
        return (await self.ask(document, viewer, input=given))["it"]

    async def create(self, viewer: Viewer = HEAD, /, days: float = 90, **given: Any) -> dict[str, Any]:
        """Create a token, by default one that reads, and return the result."""
        expires = (self.now + timedelta(days=days)).isoformat()
        usual = {"network": NETWORK, "name": "Moissonneur", "scopes": ["READ"], "expiresAt": expires}
        return await self.act("createApiToken", viewer, **(usual | given))

    async def listed(self, viewer: Viewer = HEAD, network: dict[str, str] = NETWORK) -> list[dict[str, Any]]:
        document = f"query ($of: NetworkReference!) {{ apiTokens(network: $of) {{ {ASKED} }} }}"
        return (await self.ask(document, viewer, of=network))["apiTokens"]

    async def known(self, secret: str, address: str = "192.0.2.7") -> Viewer | None:
        """Return the viewer of a secret, from an address."""
        snapshot = self.database.snapshot()
        try:
            return await identify_token(snapshot, secret, self.now, Viewer(address=address, language="en"))
        finally:
            await snapshot.close()

    async def admin_program(self, giver: Viewer = HEAD, **given: Any) -> Viewer:
        """A program that manages the network."""
        issued = await self.create(giver, **({"scopes": ["READ", "NETWORK_ADMIN"]} | given))
        found = await self.known(issued["secret"])
        assert found is not None
        return found

    async def notices(self) -> int:
        return await self.writer.run(lambda work: due_notices(UseCase(work, VISITOR, self.now, COMMONS)))

    async def run(self, job: Callable[[UnitOfWork], Any]) -> Any:
        return await self.writer.run(job)


def codes(answer: dict[str, Any]) -> dict[str, str]:
    """By path, what is wrong; or by no path, the code of a refusal."""
    if "problems" in answer:
        return {".".join(each["path"]): each["code"] for each in answer["problems"]}
    return {"": answer.get("code") or answer["__typename"]}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def cleared(work: UnitOfWork) -> None:
    """Take out what a test has left."""
    for model in (models.Mail, models.Change, models.ApiToken, models.SpaceMember, models.Invitation, models.Attempt):
        await work.delete(table_of(model), {})
    for space_id, network_id in await work.select(table_of(models.Space), {}, ("id", "network_id")):
        if network_id is not None and space_id != space_of("network"):
            await work.delete(table_of(models.Space), {"id": space_id})
    for name in ("head", "hand"):
        await work.delete(table_of(models.Account), {"id": account_of(name)})


async def insert_network(work: UnitOfWork) -> None:
    """The head and the hand of a network's space, with confirmed addresses, and a steward without one."""
    for name, role in (("head", SpaceRole.ADMIN), ("hand", SpaceRole.EDITOR)):
        email = f"{name}@example.org"
        row = {"id": account_of(name), "email": email, "email_key": email, "name": name, "created_at": BEGIN}
        await work.insert(table_of(models.Account), [{**row, "email_confirmed_at": BEGIN}])
        place = {"space_id": space_of("network"), "account_id": account_of(name), "role": role, "since": BEGIN}
        await work.insert(table_of(models.SpaceMember), [place])
    steward = {"steward": True, "email_confirmed_at": None, "language": "fr"}
    await work.update(table_of(models.Account), {"id": account_of("steward")}, steward)


EVERY = [each.value for each in Scope]
