"""Codes, tags, choices and numbers."""

import re
from collections.abc import Callable
from functools import cache
from zoneinfo import available_timezones

from models import ClosedList, codes
from resolvers.validation.problem import Check, Checked, Problem, problem, quotable, with_problem

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader keeps exact; amounts are in cents."""

CURRENCIES = ("EUR", "XPF", "CHF", "GBP", "USD", "CAD", "XOF", "XAF", "MAD", "TND", "MGA")
"""ISO 4217: those of France and of its neighbours, and of the countries with which French authorities cooperate most.

A list of all of them would go stale; one more is a word here.
"""

LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.ASCII | re.IGNORECASE,
)
"""BCP 47 (RFC 5646, 2.1) without extended languages, extensions, private use and grandfathered tags."""
LONGEST_TAG = 35
MOST_SHOWN = 12
"""Accepted values that a message lists."""


def siren(value: object) -> Checked[str]:
    """A SIREN, with the blanks between its digits taken out; a SIRET is refused with the SIREN that it begins with."""
    if isinstance(value, str) and (found := codes.siren_of(value)) is not None:
        return with_problem("SIRET_GIVEN", value=quotable(value), siren=found)
    return _code(value, codes.is_siren, "INVALID_SIREN")


def rna(value: object) -> Checked[str]:
    """An RNA number, in capitals and without blanks."""
    return _code(value, codes.is_rna, "INVALID_RNA")


def commune(value: object) -> Checked[str]:
    """An INSEE code of a commune, in capitals; one whose leading zero was lost is refused."""
    return _code(value, codes.is_commune, "INVALID_COMMUNE")


def _code(value: object, valid: Callable[[str], bool], code: str) -> Checked[str]:
    text = codes.normal(value) if isinstance(value, str) else ""
    return (text, []) if valid(text) else with_problem(code, value=quotable(value))


def language(value: object) -> Checked[str]:
    """A language tag, in the capitals that BCP 47 recommends: `fr`, `pt-BR`, `zh-Hant`."""
    text = value.strip() if isinstance(value, str) and len(value) <= LONGEST_TAG else ""
    match = LANGUAGE.fullmatch(text)
    if match is None:
        return with_problem("INVALID_LANGUAGE", value=quotable(value))
    named = match["language"].lower(), (match["script"] or "").title(), (match["region"] or "").upper()
    return "-".join(filter(None, named)) + match["variants"].lower(), []


def time_zone(value: object) -> Checked[str]:
    """The name of a time zone in IANA's database."""
    known = isinstance(value, str) and value in _time_zones()
    return (str(value), []) if known else with_problem("UNKNOWN_TIME_ZONE", value=quotable(value))


@cache
def _time_zones() -> frozenset[str]:
    """All of them, without the two that are a machine's own."""
    return frozenset(available_timezones() - {"localtime", "Factory"})


def currency(value: object) -> Checked[str]:
    """An ISO 4217 code."""
    known = isinstance(value, str) and value in CURRENCIES
    return (
        (str(value), [])
        if known
        else with_problem("UNKNOWN_CURRENCY", value=quotable(value), accepted=enumeration(CURRENCIES))
    )


def choice(members: type[ClosedList]) -> Check:
    """A member of a closed list, given as itself or by its name."""
    known = dict(members.__members__)

    def check(value: object) -> Checked[ClosedList]:
        if isinstance(value, str) and value in known:
            return known[value], []
        return with_problem("UNKNOWN_CHOICE", value=quotable(value), accepted=enumeration(tuple(known)))

    return check


def enumeration(names: tuple[str, ...]) -> str:
    """Names for a message: twelve at most."""
    return ", ".join(names[:MOST_SHOWN]) + ("…" if len(names) > MOST_SHOWN else "")


def list_of(check: Check, most: int) -> Check:
    """A list of at most `most` values that are each right, and each there once; problems have their positions."""

    def check_all(value: object) -> Checked[list[object]]:
        if not isinstance(value, list | tuple):
            return with_problem("INVALID_LIST")
        if len(value) > most:
            return with_problem("LIST_TOO_LONG", length=len(value), limit=most)
        found: list[object] = []
        problems: list[Problem] = []
        for position, each in enumerate(value):
            one, wrong = check(each)
            if not wrong and one in found:
                wrong = [problem("LIST_REPEATS", value=quotable(each))]
            found.append(one)
            problems += (each.under(position) for each in wrong)
        return (None, problems) if problems else (found, [])

    return check_all


def boolean(value: object) -> Checked[bool]:
    """True or false."""
    return (value, []) if isinstance(value, bool) else with_problem("INVALID_BOOLEAN", value=quotable(value))


def whole(lowest: int, highest: int) -> Check:
    """A whole number from `lowest` to `highest`."""

    def check(value: object) -> Checked[int]:
        if isinstance(value, bool) or not isinstance(value, int):
            return with_problem("INVALID_NUMBER", value=quotable(value))
        if lowest <= value <= highest:
            return value, []
        return with_problem("NUMBER_OUT_OF_RANGE", lowest=lowest, highest=highest)

    return check


def degrees(most: int) -> Check:
    """An angle from `-most` to `most`, in degrees; finite."""

    def check(value: object) -> Checked[float]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return with_problem("INVALID_DECIMAL", value=quotable(value))
        if -most <= value <= most:  # which NaN is not
            return float(value), []
        return with_problem("NUMBER_OUT_OF_RANGE", lowest=-most, highest=most)

    return check
