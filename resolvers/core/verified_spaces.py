"""Verified spaces: those of which it is confirmed who acts there."""

from collections.abc import Collection

from loaders.queries.select_where import select_in
from loaders.tables import SPACE
from loaders.unit_of_work import UnitOfWork


async def is_verified(work: UnitOfWork, space_id: str | None) -> bool:
    """True where it is confirmed who acts in a space, and where there is no space: that came with the commons."""
    rows = await work.select(SPACE, {"id": space_id}, ("verified_at",)) if space_id is not None else []
    return all(row.verified_at is not None for row in rows)


async def unverified_among(work: UnitOfWork, spaces: Collection[str | None]) -> set[str]:
    """Those of some spaces of which it is not confirmed who acts there, in one statement."""
    rows = await select_in(
        work, SPACE, "id", sorted(each for each in spaces if each is not None), ("id", "verified_at")
    )
    return {row.id for row in rows if row.verified_at is None}
