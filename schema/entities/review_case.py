"""ReviewCase: what moderators have to decide."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from strawberry import auto

import models
from execution import BatchInfo, batched
from loaders.sql.statement import Row
from resolvers.moderation.merged_reports import NEEDED as SAID
from resolvers.moderation.merged_reports import merged_reports_of, report_texts
from resolvers.moderation.proposals import NEEDED, visible_proposals
from resolvers.moderation.queries import (
    cases_awaiting_viewer,
    networks_awaited,
    redacts_field,
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
    description="Field by field, what is, for moderators and the record's space, and what is proposed instead. Null "
    "stands for words that are hidden until a decision, but for who judges them, and for what contacts say to others.",
)
async def proposed(cases: Sequence[Any], info: BatchInfo) -> list[list[FieldChange]]:
    """Of each case; nothing where it proposes no other content."""
    return list(map(field_changes, await visible_proposals(info.context.snapshot, info.context.viewer, cases)))


@batched(
    needs=SAID,
    description="What who opened it says; to who reports the same beside them, what they said themselves.",
)
async def text(cases: Sequence[Any], info: BatchInfo) -> list[str | None]:
    """Of each case."""
    return await report_texts(info.context.snapshot, info.context.viewer, cases)


@batched(
    needs=SAID,
    description="What others say who report the same since, at most 100; for moderators, and the record's space.",
)
async def reports(cases: Sequence[Any], info: BatchInfo) -> list[list[CaseReport]]:
    """Of each case, the earliest first."""
    return list(map(report_types, await merged_reports_of(info.context.snapshot, info.context.viewer, cases)))


@batched(
    needs=["kind", "type_name", "question", "ground"],
    description="The field that a report is about, as inputs call it; null where it is about all of the record.",
)
def field(cases: Sequence[Any], _info: BatchInfo) -> list[str | None]:
    """Of each case."""
    return [reported_field(each) for each in cases]


@batched(
    needs=["proposed", "ground", "stage"],
    description="Whether the field that a report is about is hidden until the decision, since it may be personal data.",
)
def hidden(cases: Sequence[Any], _info: BatchInfo) -> list[bool]:
    """Of each case."""
    return [redacts_field(each) for each in cases]


@batched(
    needs=["id", "round", "stage", "panel"],
    description="The votes that the viewer may know: of the round under way, those of their own network alone.",
)
async def votes(cases: Sequence[Any], info: BatchInfo) -> list[list[CaseVote]]:
    """Of each case, the earliest first."""
    context = info.context
    found: list[list[Row]] = await visible_votes(context.snapshot, context.viewer, context.now, cases)
    return list(map(vote_types, found))


@batched(
    needs=["id"],
    type=list_of_type(type_ref("Network")),
    description="The viewer's networks that may still vote in this round, and have not.",
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
    description="Of a CLAIM, what the person says who claims; for who decides about it, while they are asked.",
)
async def claim(cases: Sequence[Any], info: BatchInfo) -> list[Claim | None]:
    """Of each case."""
    context = info.context
    found = await claims_of_cases(context.snapshot, context.viewer, context.now, cases)
    return [None if each is None else claim_type(each.row, each) for each in found]


@batched(needs=["stage", "due_at"], description="Seconds until the deadline; null once nothing is voted any more.")
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
    waiting=OnViewer(_waiting_cases, "Whether a network of the viewer's may still vote in this round, and has not."),
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
    decisions = many("Decision", via="case_id", says="What its rounds came to, the latest first.")
    node = node_field("The record, for who sees it.")
    duplicate_of = node_field(
        "Of a DUPLICATE, the record that would stay, for who sees it.", ("kind", "question"), _stays
    )
    claim = claim
    field = field
    hidden = hidden
    proposed = proposed
    reports = reports
    votes = votes
    waiting = waiting
    seconds_left = seconds_left
