"""Records for all viewers: in every state, with the records on which they depend."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import models
from models import ChangeKind, ids
from models.folding import folded
from resolvers.core.record_types import RECORD_TYPES
from tests.records.client import BEGIN, space_of

Row = dict[str, Any]
Rows = Iterator[tuple[Any, list[Row]]]

STATES = ("DRAFT", "SUBMITTED", "PUBLISHED", "ARCHIVED")
AUDIENCES = ("PARTNERS", "SPACE")
DATED = {"created_at": BEGIN, "updated_at": BEGIN}


def named(prefix: str, name: str) -> str:
    """The id of something of this stage."""
    return ids.derived(prefix, name, BEGIN)


def record_of(type_name: str, name: str) -> str:
    """The id of a record: by its state in the space `own`, or by a name of its own."""
    return named(RECORD_TYPES[type_name].model.prefix, name)


def grounds() -> Rows:
    """Return the base rows: networks, a commune, authorities and their spaces."""
    networks = [("anct", "PARTNER"), ("libre", "OBSERVER")]
    yield (
        models.Network,
        [
            {"id": named("network", slug), **DATED, "slug": slug, "name": slug, "name_sort": slug, "role": role}
            for slug, role in networks
        ],
    )
    commune = {"kind": "COMMUNE", "code": "01001", "name": "Ici", "name_sort": "ici", "vintage": 2026}
    yield models.Territory, [{"id": named("territory", "01001"), **DATED, **commune}]
    authorities = ("own", "other", "new")
    yield models.Actor, [_authority(name) for name in authorities]
    spaces = [(name, named("actor", name), None) for name in authorities]
    spaces.append(("network", None, named("network", "anct")))
    yield (
        models.Space,
        [
            {
                "id": space_of(name),
                **DATED,
                "actor_id": actor,
                "network_id": network,
                "verified_at": None if name == "new" else BEGIN,
            }
            for name, actor, network in spaces
        ],
    )


def _authority(name: str) -> Row:
    site = f"https://{name}.example.org"
    named_ = {"name": name, "name_sort": name, "website": site}
    return {"id": named("actor", name), **DATED, "kind": "LOCAL_AUTHORITY", **named_}


def records() -> Rows:
    """One record of each type in each state in the space `own`, a draft in `new`, and contacts for fewer people."""
    kinds = sorted(RECORD_TYPES, key=lambda name: name not in {"Actor", "Project"})
    yield models.Change, [*_archivings(), *_journal()]
    for type_name in kinds:
        rows = [_record(type_name, state, state, "own", number) for number, state in enumerate(STATES)]
        rows.append(_record(type_name, "unverified", "DRAFT", "new", len(STATES)))
        yield RECORD_TYPES[type_name].model, rows
    yield models.Contact, [{**_record("Contact", each, "PUBLISHED", "own", 0), "audience": each} for each in AUDIENCES]
    yield from _person()


def _person() -> Rows:
    """Somebody without an account, who agreed that partners know their address, and not yet that everyone does."""
    person = {**_record("Actor", "person", "PUBLISHED", "own", 0), "kind": "CITIZEN"}
    contact = _record("Contact", "CONSENT", "PUBLISHED", "own", 0)
    yield models.Actor, [person]
    yield models.Contact, [{**contact, "actor_id": person["id"], "basis": "CONSENT"}]
    told = {"given_at": BEGIN, "recorded_at": BEGIN, "evidence": "De vive voix."}
    yield (
        models.Consent,
        [{"id": named("consent", "person"), "contact_id": contact["id"], "purpose": "PARTNERS", **told}],
    )


def _record(type_name: str, name: str, state: str, space: str, number: int) -> Row:
    row = {"id": record_of(type_name, name), **DATED, "state": state, "space_id": space_of(space)}
    row |= CONTENT.get(type_name, {})
    for column in RECORD_TYPES[type_name].folded:
        row |= {column: f"{type_name} {name}", f"{column}_sort": folded(f"{type_name} {name}")}
    if type_name == "Participation":  # an actor has each role in a project once
        row["role"] = [each for each in models.ParticipationRole if each != "PARTNER"][number]
    return row


CONTENT: dict[str, Row] = {
    "Actor": {"kind": "ASSOCIATION"},
    "Contact": {
        "actor_id": named("actor", "own"),
        "kind": "EMAIL",
        "value": "accueil@example.org",
        "audience": "EVERYONE",
        "basis": "NOT_PERSONAL",
    },
    "Membership": {
        "member_id": named("actor", "PUBLISHED"),
        "organisation_id": named("actor", "own"),
        "role": "MEMBER",
    },
    "Participation": {"project_id": named("project", "PUBLISHED"), "actor_id": named("actor", "own")},
    "Project": {"phase": "IDEA", "status": "LATE"},
    "Resource": {"kind": "GUIDE"},
    "Workshop": {"format": "ONLINE", "starts_at": BEGIN, "ends_at": BEGIN + timedelta(hours=2)},
}
"""The columns that a record of each type cannot do without."""


def _archivings() -> Iterator[Row]:
    """Yield the archiving of each archived record: a restore brings the record back to the state before."""
    for type_name in RECORD_TYPES:
        fields = {"state": ["DRAFT", "ARCHIVED"]}
        yield _change(
            f"archived {type_name}", record_of(type_name, "ARCHIVED"), "ARCHIVED", ChangeKind.ARCHIVED, fields
        )


def _journal() -> Iterator[Row]:
    """Yield journal entries: of records in each state, of contacts with narrow audiences, and of a space's people."""
    for state in STATES:
        yield _change(f"Project {state}", record_of("Project", state), state, fields={"title": ["a", "b"]})
    for name in AUDIENCES:
        told = {"value": ["avant@example.org", "accueil@example.org"]}
        yield _change(f"Contact {name}", record_of("Contact", name), "PUBLISHED", fields=told)
    yield _change("people", space_of("own"), "DRAFT", fields={"role": [None, "EDITOR"]})


def _change(
    name: str, node_id: str, state: str, kind: ChangeKind = ChangeKind.UPDATED, fields: Row | None = None
) -> Row:
    row = {"id": named("change", name), **DATED, "kind": kind, "node_id": node_id, "version": 1, "state": state}
    return {**row, "fields": fields or {}, "space_id": space_of("own"), "request_id": "r"}
