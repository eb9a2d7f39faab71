"""A partner network's space, opened by a steward: verified from the first day, and in a person's hands."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.tables import ACCOUNT, MEMBER, SPACE
from models import ChangeKind, PublicationState, Space, SpaceRole, ids
from resolvers.core.email_addresses import address_key
from resolvers.core.journal import JournalEntry, differences, record_change
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


async def open_network_space(acting: UseCase, network: Reference, admin: str, reason: str | None) -> OpenedSpace:
    """The network's space, made if there is none, and the account ADMIN there, for a reason.

    `admin` is its id or its address. Where there is one, somebody is appointed if nobody who administers it is left.
    """
    if not acting.viewer.steward:
        refuse(NotPermitted())
    network_id = await resolve_network(acting, network)
    space = await acting.first_row(SPACE, {"network_id": network_id}, ("id",))
    account_id = await _confirmed(acting, admin, reason_problems(reason, needed=False))
    if space is not None and await _administers(acting, space.id, account_id):
        return _opened(acting, str(space.id), account_id, created=False)
    check_appoints_another(acting, account_id)
    if problems := reason_problems(reason, needed=True):
        refuse(ValidationFailed(problems))
    if space is not None and not await has_no_active_admin(acting, space.id):
        refuse(NotPermitted("SPACE_ADMINISTERED"))
    space_id = await _created(acting, network_id) if space is None else str(space.id)
    await appoint_admin(acting, space_id, account_id, reason or "", first=space is None)
    return _opened(acting, space_id, account_id, created=space is None)


def _opened(acting: UseCase, space_id: str, account_id: str, *, created: bool) -> OpenedSpace:
    """Return the opened space; the log records it once it is stored."""
    steward = acting.viewer.key
    acting.after_commit.append(lambda: log.info("%s made %s ADMIN of space %s", steward, account_id, space_id))
    return OpenedSpace(space_id, account_id, created)


async def _confirmed(acting: UseCase, admin: str, besides: Sequence[Problem]) -> str:
    """The account of an id or an address; refuses one that is not confirmed, with what is wrong `besides`."""
    where = {"email_key": address_key(admin)} if "@" in admin else {"id": admin}
    found = await acting.first_row(ACCOUNT, {**where, "erased_at": None}, ("id", "email_confirmed_at"))
    if found is None or found.email_confirmed_at is None:
        refuse(ValidationFailed([Problem(("admin",), "NO_CONFIRMED_ACCOUNT"), *besides]))
    return str(found.id)


async def _created(acting: UseCase, network_id: str) -> str:
    space_id = ids.new(Space.prefix)
    columns = {"network_id": network_id, "verified_at": acting.now}
    dated = {"created_at": acting.now, "updated_at": acting.now}
    await acting.work.insert(SPACE, [{"id": space_id, **dated, **columns}])
    changes = differences({}, columns)
    entry = JournalEntry(ChangeKind.CREATED, space_id, 1, PublicationState.PUBLISHED, space_id, changes)
    await record_change(acting, entry)
    return space_id


async def _administers(acting: UseCase, space_id: str, account_id: str) -> bool:
    where = {"space_id": space_id, "account_id": account_id, "role": SpaceRole.ADMIN}
    return bool(await acting.work.select(MEMBER, where, ("role",)))
