"""Days and moments."""

from datetime import UTC, date, datetime

from resolvers.validation.problem import Checked, quotable, with_problem

FIRST_YEAR = 1000
"""Years of four digits, as in RFC 3339; an earlier one is a slip in this commons."""


def day(value: object) -> Checked[date]:
    """A day of the calendar, from the year 1000 to the year 9999."""
    if not isinstance(value, date) or isinstance(value, datetime):
        return with_problem("INVALID_DATE", value=quotable(value))
    return (value, []) if value.year >= FIRST_YEAR else with_problem("YEAR_OUT_OF_RANGE")


def moment(value: object) -> Checked[datetime]:
    """A moment with its offset, brought to UTC, in which it lies from the year 1000 to the year 9999."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return with_problem("INVALID_MOMENT", value=quotable(value))
    try:
        found = value.astimezone(UTC)
    except OverflowError:
        return with_problem("YEAR_OUT_OF_RANGE")
    return (found, []) if found.year >= FIRST_YEAR else with_problem("YEAR_OUT_OF_RANGE")
