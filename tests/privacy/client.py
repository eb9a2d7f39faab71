"""A commons with a person in it, whose details are looked for wherever they could be."""

from dataclasses import replace
from typing import Any

from sqlalchemy import select

import models
from loaders.unit_of_work import UnitOfWork
from models import Scope
from resolvers.core.viewer import Viewer
from tests.records.client import EDITOR, VIEWERS, RecordsClient

STEWARD = VIEWERS["steward"]
OTHER = VIEWERS["editor of another space"]
TOKEN = VIEWERS["network token"]
PARTNER = replace(TOKEN, scopes=frozenset({*TOKEN.scopes, Scope.CONTACTS_READ}), voices=frozenset({"network"}))
EMAIL = "zoelie.marzin@exemple.fr"
GIVEN_AT = "2026-02-01T10:00:00+01:00"
CONSENT = {"purpose": "PUBLICATION", "givenAt": GIVEN_AT, "evidence": "Formulaire signé par Mme Marzin."}
INPUTS = {"recordConsent": "Contact", "withdrawConsent": "Contact", "eraseContact": "Contact", "erasePerson": "Actor"}


class PrivacyClient(RecordsClient):
    """Operations on people's data, and reads of it."""

    async def act(self, name: str, viewer: Viewer = EDITOR, /, **given: Any) -> dict[str, Any]:
        """The payload of a mutation of what is personal."""
        kind = INPUTS[name]
        document = f"""mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ it: {name}(input: $input) {{ __typename
            ... on {kind}Saved {{ version dryRun changes {{ field before after }} change {{ id kind }}
                record: {kind.lower()} {{ id version state }} }}
            ... on Refusal {{ code message }}
            ... on ValidationFailed {{ problems {{ path code message }} }}
        }} }}"""
        return (await self.ask(document, viewer, input=given))["it"]

    async def code(self, name: str, viewer: Viewer = EDITOR, /, **given: Any) -> str:
        """The code of the refusal that a mutation comes to, or the name of its result."""
        answer = await self.act(name, viewer, **given)
        return answer.get("code") or answer["__typename"]

    async def enter(self, type_name: str, viewer: Viewer = EDITOR, *, publish: bool = True, **given: Any) -> str:
        """The id of a new record, public unless told otherwise."""
        made = await self.do(f"create{type_name}", viewer, **given)
        assert made["__typename"] == f"{type_name}Saved", made
        id_ = made[type_name.lower()]["id"]
        if publish:
            saved = await self.do(f"publish{type_name}", STEWARD, id=id_, expectedVersion=1)
            assert saved["__typename"] == f"{type_name}Saved", saved
        return id_

    async def person(self, **given: Any) -> str:
        """A citizen, public."""
        about = {"kind": "CITIZEN", "name": "Zoélie Marzin", "summary": "Anime le conseil des Oliviers."}
        return await self.enter("Actor", **{**about, **given})

    async def contact(self, actor: str, viewer: Viewer = EDITOR, **given: Any) -> str:
        """A contact of the person's, shown to everyone by consent unless told otherwise."""
        about = {"kind": "EMAIL", "value": EMAIL, "audience": "EVERYONE", "basis": "CONSENT", "label": "Chez Zoélie"}
        return await self.enter("Contact", viewer, **{**about, **given}, actor={"id": actor})

    async def version(self, model: Any, id_: str) -> int:
        (row,) = await self.rows(model, id=id_)
        return row["version"]

    async def sees(self, contact: str, viewer: Viewer) -> bool:
        """True if a viewer gets the value of a contact, by every query alike."""
        document = """query ($id: ID!) { node(id: $id) { ... on Contact { value } }
            contacts(first: 100) { totalCount nodes { id } } }"""
        answer = (await self.result(document, viewer, id=contact)).data
        found = contact in [each["id"] for each in answer["contacts"]["nodes"]]
        assert found == (answer["node"] is not None)
        assert answer["contacts"]["totalCount"] == len(answer["contacts"]["nodes"])
        return found

    async def everything(self) -> dict[str, str]:
        """By table, all that it holds, as text."""

        async def read(work: UnitOfWork) -> dict[str, str]:
            found = {}
            for table in models.Table.metadata.sorted_tables:
                rows = await work.fetch(work.dialect.rows(select(table), table.name), {})
                found[table.name] = repr([tuple(row) for row in rows])
            return found

        return await self.writer.run(read)
