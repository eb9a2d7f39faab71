"""A commons with two spaces and everyone who may ask, and what they ask it for."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any

import models
from loaders.drivers.database import Database
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, Writer
from models import Scope, SpaceRole, ids
from resolvers.core.viewer import PERSONAL, VISITOR, Viewer
from schema.build import create_schema
from schema.kit.context import Context

SCHEMA = create_schema()
BEGIN = datetime(2026, 2, 28, 9, tzinfo=UTC)


def space_of(name: str) -> str:
    """The id of a space of this world."""
    return ids.derived("space", name, BEGIN)


def account_of(name: str) -> str:
    """The id of an account of this world."""
    return ids.derived("account", name, BEGIN)


def member(name: str, role: SpaceRole, space: str = "own") -> Viewer:
    """Somebody with a role in a space."""
    return Viewer(account_of(name), scopes=PERSONAL, roles={space_of(space): role}, request_id="request", language="en")


EDITOR = member("editor", SpaceRole.EDITOR)
VIEWERS: dict[str, Viewer] = {
    "anonymous": replace(VISITOR, language="en"),
    "account": Viewer(account_of("account"), scopes=PERSONAL, request_id="request", language="en"),
    "editor": EDITOR,
    "editor of another space": member("other", SpaceRole.EDITOR, "other"),
    "network token": Viewer(
        token_id="token",  # noqa: S106 - a name
        scopes=frozenset({Scope.READ, Scope.CONTENT_WRITE}),
        roles={space_of("network"): SpaceRole.EDITOR},
        request_id="request",
        language="en",
    ),
    "steward": Viewer(
        account_of("steward"),
        scopes=PERSONAL,
        steward=True,
        reason="Pour l’ordre.",
        request_id="request",
        language="en",
    ),
}

REPORT = {
    "participationLevel": "CONSULT",
    "recruitment": "OPEN_TO_ALL",
    "interaction": "ONLINE",
    "decisionMethod": "CONSENT",
    "whatWorked": "Beaucoup.",
    "whatFailed": "Peu.",
    "reuseConditions": "Aucune.",
    "purposes": ["SHARE_POWER"],
}
"""The required fields of an experience report, and a few more."""


@dataclass
class RecordsClient:
    """A database to write to, and the clock that everything goes by."""

    database: Database
    writer: Writer
    now: datetime = field(default=BEGIN)

    async def ask(self, document: str, viewer: Viewer = EDITOR, **variables: Any) -> dict[str, Any]:
        """Return the answer to a viewer; fails on any error."""
        result = await self.result(document, viewer, **variables)
        assert result.errors is None, result.errors
        return result.data

    async def result(self, document: str, viewer: Viewer = EDITOR, **variables: Any) -> Any:
        self.now += timedelta(seconds=1)
        snapshot = self.database.snapshot()
        context = Context(snapshot, viewer, self.writer, lambda: self.now)
        try:
            return await SCHEMA.execute(document, variables, context_value=context)
        finally:
            await snapshot.close()

    async def do(self, mutation: str, viewer: Viewer = EDITOR, **given: Any) -> dict[str, Any]:
        """The payload of a mutation, with all that any of its types tells."""
        type_name = next(each for each in TYPES if mutation.endswith(each))
        prefix = mutation.removesuffix(type_name).capitalize()
        document = f"""mutation ($input: {prefix}{type_name}Input!) {{ it: {mutation}(input: $input) {{
            __typename
            ... on {type_name}Saved {{
                version dryRun changes {{ field before after }} change {{ id kind }}
                {type_name.lower()} {{ id version state }}
            }}
            ... on Refusal {{ code message }}
            ... on ValidationFailed {{ problems {{ path code message }} }}
            ... on Conflict {{ currentVersion }}
        }} }}"""
        return (await self.ask(document, viewer, input=given))["it"]

    async def rows(self, model: Any, **where: Any) -> list[dict[str, Any]]:
        """Return the rows of a table by primary key; PostgreSQL's own order changes with every update."""
        table = table_of(model)

        async def read(work: UnitOfWork) -> list[dict[str, Any]]:
            found = [dict(zip(table.c.keys(), row, strict=True)) for row in await work.select(table, where)]
            return sorted(found, key=itemgetter(*table.primary_key.columns.keys()))

        return await self.writer.run(read)


TYPES = ("Actor", "Contact", "Membership", "Participation", "Project", "Resource", "Workshop")


async def insert_spaces(writer: Writer) -> None:
    """Two authorities' spaces, of which one is verified, a network's, and the people in them."""

    async def job(work: UnitOfWork) -> None:
        dated = {"created_at": BEGIN, "updated_at": BEGIN}
        people = ["account", "editor", "other", "steward"]
        accounts = [
            {
                "id": account_of(name),
                "email": f"{name}@example.org",
                "email_key": f"{name}@example.org",
                "created_at": BEGIN,
            }
            for name in people
        ]
        await work.insert(table_of(models.Account), accounts)
        actors = [
            {
                "id": ids.derived("actor", name, BEGIN),
                **dated,
                "kind": "LOCAL_AUTHORITY",
                "name": name,
                "name_sort": name,
            }
            for name in ("own", "other")
        ]
        await work.insert(table_of(models.Actor), actors)
        network = (await work.select(table_of(models.Network), {"slug": "anct"}, ["id"]))[0][0]
        owners = [(actors[0]["id"], None, BEGIN), (actors[1]["id"], None, None), (None, network, BEGIN)]
        spaces = [
            {"id": space_of(name), **dated, "actor_id": actor, "network_id": of, "verified_at": verified}
            for name, (actor, of, verified) in zip(("own", "other", "network"), owners, strict=True)
        ]
        await work.insert(table_of(models.Space), spaces)

    await writer.run(job)
