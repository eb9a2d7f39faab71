"""What people see of their own account, and who is behind an access token: read from a request's snapshot."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table

import models
from loaders.snapshot import Snapshot
from loaders.statement import Row
from loaders.transactions.statements import selecting, shape
from models import SpaceRole
from resolvers.accounts.asked import ACCOUNT, MEMBER, PERSON
from resolvers.editing.editable import table_of
from resolvers.security.access_tokens import verify
from resolvers.security.signed import TokenRefused
from resolvers.viewer import EVERY_SCOPE, Viewer

MOST_SPACES = 100
KEYS = table_of(models.SigningKey)
FRESH = timedelta(minutes=1)
"""So long, a key that was taken out is still believed."""


async def rows_of(snapshot: Snapshot, table: Table, where: Mapping[str, Any], columns: tuple[str, ...]) -> list[Row]:
    """The rows of a table whose columns equal `where`; no lens decides who sees them."""
    statement = selecting(snapshot.dialect, table, shape(where), columns)
    return await snapshot.fetch(statement, {f"at {name}": value for name, value in where.items()})


async def own_account(snapshot: Snapshot, viewer: Viewer) -> Row | None:
    """The account of the person who asks, with the columns PERSON; None for anybody else."""
    if viewer.account_id is None:
        return None
    rows = await rows_of(snapshot, ACCOUNT, {"id": viewer.account_id, "erased_at": None}, PERSON)
    return rows[0] if rows else None


async def spaces_of(snapshot: Snapshot, account_id: str) -> list[Row]:
    """The first MOST_SPACES roles of an account, each with `space_id`, `role` and `since`, the oldest first."""
    rows = await rows_of(snapshot, MEMBER, {"account_id": account_id}, ("space_id", "role", "since"))
    return sorted(rows, key=lambda row: (row.since, row.space_id))[:MOST_SPACES]


class KeyRing:
    """The keys that access tokens are checked with, as they were last read; one for each process."""

    def __init__(self) -> None:
        """Begin without any."""
        self._keys: dict[str, str] = {}
        self._read_at: datetime | None = None

    async def viewer(self, snapshot: Snapshot, token: str, now: datetime, visitor: Viewer) -> Viewer:
        """The person whom a token was given to, in place of the visitor who sent it; raises TokenRefused.

        Roles are as they are now, not as they were when the token was given.
        """
        account_id = await self._account(snapshot, token, now)
        snapshot.alone = False
        accounts, roles = await asyncio.gather(
            rows_of(snapshot, ACCOUNT, {"id": account_id, "erased_at": None}, ("steward",)),
            rows_of(snapshot, MEMBER, {"account_id": account_id}, ("space_id", "role")),
        )
        if not accounts:
            raise TokenRefused("account")
        return replace(
            visitor,
            account_id=account_id,
            scopes=EVERY_SCOPE,
            roles={row.space_id: SpaceRole(row.role) for row in roles},
            steward=accounts[0].steward,
        )

    async def _account(self, snapshot: Snapshot, token: str, now: datetime) -> str:
        if self._read_at is not None and now - self._read_at < FRESH:
            try:
                return verify(token, self._keys, now).account_id
            except TokenRefused as refused:
                if refused.reason != "typ or kid":  # else another process may have made a key meanwhile
                    raise
        self._keys = {row.id: row.secret for row in await rows_of(snapshot, KEYS, {}, ("id", "secret"))}
        self._read_at = now
        return verify(token, self._keys, now).account_id
