"""Pages of lists that are computed from a snapshot: all pages of a list are of one snapshot, which the cursor names."""

from dataclasses import dataclass
from hashlib import sha256

from loaders.errors import FaultError
from loaders.sql.cursors import decode_cursor, encode_cursor

DEFAULT_SIZE = 100
LARGEST_SIZE = 1_000
MOST_RANKS = 1 << 62

Ranks = range
"""The places of a page in its list, from 0."""


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A page of a list, as a client asks for it."""

    order: str
    """A text that tells the list apart from all others."""
    ranks: Ranks
    snapshot_id: str | None
    """The snapshot that the page is to be of; None for the current one."""


def order_of(name: str, *arguments: object) -> str:
    """Return a text that tells a list apart from those of other names or arguments."""
    return f"{name} {sha256(repr(arguments).encode()).hexdigest()[:16]}"


def page_from_arguments(order: str, first: int | None, after: str | None, snapshot_id: str | None) -> NetworkPage:
    """Return the page of the list called `order` that the arguments describe.

    Raises FaultError INVALID_PAGE, or INVALID_CURSOR, also for a cursor of another snapshot than the one asked for.
    """
    size = DEFAULT_SIZE if first is None else first
    if not 0 <= size <= LARGEST_SIZE:
        raise FaultError("INVALID_PAGE", f"first is {size}; give a number from 0 to {LARGEST_SIZE:,}.")
    if after is None:
        return NetworkPage(order, range(size), snapshot_id)
    named, rank = decode_cursor(after, order, 2)
    if not (isinstance(named, str) and isinstance(rank, int) and 0 <= rank < MOST_RANKS):
        raise FaultError("INVALID_CURSOR", "The cursor cannot be used: its values do not fit. Start again without one.")
    if snapshot_id not in {None, named}:
        says = "The cursor cannot be used: it comes from another snapshot. Leave out `snapshot`: the cursor names it."
        raise FaultError("INVALID_CURSOR", says)
    return NetworkPage(order, range(rank + 1, rank + 1 + size), named)


def cursor(page: NetworkPage, snapshot_id: str, rank: int) -> str:
    """Return the cursor of the element with a rank in the list of a page."""
    return encode_cursor(page.order, (snapshot_id, rank))
