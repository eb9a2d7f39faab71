"""Reads who somebody is: an account with its roles, or an API token with those who answer for it."""

from collections.abc import Sequence

from loaders.drivers.snapshot import Snapshot
from loaders.queries.join_by_key import JoinedRows, join_by_key
from loaders.sql.statement import Row
from loaders.tables import ACCOUNT, MEMBER, NETWORK, SPACE, TOKEN

ROLES = (
    JoinedRows(MEMBER, "account_id", ACCOUNT.c.id, ("space_id", "role")),
    JoinedRows(SPACE, "id", MEMBER.c.space_id, ("network_id",)),
    JoinedRows(NETWORK, "id", SPACE.c.network_id, ("role",)),
)
"""An account's roles, and the network of each space with what it answers for."""
OF_NETWORK = (
    JoinedRows(NETWORK, "id", TOKEN.c.network_id, ("role",)),
    JoinedRows(SPACE, "network_id", TOKEN.c.network_id, ("id",)),
    JoinedRows(MEMBER, "space_id", SPACE.c.id, ("role",), also=("account_id", TOKEN.c.created_by)),
    JoinedRows(ACCOUNT, "id", TOKEN.c.created_by, ("steward", "erased_at")),
)
"""The role of a token's network, its space, and the person who answers for the token with their role there."""


async def account_with_roles(snapshot: Snapshot, account_id: str, columns: Sequence[str]) -> list[Row]:
    """An account, once for each of its roles: its id, `columns`, and then those of ROLES."""
    return await join_by_key(snapshot, ACCOUNT.c.id, account_id, columns, *ROLES)


async def token_with_network(snapshot: Snapshot, token_hash: str, columns: Sequence[str]) -> list[Row]:
    """The API token with a hash: the hash, `columns`, and then those of OF_NETWORK."""
    return await join_by_key(snapshot, TOKEN.c.token_hash, token_hash, columns, *OF_NETWORK)
