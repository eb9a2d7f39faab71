"""A test's own database whose journal may be emptied between tests, and what was decided in it."""

from encommun.engine import engine_scope
from migrations import append_only, append_only_decisions


async def lift_seal(url: str) -> None:
    """Of this database alone."""
    async with engine_scope(url) as engine, engine.begin() as connection:
        await connection.run_sync(append_only.lift)
        await connection.run_sync(append_only_decisions.lift)
