"""All that the commons holds on a person, for the person (GDPR, articles 15 and 20)."""

from collections.abc import Mapping
from typing import Any

import models
from loaders.matching import matching
from loaders.snapshot import Snapshot
from resolvers.accounts.asked import ACCOUNT
from resolvers.persons.mailboxes import in_lower_case
from resolvers.persons.telling import BY_ADDRESS, Part, plain, tell
from resolvers.viewer import Viewer

OF_ACCOUNT = (
    *("id", "email", "email_confirmed_at", "name", "language", "steward", "issuer", "subject"),
    *("created_at", "seen_at", "warned_at"),
)
CHANGE = ("id", "kind", "node_id", "version", "state", "space_id", "network_id", "request_id", "created_at")
CONSENT = ("contact_id", "purpose", "given_at", "evidence", "recorded_at", "withdrawn_at", "withdrawn_because")
CONTACT = (
    "id",
    "actor_id",
    "kind",
    "value",
    "label",
    "audience",
    "basis",
    "purpose",
    "state",
    "space_id",
    "created_at",
)

PARTS: Mapping[str, Part] = {
    "sessions": Part(models.RefreshToken, "account_id", ("created_at", "expires_at", "used_at", "revoked_at")),
    "links": Part(models.OneTimeToken, "account_id", ("purpose", "created_at", "expires_at", "used_at")),
    "roles": Part(models.SpaceMember, "account_id", ("space_id", "role", "since")),
    "claims": Part(models.Claim, "account_id", ("actor_id", "state", "mailbox", "created_at", "settled_at")),
    "changes": Part(models.Change, "account_id", CHANGE),
    "consents_recorded": Part(models.Consent, "recorded_by", ("contact_id", "purpose", "recorded_at")),
    "invitations_sent": Part(models.Invitation, "invited_by", ("space_id", "role", "created_at")),
    "cases_opened": Part(models.ReviewCase, "account_id", ("kind", "node_id", "ground", "text", "stage", "created_at")),
    "votes": Part(models.Vote, "account_id", ("case_id", "network_id", "choice", "ground", "text", "created_at")),
    "api_tokens_made": Part(models.ApiToken, "created_by", ("network_id", "name", "created_at", "expires_at")),
}
"""By name: a table, its column that has the account's id, and what is told of its rows. Of tokens nothing but dates.

Of changes is told that they were made: what they say is the space's, and may be about others.
"""
AT_ADDRESS: Mapping[str, Part] = {"contacts": Part(models.Contact, "value", CONTACT, any_case=True)}
"""What others have deposited of the person, by the address that was shown to be theirs."""
OF_CONTACTS: Mapping[str, Part] = {"consents": Part(models.Consent, "contact_id", CONSENT)}


async def everything(snapshot: Snapshot, viewer: Viewer) -> dict[str, Any] | None:
    """Whatever is about the person who asks, as JSON has it; None for anybody else."""
    if viewer.account_id is None:
        return None
    accounts = await matching(snapshot, ACCOUNT, {"id": viewer.account_id, "erased_at": None}, OF_ACCOUNT)
    if not accounts:
        return None
    snapshot.alone = False
    (account,) = accounts
    addresses = in_lower_case(account.email)
    export: dict[str, Any] = {"account": plain(OF_ACCOUNT, account)}
    export |= await tell(snapshot, PARTS, [viewer.account_id]) | await tell(snapshot, BY_ADDRESS, addresses)
    export |= await tell(snapshot, AT_ADDRESS, addresses if account.email_confirmed_at else [])
    return export | await tell(snapshot, OF_CONTACTS, [each["id"] for each in export["contacts"]])
