"""The rules between the columns of a record, each of which may be right by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from models import PERSONS, ActorKind, Audience, ContactKind, LegalBasis, ResourceKind, WorkshopFormat
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import Check, Problem
from resolvers.validation.web import email, phone

LONGEST_WORKSHOP = timedelta(days=366)

WITHOUT_CODES = PERSONS | {ActorKind.CITIZEN_GROUP}
"""Kinds of actors with neither SIREN nor RNA: people, and groups without legal form."""

CONTACTS: Mapping[ContactKind, Check] = {ContactKind.EMAIL: email, ContactKind.PHONE: phone}
"""The check of a contact's value, by its kind."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule between columns: `check` takes their values in the order of `reads`."""

    reads: tuple[str, ...]
    check: Callable[..., list[Problem]]


def days_in_order(first: str, last: str) -> Rule:
    """Two days, the later of which is not before the earlier."""

    def check(start: date | None, end: date | None) -> list[Problem]:
        if start is None or end is None or start <= end:
            return []
        return [
            Problem((to_camel_case(last),), "ENDS_BEFORE_START", {"start": start.isoformat(), "end": end.isoformat()})
        ]

    return Rule((first, last), check)


def workshop_times(start: datetime, end: datetime) -> list[Problem]:
    """A workshop ends after it begins, and at most 366 days later."""
    if end <= start:
        return [Problem(("endsAt",), "WORKSHOP_NOT_AFTER_START")]
    if end - start > LONGEST_WORKSHOP:
        return [Problem(("endsAt",), "WORKSHOP_TOO_LONG", {"days": LONGEST_WORKSHOP.days})]
    return []


def local_time(name: str) -> Rule:
    """A moment that was given with an offset, which the time zone must have at that moment; UTC is none of a place.

    So a time that clocks pass over in spring is refused, and one that they show twice in autumn is told by its offset.
    """

    def check(zone: str | None, moment: datetime | None, offset: timedelta | None) -> list[Problem]:
        if zone is None or moment is None or not offset:
            return []
        try:
            has = moment.astimezone(ZoneInfo(zone)).utcoffset()
        except OverflowError:  # a day at the end of time, which has no clocks
            return []
        if has == offset:
            return []
        given, shown = _written(offset), _written(has)
        return [Problem((to_camel_case(name),), "OFFSET_NOT_OF_ZONE", {"zone": zone, "given": given, "offset": shown})]

    return Rule(("time_zone", name, f"{name}_offset"), check)


def _written(offset: timedelta | None) -> str:
    """An offset from UTC as moments are written with it: `+01:00`."""
    return str(timezone(offset or timedelta())).removeprefix("UTC") or "+00:00"


def workshop_address(held: WorkshopFormat, online: str | None) -> list[Problem]:
    """On site there is no online address; online there may be none yet, or one that only those who register get."""
    wrong = held == WorkshopFormat.ON_SITE and online is not None
    return [Problem(("onlineUrl",), "ONLINE_ADDRESS_ON_SITE")] if wrong else []


def coordinates(longitude: float | None, latitude: float | None) -> list[Problem]:
    """Both, or neither."""
    if (longitude is None) == (latitude is None):
        return []
    return [Problem(("longitude" if longitude is None else "latitude",), "COORDINATES_INCOMPLETE")]


def budget(cents: int | None, currency: str | None) -> list[Problem]:
    """An amount has a currency."""
    return [Problem(("budgetCurrency",), "CURRENCY_MISSING")] if cents is not None and currency is None else []


def actor_codes(kind: ActorKind, siren: str | None, rna: str | None) -> list[Problem]:
    """SIREN and RNA are of legal persons."""
    if kind not in WITHOUT_CODES:
        return []
    given = [name for name, each in (("siren", siren), ("rna", rna)) if each is not None]
    return [Problem((name,), "CODE_OF_PERSON") for name in given]


def membership_host(member: str | None, organisation: str | None, network: str | None) -> list[Problem]:
    """Exactly one of organisation and network, and never the member itself."""
    if organisation is None and network is None:
        return [Problem(("organisation",), "MEMBERSHIP_WITHOUT_HOST")]
    if organisation is not None and network is not None:
        return [Problem(("network",), "MEMBERSHIP_WITH_TWO_HOSTS")]
    return [Problem(("organisation",), "MEMBERSHIP_OF_ITSELF")] if organisation == member else []


def resource_report(kind: ResourceKind, report: Mapping[str, Any] | None) -> list[Problem]:
    """Experience reports say what worked and what failed; no other resource does."""
    expected = kind == ResourceKind.EXPERIENCE_REPORT
    if expected == (report is not None):
        return []
    return [Problem(("experienceReport",), "REPORT_MISSING" if expected else "REPORT_NOT_EXPECTED")]


def contact_value(kind: ContactKind, value: str) -> list[Problem]:
    """An e-mail address or a telephone number is one; other ways are in words."""
    check = CONTACTS.get(kind)
    return [each.under("value") for each in check(value)[1]] if check else []


def contact_audience(audience: Audience, basis: LegalBasis) -> list[Problem]:
    """A person's detail is for everyone by their consent only (CRPA, article L. 312-1-2)."""
    wrong = audience == Audience.EVERYONE and basis == LegalBasis.PUBLIC_TASK
    return [Problem(("audience",), "CONSENT_NEEDED")] if wrong else []


def contact_basis(_actor: str, actor_kind: ActorKind, basis: LegalBasis) -> list[Problem]:
    """Check the legal basis: a contact detail of a person is personal data, at work too."""
    wrong = basis == LegalBasis.NOT_PERSONAL and actor_kind in PERSONS
    return [Problem(("basis",), "CONTACT_OF_PERSON")] if wrong else []
