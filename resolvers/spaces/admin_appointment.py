"""Stewards appoint who administers a space where nobody is left to: others, for a reason, as the journal has it."""

from loaders.queries.select_where import select_in
from loaders.tables import ACCOUNT, MEMBER
from models import SpaceRole
from resolvers.core.mailer import recipients
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.steward_reasons import REASON
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.space_names import space_name
from resolvers.spaces.journal import record_space_change


def check_appoints_another(use_case: UseCase, account_id: str) -> None:
    """Refuse a steward who would have a role of their own by it."""
    if account_id == use_case.viewer.account_id:
        refuse(NotPermitted("APPOINTS_OTHERS"))


async def admin_account_ids(use_case: UseCase, space_id: str) -> list[str]:
    """The accounts that administer a space."""
    rows = await use_case.work.select(MEMBER, {"space_id": space_id, "role": SpaceRole.ADMIN}, ("account_id",))
    return sorted(row.account_id for row in rows)


async def has_no_active_admin(use_case: UseCase, space_id: str) -> bool:
    """True if a space has no active administrator: all were told that their accounts are dormant, and stayed away."""
    accounts = await select_in(
        use_case.work, ACCOUNT, "id", await admin_account_ids(use_case, space_id), ("warned_at",)
    )
    return all(account.warned_at is not None for account in accounts)


async def appoint_admin(use_case: UseCase, space_id: str, account_id: str, reason: str, *, first: bool = False) -> None:
    """Make a person ADMIN of a space as a steward, whatever they were there, and tell those whom it concerns.

    Who is the `first` in a space that was just opened is there alone.
    """
    where = {"space_id": space_id, "account_id": account_id}
    held = await use_case.first_row(MEMBER, where, ("role",))
    role = {"role": SpaceRole.ADMIN, "since": use_case.now}
    if held is None:
        await use_case.work.insert(MEMBER, [{**where, **role}])
    else:
        await use_case.work.update(MEMBER, where, role)
    before, why = None if held is None else held.role, REASON(reason)[0] or ""
    await record_space_change(use_case, space_id, "role", before, SpaceRole.ADMIN, by_stewards=why)
    if not first:
        await _tell(use_case, space_id, why)


async def _tell(use_case: UseCase, space_id: str, reason: str) -> None:
    """Tell all who administer the space now, who was appointed among them."""
    space = await space_name(use_case.work, space_id)
    people = await recipients(use_case.work, await admin_account_ids(use_case, space_id))
    await use_case.mailer.send_each(people, MailKind.ADMIN_APPOINTED, f"?space={space_id}", space=space, reason=reason)
