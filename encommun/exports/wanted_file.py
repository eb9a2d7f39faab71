"""Sends the file that a request wants: charged, built unless it is there, and known by its entity tag."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from encommun.export_files import Build, entity_tag
from encommun.exports.answers import Endpoint, file_response, is_known, not_modified
from encommun.exports.builder import ExportBuilder
from encommun.rate_limiting.settings import LEAST
from encommun.request_context import ContextFactory
from schema.kit.context import Context

DOWNLOAD = 500
"""Points that a file costs."""
BUILT = 2_000
"""Points that it costs more if it has to be built."""


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file, whether it is there or has to be built."""

    name: str
    """Small letters, digits and hyphens, which decide the content."""
    end: str
    shown_as: str
    """The name under which a client stores it."""
    position: int
    """The journal's."""
    build: Build


Choose = Callable[[Request, Context], Awaitable[WantedFile]]
"""Finds out what a request wants; raises FaultError for what cannot be."""


def sending(builder: ExportBuilder, choose: Choose) -> Endpoint:
    """Return the endpoint of files that `choose` chooses."""

    async def answer(request: Request) -> Response:
        desk: ContextFactory = request.app.state.desk
        async with desk.create(request.scope, dict(request.scope["headers"])) as context:
            if context.admits is not None:
                context.admits(frozenset())
            await _charge(context, LEAST)  # to find out what is wanted may take a snapshot of the network
            wanted = await choose(request, context)
            file = await builder.find(wanted.name, wanted.end)
            if file is not None and is_known(request, entity_tag(file)):
                return not_modified(entity_tag(file))
            await _charge(context, (DOWNLOAD if file is not None else DOWNLOAD + BUILT) - LEAST)
        # Whoever reads slowly, or waits for a build, holds no connection of the pool.
        return _answer(request, file or await builder.build(wanted.name, wanted.end, wanted.build), wanted)

    return answer


def _answer(request: Request, file: Path, wanted: WantedFile) -> Response:
    tag = entity_tag(file)
    return not_modified(tag) if is_known(request, tag) else file_response(file, wanted.shown_as, wanted.position)


async def _charge(context: Context, points: int) -> None:
    """Charge the viewer; raises HTTPError 429 once the points are used up."""
    if context.charge is None:
        return
    admission = await context.charge(points, writes=False, shown=False)
    if admission is not None and admission.leave is not None:
        admission.leave()
