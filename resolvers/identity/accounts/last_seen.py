"""The last day on which a person was here: a day and not a moment, so that it is written once a day."""

from collections.abc import Mapping
from datetime import datetime

from loaders.tables import ACCOUNT
from loaders.unit_of_work import UnitOfWork


def day_of(moment: datetime) -> datetime:
    """The beginning of its day."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


async def mark_seen(work: UnitOfWork, account_id: str, now: datetime) -> None:
    """Record that the person was active today; an idle account becomes active again."""
    today = day_of(now)
    where = {"id": account_id, "erased_at": None}
    for seen_at, warned_at in await work.select(ACCOUNT, where, ("seen_at", "warned_at")):
        if seen_at is None or seen_at < today or warned_at is not None:
            await work.update(ACCOUNT, where, {"seen_at": today, "warned_at": None})


async def mark_all_seen(work: UnitOfWork, seen: Mapping[str, datetime]) -> None:
    """The same of several people, by account."""
    for account_id, moment in sorted(seen.items()):
        await mark_seen(work, account_id, moment)
