"""Claims: a person says that they act for a local authority, and gets a space that publishes nothing yet."""

from dataclasses import dataclass
from datetime import timedelta

from loaders.sql.statement import Row
from loaders.tables import ACTOR, CLAIM, SPACE
from models import STANDING_CLAIMS, CaseKind, ClaimState, SpaceRole, ids
from resolvers.core.mailer import recipients
from resolvers.core.refusals import Conflict, refuse
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.accounts.stewards import all_stewards
from resolvers.identity.space_names import authority_name
from resolvers.moderation.cases import CaseDraft, open_case
from resolvers.moderation.claim_rivals import person_to_hear
from resolvers.spaces.claim_lifecycle import PENDING
from resolvers.spaces.confirmed_person import confirmed_person
from resolvers.spaces.journal import record_claim_change
from resolvers.spaces.local_authorities import authority_record, find_authority
from resolvers.spaces.official_mailboxes import send_verification_link
from resolvers.spaces.space_entry import SpacePeople, enter_space, people_of

COLUMNS = (
    *("id", "actor_id", "territory_id", "account_id", "state"),
    *("created_at", "expires_at", "settled_at", "mailbox"),
)
MOST = 5
"""Claims that one person may have waiting or have made within a day: few for who takes names, or fills mailboxes."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClaimRegistration:
    """The result of registering for a local authority."""

    claim: Row
    """With the columns COLUMNS."""
    space_id: str | None
    """The authority's space, for who has a role there."""
    repeated: bool = False
    """True if the person had the same claim before, so that nothing was changed."""


async def register_claim(use_case: UseCase, scheme: str, code: str, mailbox: str | None) -> ClaimRegistration:
    """A claim on the local authority that a code names; contested where others claim it, or act in its space."""
    person = await confirmed_person(use_case)
    place = await find_authority(use_case, scheme, code)
    of_place = await use_case.work.select(CLAIM, {"territory_id": place.id}, COLUMNS)
    actor_id = await authority_record(use_case, place, of_place)
    of_actor = await use_case.work.select(CLAIM, {"actor_id": actor_id}, COLUMNS)
    claims = list({row.id: row for row in (*of_place, *of_actor)}.values())
    space = await use_case.first_row(SPACE, {"actor_id": actor_id}, ("id", "verified_at"))
    people = await people_of(use_case, space)
    inherits = _inherits(use_case, claims, space, people)
    if not inherits and (known := _said_before(use_case, claims, space, people)):
        return known
    await _check_few(use_case, person.id)
    rivals = {row.account_id for row in claims if row.state in PENDING}
    rivals |= await person_to_hear(use_case.work, use_case.now, actor_id) - {person.id}
    contested = bool(rivals) or (bool(people) and not inherits)
    state = ClaimState.CONTESTED if contested else ClaimState.DECLARED
    claim = await _declared(use_case, actor_id, place, state)
    if contested:
        await open_claim_case(use_case, claim, space)
        await notify_contested(use_case, claim, (rivals | admins_among(people)) - {person.id, None})
        return ClaimRegistration(claim, None)
    space_id = await enter_space(use_case, claim, space, people)
    if mailbox is not None:
        await send_verification_link(use_case, claim, mailbox)
    return ClaimRegistration(claim, space_id)


def _inherits(use_case: UseCase, claims: list[Row], space: Row | None, people: SpacePeople) -> bool:
    """True if the person administers a space whose original claimant has left."""
    if space is None or space.verified_at is not None:
        return False
    if any(row.state in STANDING_CLAIMS or row.account_id == use_case.viewer.account_id for row in claims):
        return False
    return people.get(use_case.viewer.account_id or "") == SpaceRole.ADMIN


def _said_before(
    use_case: UseCase, claims: list[Row], space: Row | None, people: SpacePeople
) -> ClaimRegistration | None:
    """Return the person's open claim; refuses people who were refused, or who are members of the space already."""
    mine = {row.state: row for row in claims if row.account_id == use_case.viewer.account_id}
    held = space.id if space is not None and use_case.viewer.account_id in people else None
    for state in (ClaimState.DECLARED, ClaimState.CONTESTED, ClaimState.CONFIRMED):
        if state in mine and (state in PENDING or held):
            return ClaimRegistration(mine[state], held, repeated=True)
    if held:
        refuse(Conflict("ALREADY_MEMBER"))
    if ClaimState.REFUSED in mine:
        refuse(Conflict("CLAIM_REFUSED"))
    return None


async def _check_few(use_case: UseCase, account_id: str) -> None:
    """Refuse a person with too many open claims, or too many claims today."""
    mine = await use_case.work.select(CLAIM, {"account_id": account_id}, ("state", "created_at"))
    if sum(row.state in PENDING or use_case.now - row.created_at < DAY for row in mine) >= MOST:
        refuse(Conflict("TOO_MANY_CLAIMS", values={"limit": MOST}))


async def _declared(use_case: UseCase, actor_id: str, place: Row, state: ClaimState) -> Row:
    row = {
        "id": ids.new("claim"),
        "actor_id": actor_id,
        "territory_id": place.id,
        "account_id": use_case.viewer.account_id,
        "state": state,
        "created_at": use_case.now,
    }
    await use_case.work.insert(CLAIM, [row])
    await record_claim_change(use_case, actor_id, None, state)
    return await use_case.row_by_id(CLAIM, str(row["id"]), COLUMNS)


async def open_claim_case(use_case: UseCase, claim: Row, space: Row | None) -> None:
    """Open the case in which the partner networks decide for whom the authority is."""
    actor = await use_case.row_by_id(ACTOR, claim.actor_id, ("id", "version"))
    record = {"id": actor.id, "version": actor.version, "space_id": None if space is None else space.id}
    question = CaseDraft(CaseKind.CLAIM, "Actor", record, about=claim.id)
    await open_case(use_case, question)


def admins_among(people: SpacePeople) -> set[str]:
    """The ones who administer the space."""
    return {account_id for account_id, role in people.items() if role == SpaceRole.ADMIN}


async def notify_contested(use_case: UseCase, claim: Row, told: set[str]) -> None:
    """Tell those who act for the authority, or say so, and the stewards, that somebody else does."""
    link, authority = f"?claim={claim.id}", await authority_name(use_case.work, claim)
    people = await recipients(use_case.work, told)
    await use_case.mailer.send_each(people, MailKind.CLAIM_CONTESTED, link, authority=authority)
    # Nobody decides about a claim of their own.
    others = [each for each in await all_stewards(use_case.work) if each.id not in told | {claim.account_id}]
    await use_case.mailer.send_each(others, MailKind.CLAIM_TO_SETTLE, link, authority=authority)
