"""The page and its files, or one sentence on how to build them."""

import gzip
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from encommun.explore.bundle import BUNDLE, is_built

NOSNIFF = {"x-content-type-options": "nosniff"}
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable", "vary": "Accept-Encoding", **NOSNIFF}
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Our files and addresses alone; nothing inline."""
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",
    "cache-control": "no-cache",
    **NOSNIFF,
}


class ExplorePage:
    """The endpoints of the page and of its files, which are looked for in `bundle`; they may be built meanwhile."""

    def __init__(self, bundle: Path = BUNDLE) -> None:
        self.bundle = bundle
        self.missing = (files("encommun.explore") / "missing.html").read_text("utf-8")

    async def page(self, _request: Request) -> Response:
        """Answer with the page."""
        index = self.bundle / "index.html"
        return HTMLResponse(index.read_text("utf-8") if is_built(self.bundle) else self.missing, headers=HEADERS)

    async def asset(self, request: Request) -> Response:
        """Answer with one of the bundle's files, which have a digest in their names and never change."""
        path = self.bundle / "explore" / "assets" / request.path_params["name"]
        if path.parent.name != "assets" or path.suffix not in MEDIA_TYPES or not path.is_file():
            raise HTTPException(404)
        media_type = MEDIA_TYPES[path.suffix]
        if accepts_gzip(request):
            return Response(compressed(path), 200, {**FOR_EVER, "content-encoding": "gzip"}, media_type)
        return Response(path.read_bytes(), 200, FOR_EVER, media_type)


def accepts_gzip(request: Request) -> bool:
    """True if the client takes compressed content, as every browser does."""
    return "gzip" in request.headers.get("accept-encoding", "")


@lru_cache(maxsize=16)
def compressed(path: Path) -> bytes:
    """Bytes of a file, compressed once."""
    return gzip.compress(path.read_bytes(), mtime=0)
