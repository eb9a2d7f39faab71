"""Claims: a person says that they act for a local authority, and gets a space that publishes nothing yet."""

from dataclasses import dataclass
from datetime import timedelta

from loaders.statement import Row
from models import STANDING_CLAIMS, CaseKind, ClaimState, Space, SpaceRole, ids
from resolvers.accounts.letters import READER, Person
from resolvers.accounts.stewards import stewards
from resolvers.mails.kind import Kind
from resolvers.moderation.opening import Question, open_case
from resolvers.refusals import Conflict, refuse
from resolvers.spaces.acting import ACCOUNT, ACTOR, CLAIM, MEMBER, SPACE, Acting
from resolvers.spaces.authority import actor_for
from resolvers.spaces.mailboxes import send_link

COLUMNS = ("id", "actor_id", "account_id", "state", "created_at", "expires_at", "settled_at", "mailbox")
PENDING = frozenset({ClaimState.DECLARED, ClaimState.CONTESTED})
STANDING = STANDING_CLAIMS
MOST = 5
"""Claims that one person may have waiting or have made within a day: few for who takes names, or fills mailboxes."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of saying that one acts for a local authority."""

    claim: Row
    """With the columns COLUMNS."""
    space_id: str | None
    """The authority's space, for who has a role there."""
    repeated: bool = False
    """Whether the same person had said so before, so that nothing was changed."""


async def register(acting: Acting, scheme: str, code: str, mailbox: str | None) -> Registered:
    """A claim on the local authority that a code names; contested where another claim or a space stands."""
    person = await acting.person()
    actor_id = await actor_for(acting, scheme, code)
    claims = await acting.work.select(CLAIM, {"actor_id": actor_id}, COLUMNS)
    space = await acting.first(SPACE, {"actor_id": actor_id}, ("id", "verified_at"))
    inherits = await _inherits(acting, claims, space)
    if not inherits and (known := await _said_before(acting, claims, space)):
        return known
    mine = await acting.work.select(CLAIM, {"account_id": person.id}, ("state", "created_at"))
    if sum(row.state in PENDING or acting.now - row.created_at < DAY for row in mine) >= MOST:
        refuse(Conflict("TOO_MANY_CLAIMS"))
    standing = [row for row in claims if row.state in STANDING | PENDING]
    contested = bool(standing) or (space is not None and not inherits)
    claim = await _declared(acting, actor_id, ClaimState.CONTESTED if contested else ClaimState.DECLARED)
    if contested:
        await _ask_partners(acting, claim, space)
        await _tell(acting, claim, standing, space)
        return Registered(claim, None)
    space_id = await _opened(acting, actor_id) if space is None else str(space.id)
    if mailbox is not None:
        await send_link(acting, claim, mailbox)
    return Registered(claim, space_id)


async def _inherits(acting: Acting, claims: list[Row], space: Row | None) -> bool:
    """Whether the person administers a space that rests on nobody's word any more: who claimed it has left."""
    if space is None or space.verified_at is not None:
        return False
    if any(row.state in STANDING or row.account_id == acting.viewer.account_id for row in claims):
        return False
    where = {"space_id": space.id, "account_id": acting.viewer.account_id, "role": SpaceRole.ADMIN}
    return await acting.first(MEMBER, where, ("role",)) is not None


async def _said_before(acting: Acting, claims: list[Row], space: Row | None) -> Registered | None:
    """The person's claim that stands; refuses who was refused, and who works in the space already."""
    mine = {row.state: row for row in claims if row.account_id == acting.viewer.account_id}
    role = None
    if space is not None:
        where = {"space_id": space.id, "account_id": acting.viewer.account_id}
        role = await acting.first(MEMBER, where, ("role",))
    held = space.id if space is not None and role is not None else None
    for state in (ClaimState.DECLARED, ClaimState.CONTESTED, ClaimState.CONFIRMED):
        if state in mine and (state in PENDING or held):
            return Registered(mine[state], held, repeated=True)
    if held:
        refuse(Conflict("ALREADY_MEMBER"))
    if ClaimState.REFUSED in mine:
        refuse(Conflict("CLAIM_REFUSED"))
    return None


async def _declared(acting: Acting, actor_id: str, state: ClaimState) -> Row:
    row = {
        "id": ids.new("claim"),
        "actor_id": actor_id,
        "account_id": acting.viewer.account_id,
        "state": state,
        "created_at": acting.now,
    }
    await acting.work.insert(CLAIM, [row])
    await acting.note_claim(actor_id, None, state)
    return await acting.named(CLAIM, str(row["id"]), COLUMNS)


async def _opened(acting: Acting, actor_id: str) -> str:
    """The authority's space, with the person alone in it, and not verified."""
    space_id = ids.new(Space.prefix)
    dated = {"created_at": acting.now, "updated_at": acting.now}
    await acting.work.insert(SPACE, [{"id": space_id, "actor_id": actor_id, **dated}])
    await join(acting, space_id, str(acting.viewer.account_id), SpaceRole.ADMIN)
    return space_id


async def join(acting: Acting, space_id: str, account_id: str, role: SpaceRole) -> None:
    """Give a person who has none a role in a space."""
    row = {"space_id": space_id, "account_id": account_id, "role": role, "since": acting.now}
    await acting.work.insert(MEMBER, [row])
    await acting.note_space(space_id, "role", None, role)


async def _ask_partners(acting: Acting, claim: Row, space: Row | None) -> None:
    """Open the case in which the partner networks decide for whom the authority is."""
    actor = await acting.named(ACTOR, claim.actor_id, ("id", "version"))
    record = {"id": actor.id, "version": actor.version, "space_id": None if space is None else space.id}
    question = Question(CaseKind.CLAIM, "Actor", record, about=claim.id)
    await open_case(acting.work, acting.viewer, acting.now, question)


async def _tell(acting: Acting, claim: Row, standing: list[Row], space: Row | None) -> None:
    """Tell those who act for the authority, or say so, and the stewards, that somebody else does."""
    told = {row.account_id for row in standing}
    if space is not None and not told:
        admins = await acting.work.select(MEMBER, {"space_id": space.id, "role": SpaceRole.ADMIN}, ("account_id",))
        told = {row.account_id for row in admins}
    authority = (await acting.named(ACTOR, claim.actor_id, ("name",))).name
    for account_id in sorted(told):
        for row in await acting.work.select(ACCOUNT, {"id": account_id, "erased_at": None}, READER):
            await acting.letters.tell(Person(*row), Kind.CLAIM_CONTESTED, f"?claim={claim.id}", authority=authority)
    for steward in await stewards(acting.work):
        if steward.id not in told | {claim.account_id}:  # who decides about no claim of their own
            await acting.letters.tell(steward, Kind.CLAIM_TO_SETTLE, f"?claim={claim.id}", authority=authority)
