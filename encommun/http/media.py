"""Negotiation of the answer's media type by the `Accept` header's quality values (RFC 9110, section 12.5.1)."""

import re
from enum import StrEnum
from functools import lru_cache

MAX_ACCEPT = 1_000
"""Bytes of an `Accept` header that are read; browsers send 200."""
QVALUE = re.compile(r"0(\.\d{0,3})?|1(\.0{0,3})?")


class MediaType(StrEnum):
    """The two media types of a GraphQL response; they differ in the status of a request error."""

    GRAPHQL = "application/graphql-response+json"
    JSON = "application/json"


@lru_cache(maxsize=128)
def negotiate(accept: bytes) -> MediaType | None:
    """Best media type for an `Accept` header; None when it takes neither.

    `application/json` unless the other is preferred, or named with an equal quality: old clients say `*/*`.
    """
    ranges = parse(accept)
    graphql, json = quality(MediaType.GRAPHQL, ranges), quality(MediaType.JSON, ranges)
    if not graphql and not json:
        return None
    preferred = graphql > json or (graphql == json and MediaType.GRAPHQL in ranges)
    return MediaType.GRAPHQL if preferred else MediaType.JSON


@lru_cache(maxsize=128)
def prefers_html(accept: bytes) -> bool:
    """True if the client prefers a page to data: it names `text/html`, and ranks it above both of our media types."""
    ranges = parse(accept)
    return ranges.get("text/html", 0.0) > max(quality(media_type, ranges) for media_type in MediaType)


def parse(accept: bytes) -> dict[str, float]:
    """Quality of each media range of an `Accept` header; an empty header takes all, a malformed quality is left out."""
    ranges: dict[str, float] = {}
    for element in (accept.decode("latin-1").strip() or "*/*").lower().split(","):
        media_range, *parameters = (part.strip() for part in element.split(";"))
        weight = next((part[2:].strip() for part in parameters if part.startswith("q=")), "1")
        if QVALUE.fullmatch(weight):
            ranges[media_range] = float(weight)
    return ranges


def quality(media_type: str, ranges: dict[str, float]) -> float:
    """Quality of `media_type` by the most specific range that covers it; 0 when none does."""
    family = media_type.partition("/")[0]
    return next((ranges[name] for name in (media_type, f"{family}/*", "*/*") if name in ranges), 0.0)
