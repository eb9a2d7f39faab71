"""The file of all public records: what `encommun export` writes, from one view of the database."""

import asyncio
from typing import IO

from starlette.requests import Request

from encommun.exchange.record_writer import ARCHIVE, WRITERS, RecordWriter, write_records
from encommun.export_files import Check
from encommun.exports.read_connection import public_snapshot
from encommun.exports.wanted_file import Choose, WantedFile
from encommun.http.errors import bad_request
from encommun.settings import Settings
from loaders.queries.journal_positions import last_position
from resolvers.exchange.export_types import EXPORT_TYPES
from schema.kit.context import Context

ENDS = (".ndjson", ARCHIVE)
"""Ends of the names of files with all records."""


def commons_in(end: str, settings: Settings) -> Choose:
    """Return the choice of the file with that end, of the journal's last position."""

    def build(stream: IO[bytes], check: Check) -> None:
        asyncio.run(_write(settings, WRITERS[end](stream), check))

    async def choose(request: Request, context: Context) -> WantedFile:
        refuse_parameters(request)
        position = await last_position(context.snapshot)
        return WantedFile(f"commons-{position}", end, f"encommun-commons{end}", position, build)

    return choose


def refuse_parameters(request: Request) -> None:
    """Refuse parameters, lest anyone take the whole for the part that they asked for: HTTPError BAD_REQUEST."""
    for name in request.query_params:
        raise bad_request(f"There is no parameter {name[:60]!r}: this file has all records. Filter it yourself.")


async def _write(settings: Settings, writer: RecordWriter, check: Check) -> None:
    async with public_snapshot(settings) as snapshot:
        await write_records(snapshot, writer, tuple(EXPORT_TYPES), check=check)
