"""What is shown of votes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry

import models
from loaders.sql.statement import Row
from resolvers.core.entities import target_by_id
from resolvers.core.references import Reference
from resolvers.moderation.queries import superseded_votes
from schema.kit.by_ids import entity_by_id
from schema.kit.references import reference_if_given, reference_input
from schema.kit.relations import to_one
from schema.kit.results import payload
from schema.kit.scalars import graphql_enum
from schema.refusals import FieldProblem

CHOICE, GROUND = graphql_enum(models.Choice), graphql_enum(models.Ground)
PRIVATE_FIELD: Any = strawberry.Private[str | None]  # type: ignore[misc]
NETWORK: Any = reference_input("Network") | None
"""What takes the field `network` of an input."""


@strawberry.type(description="What a network said in a round of a case.")
class CaseVote:
    network_id: PRIVATE_FIELD
    round: int = strawberry.field(description="The round.")
    choice: CHOICE = strawberry.field(description="What it said.")  # type: ignore[valid-type]
    ground: GROUND = strawberry.field(description="On what grounds.")  # type: ignore[valid-type]
    text: str | None = strawberry.field(description="Comment of the network.")
    superseded: bool = strawberry.field(description="Whether the network has said something else since.")
    cast_at: datetime = strawberry.field(description="When (UTC).")
    network = entity_by_id("Network", "network_id", "The network; null for the stewards.")


@strawberry.type(description="What somebody says who reports what another person has reported before them.")
class CaseReport:
    network_id: PRIVATE_FIELD
    text: str | None = strawberry.field(description="In their own words; null once they are gone.")
    reported_at: datetime = strawberry.field(description="When (UTC).")
    network = entity_by_id("Network", "network_id", "The network whose program reports it; null for people.")


@payload("A vote as it was cast")
@strawberry.type(description="A case as it is after a vote.")
class VoteCast:
    case_id: PRIVATE_FIELD
    decided: bool = strawberry.field(description="Whether the case is decided now.")
    case = to_one(target_by_id("ReviewCase"), "case_id", "The case.")


@strawberry.type(description="What became of one of several votes.")
class VoteOutcome:
    case_id: PRIVATE_FIELD
    decided: bool = strawberry.field(description="Whether the case is decided now, by this vote.")
    code: str | None = strawberry.field(description="Stable name of the reason why it does not count; null if it does.")
    message: str | None = strawberry.field(description="What to do about it, in French or English.")
    problems: list[FieldProblem] = strawberry.field(description="Each field of the vote that is wrong, if any is.")
    case = to_one(target_by_id("ReviewCase"), "case_id", "The case; null for who does not see it.")


@payload("What became of each vote")
@strawberry.type(description="What became of several votes, in the order in which they were given.")
class VotesCast:
    outcomes: list[VoteOutcome] = strawberry.field(description="One for each vote.")


@payload("A case as it is now")
@strawberry.type(description="A case as it is now.")
class CaseSaved:
    case_id: PRIVATE_FIELD
    case = to_one(target_by_id("ReviewCase"), "case_id", "The case; null for who does not see it.")


def network_reference(given: Any) -> Reference | None:
    """The network that an input names, if it names one."""
    return reference_if_given("Network", given.network)


def vote_types(rows: Sequence[Row]) -> list[CaseVote]:
    """The votes of a case, with the columns of `resolvers.moderation.queries`, the earliest first."""
    gone = superseded_votes(rows)
    return [_vote(row, is_superseded=row.id in gone) for row in rows]


def report_types(rows: Sequence[Row]) -> list[CaseReport]:
    """The reports that joined a case, with the columns of `resolvers.moderation.merged_reports`."""
    return [CaseReport(network_id=row.network_id, text=row.text, reported_at=row.created_at) for row in rows]


def _vote(row: Row, *, is_superseded: bool) -> CaseVote:
    return CaseVote(
        network_id=row.network_id,
        round=row.round,
        choice=models.Choice(row.choice),
        ground=models.Ground(row.ground),
        text=row.text,
        superseded=is_superseded,
        cast_at=row.created_at,
    )
