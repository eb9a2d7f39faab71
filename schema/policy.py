"""Policy: what the partners have agreed that a decision takes."""

from strawberry import auto

import models
from schema.kit.entity import entity
from schema.kit.relations import many


@entity(models.Policy)
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
    created_at: auto
    updated_at: auto
    cases = many("ReviewCase", via="policy_id", says="Cases that keep this policy, the latest first.")
