"""A partner network's space, opened by a steward: verified from the first day, and in a person's hands."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.tables import ACCOUNT, MEMBER, SPACE
from models import ChangeKind, PublicationState, Space, SpaceRole, ids
from resolvers.core.email_addresses import address_key
from resolvers.core.journal import JournalEntry, differences, record_changes
from resolvers.core.references import Reference
from resolvers.core.refusals import NotPermitted, ValidationFailed, refuse
from resolvers.core.steward_reasons import reason_problems
from resolvers.core.use_case import UseCase
from resolvers.spaces.admin_appointment import appoint_admin, check_appoints_another, has_no_active_admin
from resolvers.spaces.permissions import resolve_network
from resolvers.validation import Problem

log = logging.getLogger("encommun.tokens")


@dataclass(frozen=True, slots=True)
class OpenedSpace:
    """A network's space with somebody who administers it."""

    space_id: str
    account_id: str
    created: bool
    """True if there was no space before."""


async def open_network_space(use_case: UseCase, network: Reference, admin: str, reason: str | None) -> OpenedSpace:
    """Open the network's space if there is none, and appoint an ADMIN, with a reason.

    `admin` is its id or its address. Where there is one, somebody is appointed if nobody who administers it is left.
    """
    if not use_case.viewer.steward:
        refuse(NotPermitted())
    network_id = await resolve_network(use_case, network)
    space = await use_case.first_row(SPACE, {"network_id": network_id}, ("id",))
    account_id = await _confirmed(use_case, admin, reason_problems(reason, needed=False))
    if space is not None and await _administers(use_case, space.id, account_id):
        return _opened(use_case, str(space.id), account_id, created=False)
    check_appoints_another(use_case, account_id)
    if problems := reason_problems(reason, needed=True):
        refuse(ValidationFailed(problems))
    if space is not None and not await has_no_active_admin(use_case, space.id):
        refuse(NotPermitted("SPACE_ADMINISTERED"))
    space_id = await _created(use_case, network_id) if space is None else str(space.id)
    await appoint_admin(use_case, space_id, account_id, reason or "", first=space is None)
    return _opened(use_case, space_id, account_id, created=space is None)


def _opened(use_case: UseCase, space_id: str, account_id: str, *, created: bool) -> OpenedSpace:
    """Return the opened space; the log records it once it is stored."""
    steward = use_case.viewer.key
    use_case.after_commit.append(lambda: log.info("%s made %s ADMIN of space %s", steward, account_id, space_id))
    return OpenedSpace(space_id, account_id, created)


async def _confirmed(use_case: UseCase, admin: str, besides: Sequence[Problem]) -> str:
    """The account of an id or an address; refuses one that is not confirmed, with what is wrong `besides`."""
    where = {"email_key": address_key(admin)} if "@" in admin else {"id": admin}
    found = await use_case.first_row(ACCOUNT, {**where, "erased_at": None}, ("id", "email_confirmed_at"))
    if found is None or found.email_confirmed_at is None:
        refuse(ValidationFailed([Problem(("admin",), "NO_CONFIRMED_ACCOUNT"), *besides]))
    return str(found.id)


async def _created(use_case: UseCase, network_id: str) -> str:
    space_id = ids.new(Space.prefix)
    columns = {"network_id": network_id, "verified_at": use_case.now}
    dated = {"created_at": use_case.now, "updated_at": use_case.now}
    await use_case.work.insert(SPACE, [{"id": space_id, **dated, **columns}])
    changes = differences({}, columns)
    entry = JournalEntry(ChangeKind.CREATED, space_id, 1, PublicationState.PUBLISHED, space_id, changes)
    await record_changes(use_case, [entry])
    return space_id


async def _administers(use_case: UseCase, space_id: str, account_id: str) -> bool:
    where = {"space_id": space_id, "account_id": account_id, "role": SpaceRole.ADMIN}
    return bool(await use_case.work.select(MEMBER, where, ("role",)))
