"""Months that are full, whatever their length."""

from datetime import date, timedelta

import pytest

from resolvers.identity.accounts.calendar_months import months_after, months_before

DAY = timedelta(days=1)


@pytest.mark.parametrize("months", [1, 12, 23, 24])
def test_months_are_full_since_each_day_that_is_early_enough_and_since_no_other(months: int):
    for day in (date(2026, 1, 1) + n * DAY for n in range(4 * 366)):
        full = months_after(day, months)
        assert months_before(full, months) >= day
        assert months_before(full - DAY, months) < day


@pytest.mark.parametrize(
    ("day", "months", "full"),
    [
        (date(2026, 3, 15), 24, date(2028, 3, 15)),
        (date(2028, 2, 29), 24, date(2030, 3, 1)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 3, 31), 23, date(2028, 3, 1)),
        (date(2027, 3, 31), 23, date(2029, 3, 1)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
    ],
)
def test_months_end_where_the_calendar_has_it(day: date, months: int, full: date):
    assert months_after(day, months) == full
