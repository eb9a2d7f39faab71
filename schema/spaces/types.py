"""What is shown of claims, of invitations, and of the people in a space."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry

import models
from execution import BatchInfo, batched
from loaders.sql.statement import Row
from resolvers.core.entities import target_by_id
from resolvers.spaces.claims import PENDING, ClaimRegistration
from resolvers.spaces.members import SpaceMembership
from resolvers.spaces.official_register import RegisterRecord, records_once_verified
from resolvers.spaces.queries import PersonRow
from schema.kit.by_ids import entity_by_id
from schema.kit.relations import to_one
from schema.kit.results import payload
from schema.kit.scalars import graphql_enum

ROLE = graphql_enum(models.SpaceRole)
STATE = graphql_enum(models.ClaimState)
KIND = graphql_enum(models.ActorKind)
PRIVATE_FIELD: Any = strawberry.Private[str | None]  # type: ignore[misc]


@strawberry.type(description="What the record of a claimed authority says once the claim is confirmed.")
class AuthorityToConfirm:
    name: str = strawberry.field(description="What it is called: by the register, or as it came or says itself.")
    kind: KIND = strawberry.field(description="What sort of actor it is.")  # type: ignore[valid-type]
    siren: str | None = strawberry.field(description="Its SIREN, as far as it is known.")
    website: str | None = strawberry.field(description="Address of its site, as far as one is kept.")
    summary: str | None = strawberry.field(description="What it does, as far as that is kept.")


@batched(
    needs=["actor_id", "territory_id", "state"],
    type=AuthorityToConfirm | None,
    description="What is confirmed: the authority's record as it is to be; null once the claim is settled.",
)
async def authority(claims: Sequence[Any], info: BatchInfo) -> list[AuthorityToConfirm | None]:
    """Of each claim."""
    pending = [each for each in claims if each.state in PENDING]
    found = iter(await records_once_verified(info.context.snapshot, pending) if pending else ())
    return [authority_type(next(found)) if each.state in PENDING else None for each in claims]


@strawberry.type(description="A person's word that they act for a local authority.")
class Claim:
    actor_id: PRIVATE_FIELD
    territory_id: PRIVATE_FIELD
    id: strawberry.ID = strawberry.field(description="Identifier (TypeID), for the mutations of claims.")
    state: STATE = strawberry.field(description="How far the claim has come.")  # type: ignore[valid-type]
    created_at: datetime = strawberry.field(description="When the person said so (UTC).")
    settled_at: datetime | None = strawberry.field(description="When it was decided or taken back (UTC).")
    expires_at: datetime | None = strawberry.field(description="When the link that was sent stops working (UTC).")
    name: str | None = strawberry.field(description="How the person is called; null but to who decides.")
    email: str | None = strawberry.field(description="The person's address; null but to who decides.")
    mailbox: str | None = strawberry.field(description="Where a link was sent; null but to who decides.")
    actor = entity_by_id("Actor", "actor_id", "The record of the local authority as it stands, for who sees it.")
    territory = entity_by_id("Territory", "territory_id", "The place of the official register that is claimed.")
    authority = authority


@payload("A claim as it was stored")
@strawberry.type(description="A claim on a local authority as it was stored.")
class LocalAuthorityRegistered:
    space_id: PRIVATE_FIELD
    claim: Claim = strawberry.field(description="The person's claim; CONTESTED where another one stands.")
    repeated: bool = strawberry.field(description="True when the person had said so before: nothing was changed.")
    space = to_one(target_by_id("Space"), "space_id", "The authority's space; null for who has no role there.")


@payload("A claim as it is now")
@strawberry.type(description="A claim as it is now.")
class ClaimSaved:
    claim: Claim = strawberry.field(description="The claim as it is now.")


@strawberry.type(description="A colleague asked into a space by e-mail.")
class Invitation:
    space_id: PRIVATE_FIELD
    id: strawberry.ID = strawberry.field(description="Identifier (TypeID), to withdraw the invitation by.")
    email: str = strawberry.field(description="Where it was sent.")
    role: ROLE = strawberry.field(description="The role that is offered.")  # type: ignore[valid-type]
    created_at: datetime = strawberry.field(description="When it was sent (UTC).")
    expires_at: datetime = strawberry.field(description="When it stops working (UTC).")
    space = to_one(target_by_id("Space"), "space_id", "The space that the colleague is asked into.")


@payload("An invitation as it was sent or withdrawn")
@strawberry.type(description="An invitation that was sent, or withdrawn.")
class InvitationSaved:
    invitation: Invitation = strawberry.field(description="The invitation.")


@payload("A person's place in a space as it is now")
@strawberry.type(description="A person's place in a space as it is now.")
class ColleagueSaved:
    space_id: PRIVATE_FIELD
    account: strawberry.ID = strawberry.field(description="The person's account.")
    role: ROLE | None = strawberry.field(description="What they may do there; null when they are there no more.")  # type: ignore[valid-type]
    changed: bool = strawberry.field(description="False when they had that role already.")
    space = to_one(target_by_id("Space"), "space_id", "The space.")


@strawberry.type(description="A person in a space.")
class SpaceColleague:
    account: strawberry.ID = strawberry.field(description="The person's account.")
    name: str = strawberry.field(description="How the person wants to be addressed; empty where they did not say.")
    role: ROLE = strawberry.field(description="What the person may do in the space.")  # type: ignore[valid-type]
    since: datetime = strawberry.field(description="When the person got this role (UTC).")


def authority_type(found: RegisterRecord) -> AuthorityToConfirm:
    """What a record will say."""
    says = found.columns
    return AuthorityToConfirm(
        name=says["name"],
        kind=models.ActorKind(says["kind"]),
        siren=says["siren"],
        website=says["website"],
        summary=says["summary"],
    )


def claim_type(row: Row, someone: PersonRow | None = None) -> Claim:
    """A claim; who makes it is told to those alone who may know."""
    return Claim(
        actor_id=row.actor_id,
        territory_id=row.territory_id,
        id=row.id,
        state=models.ClaimState(row.state),
        created_at=row.created_at,
        settled_at=row.settled_at,
        expires_at=row.expires_at,
        name=None if someone is None else someone.name,
        email=None if someone is None else someone.email,
        mailbox=None if someone is None else row.mailbox,
    )


def registration_type(found: ClaimRegistration) -> LocalAuthorityRegistered:
    """What came of a registration."""
    return LocalAuthorityRegistered(space_id=found.space_id, claim=claim_type(found.claim), repeated=found.repeated)


def invitation_type(row: Row) -> Invitation:
    """An invitation."""
    return Invitation(
        space_id=row.space_id,
        id=row.id,
        email=row.email,
        role=models.SpaceRole(row.role),
        created_at=row.created_at,
        expires_at=row.expires_at,
    )


def member_type(found: SpaceMembership) -> ColleagueSaved:
    """A person's place."""
    return ColleagueSaved(
        space_id=found.space_id, account=strawberry.ID(found.account_id), role=found.role, changed=found.changed
    )
