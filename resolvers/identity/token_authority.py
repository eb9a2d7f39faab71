"""Authority of a token: at any moment it has at most the rights of its responsible person."""

from collections.abc import Collection, Mapping

from loaders.queries.lookup import Queryable
from loaders.queries.select_where import select_in, select_where
from loaders.tables import ACCOUNT, MEMBER, SPACE
from models import Scope, SpaceRole
from resolvers.core.viewer import EVERY_SCOPE

OF_STEWARDS = EVERY_SCOPE - {Scope.MODERATION_VOTE}
"""Rights of a steward in a network whose space they do not administer: all but voting."""
BY_ROLE: Mapping[SpaceRole | None, frozenset[Scope]] = {
    SpaceRole.ADMIN: EVERY_SCOPE,
    SpaceRole.EDITOR: EVERY_SCOPE - {Scope.NETWORK_ADMIN},
    SpaceRole.MEMBER: frozenset({Scope.READ}),
}
"""The scopes of a person by their role in a network's space."""

HeldScopes = Mapping[str | None, frozenset[Scope]]
"""Effective scopes by account; a token without a responsible person (None) keeps its own."""


def scopes_of_role(role: SpaceRole | None, *, steward: bool) -> frozenset[Scope]:
    """The scopes that a person has for a network; of a steward's, none votes unless they administer its space."""
    return OF_STEWARDS if steward and role is not SpaceRole.ADMIN else BY_ROLE.get(role, frozenset())


async def scopes_in_network(reads: Queryable, network_id: str, account_ids: Collection[str | None]) -> HeldScopes:
    """Return the current scopes of accounts in a network: none for a person who has left or was erased."""
    roles: dict[str, SpaceRole] = {}
    for (space_id,) in await select_where(reads, SPACE, {"network_id": network_id}, ("id",)):
        rows = await select_where(reads, MEMBER, {"space_id": space_id}, ("account_id", "role"))
        roles = {row.account_id: SpaceRole(row.role) for row in rows}
    keys = sorted(each for each in account_ids if each is not None)
    rows = await select_in(reads, ACCOUNT, "id", keys, ("id", "steward", "erased_at"))
    found = {row.id: scopes_of_role(roles.get(row.id), steward=row.steward) for row in rows if row.erased_at is None}
    return {None: EVERY_SCOPE, **dict.fromkeys(keys, frozenset()), **found}


async def scopes_by_network(
    reads: Queryable, account_id: str, network_ids: Collection[str]
) -> Mapping[str, frozenset[Scope]]:
    """Return an account's current scopes by network, in three statements for all."""
    spaces = await select_in(reads, SPACE, "network_id", sorted(network_ids), ("id", "network_id"))
    roles = {
        row.space_id: row.role
        for row in await select_where(reads, MEMBER, {"account_id": account_id}, ("space_id", "role"))
    }
    in_network = {row.network_id: SpaceRole(roles[row.id]) for row in spaces if row.id in roles}
    accounts = await select_where(reads, ACCOUNT, {"id": account_id, "erased_at": None}, ("steward",))
    return {
        each: scopes_of_role(in_network.get(each), steward=accounts[0].steward) if accounts else frozenset()
        for each in network_ids
    }
