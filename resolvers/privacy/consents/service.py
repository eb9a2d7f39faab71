"""Consents written down and taken back, by who may change the contact; each makes another version of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loaders.tables import CONSENT
from models import ChangeKind, ConsentPurpose, LegalBasis, PublicationState, WithdrawalReason, ids
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.refusals import Conflict, ValidationFailed, refuse
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.privacy.consents.expiry import FIELD, purposes_in_force, withdraw_consents
from resolvers.records.planned_changes import plan_columns
from resolvers.records.service import RecordService
from resolvers.validation import Problem
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import Checked, with_problem
from resolvers.validation.texts import Limit, lines
from resolvers.validation.times import moment


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """The content of a consent."""

    purpose: ConsentPurpose
    given_at: datetime
    evidence: str


class ConsentService(RecordService):
    """The consents to one contact, within one unit of work."""

    def __init__(self, use_case: UseCase) -> None:
        """Begin; `now` is when everything of this unit happens."""
        super().__init__(use_case, RECORD_TYPES["Contact"])

    async def record(self, contact_id: str, expected: int, given: ConsentGiven) -> SaveResult:
        """The contact with a consent to one more purpose: to what it says in the version that is expected."""
        before = await self._editable(contact_id, expected)
        if before["state"] == PublicationState.ARCHIVED:
            refuse(Conflict("ARCHIVED", before["version"]))
        if before["basis"] != LegalBasis.CONSENT:
            refuse(Conflict("BASIS_NOT_CONSENT", before["version"]))
        agreed = await purposes_in_force(self._work, contact_id)
        if given.purpose in agreed:
            refuse(Conflict("ALREADY_CONSENTED", before["version"]))
        row = {
            "id": ids.new("consent"),
            "contact_id": contact_id,
            "purpose": given.purpose,
            **self._told(given),
            "recorded_at": self._now,
            "recorded_by": self._viewer.account_id,
        }
        await self._work.insert(CONSENT, [row])
        after = sorted([*agreed, str(given.purpose)])
        changes = {FIELD: (agreed, after)}
        return await self._saved(plan_columns(ChangeKind.UPDATED, before, {}, changes, self._now))

    async def withdraw(self, contact_id: str, expected: int, purpose: ConsentPurpose) -> SaveResult:
        """The contact without the consent to a purpose, whatever state it is in."""
        before = await self._editable(contact_id, expected)
        changes = await withdraw_consents(self._work, self._now, contact_id, [purpose], WithdrawalReason.WITHDRAWN)
        if not changes:
            refuse(Conflict("NO_CONSENT", before["version"]))
        return await self._saved(plan_columns(ChangeKind.UPDATED, before, {}, changes, self._now))

    def _told(self, given: ConsentGiven) -> dict[str, Any]:
        """Return the columns of a consent; refuses invalid values."""
        checked = {"given_at": self._past(given.given_at), "evidence": lines(Limit.SHORT)(given.evidence)}
        problems: list[Problem] = [
            each.under(to_camel_case(name)) for name, (_, wrong) in checked.items() for each in wrong
        ]
        if problems:
            refuse(ValidationFailed(problems))
        return {name: value for name, (value, _) in checked.items()}

    def _past(self, given: datetime) -> Checked[datetime]:
        found, problems = moment(given)
        return with_problem("MOMENT_TO_COME") if found is not None and found > self._now else (found, problems)
