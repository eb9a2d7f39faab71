"""Queries of spaces besides their content; viewers without a right get empty lists."""

from typing import Annotated

import strawberry

from models import ClaimState, SpaceRole
from resolvers.core.comparisons import check_not_null
from resolvers.spaces.queries import claim_by_link, pending_invitations, space_members, visible_claims
from schema.kit.costs import assumed_list_size
from schema.kit.nulls import given_or_none
from schema.kit.queries import declare_queries
from schema.spaces.types import STATE, Claim, Invitation, SpaceColleague, claim_type, invitation_type

Space = Annotated[strawberry.ID, strawberry.argument(description="The space.")]
OfSpace = Annotated[
    strawberry.ID | None, strawberry.argument(description="Return only claims on the local authority of this space.")
]
InState = Annotated[STATE | None, strawberry.argument(description="Return only claims in this state.")]

Link = Annotated[str, strawberry.argument(description="Token of the link in the e-mail, after `confirm-claim=`.")]

# Plain resolvers: what a batch gives is taken for rows where a relation stands below it, and these are objects.


async def _members(info: strawberry.Info, space: Space) -> list[SpaceColleague]:
    found = await space_members(info.context.snapshot, info.context.viewer, space)
    return [
        SpaceColleague(
            account=strawberry.ID(each.row.account_id),
            name=each.name,
            role=SpaceRole(each.row.role),
            since=each.row.since,
        )
        for each in found
    ]


async def _invitations(info: strawberry.Info, space: Space) -> list[Invitation]:
    return list(map(invitation_type, await pending_invitations(info.context.snapshot, info.context.viewer, space)))


async def _claims(
    info: strawberry.Info, space: OfSpace = strawberry.UNSET, state: InState = strawberry.UNSET
) -> list[Claim]:
    space, state = (given_or_none(check_not_null(name, each)) for name, each in (("space", space), ("state", state)))
    wanted = None if state is None else ClaimState(state)
    found = await visible_claims(info.context.snapshot, info.context.viewer, space, wanted)
    return [claim_type(each.row, each) for each in found]


async def _claim_to_confirm(info: strawberry.Info, token: Link) -> Claim | None:
    found = await claim_by_link(info.context.snapshot, token, info.context.now)
    return None if found is None else claim_type(found.row, found)


declare_queries(
    __name__,
    {
        "space_members": strawberry.field(
            resolver=_members,
            directives=assumed_list_size(250),
            description=(
                "List the members of a space, the oldest first; at most 250. Only its members and stewards see them."
            ),
        ),
        "space_invitations": strawberry.field(
            resolver=_invitations,
            directives=assumed_list_size(250),
            description="List the open invitations of a space; at most 250. Only its administrators see them.",
        ),
        "claims": strawberry.field(
            resolver=_claims,
            directives=assumed_list_size(250),
            description=(
                "List claims on local authorities, the oldest first; at most 250. Stewards and guarantors see all,"
                " others their own."
            ),
        ),
        "claim_to_confirm": strawberry.field(
            resolver=_claim_to_confirm,
            description=(
                "The claim that a link in an official mailbox confirms, and the person who makes it. Show it "
                "before sending `confirmClaim`. Null if the link is not valid."
            ),
        ),
    },
)
