"""The publication policy of a moderated commons: what a space does at once, and what its partners decide first."""

from collections.abc import Collection, Mapping
from typing import Any

from loaders.tables import SPACE
from models import CaseKind, PublicationState, SpaceRole
from resolvers.core.record_types import REVIEWABLE_TYPES
from resolvers.core.refusals import Conflict, NotPermitted, refuse
from resolvers.moderation.policies import is_direct
from resolvers.moderation.record_cases import RecordCases
from resolvers.moderation.takedowns import (
    awaits_revision,
    check_content_changed,
    check_not_against,
    check_not_rejected,
    is_taken_down,
)
from resolvers.records.publication_policy import publication_policy

Record = Mapping[str, Any]


class ModeratedPublication(RecordCases):
    """The publication policy for one type of record, within one unit of work."""

    async def check_publishes(self, record: Record) -> None:
        """Refuse to publish for a space that was not verified, and what the partners decide, or asked to change."""
        if self._viewer.acts_as_steward:
            await check_not_against(self._work, record)
            return
        space_id = record["space_id"]
        await self._check_verified(space_id)
        if not await is_direct(self._work, self._now, CaseKind.SUBMISSION, self._type_name, space_id):
            refuse(NotPermitted("DECIDED_TOGETHER"))
        await self.check_revised(record)
        await check_content_changed(self._work, record)

    async def check_revised(self, record: Record) -> None:
        """Refuse to show again what the partners sent back, as long as it says the same."""
        if await awaits_revision(self._work, record["id"]):
            refuse(Conflict("CHANGES_REQUESTED", record["version"]))

    async def check_restores(self, record: Record, state: PublicationState) -> None:
        """Refuse to show again what the partners took down, and anything for a space that was not verified."""
        if state is PublicationState.PUBLISHED and not self._viewer.acts_as_steward:
            await self._check_verified(record["space_id"])
            await self.check_revised(record)
        if await is_taken_down(self._work, record["id"]):
            refuse(NotPermitted("TAKEN_DOWN_TOGETHER"))

    async def restored_state(self, record: Record, state: PublicationState) -> PublicationState:
        """Return the state to which a record is restored: a draft if changes were requested while it was archived."""
        if state is not PublicationState.PUBLISHED:
            return state
        return PublicationState.DRAFT if await awaits_revision(self._work, record["id"]) else state

    async def _check_verified(self, space_id: str | None) -> None:
        rows = await self._work.select(SPACE, {"id": space_id}, ("verified_at",))
        if not rows or rows[0].verified_at is None:
            refuse(NotPermitted("SPACE_NOT_VERIFIED"))

    async def check_not_rejected_content(self, record: Record, changes: Mapping[str, Any]) -> None:
        """Refuse stewards to have what is published say what was decided that it does not."""
        # What carries a decision out acts as a steward does, but is nobody.
        is_steward = self._viewer.acts_as_steward and self._viewer.is_authenticated
        if is_steward and record["state"] == PublicationState.PUBLISHED:
            await check_not_rejected(self._work, record, changes)

    async def requires_review(self, record: Record) -> bool:
        """True if a change needs a review case, so that the published record stays as it is."""
        if self._viewer.acts_as_steward or record["state"] != PublicationState.PUBLISHED:
            return False
        return not await is_direct(self._work, self._now, CaseKind.CHANGE, self._type_name, record["space_id"])

    async def check_not_redacted(self, record: Record, fields: Collection[str]) -> None:
        """Refuse to write what is hidden until a decision: that would show it again, and the decision replace it."""
        hidden = await self.redacted_fields(record["id"]) if fields else set()
        if not {REVIEWABLE_TYPES[self._type_name].told_in(each) for each in hidden}.isdisjoint(fields):
            refuse(Conflict("FIELD_HIDDEN", record["version"]))

    def check_suggests(self, record: Record) -> None:
        """Refuse suggestions about what is not public, and by who may change it."""
        if not self._viewer.is_authenticated:
            refuse(NotPermitted("UNAUTHENTICATED"))
        if self._viewer.has_role(record["space_id"], SpaceRole.EDITOR):
            refuse(Conflict("OWN_RECORD", record["version"]))
        if record["state"] != PublicationState.PUBLISHED:
            refuse(Conflict(f"IS_{record['state']}", record["version"]))


publication_policy.register(ModeratedPublication)
