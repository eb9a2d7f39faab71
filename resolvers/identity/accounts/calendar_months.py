"""Months of the calendar, counted so that none is cut short: from 29 February, two years are full on 1 March."""

from calendar import monthrange
from datetime import date, timedelta


def months_before(day: date, months: int) -> date:
    """The last day since which so many months are full on `day`."""
    year, month, length = _month(day, -months)
    return date(year, month, min(day.day, length))


def months_after(day: date, months: int) -> date:
    """The first day on which so many months are full since `day`."""
    year, month, length = _month(day, months)
    return date(year, month, min(day.day, length)) + timedelta(days=day.day > length)


def _month(day: date, later: int) -> tuple[int, int, int]:
    """Year, month, and how many days it has."""
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    return year, month + 1, monthrange(year, month + 1)[1]
