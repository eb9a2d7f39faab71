"""Queries of a person's data for stewards."""

from collections.abc import Sequence
from typing import Annotated, Any

import strawberry
from strawberry.scalars import JSON

from execution import BatchInfo, batched
from resolvers.privacy.data_export import export_person_data
from schema.kit.queries import declare_queries


@batched(
    type=JSON | None,
    description=(
        "Export all personal data of a person without an account: the actor, contacts, consents, memberships, "
        "participations, authored resources, hosted workshops, references of networks, journal, review cases with "
        "decisions and votes, and e-mails. For stewards who answer a person's request; null for others."
    ),
)
async def export_person(
    parents: Sequence[Any],
    info: BatchInfo,
    *,
    actor: Annotated[strawberry.ID, strawberry.argument(description="Id of the actor that represents the person.")],
) -> Sequence[Any]:
    """The person's data, to hand over (GDPR, article 15)."""
    return [await export_person_data(info.context.snapshot, info.context.viewer, actor)] * len(parents)


declare_queries(__name__, {"export_person": export_person})
