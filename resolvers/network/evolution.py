"""The evolution of the network: its size at the end of each month."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from loaders.errors import FaultError
from resolvers.network.history import StoredHistory, history, moment_number
from resolvers.network.walks import Walk

if TYPE_CHECKING:
    from resolvers.graph.growth import Size

MOST_MONTHS = 120
MONTHS = 12
"""Months that are shown unless the client says otherwise."""
YEAR = 12


@dataclass(frozen=True, slots=True)
class Months:
    """Months in a row, each as the number of months since the year 0."""

    first: int
    last: int

    @property
    def days(self) -> list[date]:
        """Return the first day of each month."""
        return [first_day(each) for each in range(self.first, self.last + 1)]


def months_from_arguments(first: date | None, last: date | None, now: datetime) -> Months:
    """Return the months from that of one day to that of another; by default the last ones, until now.

    Months after the present one are left out. Raises FaultError INVALID_PERIOD for no month at all, or too many.
    """
    end = min(_month(last or now), _month(now))
    begin = max(end - MONTHS + 1, YEAR) if first is None else _month(first)
    if not 0 <= end - begin < MOST_MONTHS:
        says = f"Give a period of 1 to {MOST_MONTHS} months that begins in the present month or earlier."
        raise FaultError("INVALID_PERIOD", says)
    return Months(begin, end)


def evolution(found: StoredHistory, walk: Walk, months: Months, now: datetime) -> "list[Size]":
    """Return the size of the network at the end of each month, in UTC, and of the present month now."""
    from resolvers.graph.growth import sizes  # noqa: PLC0415 - a server starts without numpy

    ends = [
        datetime.combine(first_day(each + 1), datetime.min.time(), UTC) for each in range(months.first, months.last + 1)
    ]
    return sizes(history(found, walk), [moment_number(min(each, now)) for each in ends])


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // YEAR, month % YEAR + 1, 1)


def _month(day: date) -> int:
    return day.year * YEAR + day.month - 1
