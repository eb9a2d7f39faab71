"""Tells whether the commons can serve: its readers, its writer, and what runs in the background."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from encommun import outage_log
from encommun.supervision import Supervisor
from loaders.drivers.database import Database
from loaders.errors import UnavailableError, UnreachableError
from loaders.unit_of_work import Writer

PATIENCE = 2.0
"""Seconds that a part has to answer: more than it gives itself, so that it can say what is wrong."""
FRESH = 1.0
"""Seconds for which an answer is given again: whoever asks more often costs nothing."""
OK, STOPPED = "ok", "STOPPED"


class HealthReport(NamedTuple):
    """The state of each part: `ok`, or an error code."""

    parts: dict[str, str]

    @property
    def is_ready(self) -> bool:
        """True if nothing is wrong."""
        return all(state == OK for state in self.parts.values())


class Health:
    """Asks the parts, all at once, for however many who want to know."""

    def __init__(self, database: Database, writer: Writer, supervisor: Supervisor) -> None:
        """Take what is open as long as the application runs."""
        self._database = database
        self._writer = writer
        self._supervisor = supervisor
        self._asking: asyncio.Task[HealthReport] | None = None
        self._stale_at = 0.0

    async def report(self) -> HealthReport:
        """Return the state of the parts, at most a second old."""
        if self._asking is None or (self._asking.done() and time.monotonic() > self._stale_at):
            self._asking = asyncio.create_task(self._ask())
        return await asyncio.shield(self._asking)

    async def _ask(self) -> HealthReport:
        readers, writer = await asyncio.gather(_state(self._database.check), _state(self._writer.check))
        background = {name: STOPPED if down else OK for name, down in self._supervisor.states.items()}
        self._stale_at = time.monotonic() + FRESH
        return HealthReport({"readers": readers, "writer": writer, **background})


async def _state(check: Callable[[], Awaitable[None]]) -> str:
    try:
        async with asyncio.timeout(PATIENCE):
            await check()
    except UnavailableError as error:
        return error.code
    except TimeoutError:
        return UnreachableError.code
    except Exception as error:  # noqa: BLE001 - whatever it is, requests meet it too
        unreachable = UnreachableError()
        unreachable.__cause__ = error
        outage_log.log_outage(unreachable)
        return unreachable.code
    return OK


async def live(_request: Request) -> Response:
    """Say that the process answers; the database is not asked, since a restart would not make it quicker."""
    return JSONResponse({"status": "ok"})


async def ready(request: Request) -> Response:
    """Say whether requests can be served, and what is wrong if not."""
    report = await request.app.state.desk.health.report()
    if report.is_ready:
        return JSONResponse({"status": "ok", "parts": report.parts})
    return JSONResponse({"status": "unavailable", "parts": report.parts}, 503, {"retry-after": "5"})
