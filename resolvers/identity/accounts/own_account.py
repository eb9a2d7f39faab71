"""Reads of a person's own account, from a request's snapshot and without visibility conditions."""

from loaders.drivers.snapshot import Snapshot
from loaders.queries.select_where import select_where
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, MEMBER
from resolvers.core.viewer import Viewer

MOST_SPACES = 100
OWN_ACCOUNT_COLUMNS = ("id", "email", "email_confirmed_at", "name", "language", "steward", "created_at")
"""The columns of an account that its holder sees."""


async def read_own_account(snapshot: Snapshot, viewer: Viewer) -> Row | None:
    """The account of the person who asks, with the columns PERSON; None for anybody else."""
    if viewer.account_id is None:
        return None
    rows = await select_where(snapshot, ACCOUNT, {"id": viewer.account_id, "erased_at": None}, OWN_ACCOUNT_COLUMNS)
    return rows[0] if rows else None


async def own_spaces(snapshot: Snapshot, account_id: str) -> list[Row]:
    """The first MOST_SPACES roles of an account, each with `space_id`, `role` and `since`, the oldest first."""
    rows = await select_where(snapshot, MEMBER, {"account_id": account_id}, ("space_id", "role", "since"))
    return sorted(rows, key=lambda row: (row.since, row.space_id))[:MOST_SPACES]
