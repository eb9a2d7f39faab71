"""What the partners decide of a network's own records: what it publishes and changes at once, and what is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import models
from loaders.transactions import Work
from models import CaseKind, Direct, Ground, PublicationState
from resolvers.editing.editable import table_of
from resolvers.exchange.party import Party
from resolvers.moderation.policies import policy_in_force
from resolvers.moderation.stages import PENDING

CASE = table_of(models.ReviewCase)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How far a network writes records of one type without the others."""

    publishes: bool
    changes: bool
    """Whether what is published changes at once."""
    hidden: frozenset[tuple[str, str]]
    """The columns of records that are hidden until a decision."""

    @property
    def state(self) -> PublicationState:
        """Where a new record stands."""
        return PublicationState.PUBLISHED if self.publishes else PublicationState.DRAFT

    def problem(self, record: Mapping[str, Any], columns: Mapping[str, Any]) -> str | None:
        """The code of why a record may not be changed so, if it may not."""
        if record["state"] == PublicationState.PUBLISHED and not self.changes:
            return "DECIDED_TOGETHER"
        changed = (name for name, value in columns.items() if record[name] != value)
        return "FIELD_HIDDEN" if any((record["id"], name) in self.hidden for name in changed) else None


async def reviewed(work: Work, now: datetime, party: Party, type_name: str, *, anew: bool) -> Reviewed:
    """What the policies in force and the cases under way come to, in as many statements for any number of records.

    When all records are `anew`, none is that could be hidden or published.
    """
    publishes = await _alone(work, now, party, CaseKind.SUBMISSION, type_name)
    if anew:
        return Reviewed(publishes, changes=False, hidden=frozenset())
    reported = {"owner_id": party.space_id, "ground": Ground.PERSONAL_DATA}
    rows = await work.select(CASE, reported, ("node_id", "question", "stage"))
    hidden = frozenset((row.node_id, row.question) for row in rows if row.stage in PENDING)
    return Reviewed(publishes, await _alone(work, now, party, CaseKind.CHANGE, type_name), hidden)


async def _alone(work: Work, now: datetime, party: Party, kind: CaseKind, type_name: str) -> bool:
    """Whether the network does this at once, as every verified one does where the policy lets any."""
    return party.verified and (await policy_in_force(work, now, kind, type_name)).direct != Direct.NOBODY
