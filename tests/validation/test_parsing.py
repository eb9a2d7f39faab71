"""Values that come as text: what each means, and nothing where it is not clear."""

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import ActorKind, ReportPurpose
from resolvers.validation import parsing
from tests.support.durations import check_duration
from tests.validation.check_results import accepted, codes

PARSERS = {
    "day": parsing.day,
    "moment": parsing.moment,
    "whole": parsing.whole,
    "decimal": parsing.decimal,
    "boolean": parsing.boolean,
    "choice": parsing.choice(ActorKind),
    "choices": parsing.choices(ReportPurpose),
    "text": parsing.text,
}


@pytest.mark.parametrize(
    ("parser", "text", "value"),
    [
        ("day", "2026-01-31", date(2026, 1, 31)),
        ("day", " 2024-02-29\u00a0", date(2024, 2, 29)),
        ("moment", "2026-01-31T09:00:00+01:00", datetime(2026, 1, 31, 8, tzinfo=UTC)),
        ("moment", "2026-01-31t09:00z", datetime(2026, 1, 31, 9, tzinfo=UTC)),
        ("moment", "2026-01-31T09:00:00.5-03:00", datetime(2026, 1, 31, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("whole", "007", 7),
        ("whole", "-12", -12),
        ("decimal", "48.8566", 48.8566),
        ("decimal", "48,8566", 48.8566),
        ("decimal", "-2", -2.0),
        *(("boolean", each, True) for each in ("true", "VRAI", "Oui", "1")),
        *(("boolean", each, False) for each in ("false", "Faux", "non ", "0")),
        ("choice", "CITIZEN", ActorKind.CITIZEN),
        ("choice", " citizen ", ActorKind.CITIZEN),
        ("choices", "PLAN_SPACE; share_power|", [ReportPurpose.PLAN_SPACE, ReportPurpose.SHARE_POWER]),
        ("text", " a ", " a "),
    ],
)
def test_what_is_clear_has_its_value(parser, text, value):
    found = accepted(PARSERS[parser](text))
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0", "\ufeff"])
@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
def test_empty_text_is_absent(parser, text):
    assert parser(text) == (None, [])


@pytest.mark.parametrize(
    ("parser", "text", "code"),
    [
        *(
            ("day", each, "INVALID_DATE")
            for each in (
                *("2026-02-30", "2025-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "31/01/2026"),
                *("2026-1-31", "20260131", "2026-W05-6", "2026-01-31T00:00:00Z", "２０２６-01-31", "46053", "hier"),
            )
        ),
        ("day", "0000-01-01", "INVALID_DATE"),
        ("day", "0999-12-31", "YEAR_OUT_OF_RANGE"),
        *(
            ("moment", each, "INVALID_MOMENT")
            for each in (
                *("2026-01-31T09:00:00", "2026-01-31", "2026-01-31 09:00:00Z", "2026-02-30T09:00:00Z"),
                *("2026-01-31T24:00:00Z", "2026-01-31T23:59:60Z", "2026-01-31T09:00:00+25:00", "2026-01-31T9:00Z"),
                *("1769846400", "2026-01-31T09:00:00+0100", "2026-01-31T09:00:00Z[Europe/Paris]"),
            )
        ),
        ("moment", "9999-12-31T23:59:59-01:00", "YEAR_OUT_OF_RANGE"),
        *(
            ("whole", each, "INVALID_NUMBER")
            for each in (
                "1.0",
                "1e3",
                "1 000",
                "+1",
                "--1",
                "0x10",
                "1_000",
                "١٢",
                "½",
                "3 000 €",
                "9" * 20,
                "9" * 5_000,
            )
        ),
        *(
            ("decimal", each, "INVALID_DECIMAL")
            for each in ("1e999", "٤٨", "nan", "inf", "1.", ".5", "1,2,3", "48°51", "9" * 400)
        ),
        *(("boolean", each, "INVALID_BOOLEAN") for each in ("yes and no", "2", "x", "o", "-1")),
        ("choice", "MAYOR", "UNKNOWN_CHOICE"),
        ("choice", "CITIZEN,COMPANY", "UNKNOWN_CHOICE"),
        ("choices", "PLAN_SPACE, PLAN_SPACE", "LIST_REPEATS"),
        ("choices", "PLAN_SPACE SHARE_POWER", "UNKNOWN_CHOICE"),
    ],
)
def test_what_is_not_clear_is_refused(parser, text, code):
    assert codes(PARSERS[parser](text)) == [code]


@pytest.mark.parametrize("name", sorted(PARSERS.keys() - {"text"}))
@pytest.mark.parametrize("text", ["1", "1,", "\ud800", "a", "2026-01-31", "[", " a"])
def test_ten_million_characters_are_refused(name, text):
    given = text * (10_000_000 // len(text))
    begun = time.process_time()
    assert PARSERS[name](given)[1] != []
    check_duration(time.process_time() - begun, 0.2)


@given(st.text() | st.from_regex(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[Z+]?(\d\d:\d\d)?)?", fullmatch=True))
def test_nothing_is_raised(text):
    for parser in PARSERS.values():
        value, problems = parser(text)
        assert value is None or not problems


@given(st.dates(min_value=date(1000, 1, 1)), st.datetimes(min_value=datetime(1001, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - Hypothesis wants it so
def test_days_and_moments_come_back(day, moment):
    assert accepted(parsing.day(day.isoformat())) == day
    assert accepted(parsing.moment(moment.isoformat())) == moment
