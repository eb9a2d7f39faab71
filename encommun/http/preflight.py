"""Keeps other sites' pages from making a visitor's browser ask on the visitor's behalf (cross-site request forgery).

A browser asks us first (CORS preflight) before it sends another site's `application/json` or custom header, and we
agree for the sites in `ENCOMMUN_ALLOWED_ORIGINS` alone. It does not ask before a plain GET, nor before a POST of a
form, of text or without a content type: those POSTs are refused for their content type, and a GET from a browser must
carry one of the headers below.
"""

from encommun.http.errors import HTTPError

HEADERS = (b"graphql-require-preflight", b"apollo-require-preflight", b"x-apollo-operation-name")


def require_preflight(headers: dict[bytes, bytes]) -> None:
    """Raise HTTPError for a GET that any page could have caused; programs other than browsers need no header."""
    if is_browser(headers) and not any(name in headers for name in HEADERS):
        message = "From a browser, send the header `GraphQL-Require-Preflight: 1` with a GET, or use POST."
        raise HTTPError(403, "PREFLIGHT_REQUIRED", message)


def is_browser(headers: dict[bytes, bytes]) -> bool:
    """True if a browser sent the request: a page cannot hide all three headers, and plain HTTP has only the last."""
    return (
        b"sec-fetch-site" in headers or b"origin" in headers or headers.get(b"user-agent", b"").startswith(b"Mozilla/")
    )


def require_json(headers: dict[bytes, bytes]) -> None:
    """Raise HTTPError for a POST that is not `application/json` in UTF-8, or is compressed."""
    media_type, *parameters = (part.strip() for part in headers.get(b"content-type", b"").lower().split(b";"))
    charsets = [part.removeprefix(b"charset=").strip(b'"') for part in parameters if part.startswith(b"charset=")]
    if media_type != b"application/json" or charsets not in ([], [b"utf-8"]):
        message = "Send the request as `Content-Type: application/json`, in UTF-8."
        raise HTTPError(415, "UNSUPPORTED_MEDIA_TYPE", message, (b"accept-post", b"application/json"))
    if headers.get(b"content-encoding", b"identity") != b"identity":
        message = "Send the request as it is, not compressed."
        raise HTTPError(415, "UNSUPPORTED_MEDIA_TYPE", message, (b"accept-encoding", b"identity"))
