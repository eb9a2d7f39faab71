"""Queries of a person's own account, which nobody else can read."""

from collections.abc import Sequence
from typing import Any

from strawberry.scalars import JSON

from execution import BatchInfo, batched
from resolvers.identity.accounts.data_export import export_account_data
from resolvers.identity.accounts.own_account import read_own_account
from schema.accounts.types import Account
from schema.kit.costs import PERSONAL_DATA, cost
from schema.kit.queries import declare_queries


@batched(
    type=Account | None,
    description="The account of the person who is signed in; null for visitors and for programs with an API token.",
)
async def me(parents: Sequence[Any], info: BatchInfo) -> Sequence[Any]:
    """The viewer's account."""
    row = await read_own_account(info.context.snapshot, info.context.viewer)
    return [None if row is None else Account.of(row)] * len(parents)


@batched(
    type=JSON | None,
    directives=cost(PERSONAL_DATA),
    description=(
        "Export all personal data of the person who is signed in: account, sessions, roles, claims, changes made, "
        "reports, suggestions and other cases opened, votes, invitations and e-mails. Null for visitors and for "
        "programs with an API token."
    ),
)
async def export_my_data(parents: Sequence[Any], info: BatchInfo) -> Sequence[Any]:
    """The viewer's data, to keep or to take elsewhere (GDPR, articles 15 and 20)."""
    return [await export_account_data(info.context.snapshot, info.context.viewer)] * len(parents)


declare_queries(__name__, {"me": me, "export_my_data": export_my_data})
