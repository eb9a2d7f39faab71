"""All that the commons holds on a person without an account, for who answers their request (GDPR, article 15)."""

from collections.abc import Mapping
from typing import Any

import models
from loaders.drivers.snapshot import Snapshot
from loaders.queries.select_where import select_where
from loaders.tables import ACTOR, table_of
from models import ContactKind, Scope
from resolvers.core.viewer import Viewer
from resolvers.privacy.case_export import export_cases
from resolvers.privacy.mailbox_erasure import lower_case_variants
from resolvers.privacy.serialise import PARTS_BY_ADDRESS, ExportPart, export_rows, row_to_json


def _all(model: Any, by: str) -> ExportPart:
    return ExportPart(model, by, tuple(table_of(model).c.keys()))


OF_ACTOR: Mapping[str, ExportPart] = {
    "topics": _all(models.ActorTopic, "actor_id"),
    "contacts": _all(models.Contact, "actor_id"),
    "memberships": _all(models.Membership, "member_id"),
    "participations": _all(models.Participation, "actor_id"),
    "projects_held": ExportPart(models.Project, "holder_id", ("id", "title", "created_at")),
    "resources": _all(models.ResourceAuthor, "actor_id"),
    "workshops": _all(models.WorkshopHost, "actor_id"),
}
"""Tables that refer to an actor."""
OF_RECORDS: Mapping[str, ExportPart] = {
    "references": _all(models.ExternalReference, "node_id"),
    "changes": _all(models.Change, "node_id"),
}
"""Tables that refer to the actor and to the records that belong to the actor only."""
OF_CONTACTS: Mapping[str, ExportPart] = {"consents": _all(models.Consent, "contact_id")}
OWN = ("contacts", "memberships", "participations")


async def export_person_data(snapshot: Snapshot, viewer: Viewer, actor_id: str) -> dict[str, Any] | None:
    """Whatever is about the person that an actor is, as JSON has it; None where there is none, and for non-stewards."""
    if not viewer.steward or Scope.READ not in viewer.scopes:
        return None
    columns = tuple(ACTOR.c.keys())
    rows = await select_where(snapshot, ACTOR, {"id": actor_id}, columns)
    if not rows:
        return None
    export: dict[str, Any] = {"actor": row_to_json(columns, rows[0])} | await export_rows(
        snapshot, OF_ACTOR, [actor_id]
    )
    records = [actor_id, *(each["id"] for name in OWN for each in export[name])]
    export |= await export_rows(snapshot, OF_RECORDS, records)
    export |= await export_rows(snapshot, OF_CONTACTS, records)
    export |= await export_cases(snapshot, records)
    emails = {each["value"] for each in export["contacts"] if each["kind"] == ContactKind.EMAIL}
    return export | await export_rows(
        snapshot, PARTS_BY_ADDRESS, sorted({way for each in emails for way in lower_case_variants(each)})
    )
