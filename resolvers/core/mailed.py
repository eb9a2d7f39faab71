"""The context of use cases of accounts, and the two ways in which one consists of more than one unit of work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from loaders.unit_of_work import UnitOfWork, Writer
from resolvers.core.execute import Clock, Command, execute
from resolvers.core.refusals import Refusal, refuse
from resolvers.core.site import Site
from resolvers.core.viewer import Viewer

Result = TypeVar("Result")

OWN_ACCOUNT_COLUMNS = ("id", "email", "email_confirmed_at", "name", "language", "steward", "created_at")
"""The columns of an account that its holder sees."""


@dataclass(frozen=True, slots=True)
class AccountUseCase:
    """The context of a use case of accounts: viewer, writer, mailer and settings.

    A use case is called before its unit of work begins, for passwords are checked outside of any; it gives an act. What
    must stay whatever comes of that (a guess counted) is done in a unit before it.
    """

    writer: Writer
    viewer: Viewer
    clock: Clock
    commons: Site

    async def execute_before(self, act: Command[Result]) -> Result | Refusal:
        """Run a unit of work before the use case's own; it stays stored whatever follows."""
        return await execute(self.writer, self.viewer, self.clock, None, act)


@dataclass(frozen=True, slots=True)
class Mailed(Generic[Result]):
    """The result of a unit of work that has queued a mail: once it is stored, `wake` starts the sender."""

    result: Result
    wake: Callable[[], None]


class ConfirmedEmail(NamedTuple):
    """An address that a person has shown to be theirs, and the token of the device that they did it on."""

    email: str
    device_token: str


def refused_command(refusal: Refusal) -> Command[Refusal]:
    """An act that does nothing, because it was refused before."""

    async def act(_work: UnitOfWork, _now: datetime) -> Refusal:
        return refuse(refusal)

    return act
