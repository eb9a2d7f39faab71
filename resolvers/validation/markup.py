"""Forbidden Markdown: HTML, however disguised, and links with dangerous schemes."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

from resolvers.validation.characters import forbidden_characters
from resolvers.validation.problem import Problem, problem, quotable
from resolvers.validation.texts import Limit

Judge = Callable[[str, int], Iterator[Problem]]
"""Tells what is wrong with a piece that begins on a line."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.ASCII | re.IGNORECASE)
TAG = re.compile(
    r"<(?:!--|![a-z\[]|\?[a-z]|/[a-z]"
    r"|(?:script|style|iframe|object|embed|img|svg|math|form|input|link|meta|base|body|html|video|audio)(?![a-z0-9-])"
    r"|[a-z][^<>]*\bon[a-z]{3,}\s*="
    r"|[a-z][a-z0-9-]*(?:\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?>)",
    re.ASCII | re.IGNORECASE,
)
"""Text that a reader, or a client that decodes once too often, takes for HTML: comments, closing tags, the start
of a tag that does harm, one with an event handler, and any tag that is whole (CommonMark 0.31, 6.6)."""


def in_text(text: str, line: int) -> Iterator[Problem]:
    """Yield the problems of a text with decoded entities: it may be HTML, at once or decoded once more."""
    for each in forbidden_characters(text, breaks=True):
        yield replace(each, values={**each.values, "line": line + each.values["line"] - 1})
    try:
        match = TAG.search(text) or TAG.search(unescape(text))
    except ValueError:  # a character reference with more digits than Python reads
        match = re.search("&#", text)
    if match:
        yield from in_html(match.string[match.start() :], line)


def in_link(address: str, line: int) -> Iterator[Problem]:
    """The problem of an address that is too long, or leads by another scheme, whatever is hidden in its name."""
    if len(address) > Limit.URL:
        yield problem("TEXT_TOO_LONG", length=len(address), limit=int(Limit.URL))
    elif not (_leads(address) and _leads(unescape(address))):
        yield problem("LINK_NOT_ALLOWED", address=quotable(address), line=line)


def in_html(content: str, line: int) -> Iterator[Problem]:
    """The problem that a piece of HTML is."""
    yield problem("HTML_NOT_ALLOWED", beginning=quotable(content[:30]), line=line)


def _leads(address: str) -> bool:
    """True if an address has an accepted scheme, or none; browsers ignore invisible characters in it."""
    scheme = SCHEME.match("".join(each for each in address if unicodedata.category(each)[0] not in "CZ"))
    return scheme is None or scheme[1].lower() in SCHEMES
