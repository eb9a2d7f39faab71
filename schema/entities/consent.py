"""Consents, as the space that keeps a contact and the stewards see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

import strawberry

from execution import BatchInfo, batched
from loaders.sql.statement import Row
from models import ConsentPurpose, WithdrawalReason
from resolvers.privacy.consents.queries import MOST, consents_of
from schema.kit.costs import assumed_list_size
from schema.kit.scalars import graphql_enum

PURPOSE: Any = graphql_enum(ConsentPurpose)
REASON: Any = graphql_enum(WithdrawalReason)


@strawberry.type(
    description=(
        "A person's consent to the use of one contact detail for one purpose. It is in force until it is withdrawn."
    )
)
class Consent:
    """A person's consent to one purpose of one contact."""

    purpose: PURPOSE = strawberry.field(description="Purpose for which the contact detail may be shown.")
    given_at: datetime = strawberry.field(description="When the person agreed (UTC).")
    evidence: str = strawberry.field(description="Evidence of the consent, in words; empty once it was erased.")
    recorded_at: datetime = strawberry.field(description="When the consent was recorded (UTC).")
    withdrawn_at: datetime | None = strawberry.field(
        description="When the consent ended (UTC); null while it is in force."
    )
    withdrawn_because: REASON | None = strawberry.field(
        description="The reason why the consent ended; null while it is in force."
    )

    @classmethod
    def of(cls, row: Row) -> Self:
        """A consent as it is stored."""
        return cls(
            purpose=ConsentPurpose(row.purpose),
            given_at=row.given_at,
            evidence=row.evidence,
            recorded_at=row.recorded_at,
            withdrawn_at=row.withdrawn_at,
            withdrawn_because=None if row.withdrawn_because is None else WithdrawalReason(row.withdrawn_because),
        )


@batched(
    needs=["id"],
    directives=assumed_list_size(MOST),
    description=f"Consents of the person, the latest first; at most {MOST}. Only the contact's own space sees them.",
)
async def consents(contacts: Sequence[Any], info: BatchInfo) -> list[list[Consent]]:
    """Of each contact."""
    found = await consents_of(info.context.snapshot, [each.id for each in contacts])
    return [[Consent.of(row) for row in found.get(each.id, ())] for each in contacts]
