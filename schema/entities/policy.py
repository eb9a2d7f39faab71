"""Policy: what the partners have agreed that a decision takes."""

from collections.abc import Sequence
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from resolvers.moderation.policies import adopter_names
from schema.kit.entity import entity
from schema.kit.relations import many


@batched(
    needs=["adopted_by"],
    description=(
        "Name of the steward who adopted the policy; null once it is erased. Only people who act for a network and"
        " stewards see it."
    ),
)
async def adopter(policies: Sequence[Any], info: BatchInfo) -> list[str | None]:
    """Of each policy."""
    context = info.context
    return await adopter_names(context.snapshot, context.viewer, policies)


@entity(
    models.Policy,
    plural="policies",
    purpose="Read the voting rules of moderation, with their former and future versions.",
)
class Policy:
    kind: auto
    type_name: auto
    number: auto
    begins_at: auto
    quorum: auto
    majority: auto
    vetoes: auto
    early: auto
    open_hours: auto
    due_hours: auto
    appeal_hours: auto
    direct: auto
    hides_network: auto
    hides_verified: auto
    hides_upheld: auto
    urgent_hours: auto
    urgent_open: auto
    adopted_by: auto
    reason: auto
    created_at: auto
    updated_at: auto
    adopter = adopter
    cases = many("ReviewCase", via="policy_id", says="Review cases under this policy, the latest first.")
