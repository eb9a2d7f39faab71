"""Connections that write to PostgreSQL, and the server's own timeouts for a connection that is held too long."""

import asyncio
from typing import Any

import asyncpg
import orjson

from loaders.drivers.postgresql import PREPARED, SETTINGS
from loaders.sql.word_index import BLANK
from loaders.unit_of_work.write_limits import WriterLimits

LEAVING = 1.0
"""Seconds that the server may take to say goodbye."""
JSONB_VERSION = b"\x01"
"""The version byte with which the binary form of jsonb begins."""
LATER = 1
"""Seconds that a job is over its time when the server ends it, because we did not."""
LOCK_TIMEOUT = "100ms"
"""PostgreSQL's `lock_timeout` for a row or a table, while a connection is held."""


def settings(limits: WriterLimits) -> dict[str, str]:
    """Return the settings of a new connection."""
    longest = f"{limits.run_seconds + LATER}s"
    return {
        **SETTINGS,
        # What units of work ask for, they find by an index, wherever there is one: planned while a table is empty, its
        # rows would be read one and all for ever longer.
        "enable_seqscan": "off",
        "lock_timeout": LOCK_TIMEOUT,
        "statement_timeout": longest,
        "idle_in_transaction_session_timeout": longest,  # we may be frozen, with rows locked
    }


async def connect(url: str, limits: WriterLimits) -> Any:
    """Connect, with JSON as units of work hand it over; raises OSError (TimeoutError, too), asyncpg's errors."""
    seconds = limits.connect_seconds
    async with asyncio.timeout(seconds):  # asyncpg bounds the first of the two alone
        connection = await asyncpg.connect(
            url, timeout=seconds, statement_cache_size=PREPARED, server_settings=settings(limits)
        )
        try:  # units of work hand JSON over as text; COPY takes it in the binary form alone, after its version
            await connection.set_type_codec(
                "jsonb", schema="pg_catalog", encoder=_versioned, decoder=_unversioned, format="binary"
            )
            await connection.set_type_codec(
                "tsvector", schema="pg_catalog", encoder=_to_lexemes, decoder=_from_lexemes, format="binary"
            )
        except BaseException:
            connection.terminate()
            raise
    return connection


async def disconnect(connection: Any) -> None:
    """Close a connection that nobody uses; one that is slow to close is cut."""
    try:
        await connection.close(timeout=LEAVING)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
        connection.terminate()


def _to_lexemes(words: str) -> bytes:
    """Encode stems between blanks: how many there are, and of each the text, zero, and that it has no positions."""
    found = words.split()
    return len(found).to_bytes(4, "big") + b"".join(each.encode() + b"\x00\x00\x00" for each in found)


def _from_lexemes(found: bytes) -> str:
    """Decode what `_to_lexemes` encodes, as it was given."""
    words = found[4:].decode().split("\x00\x00\x00")
    return f"{BLANK}{BLANK.join(words[:-1])}{BLANK}"


def _versioned(text: str) -> bytes:
    return JSONB_VERSION + text.encode()


def _unversioned(data: bytes) -> Any:
    return orjson.loads(data.removeprefix(JSONB_VERSION))
