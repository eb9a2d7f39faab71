"""A consent covers what was agreed to: when that changes, or the person takes it back, it is no longer in force."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from loaders.queries.select_where import select_in
from loaders.tables import CONSENT
from loaders.unit_of_work import UnitOfWork
from models import ConsentPurpose, WithdrawalReason
from resolvers.core.journal import FieldChanges
from resolvers.core.record_types import RecordType
from resolvers.records.hooks import ChangesByRecord, records_changed

FIELD = "consents"
"""The journal's name of the purposes that are consented to."""
COVERED = frozenset({"actor_id", "value", "purpose"})
"""The columns of a contact that a consent is about: who agreed, to what being shown, and to what use of it."""


async def purposes_in_force(work: UnitOfWork, contact_id: str) -> list[str]:
    """The purposes of a contact that are agreed to now, in alphabetical order."""
    rows = await work.select(CONSENT, {"contact_id": contact_id, "withdrawn_at": None}, ("purpose",))
    return sorted(row.purpose for row in rows)


async def withdraw_consents(
    work: UnitOfWork, now: datetime, contact_id: str, purposes: Sequence[str], because: WithdrawalReason
) -> FieldChanges:
    """Withdraw the consents to some purposes of a contact; what the journal says of it, empty where none was given."""
    before = await purposes_in_force(work, contact_id)
    for purpose in purposes:
        where = {"contact_id": contact_id, "purpose": ConsentPurpose(purpose), "withdrawn_at": None}
        await work.update(CONSENT, where, {"withdrawn_at": now, "withdrawn_because": because})
    after = [each for each in before if each not in purposes]
    return {} if before == after else {FIELD: (before, after)}


@records_changed.register
async def withdraw_changed(
    work: UnitOfWork, now: datetime, kind: RecordType, changed: ChangesByRecord
) -> ChangesByRecord:
    """Withdraw all consents of contacts that are no longer what was agreed to; the journal's words, as above."""
    if kind.type_name != "Contact":
        return {}
    contacts = [contact_id for contact_id, changes in changed.items() if not COVERED.isdisjoint(changes)]
    return await withdraw_all(work, now, contacts, WithdrawalReason.CHANGED) if contacts else {}


async def withdraw_all(
    work: UnitOfWork, now: datetime, contact_ids: Sequence[str], because: WithdrawalReason
) -> dict[str, FieldChanges]:
    """Withdraw all consents of some contacts; by contact, what the journal says of it, where there was one."""
    before: defaultdict[str, list[str]] = defaultdict(list)
    for row in await select_in(
        work, CONSENT, "contact_id", list(contact_ids), ("contact_id", "purpose", "withdrawn_at")
    ):
        if row.withdrawn_at is None:
            before[row.contact_id].append(row.purpose)
    ended = {"withdrawn_at": now, "withdrawn_because": because}
    await work.update_all(CONSENT, [({"contact_id": each, "withdrawn_at": None}, ended) for each in sorted(before)])
    return {each: {FIELD: (sorted(purposes), [])} for each, purposes in before.items()}
