"""The mutations of the people in a space."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.sql.statement import Row
from models import Scope
from resolvers.spaces import invitations, members
from schema.kit.mutation import Requires, mutation, payload
from schema.kit.nulls import given_or_none
from schema.spaces.types import ROLE, ColleagueSaved, InvitationSaved, invitation_type, member_type
from schema.spaces.use_case_plan import UseCaseFunction, use_case_plan, waking_sender

ADMIN = Requires(Scope.CONTENT_WRITE, "the role ADMIN in the space")
APPOINTING = Requires(
    Scope.CONTENT_WRITE,
    "the role ADMIN in the space, or to be a steward, for another person, where all who have it were long not here",
)
INVITED = Requires(Scope.CONTENT_WRITE, "to be signed in with the address that was invited")
MEMBER = Requires(Scope.CONTENT_WRITE, "to be in the space")


@strawberry.input(description="Who is asked into a space.")
class InviteColleagueInput:
    space: strawberry.ID = strawberry.field(description="The space.")
    email: str = strawberry.field(description="The colleague's address.")
    role: ROLE = strawberry.field(description="What the colleague will be able to do.")


@strawberry.input(description="The link of an invitation.")
class AcceptInvitationInput:
    token: str = strawberry.field(description="The token of the link, which works once within 14 days.")


@strawberry.input(description="Which invitation no longer holds.")
class WithdrawInvitationInput:
    invitation: strawberry.ID = strawberry.field(description="An invitation that was not accepted yet.")


@strawberry.input(description="What a colleague may do from now on.")
class ChangeRoleInput:
    space: strawberry.ID = strawberry.field(description="The space.")
    account: strawberry.ID = strawberry.field(description="The colleague's account.")
    role: ROLE = strawberry.field(description="The colleague's role from now on.")
    reason: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Why, in one line of at most 500 characters, for those in the space; a steward who appoints an "
        "ADMIN says it.",
    )


@strawberry.input(description="Who is taken out of a space.")
class RemoveColleagueInput:
    space: strawberry.ID = strawberry.field(description="The space.")
    account: strawberry.ID = strawberry.field(description="The colleague's account.")


@strawberry.input(description="Which space a person leaves.")
class LeaveSpaceInput:
    space: strawberry.ID = strawberry.field(description="The space.")


SENT = payload(InvitationSaved, "InvitationSaved", "An invitation as it was sent or withdrawn")
PLACED = payload(ColleagueSaved, "ColleagueSaved", "A person's place in a space as it is now")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    for name, needs, given, use_case, says in INVITING:
        yield mutation(name, needs, given, SENT, use_case_plan(use_case), waking_sender(_sent), says)
    for name, needs, given, use_case, says in PLACING:
        yield mutation(name, needs, given, PLACED, use_case_plan(use_case), waking_sender(member_type), says)


def _sent(row: Row) -> Any:
    return InvitationSaved(invitation=invitation_type(row))


INVITING: tuple[tuple[str, Requires, type, UseCaseFunction, str], ...] = (
    (
        "inviteColleague",
        ADMIN,
        InviteColleagueInput,
        lambda acting, given: invitations.invite(acting, given.space, given.email, given.role),
        "Ask a colleague into a space by mail; an earlier invitation to the same address no longer holds.",
    ),
    (
        "withdrawInvitation",
        ADMIN,
        WithdrawInvitationInput,
        lambda acting, given: invitations.withdraw_invitation(acting, given.invitation),
        "Withdraw an invitation that was not accepted yet.",
    ),
)
PLACING: tuple[tuple[str, Requires, type, UseCaseFunction, str], ...] = (
    (
        "acceptInvitation",
        INVITED,
        AcceptInvitationInput,
        lambda acting, given: invitations.accept_invitation(acting, given.token),
        "Join the space that one was invited to.",
    ),
    (
        "changeRole",
        APPOINTING,
        ChangeRoleInput,
        lambda acting, given: members.change_role(
            acting, given.space, given.account, given.role, given_or_none(given.reason)
        ),
        "Give a colleague another role; somebody always administers the space.",
    ),
    (
        "removeColleague",
        ADMIN,
        RemoveColleagueInput,
        lambda acting, given: members.remove_member(acting, given.space, given.account),
        "Take a colleague out of a space; somebody always administers it.",
    ),
    (
        "leaveSpace",
        MEMBER,
        LeaveSpaceInput,
        lambda acting, given: members.leave_space(acting, given.space),
        "Leave a space; somebody always administers it.",
    ),
)
