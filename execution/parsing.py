"""Parses documents into trees without cycles, which are gone as soon as nobody holds them.

graphql-core leaves all tokens of a source in a chain, linked both ways, which every node hangs on: only a full
garbage collection frees it, and a server has those almost never.
"""

from graphql import DocumentNode, Source, Token
from graphql.language import Location
from graphql.language.parser import Parser, nested_too_deeply_error


def parse(source: str, tokens: int) -> DocumentNode:
    """The document of a source; raises GraphQLError for one that is none, or has more than `tokens` tokens."""
    parser = _Parser(Source(source), max_lexical_tokens=tokens)
    first = parser.first
    try:
        return parser.parse_document()
    except RecursionError:
        pass
    finally:
        _unlink(first)
    raise nested_too_deeply_error(parser)


class _Parser(Parser):
    """Gives nodes their place, by which errors are located, and not the tokens at both its ends."""

    @property
    def first(self) -> Token:
        """Return the lexer's current token."""
        return self._lexer.token

    def loc(self, start_token: Token) -> Location:
        """Return the location of a node that begins with a token and ends with the last one read."""
        return _Place(start_token.start, self._lexer.last_token.end, self._lexer.source)


class _Place(Location):
    """A location without tokens."""

    __slots__ = ()

    def __init__(self, start: int, end: int, source: Source) -> None:
        """Offsets in the source's text."""
        self.start = start
        self.end = end
        self.source = source


def _unlink(token: Token | None) -> None:
    """Take a chain of tokens apart."""
    while token is not None:
        following = token.next
        token.prev = token.next = None
        token = following
