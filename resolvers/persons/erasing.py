"""Erases a person who has no account (GDPR, article 17): an actor and all that ties to it, or one contact detail."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from loaders.transactions import Work
from models import PERSONS, ContactKind, LegalBasis
from resolvers.editing.edit import Edit
from resolvers.editing.editable import EDITABLE, Editable
from resolvers.editing.saved import Saved
from resolvers.persons.blanking import blank_record, is_blanked
from resolvers.persons.mailboxes import forget_unclaimed_mailbox
from resolvers.refusals import Conflict, NotFound, refuse
from resolvers.viewer import Viewer

TIES = (("Contact", "actor_id"), ("Membership", "member_id"), ("Participation", "actor_id"))
"""What goes with a person, whichever space deposited it: types, and the column that has the actor's id."""

Record = Mapping[str, Any]


class Erasing(Edit):
    """Erasures by who may change the record, within one unit of work.

    They hold whatever version a record has come to, and what is erased already stays as it is.
    """

    async def erase_person(self, actor_id: str) -> Saved:
        """The actor as a tombstone, and all of TIES too; refuses organisations."""
        actor = await self._erasable(actor_id)
        gone = await is_blanked(self._work, actor_id)
        if not gone and actor["kind"] not in PERSONS:
            refuse(Conflict("NOT_A_PERSON", actor["version"]))
        async for kind, record in self._tied(actor_id):
            await self._erase(kind, record)
        return await self._erase(self._kind, actor)

    async def erase_contact(self, contact_id: str) -> Saved:
        """A contact detail as a tombstone; refuses one that is no person's."""
        contact = await self._erasable(contact_id)
        if contact["basis"] == LegalBasis.NOT_PERSONAL:
            refuse(Conflict("NOT_A_PERSON", contact["version"]))
        return await self._erase(self._kind, contact)

    async def _erasable(self, record_id: str) -> Record:
        rows = await self._work.select(self._kind.table, {"id": record_id}, ("version",))
        return await self._editable(record_id, rows[0].version) if rows else refuse(NotFound())

    async def _tied(self, actor_id: str) -> AsyncIterator[tuple[Editable, Record]]:
        for type_name, column in TIES:
            kind = EDITABLE[type_name]
            for row in await self._work.select(kind.table, {column: actor_id}):
                yield kind, dict(zip(kind.table.c.keys(), row, strict=True))

    async def _erase(self, kind: Editable, record: Record) -> Saved:
        if await is_blanked(self._work, record["id"]):
            return Saved(record["id"], record["version"])
        if kind.type_name == "Contact" and record["kind"] == ContactKind.EMAIL:
            await forget_unclaimed_mailbox(self._work, self._viewer, record["value"])
        return await blank_record(self._work, self._viewer, self._now, kind, record)


def erasing(work: Work, viewer: Viewer, now: datetime, type_name: str) -> Erasing:
    """Erasures of a type of record."""
    return Erasing(work, viewer, now, EDITABLE[type_name])
