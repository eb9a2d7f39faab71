"""GraphQL types of votes."""

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
"""The type of an input's field `network`."""


@strawberry.type(description="The vote of a network in a round of a review case.")
class CaseVote:
    network_id: PRIVATE_FIELD
    round: int = strawberry.field(description="Number of the round.")
    choice: CHOICE = strawberry.field(description="Choice of the network.")  # type: ignore[valid-type]
    ground: GROUND = strawberry.field(description="Ground of the vote.")  # type: ignore[valid-type]
    text: str | None = strawberry.field(description="Comment of the network.")
    superseded: bool = strawberry.field(description="True if the network has replaced this vote by a later one.")
    cast_at: datetime = strawberry.field(description="When this was done (UTC).")
    network = entity_by_id("Network", "network_id", "The network that voted; null for the stewards.")


@strawberry.type(description="A further report of a problem that another person has reported before.")
class CaseReport:
    network_id: PRIVATE_FIELD
    text: str | None = strawberry.field(description="Text of the report; null once it is erased.")
    reported_at: datetime = strawberry.field(description="When this was done (UTC).")
    network = entity_by_id("Network", "network_id", "The network whose program made the report; null for people.")


@payload("The vote")
@strawberry.type(description="A review case after a vote.")
class VoteCast:
    case_id: PRIVATE_FIELD
    decided: bool = strawberry.field(description="True if the case is now decided.")
    case = to_one(target_by_id("ReviewCase"), "case_id", "The review case.")


@strawberry.type(description="Result of one of several votes.")
class VoteOutcome:
    case_id: PRIVATE_FIELD
    decided: bool = strawberry.field(description="True if this vote has decided the case.")
    code: str | None = strawberry.field(
        description="Stable code of the reason why the vote was refused; null if it was counted."
    )
    message: str | None = strawberry.field(
        description="Explanation and advice, in French or English; null if the vote was counted."
    )
    problems: list[FieldProblem] = strawberry.field(description="Problems of the vote, one for each invalid field.")
    case = to_one(target_by_id("ReviewCase"), "case_id", "The review case; null if the viewer does not see it.")


@payload("The result of each vote")
@strawberry.type(description="Results of several votes, in the order of the request.")
class VotesCast:
    outcomes: list[VoteOutcome] = strawberry.field(description="Results, one for each vote.")


@payload("The review case")
@strawberry.type(description="A review case after the mutation.")
class CaseSaved:
    case_id: PRIVATE_FIELD
    case = to_one(target_by_id("ReviewCase"), "case_id", "The review case; null if the viewer does not see it.")


def network_reference(given: Any) -> Reference | None:
    """The network that an input names, if it names one."""
    return reference_if_given("Network", given.network)


def vote_types(rows: Sequence[Row]) -> list[CaseVote]:
    """The votes of a case, with the columns VOTE_COLUMNS, the earliest first."""
    gone = superseded_votes(rows)
    return [_vote(row, is_superseded=row.id in gone) for row in rows]


def report_types(rows: Sequence[Row]) -> list[CaseReport]:
    """The reports that joined a case, with the columns REPORT_COLUMNS."""
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
