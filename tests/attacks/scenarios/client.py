"""A commons of a story's own, as its people meet it: through the endpoint and their mails, and nothing else."""

import asyncio
import email
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import policy
from pathlib import Path
from typing import Any

import httpx

from encommun.admin import set_steward_by_email
from encommun.app import create_app
from encommun.settings import Settings
from tests.records.client import SCHEMA

GRAPHQL: Any = SCHEMA._schema
PASSWORD = "corail tandem brume"  # noqa: S105 - of nobody but these
WAITS = 100
"""Number of attempts to find a mail, ten a second."""
RESULTS = {
    "registerAccount": "MailRequested { email }",
    "confirmEmail": "EmailConfirmed { email }",
    "logIn": "Session { accessToken refreshToken account { id email steward } }",
}
INPUTS = {"refreshSession": "Session", "logOut": "Session"}


@dataclass
class Person:
    """Somebody with an account, or a program with a token; nobody in particular has no header."""

    email: str = ""
    id: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    steward: bool = False


NOBODY = Person()


@dataclass
class ScenarioClient:
    """A client in a scenario, with a server of its own."""

    client: httpx.AsyncClient
    url: str
    outbox: Path

    async def answer(self, document: str, who: Person = NOBODY, **variables: Any) -> dict[str, Any]:
        """All of an answer, its errors too."""
        sent = {"query": document, "variables": variables}
        response = await self.client.post("/graphql", json=sent, headers={"accept-language": "en", **who.headers})
        answer: dict[str, Any] = response.json()
        return answer

    async def ask(self, document: str, who: Person = NOBODY, **variables: Any) -> dict[str, Any]:
        """The data of an answer without errors."""
        answer = await self.answer(document, who, **variables)
        assert "errors" not in answer, answer
        data: dict[str, Any] = answer["data"]
        return data

    async def act(
        self, mutation: str, who: Person = NOBODY, /, shown: str | None = None, **given: Any
    ) -> dict[str, Any]:
        """The payload of a mutation; `shown` is its result with a selection, such as `ClaimSaved { claim { id } }`.

        Stewards give a reason wherever there is a place for one, unless it is given as None.
        """
        if who.steward and "reason" in GRAPHQL.mutation_type.fields[mutation].args["input"].type.of_type.fields:
            given = {"reason": "Convenu.", **given}
        given = {name: value for name, value in given.items() if (name, value) != ("reason", None)}
        shown = shown or RESULTS.get(mutation)
        document = f"""mutation ($input: {INPUTS.get(mutation, mutation[0].upper() + mutation[1:])}Input!) {{
            it: {mutation}(input: $input) {{ __typename {f"... on {shown}" if shown else ""}
            ... on Refusal {{ code message }} ... on ValidationFailed {{ problems {{ path code message }} }} }} }}"""
        payload: dict[str, Any] = (await self.ask(document, who, input=given))["it"]
        return payload

    async def code(self, mutation: str, who: Person = NOBODY, /, **given: Any) -> str:
        """The code of the refusal that a mutation comes to, or the name of its result."""
        payload = await self.act(mutation, who, **given)
        code: str = payload.get("code") or payload["__typename"]
        return code

    async def person(self, name: str, *, steward: bool = False) -> Person:
        """Somebody who has registered, confirmed their address and signed in."""
        person = Person(f"{name}@example.org")
        given = {"email": person.email, "password": PASSWORD, "name": name}
        assert await self.code("registerAccount", **given) == "MailRequested"
        opened = {"token": await self.link(person.email, "confirm"), "password": PASSWORD}
        assert await self.code("confirmEmail", **opened) == "EmailConfirmed"
        if steward:
            await set_steward_by_email(self.url, person.email, steward=True)
        return await self.signed_in(person.email)

    async def signed_in(self, address: str, password: str = PASSWORD) -> Person:
        """Sign somebody in; fails if that is refused."""
        session = await self.act("logIn", email=address, password=password)
        assert session["__typename"] == "Session", session
        account, headers = session["account"], {"authorization": f"Bearer {session['accessToken']}"}
        return Person(address, account["id"], headers, account["steward"])

    async def network(self, steward: Person, slug: str) -> Person:
        """Somebody who administers the space of a network, which a steward has opened for them."""
        head = await self.person(f"tete-{slug}")
        opened = await self.code("openNetworkSpace", steward, network={"slug": slug}, admin=head.email)
        assert opened == "NetworkSpaceOpened"
        return head

    def mails(self, address: str) -> list[str]:
        """Return the mails to an address, the oldest first: subject and text."""
        written = [
            email.message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted(self.outbox.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        ]
        return [f"{mail['subject']}\n{mail.get_content()}" for mail in written if address in mail["to"]]

    async def mailed(self, address: str, text: str) -> str:
        """The latest mail to an address that has a text in it; waits for it."""
        for _ in range(WAITS):
            if found := [mail for mail in self.mails(address) if text in mail]:
                return found[-1]
            await asyncio.sleep(0.1)
        raise AssertionError((text, self.mails(address)))

    async def link(self, address: str, parameter: str) -> str:
        """The token in the link of the latest mail that has one of that name."""
        found = re.findall(rf"\?{parameter}=(\S+)", await self.mailed(address, f"?{parameter}="))
        return str(found[-1])

    async def link_after(self, address: str, parameter: str, older: str) -> str:
        """The same, of a mail that comes after the one with an older token."""
        for _ in range(WAITS):
            if (found := await self.link(address, parameter)) != older:
                return found
            await asyncio.sleep(0.1)
        raise AssertionError((parameter, self.mails(address)))


@asynccontextmanager
async def scenario_client(url: str, folder: Path, **settings: Any) -> AsyncIterator[ScenarioClient]:
    """The application at work on a database of its own, whose mails land in a folder."""
    outbox = folder / "outbox"
    app = create_app(Settings(database_url=url, mail_outbox=outbox, **settings))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://encommun.example") as client,
    ):
        yield ScenarioClient(client, url, outbox)
