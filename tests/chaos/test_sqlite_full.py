"""A disk of a server's own that fills up: reading goes on, writers are told, and all is well once there is room."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from tests.chaos.faults import InjectedFault
from tests.chaos.runner import inject
from tests.chaos.servers import ServersUnderTest, servers_under_test
from tests.support.engines import SQLite, file_of
from tests.support.filled_database import filled
from tests.support.viewers import insert_viewers

ROOM = 48
"""Megabytes that there are besides the database."""
OWN_DISK = 'mount -t tmpfs -o size="$0"m tmpfs "$1" && cp "$2" "$1" && shift 2 && exec "$@"'
"""A shell command in a mount namespace of its own, in which anybody may mount: nobody else sees that disk."""
BLOCK = bytes(65_536)


@pytest.fixture
async def on_its_own_disk(tmp_path: Path) -> AsyncIterator[ServersUnderTest]:
    url = await filled(SQLite(tmp_path))
    await insert_viewers(url)
    disk, source = tmp_path / "disk", file_of(url)
    disk.mkdir()
    size = source.stat().st_size // 1_000_000 + ROOM
    prefix = (
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        OWN_DISK,
        str(size),
        str(disk),
        str(source),
    )
    (tmp_path / "books").mkdir()
    async with servers_under_test(f"sqlite:///{disk / source.name}", tmp_path / "books", 1, prefix=prefix) as found:
        yield found


@asynccontextmanager
async def filled_up(played: ServersUnderTest) -> AsyncIterator[None]:
    """There is no room left on the disk."""
    ballast = played.file.with_name("ballast")
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(BLOCK):
            pass
    await asyncio.sleep(4)
    ballast.unlink()
    yield


async def test_service_returns(on_its_own_disk: ServersUnderTest):
    await inject(on_its_own_disk, InjectedFault("its disk is full", filled_up, frozenset({"STORAGE_FULL"})))
