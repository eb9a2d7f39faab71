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


@strawberry.input(description="What a network says to a case.")
class CastVoteInput:
    case: strawberry.ID = strawberry.field(description="A case that is open.")
    round: int = strawberry.field(
        description="The round that was read: refused if its subject has changed since, and another round has begun."
    )
    network: NETWORK = strawberry.field(
        default=strawberry.UNSET, description="The network that votes; may be left out by who speaks for one alone."
    )
    choice: CHOICE = strawberry.field(description="What the network says; it may say otherwise until it is decided.")
    ground: GROUND = strawberry.field(description="On what grounds.")
    text: str | None = strawberry.field(
        default=None,
        description="Why, in at most 1,000 characters; needed from stewards, to reject and to ask for changes; "
        "null is none.",
        metadata=TAKES_NULL,
    )


@strawberry.input(description="Votes on several cases.")
class CastVotesInput:
    votes: list[CastVoteInput] = strawberry.field(description="At most 100, each counted by itself.")


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def cast_vote(use_case: UseCase, input: CastVoteInput) -> VoteCast:
    """Vote on a case, for a network; what it said before no longer counts."""
    case = await voting.cast_vote(use_case, _vote(input))
    return VoteCast(case_id=case.id, decided=case.stage == Stage.DECIDED)


@mutation(scope=Scope.MODERATION_VOTE, right=VOTING)
async def cast_votes(use_case: UseCase, input: CastVotesInput) -> VotesCast:
    """Vote on many cases; of each it is told what became of the vote, and one that does not count stops no other."""
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
