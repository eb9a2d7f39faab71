"""Reads of the people in spaces, and of claims, for those concerned only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loaders.queries.eligibility import eligible_among
from loaders.queries.lookup import Lookup, Queryable, lookup
from loaders.queries.select_where import select_in, select_where
from loaders.sql.statement import Row
from loaders.sql.target import Target
from loaders.tables import ACCOUNT, CLAIM, INVITATION, MEMBER, SPACE
from models import CaseKind, ClaimState, Scope, SpaceRole
from resolvers.core.viewer import Viewer
from resolvers.moderation.judges import is_eligible
from resolvers.security.opaque_tokens import hash_token, is_well_formed
from resolvers.spaces.claim_permissions import guarantor_spaces
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.invitation_lifecycle import UNANSWERED
from resolvers.spaces.invitations import COLUMNS as INVITED
from resolvers.spaces.official_mailboxes import LASTS

MOST = 250
"""Rows of a list."""
PEOPLE = Target(ACCOUNT, "Account", key="id")
NAME, EMAIL = Lookup(PEOPLE, "name"), Lookup(PEOPLE, "email")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row and the account behind it, as far as the account has not been erased."""

    row: Row
    name: str
    email: str


async def space_members(reads: Queryable, viewer: Viewer, space_id: str) -> list[PersonRow]:
    """The people in a space (`account_id`, `role`, `since`), the first MOST, the oldest first; for its members alone.

    Stewards see them too, and programs that manage the network whose space it is.
    """
    if not _may_see(viewer, space_id, SpaceRole.MEMBER if viewer.account_id else SpaceRole.ADMIN):
        return []
    rows = await select_where(reads, MEMBER, {"space_id": space_id}, ("account_id", "role", "since"))
    return await _known(reads, sorted(rows, key=lambda row: (row.since, row.account_id))[:MOST])


async def pending_invitations(reads: Queryable, viewer: Viewer, space_id: str) -> list[Row]:
    """The invitations that wait for an answer, with the columns COLUMNS of those; for who administers the space."""
    if not _may_see(viewer, space_id, SpaceRole.ADMIN):
        return []
    where = {"space_id": space_id, **UNANSWERED}
    return sorted(await select_where(reads, INVITATION, where, INVITED), key=lambda row: (row.created_at, row.id))[
        :MOST
    ]


async def visible_claims(
    reads: Queryable, viewer: Viewer, space_id: str | None, state: ClaimState | None
) -> list[PersonRow]:
    """Claims, the oldest first: all of them for who decides about them, else the person's own."""
    if Scope.READ not in viewer.scopes:
        return []
    where: dict[str, Any] = {} if state is None else {"state": state}
    if not viewer.steward and not await guarantor_spaces(reads, viewer):
        if viewer.account_id is None:
            return []
        where["account_id"] = viewer.account_id
    if space_id is not None:
        spaces = await select_where(reads, SPACE, {"id": space_id}, ("actor_id",))
        if not spaces or spaces[0].actor_id is None:
            return []
        where["actor_id"] = spaces[0].actor_id
    rows = await select_where(reads, CLAIM, where, COLUMNS)
    return await _known(reads, sorted(rows, key=lambda row: (row.created_at, row.id))[:MOST])


async def claim_by_link(reads: Queryable, token: str, now: datetime) -> PersonRow | None:
    """The claim that a link in an official mailbox would confirm, for whoever has the link; it stays as it is."""
    if not is_well_formed(token, "mail"):
        return None
    where = {"token_hash": hash_token(token), "state": ClaimState.DECLARED}
    rows = [row for row in await select_where(reads, CLAIM, where, COLUMNS) if now < row.expires_at <= now + LASTS]
    return next(iter(await _known(reads, rows)), None)


async def claims_of_cases(
    reads: Queryable, viewer: Viewer, now: datetime, cases: Sequence[Any]
) -> list[PersonRow | None]:
    """For n cases (`id`, `kind`, `question`, `account_id`), the claim that each is about, for who decides about it.

    The networks that judge a case read the claim as long as they are asked; None for everyone else, and of other cases.
    """
    asked = [each for each in cases if each.kind == CaseKind.CLAIM]
    if not asked or not (Scope.READ in viewer.scopes or viewer.access.moderates):
        return [None] * len(cases)
    every = viewer.steward or bool(await guarantor_spaces(reads, viewer))
    judged = set() if every else await _judged(reads, viewer, now, asked)
    seen = {each.question for each in asked if every or each.id in judged or each.account_id == viewer.account_id}
    rows = await select_in(reads, CLAIM, "id", sorted(seen), COLUMNS) if seen else []
    found = {each.row.id: each for each in await _known(reads, rows)}
    return [found.get(each.question) if each.kind == CaseKind.CLAIM else None for each in cases]


async def _judged(reads: Queryable, viewer: Viewer, now: datetime, cases: Sequence[Any]) -> set[str]:
    """The cases that a network of the viewer's is asked about."""
    if not viewer.access.moderates:
        return set()
    asked = {each.id for each in cases}
    rows = await eligible_among(reads, viewer.voices, asked, viewer.person_id, now.date())
    return {row.case_id for row in rows if is_eligible(viewer, row)}


def _may_see(viewer: Viewer, space_id: str, least: SpaceRole) -> bool:
    return Scope.READ in viewer.scopes and (viewer.steward or viewer.has_role(space_id, least))


async def _known(reads: Queryable, rows: list[Row]) -> list[PersonRow]:
    """The rows with who is behind each, in one statement."""
    if not rows:
        return []
    keys = [row.account_id for row in rows]
    found: list[Mapping[str, str]] = list(await lookup(reads, [(NAME, keys), (EMAIL, keys)]))
    return [PersonRow(row, *(each.get(row.account_id, "") for each in found)) for row in rows]
