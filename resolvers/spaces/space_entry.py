"""Entry into a space: a claimant enters at once if it holds nothing of others, else once confirmed."""

from loaders.sql.statement import Row
from loaders.tables import MEMBER, SPACE
from models import Space, SpaceRole, ids
from resolvers.core.use_case import UseCase
from resolvers.spaces.journal import record_space_change
from resolvers.spaces.space_records import space_records

SpacePeople = dict[str, str]
"""The role in the space, by account."""


async def people_of(use_case: UseCase, space: Row | None) -> SpacePeople:
    """Return the people in a space."""
    if space is None:
        return {}
    return dict(map(tuple, await use_case.work.select(MEMBER, {"space_id": space.id}, ("account_id", "role"))))


async def enter_space(use_case: UseCase, claim: Row, space: Row | None, people: SpacePeople) -> str | None:
    """Return the space that an uncontested claim opens to its author; None if it opens once confirmed.

    What earlier people have left in a space is not shown to who only says that they act there.
    """
    if space is None:
        return await open_authority_space(use_case, claim)
    if claim.account_id in people:
        return str(space.id)
    if people or space.verified_at is not None or await space_records(use_case, space.id):
        return None
    await add_member(use_case, space.id, claim.account_id, SpaceRole.ADMIN)
    return str(space.id)


async def open_authority_space(use_case: UseCase, claim: Row) -> str:
    """The authority's space, with who claims it alone in it, and not verified."""
    space_id = ids.new(Space.prefix)
    dated = {"created_at": use_case.now, "updated_at": use_case.now}
    await use_case.work.insert(SPACE, [{"id": space_id, "actor_id": claim.actor_id, **dated}])
    await add_member(use_case, space_id, claim.account_id, SpaceRole.ADMIN)
    return space_id


async def add_member(use_case: UseCase, space_id: str, account_id: str, role: SpaceRole) -> None:
    """Give a role in a space to a person who has none."""
    row = {"space_id": space_id, "account_id": account_id, "role": role, "since": use_case.now}
    await use_case.work.insert(MEMBER, [row])
    await record_space_change(use_case, space_id, "role", None, role)
