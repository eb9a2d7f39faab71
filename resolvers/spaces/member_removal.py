"""People and what they did taken out of a space: one who goes, or all, for whom it turns out to be."""

from collections.abc import Collection

from loaders.sql.statement import Row
from loaders.tables import INVITATION, MEMBER, SPACE
from resolvers.core.mailer import recipients
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.space_names import space_name
from resolvers.spaces.invitation_lifecycle import UNANSWERED
from resolvers.spaces.journal import record_removals, record_space_change
from resolvers.spaces.space_records import archive_all
from resolvers.spaces.tokens.suspension import notify_suspended_tokens


async def vacate_space(use_case: UseCase, space_id: str, actor_id: str, *, told: Collection[str]) -> None:
    """Remove all members and invitations from an authority's space, and archive its public content.

    Whoever gets the space can bring it back. The authority's own record is not theirs. Who is not `told` otherwise, by
    their accounts, hears of it.
    """
    where = {"space_id": space_id}
    members = await use_case.work.select(MEMBER, where, ("account_id", "role"))
    await use_case.work.delete(MEMBER, where)
    await record_removals(use_case, space_id, "role", [row.role for row in members])
    await _withdraw(use_case, space_id, where)
    await archive_all(use_case, space_id, but=actor_id)
    await _tell_vacated(use_case, space_id, {row.account_id for row in members} - set(told))


async def expel_member(use_case: UseCase, space_id: str, account_id: str) -> None:
    """Take a person out of a space, with the invitations that they sent."""
    await remove_from_space(use_case, space_id, account_id)
    await _tell_loss(use_case, space_id, account_id)


async def withdraw_excess_grants(use_case: UseCase, space_id: str, account_id: str) -> None:
    """Withdraw invitations that a person with a reduced role has sent, also by their programs.

    Their tokens do from now on what is left of the role, without a word: those who may take them over are told.
    """
    await withdraw_offers(use_case, space_id, account_id)
    await _tell_loss(use_case, space_id, account_id)


async def remove_from_space(use_case: UseCase, space_id: str, account_id: str) -> None:
    """Remove a member as `expel_member` does, without notices on tokens."""
    where = {"space_id": space_id, "account_id": account_id}
    for (role,) in await use_case.work.select(MEMBER, where, ("role",)):
        await use_case.work.delete(MEMBER, where)
        await record_space_change(use_case, space_id, "role", role, None)
    await withdraw_offers(use_case, space_id, account_id)


async def withdraw_offers(use_case: UseCase, space_id: str, account_id: str) -> None:
    """Withdraw the invitations of a person to a space."""
    await _withdraw(use_case, space_id, {"space_id": space_id, "invited_by": account_id})


async def _tell_vacated(use_case: UseCase, space_id: str, account_ids: Collection[str]) -> None:
    if people := await recipients(use_case.work, account_ids):
        authority = await space_name(use_case.work, space_id)
        await use_case.mailer.send_each(people, MailKind.SPACE_VACATED, authority=authority)


async def _tell_loss(use_case: UseCase, space_id: str, account_id: str) -> None:
    for (network_id,) in await use_case.work.select(SPACE, {"id": space_id}, ("network_id",)):
        if network_id is not None:
            await notify_suspended_tokens(use_case, account_id, network_id)


async def _withdraw(use_case: UseCase, space_id: str, where: dict[str, str]) -> None:
    rows: list[Row] = await use_case.work.select(INVITATION, {**where, **UNANSWERED}, ("role",))
    await use_case.work.update(INVITATION, {**where, **UNANSWERED}, {"withdrawn_at": use_case.now})
    await record_removals(use_case, space_id, "invitation", [row.role for row in rows])
