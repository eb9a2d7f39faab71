"""The publication policy: which edits are made at once, and which wait for a decision. Moderation provides it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from loaders.sql.statement import Row
from models import PublicationState
from resolvers.core.hooks import Provider
from resolvers.core.use_case import UseCase

Record = Mapping[str, Any]


class PublicationPolicy(Protocol):
    """The questions that an edit of one type of record asks, within one unit of work."""

    def check_suggests(self, record: Record) -> None:
        """Refuse a suggestion that the viewer may not make."""

    async def check_publishes(self, record: Record) -> None:
        """Refuse a publication that the viewer may not decide alone."""

    async def check_restores(self, record: Record, state: PublicationState) -> None:
        """Refuse to bring a record back to a state that it may not have."""

    async def restored_state(self, record: Record, state: PublicationState) -> PublicationState:
        """The state that a record is brought back to, where it was to be `state`."""

    async def check_not_redacted(self, record: Record, fields: Collection[str]) -> None:
        """Refuse to write fields that are hidden until a decision."""

    async def redacted_fields(self, record_id: str) -> set[str]:
        """The fields of a record that are hidden until a decision."""

    async def check_not_rejected_content(self, record: Record, changes: Mapping[str, Any]) -> None:
        """Refuse changes that were decided against."""

    async def requires_review(self, record: Record) -> bool:
        """True where a change of the record waits for a decision."""

    async def propose(self, record: Record, changes: Mapping[str, Any], why: str | None) -> str:
        """Open a case for a change and return its id."""

    async def open_submission(self, record: Record, *, rewritten: bool, handed_in: bool = False) -> None:
        """Open a case for a submission, reopen it if it is rewritten, and close it once it is withdrawn."""

    async def content_cases(self, record_ids: Collection[str]) -> Mapping[str, Sequence[Row]]:
        """The cases under way on other content of records, by record, in one statement."""

    async def reopen_changed(
        self, record: Record, version: int, changes: Mapping[str, Any], *, concealed: str | None = None
    ) -> None:
        """Reopen the cases of proposed changes whose record has changed."""

    async def withdraw_own_change(self, record: Record) -> None:
        """Close the case of a change that the record's own space proposed."""


publication_policy: Provider[[UseCase, str], PublicationPolicy] = Provider("publication policy")
"""Makes the policy for the edits of one type of record, by its name."""
