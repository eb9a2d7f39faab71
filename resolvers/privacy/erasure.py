"""Erasure of a person without an account (GDPR, article 17): an actor and its ties, or one contact detail.

What is no person's stays, whatever the actor is said to be: whom somebody acts for, what was tied to an organisation
before it was called a person, and contact details that are said to be no person's.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from loaders.tables import CHANGE
from loaders.unit_of_work import UnitOfWork
from models import PERSONS, ContactKind, LegalBasis
from resolvers.core.record_types import RECORD_TYPES, RecordType
from resolvers.core.refusals import Conflict, NotFound, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.core.viewer_reads import ViewerReads
from resolvers.privacy.anonymisation import anonymise_records, anonymised_among, is_anonymised
from resolvers.privacy.hooks import names_erased
from resolvers.privacy.mailbox_erasure import erase_unclaimed_mailboxes
from resolvers.privacy.public_names import names_in_public
from resolvers.records.actor_kind import crosses_person_boundary, has_representative
from resolvers.records.service import RecordService

TIES = (("Contact", "actor_id"), ("Membership", "member_id"), ("Participation", "actor_id"))
"""Types that are erased with a person, whichever space owns them, with the column of the actor's id."""

Record = Mapping[str, Any]


class ErasureService(RecordService):
    """Erasures by viewers who may change the record, within one unit of work.

    They hold whatever version a record has come to, and what is erased already stays as it is.
    """

    async def erase_person(self, actor_id: str) -> SaveResult:
        """The actor as a tombstone, and all of TIES that is personal too; refuses organisations."""
        actor = await self._erasable(actor_id)
        gone = await is_anonymised(self._work, actor_id)
        if not gone and not await self._is_person(actor):
            refuse(Conflict("NOT_A_PERSON", actor["version"]))
        since = await person_since(self._work, actor_id)
        for type_name, column in TIES:
            kind = RECORD_TYPES[type_name]
            rows = await self._work.select(kind.table, {column: actor_id})
            ties = [dict(zip(kind.table.c.keys(), row, strict=True)) for row in rows]
            await self._erase(kind, [each for each in ties if is_personal_relation(each, since)])
        (erased,) = await self._erase(self._kind, [actor], since)
        return erased

    async def erase_contact(self, contact_id: str) -> SaveResult:
        """A contact detail as a tombstone; refuses one that is no person's."""
        contact = await self._erasable(contact_id)
        if contact["basis"] == LegalBasis.NOT_PERSONAL:
            refuse(Conflict("NOT_A_PERSON", contact["version"]))
        (erased,) = await self._erase(self._kind, [contact])
        return erased

    async def _is_person(self, actor: Record) -> bool:
        """True if an actor is a person: an actor with a space is none, whatever its kind."""
        if actor["kind"] not in PERSONS:
            return False
        return not await has_representative(ViewerReads(self._work, self._viewer), actor["id"])

    async def _erasable(self, record_id: str) -> Record:
        rows = await self._work.select(self._kind.table, {"id": record_id}, ("version",))
        return await self._editable(record_id, rows[0].version) if rows else refuse(NotFound())

    async def _erase(
        self, kind: RecordType, records: Sequence[Record], since: datetime | None = None
    ) -> list[SaveResult]:
        """Records of a type as tombstones; those that are so already stay as they are."""
        gone = await anonymised_among(self._work, [each["id"] for each in records])
        left = [each for each in records if each["id"] not in gone]
        if kind.type_name == "Contact":
            emails = [each["value"] for each in left if each["kind"] == ContactKind.EMAIL]
            await erase_unclaimed_mailboxes(self._work, self._viewer, emails)
        # What others say of others' records is theirs: a steward alone has it no longer name who is gone.
        called = await names_in_public(self._work, kind, left, since) if self._viewer.acts_as_steward else ()
        erased = {each.node_id: each for each in await anonymise_records(self._use_case, kind, left)}
        await names_erased.run(self._work, called)
        return [erased.get(each["id"]) or SaveResult(each["id"], each["version"]) for each in records]


async def person_since(work: UnitOfWork, actor_id: str) -> datetime | None:
    """Return the moment since when an actor is a person, from the journal; None if it always was."""
    entries = await work.select(CHANGE, {"node_id": actor_id}, ("created_at", "fields"))
    kinds = [(entry.created_at, entry.fields["kind"]) for entry in entries if "kind" in entry.fields]
    crossed = [
        moment
        for moment, (before, after) in kinds
        if before and crosses_person_boundary(before, after) and after in PERSONS
    ]
    return max(crossed, default=None)


def is_personal_relation(tie: Record, since: datetime | None) -> bool:
    """True if a record that refers to an actor concerns the person that the actor has been `since` then."""
    if tie.get("basis") == LegalBasis.NOT_PERSONAL:
        return False
    return since is None or tie["updated_at"] >= since


def erasure_service(use_case: UseCase, type_name: str) -> ErasureService:
    """Erasures of a type of record."""
    return ErasureService(use_case, RECORD_TYPES[type_name])
