"""Verified spaces: those of which it is confirmed who acts there."""

from loaders.tables import SPACE
from loaders.unit_of_work import UnitOfWork


async def is_verified(work: UnitOfWork, space_id: str | None) -> bool:
    """True where it is confirmed who acts in a space, and where there is no space: that came with the commons."""
    rows = await work.select(SPACE, {"id": space_id}, ("verified_at",)) if space_id is not None else []
    return all(row.verified_at is not None for row in rows)
