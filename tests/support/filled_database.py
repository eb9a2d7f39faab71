"""The filled database that all others are copies of; kept between runs where `ENCOMMUN_TEST_CACHE` names a folder.

What is kept goes by a fingerprint of all that decides its content. A PostgreSQL of the tests' own ends with them: only
one that `ENCOMMUN_TEST_POSTGRES` names keeps anything.
"""

import hashlib
import os
import shutil
from pathlib import Path

from encommun.engine import engine_scope
from encommun.migration import upgrade
from encommun.seed import fill
from encommun.seed.demonstration.block import BASE
from tests.support.engines import PostgreSQL, Server, SQLite, file_of, name_of

ROOT = Path(__file__).parents[2]
DECIDING = ("models", "migrations", "encommun/seed")
"""The folders whose files decide what a filled database holds."""


async def filled(server: Server) -> str:
    """A migrated database, seeded as on BASE: a copy of the one that was kept, or a new one."""
    folder = os.environ.get("ENCOMMUN_TEST_CACHE")
    if folder is None:
        return await made(server)
    name = f"filled_{fingerprint()}"
    if isinstance(server, SQLite):
        return await of_file(server, Path(folder) / f"{name}.sqlite")
    return await of_database(server, name) if isinstance(server, PostgreSQL) else await made(server)


async def made(server: Server) -> str:
    """A database that is filled now: some 10 seconds."""
    url = await server.create()
    async with engine_scope(url) as engine:
        await upgrade(engine)
        await fill(engine, today=BASE)
    return url


async def of_file(server: SQLite, kept: Path) -> str:
    """A copy of the file that was kept; it appears there whole or not at all."""
    if not kept.exists():  # noqa: ASYNC240 - nothing else runs meanwhile
        url = await made(server)
        kept.parent.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(f".{os.getpid()}")
        shutil.copyfile(file_of(url), partial)
        partial.replace(kept)
        return url
    return await server.copy(f"sqlite:///{kept}")


async def of_database(server: PostgreSQL, kept: str) -> str:
    """A copy of the database that was kept; it gets its name when it is complete."""
    if await server.has(kept):
        return await server.copy(server.named(kept))
    url = await made(server)
    if not await server.has(kept):
        await server.rename(name_of(await server.copy(url)), kept)
    return url


def fingerprint() -> str:
    """Return a value that changes with the content of a filled database."""
    digest = hashlib.sha256(str(BASE).encode())
    for folder in DECIDING:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
