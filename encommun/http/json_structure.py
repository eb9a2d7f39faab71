"""Size of JSON that was not parsed yet: a short text can become a large value."""

import re

from encommun.http.errors import HTTPError

MAX_ELEMENTS = 100_000
"""Lists, objects and what separates their members, outside of texts; a parsed element takes 60 bytes or more."""
TEXT = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)', re.DOTALL)
"""A text, or the beginning of one that does not end: what follows its first quote is looked at once."""
SIGNS = (b",", b"[", b"{")


def check_structure(json: bytes) -> None:
    """Raise HTTPError for JSON of too many elements, in time linear in its length."""
    # Texts are seldom full of commas: they are taken out only where it matters.
    if structural_characters(json) > MAX_ELEMENTS and structural_characters(TEXT.sub(b"", json)) > MAX_ELEMENTS:
        raise HTTPError(
            413, "PAYLOAD_TOO_LARGE", f"The request has more than {MAX_ELEMENTS:,} elements: send fewer at a time."
        )


def structural_characters(json: bytes) -> int:
    """The signs that begin an element, or stand between two."""
    return sum(map(json.count, SIGNS))
