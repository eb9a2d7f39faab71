"""Answers of the export routes: a file with its entity tag, by ranges; or a coded error."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from encommun import outage_log
from encommun.export_files import entity_tag
from encommun.http.errors import HTTPError, internal_error, log_failures
from loaders.errors import FaultError, UnavailableError

LICENCE = "https://spdx.org/licenses/etalab-2.0.html"
"""The licence of the whole; each record names its own."""
CODEBOOK = "/export/codebook.json"
MEDIA_TYPES = {
    ".ndjson": "application/x-ndjson",
    ".zip": "application/zip",
    ".json": "application/json",
    ".graphml": "application/graphml+xml",
    ".gexf": "application/gexf+xml",
}
HEADERS = {
    "cache-control": "no-cache",  # kept, and asked about by its entity tag
    "link": f'<{LICENCE}>; rel="license", <{CODEBOOK}>; rel="describedby"',
    "x-content-type-options": "nosniff",
}

Endpoint = Callable[[Request], Awaitable[Response]]


def file_response(file: Path, shown_as: str, position: int) -> FileResponse:
    """Return a file for download, called `shown_as`: a range of it if one is asked for."""
    headers = {**HEADERS, "etag": entity_tag(file), "encommun-position": str(position)}
    return FileResponse(file, headers=headers, media_type=MEDIA_TYPES[file.suffix], filename=shown_as)


def is_known(request: Request, tag: str) -> bool:
    """Test that the client has the content of an entity tag already (`If-None-Match`)."""
    given = request.headers.get("if-none-match", "")
    return given.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in given.split(",")}


def not_modified(tag: str) -> Response:
    """Tell the client to use what it has."""
    return Response(status_code=304, headers={**HEADERS, "etag": tag})


def with_coded_errors(endpoint: Endpoint) -> Endpoint:
    """Answer errors as the GraphQL endpoint does: a code, and a sentence on what to do."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except HTTPError as error:
            headers = {name.decode(): value.decode() for name, value in error.headers}
            return _refused(error.status, error.formatted(), headers)
        except FaultError as error:
            return _refused(400, {"message": str(error), "extensions": error.extensions})
        except UnavailableError as error:
            outage_log.log_outage(error)
            wait = {} if error.retry_after is None else {"retry-after": str(error.retry_after)}
            return _refused(error.status, {"message": str(error), "extensions": error.extensions}, wait)
        except Exception as error:  # noqa: BLE001 - the outer edge: whatever it is, it is logged and masked
            return _refused(500, internal_error(log_failures([error])))

    return answer


def _refused(status: int, error: object, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"errors": [error]}, status, headers)
