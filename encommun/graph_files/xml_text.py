"""Text in XML 1.0, which has no place for some characters."""

import re

FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


SPECIAL = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
QUOTED = SPECIAL | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return f'"{_allowed(text).translate(QUOTED)}"'


def content(text: str) -> str:
    """Return a text as the content of an element."""
    return _allowed(text).translate(SPECIAL)


def _allowed(text: str) -> str:
    """Return a text with a mark in place of each character that no document can have."""
    return FORBIDDEN.sub(REPLACEMENT, text)
