"""Storage accounting: a unit of work is counted for its space and its person, and refused beyond their quotas.

Counters are rows that change in the same unit of work: of two concurrent units that both want the last place, one is
retried and finds it taken. With a large quota, many write at the same time and would all collide: single changes are
noted in a row each, which a scheduled job adds to the counter. They are checked against the counter's last value.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import add
from typing import Any, NamedTuple

import orjson

import models
from loaders.queries.select_where import select_in
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.core.quotas import MEGABYTE, Quota
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.viewer import Viewer

SPACE, USAGE, NOTE = (table_of(each) for each in (models.Space, models.StorageUsage, models.StorageNote))
COUNTS = ("records", "drafts", "stored_bytes")


class StorageAmount(NamedTuple):
    """An amount of storage, or a change of it; drafts are negative if records cease to be drafts."""

    records: int = 0
    drafts: int = 0
    stored_bytes: int = 0

    def plus(self, other: "StorageAmount") -> "StorageAmount":
        """Both together; nothing falls below zero."""
        return StorageAmount(*(max(mine + its, 0) for mine, its in zip(self, other, strict=True)))


class QuotaExcess(NamedTuple):
    """Why something may not be stored, and the figures that the message tells."""

    code: str
    values: dict[str, Any]


@dataclass(slots=True)
class StorageHolder:
    """A space or an account: what it may store, what it has stored, and whether that is written down."""

    id: str
    quota: Quota
    used: StorageAmount
    is_stored: bool
    is_noted: bool = False
    """True if further storage is noted, and added to the counter later."""

    def excess(self, more: StorageAmount) -> QuotaExcess | None:
        """Why it may not store more, if it may not; what it has too much of already is no reason unless it grows."""
        total = self.used.plus(more)
        quota = self.quota
        if more.records > 0 and total.records > quota.records:
            return QuotaExcess("RECORDS_QUOTA_EXCEEDED", {"used": self.used.records, "limit": quota.records})
        if more.drafts > 0 and total.drafts > quota.drafts:
            return QuotaExcess("DRAFTS_QUOTA_EXCEEDED", {"used": self.used.drafts, "limit": quota.drafts})
        if total.stored_bytes > quota.megabytes * MEGABYTE:
            used = -(-self.used.stored_bytes // MEGABYTE)
            return QuotaExcess("STORAGE_QUOTA_EXCEEDED", {"used": used, "limit": quota.megabytes})
        return None


@dataclass(slots=True)
class StorageAllowance:
    """The storage that the holders of one unit of work have left."""

    holders: list[StorageHolder]
    is_limited: bool
    """True if the quota is enforced: writes of stewards, operators and the commons itself are only counted."""
    added: StorageAmount | None = None
    """The storage added by this unit."""

    def excess(self, more: StorageAmount) -> QuotaExcess | None:
        """Why no more may be stored, if it may not."""
        if not self.is_limited:
            return None
        return next((found for each in self.holders if (found := each.excess(more)) is not None), None)

    def check(self, more: StorageAmount) -> None:
        """Refuse what is too much."""
        if found := self.excess(more):
            refuse(NotPermitted(found.code, found.values))

    def take(self, more: StorageAmount) -> None:
        """Count what is stored."""
        self.added = more if self.added is None else StorageAmount(*map(add, self.added, more))
        for each in self.holders:
            each.used = each.used.plus(more)

    async def store(self, work: UnitOfWork) -> None:
        """Write the counts down: one statement for each holder, of which there are two at most."""
        if self.added is None:
            return
        for each in self.holders:
            counts = each.used._asdict()
            if each.is_noted:
                note = {"id": ids.new("note"), "holder_id": each.id, **self.added._asdict()}
                await work.insert(NOTE, [note])
            elif each.is_stored:
                await work.update(USAGE, {"holder_id": each.id}, counts)
            else:
                await work.insert(USAGE, [{"holder_id": each.id, **counts}])


async def storage_allowance(
    work: UnitOfWork, viewer: Viewer, space_id: str | None, *, of_person: bool = False
) -> StorageAllowance:
    """Return the allowance in a space (None: in no space), in two statements.

    In an unverified space, the person's own account is charged too; with `of_person`, only the account is.
    """
    quotas: dict[str, Quota] = {}
    is_proven = False
    if space_id is not None and not of_person and (found := await _space_quota(work, viewer, space_id)):
        quotas[space_id], is_proven = found
    if viewer.account_id is not None and not is_proven:
        quotas[viewer.account_id] = viewer.quotas.account
    return await _allowance(work, viewer, quotas, notes=True)


async def _space_quota(work: UnitOfWork, viewer: Viewer, space_id: str) -> tuple[Quota, bool] | None:
    """Return a space's quota, and True if the space is verified; None if there is no such space."""
    for verified_at, network_id in await work.select(SPACE, {"id": space_id}, ("verified_at", "network_id")):
        is_verified = verified_at is not None
        return quota_of(viewer, is_verified, network_id), is_verified or network_id is not None
    return None


async def network_allowance(work: UnitOfWork, viewer: Viewer, space_id: str) -> StorageAllowance:
    """Return the allowance in a network's space, in two statements; to be called before anything else.

    It locks the counter: a large write would otherwise be retried from its first record for each small one.
    """
    await _lock(work, space_id)
    return await _allowance(work, viewer, {space_id: viewer.quotas.network}, notes=False)


async def lock_usage(work: UnitOfWork, viewer: Viewer, space_id: str) -> None:
    """Lock the space's counter until the unit ends; to be called at its start.

    All of them change one count: who finds it changed at the end has done everything else in vain, and begins again.
    Nobody waits where the quota is large, or where units write one after the other anyway.
    """
    if work.runs_alone:
        return
    found = await _space_quota(work, viewer, space_id)
    if found is not None and not found[0].is_large:
        await _lock(work, space_id)


async def _lock(work: UnitOfWork, space_id: str) -> None:
    if work.runs_alone:
        return
    await work.update(USAGE, {"holder_id": space_id}, {"holder_id": space_id})


async def _allowance(work: UnitOfWork, viewer: Viewer, quotas: Mapping[str, Quota], *, notes: bool) -> StorageAllowance:
    if not quotas:
        return StorageAllowance([], is_limited=False)
    rows = await select_in(work, USAGE, "holder_id", sorted(quotas), ("holder_id", *COUNTS))
    used = {row[0]: StorageAmount(*row[1:]) for row in rows}
    holders = [
        StorageHolder(id_, quota, used.get(id_, StorageAmount()), id_ in used, is_noted=notes and quota.is_large)
        for id_, quota in sorted(quotas.items())
    ]
    return StorageAllowance(holders, is_limited=viewer.is_authenticated and not viewer.steward)


def quota_of(viewer: Viewer, is_verified: bool, network_id: str | None) -> Quota:  # noqa: FBT001 - as it is stored
    """The quota of a space."""
    if network_id is not None:
        return viewer.quotas.network
    return viewer.quotas.verified if is_verified else viewer.quotas.unverified


async def charge_storage(
    work: UnitOfWork, viewer: Viewer, space_id: str | None, more: StorageAmount, *, refuses: bool
) -> None:
    """Count what one change stores; if it `refuses`, what is too much is refused."""
    found = await storage_allowance(work, viewer, space_id)
    if refuses:
        found.check(more)
    found.take(more)
    await found.store(work)


async def charge_account(work: UnitOfWork, viewer: Viewer, more: StorageAmount) -> None:
    """Count for the person who asks what they have others decide; refuse what is too much."""
    found = await storage_allowance(work, viewer, None, of_person=True)
    found.check(more)
    found.take(more)
    await found.store(work)


def json_size(content: Any) -> int:
    """Bytes of a content as JSON."""
    return len(orjson.dumps(content, default=str))
