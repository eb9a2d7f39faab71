"""A public record of every type, each tied to hidden ones of every type in every way that there is."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import ids
from tests.records.client import BEGIN, space_of

STATES = ("DRAFT", "SUBMITTED", "ARCHIVED")
Row = dict[str, Any]
AGREEMENTS = (
    ("EVERYONE", " agreed to", "PUBLICATION", None),
    ("EVERYONE", " without consent", None, None),
    ("EVERYONE", " agreed to for partners", "PARTNERS", None),
    ("EVERYONE", " no longer agreed to", "PUBLICATION", BEGIN),
    ("PARTNERS", " agreed to", "PARTNERS", None),
    ("PARTNERS", " without consent", None, None),
    ("PARTNERS", " agreed to for everyone", "PUBLICATION", None),
    ("PARTNERS", " no longer agreed to", "PARTNERS", BEGIN),
)
"""Contacts that rest on consent: for whom, by which name, to what purpose their person agreed, and until when."""


def id_of(prefix: str, name: str) -> str:
    return ids.derived(prefix, f"hidden {name}", BEGIN)


def record(prefix: str, name: str, /, **values: Any) -> Row:
    """A record that is public where its name says so."""
    state = "PUBLISHED" if name == "public" else name
    dated = {"created_at": BEGIN, "updated_at": BEGIN}
    return {"id": id_of(prefix, name), **dated, "state": state, "space_id": space_of("own"), **values}


def everything() -> Iterator[tuple[Any, list[Row]]]:
    """Tables in an order in which they can be filled, with their rows."""
    names = ("public", *STATES)
    public = {each: id_of(each, "public") for each in ("actor", "project", "resource", "workshop")}
    yield models.Actor, [record("actor", name, kind="ASSOCIATION", name=name, name_sort=name) for name in names]
    yield (
        models.Project,
        [
            record("project", name, title=name, title_sort=name, phase="IDEA", status="LATE", holder_id=public["actor"])
            for name in names
        ],
    )
    yield (
        models.Resource,
        [
            record(
                "resource",
                name,
                kind="GUIDE",
                title=name,
                title_sort=name,
                project_id=public["project"],
                derived_from_id=None,
            )
            if name == "public"
            else record(
                "resource",
                name,
                kind="GUIDE",
                title=name,
                title_sort=name,
                project_id=public["project"],
                derived_from_id=public["resource"],
            )
            for name in names
        ],
    )
    yield (
        models.Workshop,
        [
            record(
                "workshop",
                name,
                title=name,
                title_sort=name,
                format="ONLINE",
                starts_at=BEGIN,
                ends_at=BEGIN.replace(hour=12),
                project_id=public["project"],
            )
            for name in names
        ],
    )
    yield from ties(public)


def ties(public: dict[str, str]) -> Iterator[tuple[Any, list[Row]]]:
    """Yield associations of public records with hidden ones, and hidden associations between public records."""
    hidden = [id_of("actor", name) for name in STATES]
    yield (
        models.ResourceAuthor,
        [
            {"resource_id": public["resource"], "actor_id": each, "role": "AUTHOR"}
            for each in [public["actor"], *hidden]
        ],
    )
    yield (
        models.WorkshopHost,
        [
            {"workshop_id": public["workshop"], "actor_id": each, "role": "SPEAKER"}
            for each in [public["actor"], *hidden]
        ],
    )
    roles = iter(models.ParticipationRole)
    parts = [("public", public["actor"]), *product(STATES, [public["actor"]]), ("public", hidden[0])]
    yield (
        models.Participation,
        [
            {
                **record("participation", name),
                "id": id_of("participation", f"{name} {actor}"),
                "project_id": public["project"],
                "actor_id": actor,
                "role": next(roles),
            }
            for name, actor in parts
        ],
    )
    yield (
        models.Membership,
        [
            {
                **record("membership", name),
                "id": id_of("membership", f"{name} {actor}"),
                "member_id": actor,
                "organisation_id": public["actor"],
                "role": "MEMBER",
            }
            for name, actor in parts
        ],
    )
    yield from contacts(public["actor"])
    states = enumerate(("PUBLISHED", *STATES))
    changes = [change(state, public["project"], version, state) for version, state in states]
    yield models.Change, [*changes, change("of a contact", id_of("contact", "public EVERYONE"), 9, "PUBLISHED")]


def change(name: str, node_id: str, version: int, state: str) -> Row:
    return {
        **record("change", name),
        "id": id_of("change", name),
        "kind": "UPDATED",
        "node_id": node_id,
        "version": version,
        "state": state,
        "fields": {"title": ["a", "b"]},
        "request_id": "r",
    }


def contacts(actor: str) -> Iterator[tuple[Any, list[Row]]]:
    """Contacts for every audience, on every basis, with the consents that there are to be had."""
    audiences = [("public", "EVERYONE"), ("public", "PARTNERS"), ("public", "SPACE"), *product(STATES, ["EVERYONE"])]
    known = [contact(actor, name, audience, "NOT_PERSONAL", "") for name, audience in audiences]
    agreed = [contact(actor, "public", audience, "CONSENT", name) for audience, name, _, _ in AGREEMENTS]
    yield models.Contact, known + agreed
    yield (
        models.Consent,
        [
            {
                "id": f"consent {audience} {name}",
                "contact_id": id_of("contact", f"public {audience}{name}"),
                "purpose": purpose,
                "given_at": BEGIN,
                "evidence": "Dit au téléphone.",
                "recorded_at": BEGIN,
                "withdrawn_at": withdrawn_at,
                "withdrawn_because": None if withdrawn_at is None else "WITHDRAWN",
            }
            for audience, name, purpose, withdrawn_at in AGREEMENTS
            if purpose is not None
        ],
    )


def contact(actor: str, name: str, audience: str, basis: str, more: str) -> Row:
    return {
        **record("contact", name),
        "id": id_of("contact", f"{name} {audience}{more}"),
        "actor_id": actor,
        "kind": "EMAIL",
        "value": f"{audience}@example.org".lower(),
        "audience": audience,
        "basis": basis,
    }


async def hide(work: UnitOfWork) -> None:
    """Store all of it."""
    for model, rows in everything():
        await work.insert(table_of(model), rows)


def is_public(id_: str) -> bool:
    """True if a record of these is visible to everyone: neither hidden itself nor with a narrower audience."""
    return id_ in PUBLIC


FOR_PARTNERS = {id_of("contact", f"public PARTNERS{name}") for name in ("", " agreed to")}
FOR_NOBODY_ELSE = {
    id_of("contact", f"public {audience}{name}")
    for audience, name in [
        ("SPACE", ""),
        *((audience, name) for audience, name, _, _ in AGREEMENTS if name != " agreed to"),
    ]
}
HIDDEN_BY_AUDIENCE = FOR_PARTNERS | FOR_NOBODY_ELSE
ALL = {row["id"]: row for _, rows in everything() for row in rows if "state" in row}
PUBLIC = {each for each, row in ALL.items() if row["state"] == "PUBLISHED"}
PUBLIC -= HIDDEN_BY_AUDIENCE | {id_of("change", "of a contact")}
