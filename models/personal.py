"""Personal data in each table: every column that holds text or JSON is listed as personal or as not personal.

`tests/privacy/test_personal_columns.py` fails for one that is in neither. What leads elsewhere (foreign keys, ids)
and closed lists say nothing by themselves; where they do all the same, they are among the personal ones.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean
from sqlalchemy import Table as Stored

SOURCED = frozenset({"source_name", "source_url", "source_reference"})

PERSONAL: Mapping[str, frozenset[str]] = {
    "account": frozenset({"email", "email_key", "email_confirmed_at", "password_hash", "name", "issuer", "subject"})
    | {"steward", "named_at", "seen_at", "warned_at"},
    "actor": SOURCED
    | {"source_date", "name", "name_sort", "acronym", "summary", "description", "website", "siren", "rna"}
    | {"territory_id"},
    "attempt": frozenset({"key"}),
    "change": frozenset({"fields"}),
    "claim": frozenset({"mailbox"}),
    "consent": frozenset({"evidence"}),
    "contact": frozenset({"value", "label", "purpose"}),
    "email_change": frozenset({"email"}),
    "external_reference": frozenset({"url"}),
    "invitation": frozenset({"email"}),
    "mail": frozenset({"recipient", "subject", "body", "failure"}),
    "membership": frozenset({"since", "until"}),
    "outcome": frozenset({"viewer", "result"}),
    "participation": frozenset({"since", "until"}),
    "rate_bucket": frozenset({"key"}),
    "review_case": frozenset({"text", "proposed", "appeal"}),
    "review_report": frozenset({"text"}),
    "vote": frozenset({"text"}),
}
"""By table, the columns that may hold personal data; for actors, only if the actor is a person."""

IMPERSONAL: Mapping[str, frozenset[str]] = {
    "account": frozenset({"language"}),
    "aid": frozenset({"funders", "audiences", "types"}),
    "api_token": frozenset({"name", "token_hash", "beginning", "scopes", "addresses", "replaced_by"})
    | {"answered_before"},
    "change": frozenset({"node_id", "token_id", "request_id"}),
    "claim": frozenset({"token_hash", "settled_by"}),
    "collection": frozenset({"title", "title_sort", "introduction"}),
    "collection_item": frozenset({"node_id", "annotation"}),
    "decision": frozenset({"node_id", "grounds", "counts", "networks", "before"}),
    "email_change": frozenset({"old_token_hash", "new_token_hash"}),
    "experience_report": frozenset({"purposes", "outputs", "what_worked", "what_failed", "reuse_conditions"})
    | {"evidence"},
    # What a network calls a record stays: without it, the next import would bring the person back.
    "external_reference": frozenset({"type_name", "reference", "node_id"}),
    "feature": frozenset({"node_id"}),
    "invitation": frozenset({"token_hash", "token_id"}),
    "known_device": frozenset({"token_hash"}),
    "network": frozenset({"slug", "name", "name_sort", "acronym", "summary", "website"}),
    "one_time_token": frozenset({"token_hash"}),
    "outcome": frozenset({"key", "request_hash"}),
    "policy": frozenset({"type_name", "adopted_by", "reason"}),
    "project": SOURCED | {"title", "title_sort", "summary", "description", "budget_currency"},
    "refresh_token": frozenset({"token_hash", "family"}),
    "resource": SOURCED | {"title", "title_sort", "summary", "body", "url", "language"},
    "review_case": frozenset({"node_id", "type_name", "question", "hidden_by"}),
    "seal": frozenset({"text"}),
    "signing_key": frozenset({"secret"}),
    "storage_note": frozenset({"holder_id"}),
    "storage_usage": frozenset({"holder_id"}),
    "territory": frozenset({"code", "name", "name_sort", "siren", "time_zone"})
    | {"postal_codes", "former_codes", "district_codes"},
    "territory_alias": frozenset({"code"}),
    "topic": frozenset({"slug", "label_fr", "label_en", "label_sort", "definition_fr", "definition_en"}),
    "vote": frozenset({"token_id"}),
    "workshop": SOURCED
    | {"title", "title_sort", "summary", "description", "time_zone", "place", "online_url", "language"},
}
"""By table, the text and JSON columns that hold no personal data, or whose authors are responsible for it."""


def blank(table: Stored) -> dict[str, Any]:
    """Return the values of a table's personal columns after erasure: null where the column allows it, else empty."""
    return {name: _nothing(table, name) for name in sorted(PERSONAL[table.name])}


def _nothing(table: Stored, name: str) -> Any:
    column = table.c[name]
    if column.nullable:
        return None
    return False if isinstance(column.type, Boolean) else ""
