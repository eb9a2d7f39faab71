"""Invitations to a space by a link that works once, for the holder of the invited address."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, INVITATION, MEMBER, SPACE, TOKEN
from models import SpaceRole, ids
from resolvers.core.email_addresses import address_key, parse_address
from resolvers.core.mailer import Recipient
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, RateLimited, ValidationFailed, refuse
from resolvers.core.storage_usage import quota_of
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.login_attempts import GuessGuard, count_guess
from resolvers.identity.space_names import space_name
from resolvers.security.opaque_tokens import hash_token, is_well_formed, new_token
from resolvers.spaces.confirmed_person import confirmed_person
from resolvers.spaces.invitation_lifecycle import (
    INVITATION_LIFECYCLE,
    LASTS,
    UNANSWERED,
    InvitationState,
    invitation_state,
)
from resolvers.spaces.journal import record_space_change
from resolvers.spaces.members import SpaceMembership, check_admin, check_may_appoint
from resolvers.spaces.space_entry import add_member

DAY = timedelta(days=1)
PAUSE = timedelta(minutes=10)
"""The pause before another mail to the same address."""
MOST_PENDING = 50
"""Invitations of a space that wait for an answer."""
COLUMNS = ("id", "space_id", "email", "role", "created_at", "expires_at")


async def invite(use_case: UseCase, space_id: str, email: str, role: SpaceRole) -> Row:
    """Invite the holder of an address to a space; an earlier invitation to the same address is revoked."""
    await check_may_appoint(use_case, space_id)
    address, problems = parse_address(email)
    if address is None:
        refuse(ValidationFailed([each.under("email") for each in problems]))
    for (account_id,) in await use_case.work.select(ACCOUNT, {"email_key": address.key}, ("id",)):
        if await use_case.work.select(MEMBER, {"space_id": space_id, "account_id": account_id}, ("role",)):
            refuse(Conflict("ALREADY_MEMBER"))
    await _make_room(use_case, space_id, address.key)
    await count_guess(use_case.work, use_case.now, GuessGuard("invitation", address.key, use_case.viewer.address))
    token = new_token("mail")
    row = {
        "id": ids.new("invitation"),
        "space_id": space_id,
        "email": address.text,
        "role": role,
        "token_hash": hash_token(token),
        "invited_by": use_case.viewer.person_id,
        "token_id": use_case.viewer.token_id,
        "created_at": use_case.now,
        "expires_at": await _end_of(use_case),
    }
    await use_case.work.insert(INVITATION, [row])
    await record_space_change(use_case, space_id, "invitation", None, role)
    await _send(use_case, row, token)
    return await use_case.row_by_id(INVITATION, str(row["id"]), COLUMNS)


async def accept_invitation(use_case: UseCase, token: str) -> SpaceMembership:
    """The person in the space that they were invited to."""
    person = await confirmed_person(use_case)
    found = None
    if is_well_formed(token, "mail"):
        columns = (*COLUMNS, *UNANSWERED, "invited_by", "token_id")
        found = await use_case.first_row(INVITATION, {"token_hash": hash_token(token)}, columns)
    if found is None:
        refuse(NotPermitted("INVALID_LINK"))
    INVITATION_LIFECYCLE.check("accept", invitation_state(found, use_case.now))
    if not await _is_offered(use_case, found):
        refuse(NotPermitted("INVALID_LINK"))
    if person.email_key != address_key(found.email):
        refuse(NotPermitted("INVITATION_OF_ANOTHER"))
    if await use_case.work.select(MEMBER, {"space_id": found.space_id, "account_id": person.id}, ("role",)):
        refuse(Conflict("ALREADY_MEMBER"))
    await use_case.work.update(INVITATION, {"id": found.id}, {"accepted_at": use_case.now})
    await add_member(use_case, found.space_id, person.id, SpaceRole(found.role))
    return SpaceMembership(found.space_id, person.id, SpaceRole(found.role))


async def withdraw_invitation(use_case: UseCase, invitation_id: str) -> Row:
    """An invitation that no longer holds; only who administers its space learns whether it is there."""
    found = await use_case.first_row(INVITATION, {"id": invitation_id}, (*COLUMNS, *UNANSWERED))
    if found is None or not use_case.viewer.has_role(found.space_id, SpaceRole.MEMBER):
        refuse(NotFound())
    INVITATION_LIFECYCLE.check("withdraw", invitation_state(found, use_case.now))
    await check_admin(use_case, found.space_id)
    await _end(use_case, found)
    return found


async def _end_of(use_case: UseCase) -> datetime:
    """Return the expiry of an invitation: a program's expires with its token at the latest."""
    ends = [use_case.now + LASTS]
    if use_case.viewer.token_id is not None:
        ends.append((await use_case.row_by_id(TOKEN, use_case.viewer.token_id, ("expires_at",))).expires_at)
    return min(ends)


async def _is_offered(use_case: UseCase, invitation: Row) -> bool:
    """True if the sender still administers the space, and a sending program's token still works."""
    where = {"space_id": invitation.space_id, "account_id": invitation.invited_by, "role": SpaceRole.ADMIN}
    if invitation.invited_by is None or not await use_case.work.select(MEMBER, where, ("role",)):
        return False
    token = {"id": invitation.token_id, "revoked_at": None}
    return invitation.token_id is None or bool(await use_case.work.select(TOKEN, token, ("id",)))


async def _make_room(use_case: UseCase, space_id: str, key: str) -> None:
    """End earlier offers to an address; refuses where it was written to just now, or too many others wait."""
    sent = await use_case.work.select(INVITATION, {"space_id": space_id}, (*COLUMNS, *UNANSWERED))
    for each in sent:
        if address_key(each.email) == key:
            if use_case.now - each.created_at < PAUSE:
                refuse(RateLimited(int((PAUSE - (use_case.now - each.created_at)).total_seconds()) + 1))
            if INVITATION_LIFECYCLE.allows("withdraw", invitation_state(each, use_case.now)):
                await _end(use_case, each)
    waiting = [each for each in sent if invitation_state(each, use_case.now) is InvitationState.PENDING]
    if sum(address_key(each.email) != key for each in waiting) >= MOST_PENDING:
        refuse(Conflict("TOO_MANY_INVITATIONS", values={"limit": MOST_PENDING}))
    await _check_today(use_case, space_id, sum(use_case.now - each.created_at < DAY for each in sent))


async def _check_today(use_case: UseCase, space_id: str, sent: int) -> None:
    """Refuse more invitations than a space may send in a day: all have filled a mailbox, whatever came of them."""
    space = await use_case.row_by_id(SPACE, space_id, ("verified_at", "network_id"))
    limit = quota_of(use_case.viewer, space.verified_at is not None, space.network_id).invitations
    if sent >= limit and not use_case.viewer.steward:
        refuse(NotPermitted("INVITATIONS_QUOTA_EXCEEDED", {"used": sent, "limit": limit}))


async def _end(use_case: UseCase, invitation: Row) -> None:
    await use_case.work.update(INVITATION, {"id": invitation.id}, {"withdrawn_at": use_case.now})
    await record_space_change(use_case, invitation.space_id, "invitation", invitation.role, None)


async def _send(use_case: UseCase, invitation: Mapping[str, Any], token: str) -> None:
    """The mail, in the inviter's language: of who is invited nothing is known yet, nor do they know who invites."""
    where = {"id": use_case.viewer.person_id}
    inviter = await use_case.first_row(ACCOUNT, where, ("language",)) if use_case.viewer.person_id else None
    await use_case.mailer.send(
        Recipient("", invitation["email"], "", inviter.language if inviter else "fr"),
        MailKind.INVITATION,
        f"?invitation={token}",
        space=await space_name(use_case.work, invitation["space_id"]),
        role=invitation["role"],
        lifetime=LASTS,
    )
