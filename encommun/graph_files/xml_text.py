"""Text in XML 1.0, which has no place for some characters."""

import re
from xml.sax.saxutils import quoteattr

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return quoteattr(_allowed(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def content(text: str) -> str:
    """Return a text as the content of an element."""
    allowed = _allowed(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return allowed.replace("\r", "&#13;")


def _allowed(text: str) -> str:
    """Return a text with a mark in place of each character that no document can have."""
    return FORBIDDEN.sub(REPLACEMENT, text)
