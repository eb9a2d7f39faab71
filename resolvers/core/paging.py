"""Paging arguments: what a page may be, and what is wrong with one that may not."""

from loaders.errors import FaultError
from loaders.sql.pages import Page

DEFAULT_SIZE = 20
LARGEST_SIZE = 100


def page_from_arguments(
    first: int | None, after: str | None, last: int | None, before: str | None, *, looks_ahead: bool = False
) -> Page:
    """The page that a connection's arguments describe; raises FaultError INVALID_PAGE."""
    if first is not None and last is not None:
        raise FaultError("INVALID_PAGE", "Give either first or last, not both.")
    name, size = ("first", first) if last is None else ("last", last)
    if size is not None and not 0 <= size <= LARGEST_SIZE:
        raise FaultError("INVALID_PAGE", f"{name} is {size}; give a number from 0 to {LARGEST_SIZE}.")
    return Page(DEFAULT_SIZE if size is None else size, last is not None, after, before, looks_ahead)
