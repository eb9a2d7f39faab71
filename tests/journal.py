"""A test's own database whose journal may be emptied between tests."""

from encommun.engine import connected
from migrations import seal


async def lift_seal(url: str) -> None:
    """Of this database alone."""
    async with connected(url) as engine, engine.begin() as connection:
        await connection.run_sync(seal.lift)
