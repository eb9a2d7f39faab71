"""The addresses under `/export`."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from encommun.exchange.codebook import codebook, in_json
from encommun.exports.answers import CODEBOOK, HEADERS, Endpoint, with_coded_errors
from encommun.exports.builder import ExportBuilder
from encommun.exports.commons import ENDS, commons_in
from encommun.exports.graph import graph_in
from encommun.exports.wanted_file import sending
from encommun.graph_files.codebook import graph_codebook
from encommun.graph_files.formats import SERVED
from encommun.settings import Settings


def export_routes(builder: ExportBuilder, settings: Settings) -> list[Route]:
    """Return the routes, for an application whose state has a `desk`."""
    endpoints: dict[str, Endpoint] = {
        **{f"/export/commons{end}": sending(builder, commons_in(end, settings)) for end in ENDS},
        **{f"/export/graph{end}": sending(builder, graph_in(end, write, settings)) for end, write in SERVED.items()},
        CODEBOOK: _codebook,
    }
    return [Route(path, with_coded_errors(endpoint)) for path, endpoint in endpoints.items()]


async def _codebook(_request: Request) -> Response:
    return Response(in_json((*codebook(), *graph_codebook())), media_type="application/json", headers=HEADERS)
