"""Decision: what the partners decided about a record, for everyone to read."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from models import Choice
from schema.kit.by_ids import entity_by_id, rows_by_ids
from schema.kit.costs import assumed_list_size
from schema.kit.entity import entity
from schema.kit.node_field import node_field
from schema.kit.relations import many, one
from schema.kit.type_registry import list_of_type, type_ref

HOUR = timedelta(hours=1)


@batched(needs=["opened_at", "decided_at"], description="Hours from the opening of the round to the decision.")
def hours(decisions: Sequence[Any], _info: BatchInfo) -> list[float]:
    """Of each decision, to a tenth."""
    return [round((each.decided_at - each.opened_at) / HOUR, 1) for each in decisions]


def _counted(choice: Choice, says: str) -> Any:
    @batched(needs=["counts"], description=says)
    def count(decisions: Sequence[Any], _info: BatchInfo) -> list[int]:
        return [each.counts.get(choice.value, 0) for each in decisions]

    return count


@batched(
    needs=["networks"],
    directives=assumed_list_size(50),
    type=list_of_type(type_ref("Network")),
    description="Networks that voted.",
)
async def networks(decisions: Sequence[Any], info: BatchInfo) -> Sequence[Any]:
    """Of each decision, in the order of their names."""
    return await rows_by_ids(info, "Network", [each.networks for each in decisions])


@batched(
    needs=["counts", "networks", "by_stewards"],
    description=(
        "True if the stewards took part in the decision: alone after the deadline, or together with all networks."
    ),
)
def stewards_spoke(decisions: Sequence[Any], _info: BatchInfo) -> list[bool]:
    """Of each decision: the voice that is no network's is theirs."""
    return [bool(each.by_stewards or sum(each.counts.values()) > len(each.networks)) for each in decisions]


@entity(
    models.Decision,
    plural="moderation_log",
    purpose="Read the moderation log: the decisions of partner networks on content and claims.",
)
class Decision:
    kind: auto
    round: auto
    verdict: auto
    grounds: auto
    panel: auto
    by_stewards: auto
    hindered_by: auto
    opened_at: auto
    decided_at: auto
    appealable_until: auto
    created_at: auto
    updated_at: auto
    supersedes = one("Decision", via="supersedes")
    superseded_by = many("Decision", via="supersedes", says="The decision that supersedes this one, if there is one.")
    node = node_field("The record that the decision is about; null if the viewer does not see it.")
    case = entity_by_id(
        "ReviewCase",
        "case_id",
        "The review case. Only moderators, the people concerned and the person who opened it see it.",
    )
    hours = hours
    stewards_spoke = stewards_spoke
    networks = networks
    approvals = _counted(Choice.APPROVE, "Networks that approved.")
    rejections = _counted(Choice.REJECT, "Networks that rejected.")
    requests = _counted(Choice.REQUEST_CHANGES, "Networks that asked for changes.")
    abstentions = _counted(Choice.ABSTAIN, "Networks that abstained.")
