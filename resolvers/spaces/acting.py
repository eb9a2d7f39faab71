"""A use case of spaces under way: what it works through, who asks for it, when, and in which commons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table

import models
from loaders.sql.statement import Row
from loaders.unit_of_work import UnitOfWork
from models import ChangeKind, PublicationState
from resolvers.accounts.letters import Letters
from resolvers.commons import Commons
from resolvers.editing.editable import table_of
from resolvers.editing.journal import Entry, write_down, write_down_all
from resolvers.refusals import NotFound, NotPermitted, refuse
from resolvers.viewer import Viewer

ACCOUNT = table_of(models.Account)
ACTOR = table_of(models.Actor)
CHANGE = table_of(models.Change)
CLAIM = table_of(models.Claim)
CONTACT = table_of(models.Contact)
INVITATION = table_of(models.Invitation)
MEMBER = table_of(models.SpaceMember)
NETWORK = table_of(models.Network)
SPACE = table_of(models.Space)
TERRITORY = table_of(models.Territory)

PERSON = ("id", "email", "email_key", "email_confirmed_at", "name", "language")


@dataclass(frozen=True, slots=True)
class Acting:
    """One unit of work for one viewer; everything in it happens at `now`."""

    work: UnitOfWork
    viewer: Viewer
    now: datetime
    commons: Commons

    @property
    def letters(self) -> Letters:
        """Mails that go once the unit is stored."""
        return Letters(self.work, self.now, self.commons)

    async def person(self) -> Row:
        """The account of the person who asks, with the columns PERSON; refuses programs, and unconfirmed addresses."""
        if self.viewer.account_id is None:
            refuse(NotPermitted("ACCOUNT_NEEDED"))
        found = await self.first(ACCOUNT, {"id": self.viewer.account_id, "erased_at": None}, PERSON)
        if found is None or found.email_confirmed_at is None:
            refuse(NotPermitted("EMAIL_NOT_CONFIRMED"))
        return found

    async def first(self, table: Table, where: Mapping[str, Any], columns: Sequence[str]) -> Row | None:
        """The only row, or None."""
        rows = await self.work.select(table, where, columns)
        return rows[0] if rows else None

    async def named(self, table: Table, id_: str, columns: Sequence[str]) -> Row:
        """The row of an id; refuses where there is none."""
        return await self.first(table, {"id": id_}, columns) or refuse(NotFound())

    async def note_claim(self, actor_id: str, before: str | None, after: str) -> None:
        """Write down what became of a claim on an actor; not whose it is, since everyone may read that."""
        actor = await self.named(ACTOR, actor_id, ("version", "state", "space_id"))
        state = PublicationState(actor.state)
        changes = {"claim": (before, after)}
        await self._write(Entry(ChangeKind.CLAIMED, actor_id, actor.version, state, actor.space_id, changes))

    async def note_space(
        self, space_id: str, what: str, before: str | None, after: str | None, **besides: str | bool
    ) -> None:
        """Write down what changed among the people of a space, whose journal its own members alone read.

        `besides` is what is said of it: why, and in what name.
        """
        changes = {what: (before, after), **{name: (None, said) for name, said in besides.items()}}
        await self._write(Entry(ChangeKind.UPDATED, space_id, 1, PublicationState.DRAFT, space_id, changes))

    async def note_gone(self, space_id: str, what: str, before: Sequence[str]) -> None:
        """Write down that several people of a space are there no more, or several offers, an entry for each."""
        entries = [
            Entry(ChangeKind.UPDATED, space_id, 1, PublicationState.DRAFT, space_id, {what: (each, None)})
            for each in before
        ]
        await write_down_all(self.work, self.viewer, self.now, entries)

    async def _write(self, entry: Entry) -> None:
        await write_down(self.work, self.viewer, self.now, entry)
