"""A commons that people register in: what they ask it, what they are answered, and what they get by mail."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import models
from encommun.authentication import Authenticator
from encommun.usage_recorder import MINUTE, UsageRecorder
from encommun.worker import POLL, Worker
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, Writer
from models import SpaceRole
from resolvers.core.site import Site
from resolvers.core.viewer import Viewer
from schema.kit.context import Context
from tests.records.client import BEGIN, SCHEMA, RecordsClient, space_of
from tests.support.workers import run_job

EMAIL, WRONG = "Zoe.Martin@Exemple.fr", "wrong"
PASSWORD, OTHER = "corail tandem brume", "girafe violon septembre"
VISITOR = Viewer(language="en", address="192.0.2.7")
ASKED = {
    "registerAccount": ("RegisterAccount", "MailRequested { email }"),
    "confirmEmail": ("ConfirmEmail", "EmailConfirmed { email deviceToken }"),
    "requestEmailChange": ("RequestEmailChange", "MailRequested { email }"),
    "confirmEmailChange": ("ConfirmEmailChange", "EmailChangeConfirmed { changed }"),
    "logIn": (
        "LogIn",
        "Session { accessToken expiresIn refreshToken deviceToken account { id email emailConfirmed } }",
    ),
    "refreshSession": ("Session", "Session { accessToken expiresIn refreshToken deviceToken account { email } }"),
    "logOut": ("Session", "SessionEnded { endedAt }"),
    "requestPasswordReset": ("RequestPasswordReset", "MailRequested { email }"),
    "resetPassword": ("ResetPassword", "PasswordReset { email deviceToken }"),
    "changePassword": ("ChangePassword", "Session { accessToken refreshToken deviceToken account { email } }"),
    "updateAccount": ("UpdateAccount", "Account { name language email }"),
    "deleteAccount": ("DeleteAccount", "AccountErased { erasedAt }"),
}


@dataclass
class AccountsClient(RecordsClient):
    """A world whose requests come from somewhere, and whose mails are looked for."""

    woken: int = 0

    def __post_init__(self) -> None:
        self.authenticator = Authenticator(self.database, self.writer, None, lambda: self.now)

    @property
    def site(self) -> Site:
        return Site("Encommun", "https://encommun.example", self.wake)

    def wake(self) -> None:
        self.woken += 1

    def usage(self, writer: Writer | None = None, minute: float = MINUTE) -> UsageRecorder:
        """Return a recorder of last uses for this database; `writer` stands for another process's."""
        return UsageRecorder(writer or self.writer, self.authenticator, minute)

    def worker(self, writer: Writer | None = None, poll: float = POLL) -> Worker:
        """Return a worker for this database; `writer` stands for another process's."""
        return Worker(self.database, writer or self.writer, self.site, lambda: self.now, poll)

    async def run_job(self, name: str) -> None:
        """Have a worker do one round of a job now, whenever the last one was."""
        await run_job(self.worker(), name)

    async def result(self, document: str, viewer: Viewer = VISITOR, **variables: Any) -> Any:
        self.now += timedelta(seconds=1)
        snapshot = self.database.snapshot()
        context = Context(snapshot, viewer, self.writer, lambda: self.now, self.site)
        try:
            return await SCHEMA.execute(document, variables, context_value=context)
        finally:
            await snapshot.close()

    async def send(self, name: str, viewer: Viewer = VISITOR, /, **given: Any) -> dict[str, Any]:
        """The payload of a mutation."""
        input_name, shown = ASKED[name]
        document = f"""mutation ($input: {input_name}Input!) {{ it: {name}(input: $input) {{ __typename
            ... on {shown} ... on Refusal {{ code message }} ... on RateLimited {{ retryAfter }}
            ... on ValidationFailed {{ problems {{ path code message }} }}
        }} }}"""
        return (await self.ask(document, viewer, input=given))["it"]

    async def code(self, name: str, viewer: Viewer = VISITOR, /, **given: Any) -> str:
        """The code of the refusal that a mutation comes to, or the name of its result."""
        answer = await self.send(name, viewer, **given)
        return answer.get("code") or answer["__typename"]

    async def mails(self) -> list[Mapping[str, Any]]:
        """Those that are queued, in the order in which they were."""
        return sorted(await self.rows(models.Mail), key=lambda mail: (mail["created_at"], mail["id"]))

    async def link(self, parameter: str) -> str:
        """The token in the latest mail."""
        body = (await self.mails())[-1]["body"]
        found = re.search(rf"https://encommun\.example/\?{parameter}=(\S+)\n", body)
        assert found is not None, body
        return found[1]

    async def register(self, email: str = EMAIL, password: str = PASSWORD) -> str:
        """The id of a confirmed account."""
        assert await self.code("registerAccount", email=email, password=password, name="Zoé") == "MailRequested"
        given = {"token": await self.link("confirm"), "password": password}
        assert await self.code("confirmEmail", **given) == "EmailConfirmed"
        return (await self.log_in(email, password))["account"]["id"]

    async def log_in(self, email: str = EMAIL, password: str = PASSWORD) -> dict[str, Any]:
        """A session."""
        session = await self.send("logIn", email=email, password=password)
        assert session["__typename"] == "Session", session
        return session

    async def viewer(self, session: Mapping[str, Any]) -> Viewer:
        """Return the viewer of a session's access token; raises HTTPError."""
        return await self.authenticator.authenticate(f"Bearer {session['accessToken']}".encode(), VISITOR)

    async def change(self, account_id: str, **values: Any) -> None:
        """Have an account as it might have become."""
        await self.writer.run(lambda work: work.update(table_of(models.Account), {"id": account_id}, values))

    async def account(self, account_id: str) -> Mapping[str, Any]:
        """Return the stored row of an account."""
        (row,) = await self.rows(models.Account, id=account_id)
        return row

    async def join(self, account_id: str, role: SpaceRole, space: str = "own") -> None:
        """Give an account a role in a space."""
        row = {"space_id": space_of(space), "account_id": account_id, "role": role, "since": BEGIN}

        async def job(work: UnitOfWork) -> None:
            await work.insert(table_of(models.SpaceMember), [row])

        await self.writer.run(job)

    async def fails(self, times: int, viewer: Viewer = VISITOR, email: str = EMAIL) -> list[str]:
        """The codes of so many wrong guesses."""
        return [await self.code("logIn", viewer, email=email, password=WRONG) for _ in range(times)]


def elsewhere(number: int) -> Viewer:
    """A visitor at another address."""
    return replace(VISITOR, address=f"198.51.100.{number}")
