"""All that the commons holds on a person, for the person (GDPR, articles 15 and 20)."""

from collections.abc import Mapping
from typing import Any

import models
from loaders.drivers.snapshot import Snapshot
from loaders.queries.select_where import select_where
from loaders.tables import ACCOUNT
from models import CaseKind
from resolvers.core.viewer import Viewer
from resolvers.privacy.case_export import OPENED, REPORT, VOTED, case_as_opened, export_decisions
from resolvers.privacy.mailbox_erasure import lower_case_variants
from resolvers.privacy.serialise import PARTS_BY_ADDRESS, ExportedRows, ExportPart, export_rows, row_to_json

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

PARTS: Mapping[str, ExportPart] = {
    "sessions": ExportPart(models.RefreshToken, "account_id", ("created_at", "expires_at", "used_at", "revoked_at")),
    "links": ExportPart(models.OneTimeToken, "account_id", ("purpose", "created_at", "expires_at", "used_at")),
    "devices": ExportPart(models.KnownDevice, "account_id", ("created_at", "expires_at")),
    "address_changes": ExportPart(models.EmailChange, "account_id", ("email", "created_at", "expires_at")),
    "roles": ExportPart(models.SpaceMember, "account_id", ("space_id", "role", "since")),
    "claims": ExportPart(models.Claim, "account_id", ("actor_id", "state", "mailbox", "created_at", "settled_at")),
    "changes": ExportPart(models.Change, "account_id", CHANGE),
    "consents_recorded": ExportPart(models.Consent, "recorded_by", ("contact_id", "purpose", "recorded_at")),
    "invitations_sent": ExportPart(models.Invitation, "invited_by", ("space_id", "role", "created_at")),
    "cases_opened": OPENED,
    "reports_joined": ExportPart(models.ReviewReport, "account_id", REPORT),
    "appeals": ExportPart(
        *(models.ReviewCase, "appellant_id", ("kind", "node_id", "appeal", "appealed_by", "stage", "updated_at"))
    ),
    "cases_about_claims": ExportPart(models.ReviewRival, "account_id", ("case_id",)),
    "votes": VOTED,
    "fields_hidden": ExportPart(models.ReviewCase, "hidden_by", ("kind", "node_id", "question", "stage", "created_at")),
    "policies_adopted": ExportPart(
        models.Policy, "adopted_by", ("kind", "type_name", "number", "reason", "created_at")
    ),
    "api_tokens_made": ExportPart(models.ApiToken, "created_by", ("network_id", "name", "created_at", "expires_at")),
}
"""By name: a table, its column that has the account's id, and what is told of its rows. Of tokens nothing but dates.

Of changes is told that they were made: what they say is the space's, and may be about others.
"""
AT_ADDRESS: Mapping[str, ExportPart] = {"contacts": ExportPart(models.Contact, "value", CONTACT, any_case=True)}
"""Records that others have deposited with the person's confirmed e-mail address."""
OF_CONTACTS: Mapping[str, ExportPart] = {"consents": ExportPart(models.Consent, "contact_id", CONSENT)}


async def export_account_data(snapshot: Snapshot, viewer: Viewer) -> dict[str, Any] | None:
    """Whatever is about the person who asks, as JSON has it; None for anybody else."""
    if viewer.account_id is None:
        return None
    accounts = await select_where(snapshot, ACCOUNT, {"id": viewer.account_id, "erased_at": None}, OF_ACCOUNT)
    if not accounts:
        return None
    (account,) = accounts
    addresses = lower_case_variants(account.email)
    export: dict[str, Any] = {"account": row_to_json(OF_ACCOUNT, account)}
    export |= await export_rows(snapshot, PARTS, [viewer.account_id]) | await export_rows(
        snapshot, PARTS_BY_ADDRESS, addresses
    )
    export |= await export_rows(snapshot, AT_ADDRESS, addresses if account.email_confirmed_at else [])
    export |= await _asked(snapshot, export["casesOpened"])
    return export | await export_rows(snapshot, OF_CONTACTS, [each["id"] for each in export["contacts"]])


async def _asked(snapshot: Snapshot, cases: list[ExportedRows]) -> dict[str, list[ExportedRows]]:
    """The cases that the person opened, with what was decided, and what networks said of the person's claims."""
    claims = {each["id"] for each in cases if each["kind"] == CaseKind.CLAIM}
    found = await export_decisions(snapshot, cases)
    said = [each for each in found["votes"] if each["caseId"] in claims]
    return {"casesOpened": list(map(case_as_opened, cases)), "decisions": found["decisions"], "votesOnClaims": said}
