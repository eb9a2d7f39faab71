"""Review policy for a network's own records: direct publication and change, and hidden fields."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from loaders.tables import CASE
from loaders.unit_of_work import UnitOfWork
from models import ON_APPEAL, CaseKind, Direct, Ground, PublicationState
from resolvers.core.record_types import RecordType
from resolvers.exchange.network_context import NetworkContext
from resolvers.moderation.case_lifecycle import PENDING
from resolvers.moderation.cases import COLUMNS
from resolvers.moderation.policies import policy_in_force
from resolvers.moderation.takedowns import CONTENT_CASES
from resolvers.moderation.tally import is_decided
from resolvers.records.patch import ValidPatch, patched_fields

SAYING = CONTENT_CASES | {CaseKind.SUBMISSION}
"""The cases on what a record is to say."""


@dataclass(frozen=True, slots=True)
class ReviewPolicy:
    """The rights of a network to write records of one type without a review case."""

    publishes: bool
    changes: bool
    """True if published records are changed directly."""
    hidden: Mapping[str, set[str]] = field(default_factory=dict)
    """The fields of each record that are hidden until a decision."""
    proposed: frozenset[str] = frozenset()
    """The records of which other content is proposed."""
    decided: frozenset[str] = frozenset()
    """The records about which something was decided that is not carried out yet."""
    appealed: frozenset[str] = frozenset()
    """The records that were handed in, and are judged on appeal as they were."""

    @property
    def state(self) -> PublicationState:
        """Return the publication state of a new record."""
        return PublicationState.PUBLISHED if self.publishes else PublicationState.DRAFT

    def problem(self, kind: RecordType, record: Mapping[str, Any], wanted: ValidPatch) -> str | None:
        """The code of why a record may not become what is wanted, if it may not."""
        if record["state"] == PublicationState.PUBLISHED and not self.changes:
            return "DECIDED_TOGETHER"
        if record["id"] in self.decided:
            return "BEING_DECIDED"
        if record["id"] in self.appealed:
            return "ON_APPEAL"
        hidden = self.hidden.get(record["id"])
        return "FIELD_HIDDEN" if hidden and hidden & patched_fields(kind, record, wanted) else None


async def review_policy(
    work: UnitOfWork, now: datetime, party: NetworkContext, type_name: str, *, anew: bool
) -> ReviewPolicy:
    """Return the effect of policies and open cases, in a constant number of statements.

    If all records are `anew`, none can be hidden or published.
    """
    publishes = await _alone(work, now, party, CaseKind.SUBMISSION, type_name)
    if anew:
        return ReviewPolicy(publishes, changes=False)
    of_type = {"owner_id": party.space_id, "type_name": type_name}
    pending = [row for stage in PENDING for row in await work.select(CASE, {**of_type, "stage": stage}, COLUMNS)]
    hidden: defaultdict[str, set[str]] = defaultdict(set)
    for row in pending:
        if row.ground == Ground.PERSONAL_DATA and row.proposed is not None:
            hidden[row.node_id].add(row.question)
    proposed = frozenset(row.node_id for row in pending if row.kind in CONTENT_CASES)
    decided = frozenset([row.node_id for row in pending if row.kind in SAYING and await is_decided(work, row, now)])
    submitted = [row for row in pending if row.kind == CaseKind.SUBMISSION and row.panel in ON_APPEAL]
    changes = await _alone(work, now, party, CaseKind.CHANGE, type_name)
    return ReviewPolicy(publishes, changes, hidden, proposed, decided, frozenset(row.node_id for row in submitted))


async def _alone(work: UnitOfWork, now: datetime, party: NetworkContext, kind: CaseKind, type_name: str) -> bool:
    """True if the network may do this directly, as the policy allows for its own verified space."""
    return party.verified and (await policy_in_force(work, now, kind, type_name)).direct != Direct.NOBODY
