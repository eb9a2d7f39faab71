"""ReviewCase: what moderators have to decide."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from loaders.sql.statement import Row
from resolvers.moderation.proposals import NEEDED, visible_proposals
from resolvers.moderation.queries import TEXT_NEEDED as SAID
from resolvers.moderation.queries import (
    cases_awaiting_viewer,
    merged_reports_of,
    networks_awaited,
    redacts_field,
    report_texts,
    reported_field,
    visible_votes,
)
from resolvers.spaces.queries import claims_of_cases
from schema.kit.by_ids import rows_by_ids
from schema.kit.context import Context
from schema.kit.criteria import OnViewer
from schema.kit.entity import entity
from schema.kit.field_change import FieldChange, field_changes
from schema.kit.node_field import node_field
from schema.kit.relations import many, one
from schema.kit.type_registry import list_of_type, type_ref
from schema.moderation.types import CaseReport, CaseVote, report_types, vote_types
from schema.spaces.types import Claim, claim_type

SECOND = timedelta(seconds=1)


@batched(
    needs=NEEDED,
    description=(
        "Proposed field changes, for moderators and the record's space. A value is null if it is hidden until a "
        "decision and the viewer does not vote on it, or if it is a contact detail that the viewer may not see."
    ),
)
async def proposed(cases: Sequence[Any], info: BatchInfo) -> list[list[FieldChange]]:
    """Of each case; nothing where it proposes no other content."""
    return list(map(field_changes, await visible_proposals(info.context.snapshot, info.context.viewer, cases)))


@batched(
    needs=SAID,
    description=(
        "Text of the person who opened the case; a person who has joined the report sees their own text instead."
    ),
)
async def text(cases: Sequence[Any], info: BatchInfo) -> list[str | None]:
    """Of each case."""
    return await report_texts(info.context.snapshot, info.context.viewer, cases)


@batched(
    needs=SAID,
    description="Further reports of the same problem, at most 100. Only moderators and the record's space see them.",
)
async def reports(cases: Sequence[Any], info: BatchInfo) -> list[list[CaseReport]]:
    """Of each case, the earliest first."""
    return list(map(report_types, await merged_reports_of(info.context.snapshot, info.context.viewer, cases)))


@batched(
    needs=["kind", "type_name", "question", "ground"],
    description="Name of the reported field, as in inputs; null if the report is about the whole record.",
)
def field(cases: Sequence[Any], _info: BatchInfo) -> list[str | None]:
    """Of each case."""
    return [reported_field(each) for each in cases]


@batched(
    needs=["proposed", "ground", "stage"],
    description="True if the reported field is hidden until the decision because it may contain personal data.",
)
def hidden(cases: Sequence[Any], _info: BatchInfo) -> list[bool]:
    """Of each case."""
    return [redacts_field(each) for each in cases]


@batched(
    needs=["id", "round", "stage", "panel"],
    description="Votes that the viewer may see: in an open round, only those of the viewer's own networks.",
)
async def votes(cases: Sequence[Any], info: BatchInfo) -> list[list[CaseVote]]:
    """Of each case, the earliest first."""
    context = info.context
    found: list[list[Row]] = await visible_votes(context.snapshot, context.viewer, context.now, cases)
    return list(map(vote_types, found))


@batched(
    needs=["id"],
    type=list_of_type(type_ref("Network")),
    description="The viewer's networks that can vote in this round and have not voted yet.",
)
async def waiting(cases: Sequence[Any], info: BatchInfo) -> Sequence[Any]:
    """Of each case."""
    context = info.context
    return await rows_by_ids(
        info, "Network", await networks_awaited(context.snapshot, context.viewer, context.now, cases)
    )


@batched(
    needs=["id", "kind", "question", "account_id"],
    type=Claim | None,
    description="For a CLAIM, the claim itself. Only those entitled to decide see it, as long as the case is open.",
)
async def claim(cases: Sequence[Any], info: BatchInfo) -> list[Claim | None]:
    """Of each case."""
    context = info.context
    found = await claims_of_cases(context.snapshot, context.viewer, context.now, cases)
    return [None if each is None else claim_type(each.row, each) for each in found]


@batched(needs=["stage", "due_at"], description="Seconds until the deadline; null once voting has ended.")
def seconds_left(cases: Sequence[Any], info: BatchInfo) -> list[int | None]:
    """Of each case; never less than nothing."""
    now = info.context.now
    return [max(0, (each.due_at - now) // SECOND) if each.stage == "OPEN" else None for each in cases]


async def _waiting_cases(context: Context) -> list[str]:
    return await cases_awaiting_viewer(context.snapshot, context.viewer, context.now)


def _stays(case: Any) -> str | None:
    """The record that would stay, of a duplicate."""
    return case.question if case.kind == models.CaseKind.DUPLICATE else None


@entity(
    models.ReviewCase,
    plural="moderation_queue",
    purpose="Read the moderation queue: the review cases that the viewer may see, for instance those to vote on.",
    waiting=OnViewer(
        _waiting_cases, "True if one of the viewer's networks can vote in this round and has not voted yet."
    ),
)
class ReviewCase:
    kind: auto
    type_name: auto
    version: auto
    ground: auto
    text: auto = text
    appeal: auto
    appealed_by: auto
    stage: auto
    round: auto
    panel: auto
    opened_at: auto
    due_at: auto
    held_until: auto
    created_at: auto
    updated_at: auto
    policy = one("Policy", via="policy_id")
    network = one("Network", via="network_id")
    owner = one("Space", via="owner_id")
    held_by = one("Network", via="held_by")
    decisions = many("Decision", via="case_id", says="Decisions of the case, the latest first.")
    node = node_field("The record; null if the viewer does not see it.")
    duplicate_of = node_field(
        "For a DUPLICATE, the record that would be kept; null if the viewer does not see it.",
        ("kind", "question"),
        _stays,
    )
    claim = claim
    field = field
    hidden = hidden
    proposed = proposed
    reports = reports
    votes = votes
    waiting = waiting
    seconds_left = seconds_left
