"""Processes between people: claims, an invitation, links, a session and tokens."""

from datetime import UTC, datetime, timedelta
from typing import Any

import models
from models import ids
from resolvers.security.opaque_tokens import hash_token, new_token
from tests.permissions.record_factories import Rows, named, record_of
from tests.permissions.viewer_factories import SECRET, api_token
from tests.records.client import BEGIN, account_of, space_of

LINKS = {name: new_token("mail") for name in ("claim", "invitation", "confirm", "reset", "move")}
REFRESH = new_token("refresh")
SPARE = "token_spare"
"""A token of the network that nobody here signs in with."""
LATER = BEGIN + timedelta(days=6)


def between_people() -> Rows:
    """Claims, an invitation, links, a session and tokens."""
    claims = [("concerned", "DECLARED"), ("rival", "CONTESTED")]
    link = {"token_hash": hash_token(LINKS["claim"]), "expires_at": LATER, "mailbox": "mairie@new.example.org"}
    for name, state in claims:
        row = {"id": named("claim", name), "actor_id": named("actor", "new"), "account_id": account_of(name)}
        sent = link if state == "DECLARED" else {}
        yield models.Claim, [{**row, "state": state, "created_at": BEGIN - timedelta(days=2), **sent}]
    invitation = {
        "id": named("invitation", "concerned"),
        "space_id": space_of("own"),
        "email": "concerned@example.org",
        "role": "EDITOR",
        "token_hash": hash_token(LINKS["invitation"]),
        "invited_by": account_of("admin"),
        "created_at": BEGIN - timedelta(days=1),
        "expires_at": LATER,
    }
    yield models.Invitation, [invitation]
    links = (("confirm", "CONFIRM_EMAIL", "newcomer"), ("reset", "RESET_PASSWORD", "rival"))
    whose = {"created_at": BEGIN, "expires_at": LATER}
    yield (
        models.OneTimeToken,
        [
            {"token_hash": hash_token(LINKS[name]), "purpose": purpose, "account_id": account_of(account), **whose}
            for name, purpose, account in links
        ],
    )
    move = {"old_token_hash": hash_token(LINKS["move"]), "new_token_hash": hash_token(new_token("mail"))}
    yield models.EmailChange, [{"account_id": account_of("rival"), "email": "moved@example.org", **move, **whose}]
    session = {"token_hash": hash_token(REFRESH), "family": "session", "account_id": account_of("concerned"), **whose}
    yield models.RefreshToken, [session]
    network = named("network", "anct")
    yield models.ApiToken, [api_token("token_used", network, SECRET)]
    yield models.ApiToken, [api_token(SPARE, network, new_token("api"), ["READ"])]
    yield models.SigningKey, [{"id": "key", "secret": "A" * 43, "created_at": BEGIN}]


def between_networks() -> Rows:
    """Cases: open, held by a network, suggested to an owner, for the stewards, and decided."""
    held = {"held_by": named("network", "anct"), "held_until": LATER}
    of_account = {"account_id": account_of("account")}
    suggested = {"panel": "OWNER", "question": "x", "proposed": {"summary": [None, "Court."]}, **of_account}
    yield models.ReviewCase, [_case("open", "Project", "SUBMITTED", "SUBMISSION", "OPEN")]
    yield models.ReviewCase, [{**_case("held", "Workshop", "SUBMITTED", "SUBMISSION", "OPEN"), **held}]
    yield models.ReviewCase, [{**_case("suggested", "Project", "PUBLISHED", "SUGGESTION", "OPEN"), **suggested}]
    yield models.ReviewCase, [_case("late", "Resource", "SUBMITTED", "SUBMISSION", "ESCALATED")]
    decided = {**_case("decided", "Project", "PUBLISHED", "REPORT", "DECIDED"), "ground": "SPAM", **of_account}
    yield models.ReviewCase, [decided]
    sealed = {"resource_id": record_of("Resource", "PUBLISHED"), "network_id": named("network", "anct")}
    dated = {"created_at": BEGIN, "updated_at": BEGIN}
    yield models.Seal, [{"id": named("seal", "granted"), **dated, **sealed, "kind": "REUSED", "version": 1}]
    decision = {
        "id": named("decision", "decided"),
        "created_at": BEGIN,
        "updated_at": BEGIN,
        "round": 1,
        "case_id": named("case", "decided"),
        "kind": "REPORT",
        "node_id": record_of("Project", "PUBLISHED"),
        "verdict": "REJECTED",
        "panel": "PARTNERS",
        "opened_at": BEGIN,
        "decided_at": BEGIN,
    }
    yield models.Decision, [{**decision, "appealable_until": LATER}]


def editorial() -> Rows:
    """A network’s collections: one that everyone sees, one begun, and one that it is asked about."""
    network = named("network", "anct")
    states = ("DRAFT", "PUBLISHED")
    dated = {"created_at": BEGIN, "updated_at": BEGIN}
    yield (
        models.Collection,
        [
            {"id": named("collection", each), **dated, "title": each, "title_sort": each.lower(), "state": each}
            | {"space_id": space_of("network")}
            for each in states
        ],
    )
    ties = [{"collection_id": named("collection", each), "network_id": network} for each in states]
    asked = {"id": named("collection", "ASKED"), **dated, "title": "ASKED", "title_sort": "asked", "state": "DRAFT"}
    yield models.Collection, [asked]
    yield models.CollectionNetwork, [*ties, {"collection_id": asked["id"], "network_id": named("network", "libre")}]
    yield models.CollectionInvitation, [{"collection_id": asked["id"], "network_id": network}]


def _case(name: str, type_name: str, record: str, kind: str, stage: str) -> dict[str, Any]:
    """A case on a record of the space `own`."""
    of_type = type_name if kind == "SUBMISSION" else ""
    return {
        "id": named("case", name),
        "created_at": BEGIN,
        "updated_at": BEGIN,
        "kind": kind,
        "stage": stage,
        "node_id": record_of(type_name, record),
        "type_name": type_name,
        "version": 1,
        "owner_id": space_of("own"),
        "policy_id": ids.derived("policy", f"{kind} {of_type} 1", datetime(2026, 1, 1, tzinfo=UTC)),
        "panel": "PARTNERS",
        "opened_at": BEGIN,
        "due_at": LATER,
        "next_at": LATER,
    }
