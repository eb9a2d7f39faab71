"""The mutations of the people in a space."""

import strawberry

from models import Scope
from resolvers.core.use_case import UseCase
from resolvers.spaces import invitations, members
from schema.kit.mutation import mutation
from schema.kit.nulls import given_or_none
from schema.spaces.types import ROLE, ColleagueSaved, InvitationSaved, invitation_type, member_type

ADMIN = "the role ADMIN in the space"
APPOINTING = (
    "the role ADMIN in the space, or to be a steward, for another person, where all who have it were long not here"
)
INVITED = "to be signed in with the address that was invited"
MEMBER = "to be in the space"


@strawberry.input(description="An invitation of a person to a space.")
class InviteColleagueInput:
    space: strawberry.ID = strawberry.field(description="The space.")
    email: str = strawberry.field(description="E-mail address of the person.")
    role: ROLE = strawberry.field(description="Role that the person will have.")


@strawberry.input(description="The link of an invitation.")
class AcceptInvitationInput:
    token: str = strawberry.field(description="Token of the link, which works once, within 14 days.")


@strawberry.input(description="The invitation to withdraw.")
class WithdrawInvitationInput:
    invitation: strawberry.ID = strawberry.field(description="Id of an invitation that is not accepted yet.")


@strawberry.input(description="A new role of a member of a space.")
class ChangeRoleInput:
    space: strawberry.ID = strawberry.field(description="The space.")
    account: strawberry.ID = strawberry.field(description="Id of the member's account.")
    role: ROLE = strawberry.field(description="New role of the member.")
    reason: str | None = strawberry.field(
        default=strawberry.UNSET,
        description=(
            "Reason, on one line of at most 500 characters, for the members of the space. Required from a steward "
            "who appoints an ADMIN."
        ),
    )


@strawberry.input(description="The member to remove from a space.")
class RemoveColleagueInput:
    space: strawberry.ID = strawberry.field(description="The space.")
    account: strawberry.ID = strawberry.field(description="Id of the member's account.")


@strawberry.input(description="The space to leave.")
class LeaveSpaceInput:
    space: strawberry.ID = strawberry.field(description="The space.")


@mutation(scope=Scope.CONTENT_WRITE, right=ADMIN)
async def invite_colleague(use_case: UseCase, input: InviteColleagueInput) -> InvitationSaved:
    """Invite a person to a space by e-mail. An earlier invitation to the same address is revoked."""
    return InvitationSaved(
        invitation=invitation_type(await invitations.invite(use_case, input.space, input.email, input.role))
    )


@mutation(scope=Scope.CONTENT_WRITE, right=ADMIN)
async def withdraw_invitation(use_case: UseCase, input: WithdrawInvitationInput) -> InvitationSaved:
    """Withdraw an invitation that is not accepted yet."""
    return InvitationSaved(
        invitation=invitation_type(await invitations.withdraw_invitation(use_case, input.invitation))
    )


@mutation(scope=Scope.CONTENT_WRITE, right=INVITED)
async def accept_invitation(use_case: UseCase, input: AcceptInvitationInput) -> ColleagueSaved:
    """Accept an invitation and join its space."""
    return member_type(await invitations.accept_invitation(use_case, input.token))


@mutation(scope=Scope.CONTENT_WRITE, right=APPOINTING)
async def change_role(use_case: UseCase, input: ChangeRoleInput) -> ColleagueSaved:
    """Change the role of a member. The last administrator of a space keeps the role."""
    reason = given_or_none(input.reason)
    return member_type(await members.change_role(use_case, input.space, input.account, input.role, reason))


@mutation(scope=Scope.CONTENT_WRITE, right=ADMIN)
async def remove_colleague(use_case: UseCase, input: RemoveColleagueInput) -> ColleagueSaved:
    """Remove a member from a space. The last administrator cannot be removed."""
    return member_type(await members.remove_member(use_case, input.space, input.account))


@mutation(scope=Scope.CONTENT_WRITE, right=MEMBER)
async def leave_space(use_case: UseCase, input: LeaveSpaceInput) -> ColleagueSaved:
    """Leave a space. The last administrator cannot leave."""
    return member_type(await members.leave_space(use_case, input.space))
