"""Colleagues: what each person may do in a space, and that somebody always administers it."""

from dataclasses import dataclass

from loaders.sql.statement import Row
from loaders.tables import CLAIM, MEMBER, SPACE
from models import ClaimState, SpaceRole
from resolvers.core.refusals import Conflict, NotFound, NotPermitted, ValidationFailed, refuse
from resolvers.core.steward_reasons import REASON, reason_problems
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import RANK
from resolvers.spaces.admin_appointment import (
    admin_account_ids,
    appoint_admin,
    check_appoints_another,
    has_no_active_admin,
)
from resolvers.spaces.journal import record_space_change
from resolvers.spaces.member_removal import expel_member, withdraw_excess_grants
from resolvers.spaces.permissions import token_issuer


@dataclass(frozen=True, slots=True)
class SpaceMembership:
    """A person's place in a space."""

    space_id: str
    account_id: str
    role: SpaceRole | None
    """None: they are not there any more."""
    changed: bool = True


async def change_role(
    use_case: UseCase, space_id: str, account_id: str, role: SpaceRole, reason: str | None
) -> SpaceMembership:
    """Change a member's role; a steward appoints an ADMIN, with a reason, if there is no active one."""
    appoints = role is SpaceRole.ADMIN and use_case.viewer.steward and await has_no_active_admin(use_case, space_id)
    if not appoints:
        await check_may_appoint(use_case, space_id)
    if problems := reason_problems(reason, needed=appoints):
        refuse(ValidationFailed(problems))
    held = await _role_of(use_case, space_id, account_id)
    if held == role:
        return SpaceMembership(space_id, account_id, role, changed=False)
    if appoints:
        check_appoints_another(use_case, account_id)
        await appoint_admin(use_case, space_id, account_id, reason or "")
        return SpaceMembership(space_id, account_id, role)
    await _check_not_claiming(use_case, space_id, account_id)
    await _check_admin_stays(use_case, space_id, account_id, held)
    where = {"space_id": space_id, "account_id": account_id}
    await use_case.work.update(MEMBER, where, {"role": role, "since": use_case.now})
    said = {} if reason is None else {"reason": REASON(reason)[0] or ""}
    await record_space_change(use_case, space_id, "role", held, role, **said)
    if RANK[role] < RANK[SpaceRole(held)]:
        await withdraw_excess_grants(use_case, space_id, account_id)
    return SpaceMembership(space_id, account_id, role)


async def remove_member(use_case: UseCase, space_id: str, account_id: str) -> SpaceMembership:
    """A member taken out."""
    await check_admin(use_case, space_id)
    return await _gone(use_case, space_id, account_id)


async def leave_space(use_case: UseCase, space_id: str) -> SpaceMembership:
    """The person themselves, gone from a space."""
    if use_case.viewer.account_id is None:
        refuse(NotPermitted("ACCOUNT_NEEDED"))
    return await _gone(use_case, space_id, use_case.viewer.account_id)


async def check_admin(use_case: UseCase, space_id: str) -> None:
    """Refuse who does not administer the space now: roles and tokens are read again, as they may just have changed."""
    viewer = use_case.viewer
    if viewer.account_id is not None:
        where = {"space_id": space_id, "account_id": viewer.account_id, "role": SpaceRole.ADMIN}
        administers = bool(await use_case.work.select(MEMBER, where, ("role",)))
    else:
        administers = viewer.has_role(space_id, SpaceRole.ADMIN)
    if not administers:
        refuse(NotPermitted())
    if viewer.network_id is not None:
        await token_issuer(use_case, viewer.network_id)


async def check_may_appoint(use_case: UseCase, space_id: str) -> None:
    """Refuse who does not administer the space, and a program that would let people in who do more than it does."""
    await check_admin(use_case, space_id)
    if use_case.viewer.network_id is not None:
        (await token_issuer(use_case, use_case.viewer.network_id)).check_appoints()


async def _gone(use_case: UseCase, space_id: str, account_id: str) -> SpaceMembership:
    held = await _role_of(use_case, space_id, account_id)
    await _check_not_claiming(use_case, space_id, account_id)
    await _check_admin_stays(use_case, space_id, account_id, held)
    await expel_member(use_case, space_id, account_id)
    return SpaceMembership(space_id, account_id, None)


async def _role_of(use_case: UseCase, space_id: str, account_id: str) -> str:
    where = {"space_id": space_id, "account_id": account_id}
    found: Row = await use_case.first_row(MEMBER, where, ("role",)) or refuse(NotFound())
    return str(found.role)


async def _check_admin_stays(use_case: UseCase, space_id: str, account_id: str, held: str) -> None:
    """Refuse to take the last administrator away; of two who go at the same moment, the second sees the first gone."""
    if held != SpaceRole.ADMIN:
        return
    if all(each == account_id for each in await admin_account_ids(use_case, space_id)):
        refuse(Conflict("LAST_ADMIN"))


async def _check_not_claiming(use_case: UseCase, space_id: str, account_id: str) -> None:
    """Refuse to remove the claimant on whom an unverified space depends."""
    for (actor_id,) in await use_case.work.select(SPACE, {"id": space_id}, ("actor_id",)):
        where = {"actor_id": actor_id, "account_id": account_id, "state": ClaimState.DECLARED}
        if await use_case.work.select(CLAIM, where, ("id",)):
            refuse(Conflict("CLAIM_PENDING"))
