"""The mutations of votes."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.statement import Row
from models import Scope, Stage
from resolvers.moderation.voting import Ballot, cast
from resolvers.spaces.acting import Acting
from schema.kit.mutation import Needs, mutation, payload
from schema.moderation.types import CHOICE, GROUND, VoteCast
from schema.spaces.doing import doing, telling

VOTING = Needs(
    Scope.MODERATION_VOTE,
    "to speak for a network with a voice that has no part in the case: the role EDITOR in its space",
)


@strawberry.input(description="What a network says to a case.")
class CastVoteInput:
    case: strawberry.ID = strawberry.field(description="A case that is open.")
    network: strawberry.ID | None = strawberry.field(
        default=None, description="The network that votes; may be left out by who speaks for one alone."
    )
    choice: CHOICE = strawberry.field(description="What the network says; it may say otherwise until it is decided.")
    ground: GROUND = strawberry.field(description="On what grounds.")
    text: str | None = strawberry.field(
        default=None, description="Why, in at most 1,000 characters; needed to reject and to ask for changes."
    )


CAST = payload(VoteCast, "VoteCast", "A vote as it was cast")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    says = "Vote on a case, for a network; what it said before no longer counts."
    yield mutation("castVote", VOTING, CastVoteInput, CAST, doing(_cast), telling(_shown), says)


async def _cast(acting: Acting, given: Any) -> Row:
    return await cast(acting, given.case, given.network, Ballot(given.choice, given.ground, given.text))


def _shown(case: Row) -> VoteCast:
    return VoteCast(case_id=case.id, decided=case.stage == Stage.DECIDED)
