"""Invitations: a colleague asked into a space by a link that works once, for who has the address it was sent to."""

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
from resolvers.security.lifetimes import is_in_force
from resolvers.security.opaque_tokens import hash_token, is_well_formed, new_token
from resolvers.spaces.confirmed_person import confirmed_person
from resolvers.spaces.journal import record_space_change
from resolvers.spaces.members import SpaceMembership, check_admin, check_may_appoint
from resolvers.spaces.space_entry import add_member

LASTS = timedelta(days=14)
DAY = timedelta(days=1)
PAUSE = timedelta(minutes=10)
"""The pause before another mail to the same address."""
MOST_PENDING = 50
"""Invitations of a space that wait for an answer."""
COLUMNS = ("id", "space_id", "email", "role", "created_at", "expires_at")


async def invite(acting: UseCase, space_id: str, email: str, role: SpaceRole) -> Row:
    """A role in a space, offered to who has an address; an earlier offer to the same address no longer holds."""
    await check_may_appoint(acting, space_id)
    address, problems = parse_address(email)
    if address is None:
        refuse(ValidationFailed([each.under("email") for each in problems]))
    for (account_id,) in await acting.work.select(ACCOUNT, {"email_key": address.key}, ("id",)):
        if await acting.work.select(MEMBER, {"space_id": space_id, "account_id": account_id}, ("role",)):
            refuse(Conflict("ALREADY_MEMBER"))
    await _make_room(acting, space_id, address.key)
    await count_guess(acting.work, acting.now, GuessGuard("invitation", address.key, acting.viewer.address))
    token = new_token("mail")
    row = {
        "id": ids.new("invitation"),
        "space_id": space_id,
        "email": address.text,
        "role": role,
        "token_hash": hash_token(token),
        "invited_by": acting.viewer.person_id,
        "token_id": acting.viewer.token_id,
        "created_at": acting.now,
        "expires_at": await _end_of(acting),
    }
    await acting.work.insert(INVITATION, [row])
    await record_space_change(acting, space_id, "invitation", None, role)
    await _send(acting, row, token)
    return await acting.row_by_id(INVITATION, str(row["id"]), COLUMNS)


async def accept_invitation(acting: UseCase, token: str) -> SpaceMembership:
    """The person in the space that they were invited to."""
    person = await confirmed_person(acting)
    found = None
    if is_well_formed(token, "mail"):
        where = {"token_hash": hash_token(token), "accepted_at": None, "withdrawn_at": None}
        found = await acting.first_row(INVITATION, where, (*COLUMNS, "invited_by", "token_id"))
    if found is None or not is_in_force(found.created_at, found.expires_at, LASTS, acting.now):
        refuse(NotPermitted("INVALID_LINK"))
    if not await _is_offered(acting, found):
        refuse(NotPermitted("INVALID_LINK"))
    if person.email_key != address_key(found.email):
        refuse(NotPermitted("INVITATION_OF_ANOTHER"))
    if await acting.work.select(MEMBER, {"space_id": found.space_id, "account_id": person.id}, ("role",)):
        refuse(Conflict("ALREADY_MEMBER"))
    await acting.work.update(INVITATION, {"id": found.id}, {"accepted_at": acting.now})
    await add_member(acting, found.space_id, person.id, SpaceRole(found.role))
    return SpaceMembership(found.space_id, person.id, SpaceRole(found.role))


async def withdraw_invitation(acting: UseCase, invitation_id: str) -> Row:
    """An invitation that no longer holds; only who administers its space learns whether it is there."""
    where = {"id": invitation_id, "accepted_at": None, "withdrawn_at": None}
    found = await acting.first_row(INVITATION, where, COLUMNS)
    if found is None:
        refuse(NotFound())
    if not acting.viewer.has_role(found.space_id, SpaceRole.MEMBER):
        refuse(NotFound())
    await check_admin(acting, found.space_id)
    await _end(acting, found)
    return found


async def _end_of(acting: UseCase) -> datetime:
    """Until when an invitation holds: a program's no longer than the program's token."""
    ends = [acting.now + LASTS]
    if acting.viewer.token_id is not None:
        ends.append((await acting.row_by_id(TOKEN, acting.viewer.token_id, ("expires_at",))).expires_at)
    return min(ends)


async def _is_offered(acting: UseCase, invitation: Row) -> bool:
    """True if the sender still administers the space, and a sending program's token still works."""
    where = {"space_id": invitation.space_id, "account_id": invitation.invited_by, "role": SpaceRole.ADMIN}
    if invitation.invited_by is None or not await acting.work.select(MEMBER, where, ("role",)):
        return False
    token = {"id": invitation.token_id, "revoked_at": None}
    return invitation.token_id is None or bool(await acting.work.select(TOKEN, token, ("id",)))


async def _make_room(acting: UseCase, space_id: str, key: str) -> None:
    """End earlier offers to an address; refuses where it was written to just now, or too many others wait."""
    sent = await acting.work.select(INVITATION, {"space_id": space_id}, (*COLUMNS, "accepted_at", "withdrawn_at"))
    for each in sent:
        if address_key(each.email) == key:
            if acting.now - each.created_at < PAUSE:
                refuse(RateLimited(int((PAUSE - (acting.now - each.created_at)).total_seconds()) + 1))
            if _waits(each):
                await _end(acting, each)
    waiting = [each for each in sent if _waits(each) and each.expires_at > acting.now]
    if sum(address_key(each.email) != key for each in waiting) >= MOST_PENDING:
        refuse(Conflict("TOO_MANY_INVITATIONS", values={"limit": MOST_PENDING}))
    await _check_today(acting, space_id, sum(acting.now - each.created_at < DAY for each in sent))


async def _check_today(acting: UseCase, space_id: str, sent: int) -> None:
    """Refuse more invitations than a space may send in a day: all have filled a mailbox, whatever came of them."""
    space = await acting.row_by_id(SPACE, space_id, ("verified_at", "network_id"))
    limit = quota_of(acting.viewer, space.verified_at is not None, space.network_id).invitations
    if sent >= limit and not acting.viewer.steward:
        refuse(NotPermitted("INVITATIONS_QUOTA_EXCEEDED", {"used": sent, "limit": limit}))


def _waits(invitation: Row) -> bool:
    return invitation.accepted_at is None and invitation.withdrawn_at is None


async def _end(acting: UseCase, invitation: Row) -> None:
    await acting.work.update(INVITATION, {"id": invitation.id}, {"withdrawn_at": acting.now})
    await record_space_change(acting, invitation.space_id, "invitation", invitation.role, None)


async def _send(acting: UseCase, invitation: Mapping[str, Any], token: str) -> None:
    """The mail, in the inviter's language: of who is invited nothing is known yet, nor do they know who invites."""
    where = {"id": acting.viewer.person_id}
    inviter = await acting.first_row(ACCOUNT, where, ("language",)) if acting.viewer.person_id else None
    await acting.mailer.send(
        Recipient("", invitation["email"], "", inviter.language if inviter else "fr"),
        MailKind.INVITATION,
        f"?invitation={token}",
        space=await space_name(acting.work, invitation["space_id"]),
        role=invitation["role"],
        lifetime=LASTS,
    )
