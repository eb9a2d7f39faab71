"""A use case under way: the unit of work that it writes through, who asks for it, when, and in which commons."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, ACTOR, Table
from loaders.unit_of_work import UnitOfWork
from models import ChangeKind, PublicationState
from resolvers.core.journal import JournalEntry, record_change, record_changes
from resolvers.core.mailer import Mailer
from resolvers.core.refusals import NotFound, NotPermitted, refuse
from resolvers.core.site import Site
from resolvers.core.viewer import Viewer

PERSON_COLUMNS = ("id", "email", "email_key", "email_confirmed_at", "name", "language")


@dataclass(frozen=True, slots=True)
class UseCase:
    """One unit of work for one viewer; everything in it happens at `now`."""

    work: UnitOfWork
    viewer: Viewer
    now: datetime
    site: Site
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    """Functions to call once the unit is stored: a log line, the sender of mails."""

    @property
    def mailer(self) -> Mailer:
        """Queues mails, which go once the unit is stored."""
        return Mailer(self.work, self.now, self.site, self.after_commit)

    async def person(self) -> Row:
        """The account of the person who asks, with the columns PERSON; refuses programs, and unconfirmed addresses."""
        if self.viewer.account_id is None:
            refuse(NotPermitted("ACCOUNT_NEEDED"))
        found = await self.first_row(ACCOUNT, {"id": self.viewer.account_id, "erased_at": None}, PERSON_COLUMNS)
        if found is None or found.email_confirmed_at is None:
            refuse(NotPermitted("EMAIL_NOT_CONFIRMED"))
        return found

    async def first_row(self, table: Table, where: Mapping[str, Any], columns: Sequence[str]) -> Row | None:
        """The only row, or None."""
        rows = await self.work.select(table, where, columns)
        return rows[0] if rows else None

    async def row_by_id(self, table: Table, id_: str, columns: Sequence[str]) -> Row:
        """The row of an id; refuses where there is none."""
        return await self.first_row(table, {"id": id_}, columns) or refuse(NotFound())

    async def record_claim_change(self, actor_id: str, before: str | None, after: str) -> None:
        """Write down what became of a claim on an actor; not whose it is, since everyone may read that."""
        actor = await self.row_by_id(ACTOR, actor_id, ("version", "state", "space_id"))
        state = PublicationState(actor.state)
        changes = {"claim": (before, after)}
        await self._write(JournalEntry(ChangeKind.CLAIMED, actor_id, actor.version, state, actor.space_id, changes))

    async def record_space_change(
        self, space_id: str, what: str, before: str | None, after: str | None, **besides: str | bool
    ) -> None:
        """Write down what changed among the people of a space, whose journal its own members alone read.

        `besides` is what is said of it: why, and in what name.
        """
        changes = {what: (before, after), **{name: (None, said) for name, said in besides.items()}}
        await self._write(JournalEntry(ChangeKind.UPDATED, space_id, 1, PublicationState.DRAFT, space_id, changes))

    async def record_removals(self, space_id: str, what: str, before: Sequence[str]) -> None:
        """Write down that several people of a space are there no more, or several offers, an entry for each."""
        entries = [
            JournalEntry(ChangeKind.UPDATED, space_id, 1, PublicationState.DRAFT, space_id, {what: (each, None)})
            for each in before
        ]
        await record_changes(self.work, self.viewer, self.now, entries)

    async def _write(self, entry: JournalEntry) -> None:
        await record_change(self.work, self.viewer, self.now, entry)
