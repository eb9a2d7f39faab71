"""Pages: what part of a list is wanted, and what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from loaders.sql.statement import Row


@dataclass(frozen=True, slots=True)
class Page:
    """The first (or, `backward`, the last) `limit` rows between two cursors."""

    limit: int
    backward: bool = False
    after: str | None = None
    before: str | None = None
    looks_ahead: bool = False
    """True if one more row than the page is read, to know whether the list goes on and where the page stands."""


@dataclass(slots=True)
class Slice:
    """One parent's page of rows, with what there is around it."""

    rows: Sequence[Row]
    has_next_page: bool
    has_previous_page: bool
    cursor: Callable[[Row], str]
    """The cursor of one of the rows."""
    total_count: int | None = field(default=None)
    """Rows on all pages together; None unless it was asked for."""

    @property
    def page_info(self) -> "Slice":
        """The page's own bounds."""
        return self

    @property
    def start_cursor(self) -> str | None:
        """The cursor of the first row."""
        return self.cursor(self.rows[0]) if self.rows else None

    @property
    def end_cursor(self) -> str | None:
        """The cursor of the last row."""
        return self.cursor(self.rows[-1]) if self.rows else None


def slice_rows(found: list[Any], page: Page, cursor: Callable[[Row], str], total: int | None) -> Slice:
    """A slice from at most `limit + 1` rows, found in the direction of the page."""
    more = len(found) > page.limit
    rows = found[: page.limit]
    if page.backward:
        return Slice(rows[::-1], page.before is not None, more, cursor, total)
    return Slice(rows, more, page.after is not None, cursor, total)
