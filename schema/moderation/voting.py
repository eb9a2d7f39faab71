"""The mutations of votes."""

from typing import Any

import strawberry

from loaders.sql.statement import Row
from loaders.sql.storable_text import is_storable
from models import Scope, Stage
from resolvers.core.refusals import Refusal
from resolvers.core.use_case import UseCase
from resolvers.moderation import voting
from resolvers.moderation.voting import Ballot, VoteInput
from schema.kit.mutation import mutation
from schema.kit.nulls import TAKES_NULL
from schema.moderation.types import CHOICE, GROUND, NETWORK, VoteCast, VoteOutcome, VotesCast, network_reference
from schema.refusals import ValidationFailed, refusal_type

VOTING = "to speak for a network with a voice that has no part in the case: the role EDITOR in its space"


@strawberry.input(description="The vote of a network on a review case.")
class CastVoteInput:
    case: strawberry.ID = strawberry.field(description="Id of an open case.")
    round: int = strawberry.field(
        description=(
            "Number of the round that was read. Refused if the record has changed since and a new round has begun."
        )
    )
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET,
        description="The network that votes. May be omitted by a viewer who acts for a single network.",
    )
    choice: CHOICE = strawberry.field(description="Choice of the network, which it can change until the decision.")
    ground: GROUND = strawberry.field(description="Ground of the vote.")
    text: str | None = strawberry.field(
        default=None,
        description=(
            "Explanation, in at most 1,000 characters. Required from stewards, for a rejection and for a request of "
            "changes; null means none."
        ),
        metadata=TAKES_NULL,
    )


@strawberry.input(description="Votes on several review cases.")
class CastVotesInput:
    votes: list[CastVoteInput] = strawberry.field(description="Votes; at most 100. Each is counted by itself.")


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def cast_vote(use_case: UseCase, input: CastVoteInput) -> VoteCast:
    """Vote on a review case in the name of a network. The vote replaces an earlier one of the network."""
    case = await voting.cast_vote(use_case, _vote(input))
    return VoteCast(case_id=case.id, decided=case.stage == Stage.DECIDED)


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def cast_votes(use_case: UseCase, input: CastVotesInput) -> VotesCast:
    """Vote on several review cases. Each vote has a result of its own; a refused one does not affect the others."""
    outcomes = zip(input.votes, await voting.cast_votes(use_case, list(map(_vote, input.votes))), strict=True)
    return VotesCast(outcomes=[_outcome(vote.case, came, use_case.viewer.language) for vote, came in outcomes])


def _vote(given: Any) -> VoteInput:
    return VoteInput(
        given.case,
        given.round,
        network_reference(given),
        Ballot(given.choice, given.ground, given.text),
    )


def _outcome(case_id: str, came: Row | Refusal, language: str) -> VoteOutcome:
    if isinstance(came, Refusal):
        refusal = refusal_type(came, language)
        problems = refusal.problems if isinstance(refusal, ValidationFailed) else []
        known = case_id if is_storable({"id": case_id}) else None  # what is no id at all leads nowhere
        return VoteOutcome(case_id=known, decided=False, code=refusal.code, message=refusal.message, problems=problems)
    return VoteOutcome(case_id=case_id, decided=came.stage == Stage.DECIDED, code=None, message=None, problems=[])
