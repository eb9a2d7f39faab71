"""The page that a browser gets: GraphiQL when its files are there, else one sentence on how to get them."""

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from encommun.graphiql.assets import FOLDER, NAMES, VERSION, are_present

NOSNIFF = {"x-content-type-options": "nosniff"}
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable", **NOSNIFF}


class GraphiQL:
    """ASGI application of the page, with the endpoint of its files, which are looked for in `folder`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.ready = page("graphiql.html")
        self.missing = page("missing.html")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the page; the files may be fetched while the server runs."""
        response = self.ready if are_present(self.folder) else self.missing
        await response(scope, receive, send)

    async def asset(self, request: Request) -> Response:
        """Answer with one of the known files, which never change under their address."""
        name = request.path_params["name"]
        if request.path_params["version"] != VERSION or name not in NAMES or not are_present(self.folder):
            raise HTTPException(404)
        return FileResponse(self.folder / VERSION / name, media_type=NAMES[name], headers=FOR_EVER)


def page(name: str) -> HTMLResponse:
    """One of the package's pages, with the headers that confine it."""
    html = (files("encommun.graphiql") / name).read_text("utf-8").replace("VERSION", VERSION)
    headers = {
        "content-security-policy": policy(html),
        "referrer-policy": "no-referrer",
        "vary": "Accept, Authorization",
        "cache-control": "no-cache",
        **NOSNIFF,
    }
    return HTMLResponse(html, headers=headers)


def policy(html: str) -> str:
    """Content security policy of a page: our files, its own scripts by their digests, and no other host.

    Styles may be inline, since GraphiQL's menus and editor set theirs as they open; fonts and icons are in its style
    sheet as data.
    """
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *(f"'sha256-{digest}'" for digest in digests)]),
            "style-src 'self' 'unsafe-inline'",
            "font-src data:",
            "img-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )
