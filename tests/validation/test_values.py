"""Codes, tags, choices, numbers, days and moments."""

import math
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from models import ActorKind, ReportPurpose
from resolvers.i18n.messages import message
from resolvers.validation import times, values
from resolvers.validation.problem import quotable
from tests.validation.check_results import accepted, codes

NO_TEXT = [None, True, 1.5, ["a"], b"a", object()]
PARIS = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("check", "given", "kept"),
    [
        (values.siren, "213400774", None),
        (values.siren, "356000000", "356000000"),
        (values.siren, " 356 000\u00a0000 ", "356000000"),
        (values.siren, "35600000", None),
        (values.siren, "３５６００００００", None),
        (values.siren, "35600000000048", None),
        (values.siren, "356000000\u200b\ufeff", "356000000"),
        (values.siren, "000 000 000", None),
        (values.siren, "0" * 14, None),
        (values.siren, 356000000, None),
        (values.rna, "W123456789", "W123456789"),
        (values.rna, "w12 345 6789", "W123456789"),
        (values.rna, "W12345678", None),
        (values.rna, "w2a1\u202f000\u00a0004", "W2A1000004"),
        (values.rna, "W9N1000123", "W9N1000123"),
        (values.rna, "W001000123", None),
        (values.rna, "WABCDEFGHI", None),
        (values.rna, "W2C1000004", None),
        (values.rna, "W8N1000123", None),
        (values.rna, "123456789", None),
        (values.commune, "01001", "01001"),
        (values.commune, "2a004", "2A004"),
        (values.commune, "1001", None),
        (values.commune, "1001.0", None),
        (values.commune, "00001", "00001"),
        (values.commune, "84007\n", "84007"),
        (values.language, "fr", "fr"),
        (values.language, "FR-fr", "fr-FR"),
        (values.language, "zh-hant-tw", "zh-Hant-TW"),
        (values.language, "oc-lengadoc", "oc-lengadoc"),
        (values.language, "gcf", "gcf"),
        (values.language, "es-419", "es-419"),
        (values.language, "français", None),
        (values.language, "f", None),
        (values.language, "fr_FR", None),
        (values.language, "fr-", None),
        (values.language, "fr\n-FR", None),
        (values.time_zone, "Europe/Paris", "Europe/Paris"),
        (values.time_zone, "Pacific/Noumea", "Pacific/Noumea"),
        (values.time_zone, "Europe/Avignon", None),
        (values.time_zone, "../../etc/passwd", None),
        (values.time_zone, "localtime", None),
        (values.currency, "EUR", "EUR"),
        (values.currency, "XPF", "XPF"),
        (values.currency, "eur", None),
        (values.currency, "€", None),
    ],
)
def test_codes_and_tags(check, given, kept):
    if kept is None:
        assert len(codes(check(given))) == 1
    else:
        assert accepted(check(given)) == kept


@pytest.mark.parametrize("given", [*NO_TEXT, 1001, "", "a" * 10_000_000, "\0", "\ud800"])
@pytest.mark.parametrize("name", ["siren", "rna", "commune", "language", "time_zone", "currency"])
def test_what_is_no_code_is_refused(name, given):
    expected = {"time_zone": "UNKNOWN_TIME_ZONE", "currency": "UNKNOWN_CURRENCY"}
    assert codes(getattr(values, name)(given)) == [expected.get(name, f"INVALID_{name.upper()}")]


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("Mairie d’Évry", "Mairie d’Évry"),
        (" a\nb\u202e\0\ud800 ", "aU+000AbU+202EU+0000U+D800"),
        ("12\u202f500\u00a0€", "12 500 €"),
        ("é" * 61, "é" * 60 + "…"),
        (None, "None"),
        (True, "True"),
        (1.5, "1.5"),
        (date(2026, 1, 31), "2026-01-31"),
        (["a"], "…"),
        (object(), "…"),
    ],
)
def test_what_is_refused_is_quoted_in_plain_sight(value, quoted):
    assert quotable(value) == quoted


def test_a_choice_is_a_member_or_its_name():
    check = values.choice(ActorKind)
    assert accepted(check(ActorKind.CITIZEN)) is accepted(check("CITIZEN")) is ActorKind.CITIZEN
    (problem,) = values.choice(ReportPurpose)("PARTY")[1]
    assert problem.code == "UNKNOWN_CHOICE"
    assert problem.values == {"value": "PARTY", "accepted": ", ".join(ReportPurpose.__members__)}
    assert [codes(check(each)) for each in [*NO_TEXT, "citizen", ""]] == [["UNKNOWN_CHOICE"]] * (len(NO_TEXT) + 2)


def test_twelve_accepted_values_are_shown():
    assert values.enumeration(tuple("abcdefghijkl")) == "a, b, c, d, e, f, g, h, i, j, k, l"
    assert values.enumeration(tuple("abcdefghijklm")) == "a, b, c, d, e, f, g, h, i, j, k, l…"


def test_a_list_tells_where_it_is_wrong():
    check = values.list_of(values.choice(ReportPurpose), 4)
    purposes = [ReportPurpose.PLAN_SPACE, "SHARE_POWER"]
    assert accepted(check(purposes)) == [ReportPurpose.PLAN_SPACE, ReportPurpose.SHARE_POWER]
    problems = check(["PLAN_SPACE", "X", "PLAN_SPACE", None])[1]
    assert [(each.path, each.code) for each in problems] == [
        ((1,), "UNKNOWN_CHOICE"),
        ((2,), "LIST_REPEATS"),
        ((3,), "UNKNOWN_CHOICE"),
    ]
    assert codes(check(["X"] * 1_000_000)) == ["LIST_TOO_LONG"]
    assert codes(check("PLAN_SPACE")) == codes(check({"PLAN_SPACE"})) == codes(check(1)) == ["INVALID_LIST"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0, None),
        (values.LARGEST, None),
        (-1, "NUMBER_OUT_OF_RANGE"),
        (values.LARGEST + 1, "NUMBER_OUT_OF_RANGE"),
        (True, "INVALID_NUMBER"),
        (1.0, "INVALID_NUMBER"),
        ("1", "INVALID_NUMBER"),
        (None, "INVALID_NUMBER"),
    ],
)
def test_whole_numbers(given, expected):
    assert codes(values.whole(0, values.LARGEST)(given)) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (0, None),
        (-90, None),
        (90.0, None),
        (90.000001, "NUMBER_OUT_OF_RANGE"),
        (math.nan, "NUMBER_OUT_OF_RANGE"),
        (math.inf, "NUMBER_OUT_OF_RANGE"),
        (-math.inf, "NUMBER_OUT_OF_RANGE"),
        (False, "INVALID_DECIMAL"),
        ("48.8", "INVALID_DECIMAL"),
        (1j, "INVALID_DECIMAL"),
    ],
)
def test_degrees(given, expected):
    assert codes(values.degrees(90)(given)) == ([] if expected is None else [expected])


@pytest.mark.parametrize("given", ["true", 1, 0, None])
def test_only_booleans_are_booleans(given):
    assert codes(values.boolean(given)) == ["INVALID_BOOLEAN"]
    assert accepted(values.boolean(False)) is False


def test_a_number_of_5001_digits_is_one_like_any_other():
    huge = 10**5_000
    assert codes(values.whole(0, values.LARGEST)(huge)) == codes(values.degrees(90)(huge)) == ["NUMBER_OUT_OF_RANGE"]
    for check in (values.boolean, values.siren, values.language, times.day, values.choice(ActorKind)):
        assert check(huge)[1][0].values["value"] == "…"


def test_days():
    assert accepted(times.day(date(1000, 1, 1))) == date(1000, 1, 1)
    assert accepted(times.day(date.max)) == date.max
    assert codes(times.day(date(999, 12, 31))) == ["YEAR_OUT_OF_RANGE"]
    for given in (datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01", 20260101, None):
        assert codes(times.day(given)) == ["INVALID_DATE"]


def test_moments_are_brought_to_utc():
    given = datetime(2026, 1, 31, 9, tzinfo=PARIS)
    found = accepted(times.moment(given))
    assert (found, found.tzinfo) == (given, UTC)
    assert codes(times.moment(datetime(2026, 1, 31, 9))) == ["INVALID_MOMENT"]  # noqa: DTZ001 - the point
    assert codes(times.moment(date(2026, 1, 31))) == codes(times.moment("2026")) == ["INVALID_MOMENT"]


@pytest.mark.parametrize("offset", [-12, 0, 14])
def test_moments_at_the_ends_of_the_calendar(offset):
    zone = timezone(timedelta(hours=offset))
    assert codes(times.moment(datetime.min.replace(tzinfo=zone))) == ["YEAR_OUT_OF_RANGE"]
    late = times.moment(datetime.max.replace(tzinfo=zone))
    assert codes(late) == (["YEAR_OUT_OF_RANGE"] if offset < 0 else [])


@pytest.mark.parametrize("given", ["2C004", "96001", "9A001", "0100A"])
def test_a_commune_code_of_five_characters_is_told_what_else_it_has(given):
    _, (problem,) = values.commune(given)
    said = {language: message(problem.code, language, problem.values) for language in ("fr", "en")}
    assert "deux caractères du département (01 à 95, 2A, 2B, 97 ou 98)" in said["fr"]
    assert "then three digits" in said["en"]
    assert not any(each in text for each in ("cinq", "five") for text in said.values())
