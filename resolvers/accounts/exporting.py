"""All that the commons holds on a person, for the person (GDPR, articles 15 and 20)."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import models
from loaders.matching import matching
from loaders.snapshot import Snapshot
from resolvers.accounts.addresses import spellings
from resolvers.accounts.asked import ACCOUNT
from resolvers.editing.editable import table_of
from resolvers.naming import camel
from resolvers.viewer import Viewer

OF_ACCOUNT = (
    *("id", "email", "email_confirmed_at", "name", "language", "steward", "issuer", "subject"),
    *("created_at", "seen_at", "warned_at"),
)
PARTS: Mapping[str, tuple[Any, str, Sequence[str]]] = {
    "sessions": (models.RefreshToken, "account_id", ("created_at", "expires_at", "used_at", "revoked_at")),
    "links": (models.OneTimeToken, "account_id", ("purpose", "created_at", "expires_at", "used_at")),
    "roles": (models.SpaceMember, "account_id", ("space_id", "role", "since")),
    "claims": (models.Claim, "account_id", ("actor_id", "state", "mailbox", "created_at", "settled_at")),
    "changes": (models.Change, "account_id", ("id", "kind", "node_id", "version", "space_id", "created_at")),
    "invitations_sent": (models.Invitation, "invited_by", ("space_id", "role", "created_at")),
    "api_tokens_made": (models.ApiToken, "created_by", ("network_id", "name", "created_at", "expires_at")),
}
"""By name: a table, its column that has the account's id, and what is told of its rows. Of tokens nothing but dates."""
BY_ADDRESS: Mapping[str, tuple[Any, str, Sequence[str]]] = {
    "invitations": (models.Invitation, "email", ("space_id", "role", "created_at", "expires_at", "accepted_at")),
    "mails": (models.Mail, "recipient", ("recipient", "subject", "created_at", "sent_at")),
}
"""The same, by e-mail address; bodies of mails have links that are better seen in the mailbox alone."""


async def everything(snapshot: Snapshot, viewer: Viewer) -> dict[str, Any] | None:
    """Whatever is about the person who asks, as JSON has it; None for anybody else."""
    if viewer.account_id is None:
        return None
    accounts = await matching(snapshot, ACCOUNT, {"id": viewer.account_id, "erased_at": None}, OF_ACCOUNT)
    if not accounts:
        return None
    snapshot.alone = False
    addresses = sorted(spellings(accounts[0].email))
    wanted = [(name, part, viewer.account_id) for name, part in PARTS.items()]
    wanted += [(name, part, address) for name, part in BY_ADDRESS.items() for address in addresses]
    found = await asyncio.gather(*(_told(snapshot, *part, key) for _, part, key in wanted))
    export: dict[str, Any] = {"account": _plain(OF_ACCOUNT, accounts[0])}
    export |= {camel(name): [] for name in (*PARTS, *BY_ADDRESS)}
    for (name, _, _), rows in zip(wanted, found, strict=True):
        export[camel(name)] += rows
    return export


async def _told(snapshot: Snapshot, model: Any, by: str, columns: Sequence[str], key: str) -> list[dict[str, Any]]:
    rows = await matching(snapshot, table_of(model), {by: key}, tuple(columns))
    return sorted((_plain(columns, row) for row in rows), key=_when)


def _when(told: Mapping[str, Any]) -> str:
    return str(told.get("createdAt") or told.get("since"))


def _plain(columns: Sequence[str], row: Any) -> dict[str, Any]:
    values = zip(columns, row, strict=True)
    return {camel(name): each.isoformat() if isinstance(each, datetime) else each for name, each in values}
