"""GraphQL types of claims, of invitations, and of the people in a space."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import strawberry

import models
from execution import BatchInfo, batched
from loaders.sql.statement import Row
from resolvers.core.entities import target_by_id
from resolvers.spaces.claim_lifecycle import PENDING
from resolvers.spaces.claims import ClaimRegistration
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


@strawberry.type(description="The record of a local authority as it will be once the claim is confirmed.")
class AuthorityToConfirm:
    name: str = strawberry.field(description="Name of the authority, from the official register or its own record.")
    kind: KIND = strawberry.field(description="Kind of actor.")  # type: ignore[valid-type]
    siren: str | None = strawberry.field(description="SIREN of the authority, if it is known.")
    website: str | None = strawberry.field(description="URL of the authority's website, if it is known.")
    summary: str | None = strawberry.field(description="Summary of the authority, if there is one.")


@batched(
    needs=["actor_id", "territory_id", "state"],
    type=AuthorityToConfirm | None,
    description="The authority's record as it will be once the claim is confirmed; null once the claim is decided.",
)
async def authority(claims: Sequence[Any], info: BatchInfo) -> list[AuthorityToConfirm | None]:
    """Of each claim."""
    pending = [each for each in claims if each.state in PENDING]
    found = iter(await records_once_verified(info.context.snapshot, pending) if pending else ())
    return [authority_type(next(found)) if each.state in PENDING else None for each in claims]


@strawberry.type(description="A person's claim to act for a local authority.")
class Claim:
    actor_id: PRIVATE_FIELD
    territory_id: PRIVATE_FIELD
    id: strawberry.ID = strawberry.field(description="Identifier (TypeID), for mutations of claims.")
    state: STATE = strawberry.field(description="State of the claim.")  # type: ignore[valid-type]
    created_at: datetime = strawberry.field(description="When the claim was made (UTC).")
    settled_at: datetime | None = strawberry.field(description="When the claim was decided or withdrawn (UTC).")
    expires_at: datetime | None = strawberry.field(description="When the link in the e-mail expires (UTC).")
    name: str | None = strawberry.field(
        description="Name of the person. Only those who decide see it; null for others."
    )
    email: str | None = strawberry.field(
        description="E-mail address of the person. Only those who decide see it; null for others."
    )
    mailbox: str | None = strawberry.field(
        description="Address to which the link was sent. Only those who decide see it; null for others."
    )
    actor = entity_by_id(
        "Actor", "actor_id", "The current record of the local authority; null if the viewer does not see it."
    )
    territory = entity_by_id("Territory", "territory_id", "The territory whose local authority is claimed.")
    authority = authority


@payload("The claim")
@strawberry.type(description="A claim on a local authority, as it was stored.")
class LocalAuthorityRegistered:
    space_id: PRIVATE_FIELD
    claim: Claim = strawberry.field(
        description="The person's claim. Its state is CONTESTED if there is another claim on the same authority."
    )
    repeated: bool = strawberry.field(
        description="True if the person had already made this claim; nothing was changed."
    )
    space = to_one(target_by_id("Space"), "space_id", "The authority's space; null if the viewer has no role in it.")


@payload("The claim")
@strawberry.type(description="A claim after the mutation.")
class ClaimSaved:
    claim: Claim = strawberry.field(description="The claim after the mutation.")


@strawberry.type(description="An invitation to join a space, sent by e-mail.")
class Invitation:
    space_id: PRIVATE_FIELD
    id: strawberry.ID = strawberry.field(description="Identifier (TypeID), for `withdrawInvitation`.")
    email: str = strawberry.field(description="E-mail address to which the invitation was sent.")
    role: ROLE = strawberry.field(description="The role that is offered.")  # type: ignore[valid-type]
    created_at: datetime = strawberry.field(description="When the invitation was sent (UTC).")
    expires_at: datetime = strawberry.field(description="When the invitation expires (UTC).")
    space = to_one(target_by_id("Space"), "space_id", "The space to which the person is invited.")


@payload("The invitation")
@strawberry.type(description="An invitation that was sent or withdrawn.")
class InvitationSaved:
    invitation: Invitation = strawberry.field(description="The invitation.")


@payload("The person's role in the space")
@strawberry.type(description="The role of a person in a space after the mutation.")
class ColleagueSaved:
    space_id: PRIVATE_FIELD
    account: strawberry.ID = strawberry.field(description="Id of the person's account.")
    role: ROLE | None = strawberry.field(description="Role of the person; null once they have left the space.")  # type: ignore[valid-type]
    changed: bool = strawberry.field(description="False if the person already had this role.")
    space = to_one(target_by_id("Space"), "space_id", "The space.")


@strawberry.type(description="A member of a space.")
class SpaceColleague:
    account: strawberry.ID = strawberry.field(description="Id of the person's account.")
    name: str = strawberry.field(description="Display name of the person; may be empty.")
    role: ROLE = strawberry.field(description="Role of the person in the space.")  # type: ignore[valid-type]
    since: datetime = strawberry.field(description="When the person was given this role (UTC).")


def authority_type(found: RegisterRecord) -> AuthorityToConfirm:
    """Return the record as it will be."""
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
    """Return the result of a registration."""
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
