"""The rules of each content model: one check for each column that people write, and what must hold between columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from resolvers.validation import cross_field_rules
from resolvers.validation.cross_field_rules import Rule, days_in_order, local_time
from resolvers.validation.markdown import markdown
from resolvers.validation.problem import Check
from resolvers.validation.texts import Limit, line, lines
from resolvers.validation.values import LARGEST, currency, degrees, language, rna, siren, time_zone, whole
from resolvers.validation.web import url

AMOUNT = whole(0, LARGEST)
PEOPLE = whole(1, 10_000_000)
DAYS = whole(0, 1_000_000)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a type's columns, besides those of their own types, and the rules between them."""

    columns: Mapping[str, Check] = field(default_factory=dict)
    between: tuple[Rule, ...] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    """By name: the type of what a record says besides, in a row of its own."""


CLOCKS = (local_time("starts_at"), local_time("ends_at"))
"""Checks that a workshop's times exist on the clocks of its place."""
SOURCED: dict[str, Check] = {
    "source_name": line(Limit.SHORT),
    "source_url": url,
    "source_reference": line(Limit.SHORT),
}


def is_long(type_name: str, column: str) -> bool:
    """True if a column holds Markdown, which may be long."""
    return type_name in RULES and RULES[type_name].columns.get(column) is markdown


RULES: dict[str, Rules] = {
    "Actor": Rules(
        {
            **SOURCED,
            "name": line(Limit.NAME),
            "acronym": line(Limit.ACRONYM),
            "summary": lines(Limit.SUMMARY),
            "description": markdown,
            "website": url,
            "siren": siren,
            "rna": rna,
        },
        (Rule(("kind", "siren", "rna"), cross_field_rules.actor_codes),),
    ),
    "Collection": Rules({"title": line(Limit.NAME), "introduction": markdown}),
    "Contact": Rules(
        {"value": lines(Limit.SHORT), "label": line(Limit.SHORT), "purpose": line(Limit.SHORT)},
        (
            Rule(("kind", "value"), cross_field_rules.contact_value),
            Rule(("audience", "basis"), cross_field_rules.contact_audience),
            Rule(("actor_id", "actor_kind", "basis"), cross_field_rules.contact_basis),
        ),
    ),
    "ExperienceReport": Rules(
        {
            "participants": PEOPLE,
            "cost_cents": AMOUNT,
            "cost_days": DAYS,
            "what_worked": markdown,
            "what_failed": markdown,
            "reuse_conditions": markdown,
            "evidence": markdown,
        }
    ),
    "Membership": Rules(
        between=(
            Rule(("member_id", "organisation_id", "network_id"), cross_field_rules.membership_host),
            days_in_order("since", "until"),
        )
    ),
    "Participation": Rules(between=(days_in_order("since", "until"),)),
    "Project": Rules(
        {
            **SOURCED,
            "title": line(Limit.NAME),
            "summary": lines(Limit.SUMMARY),
            "description": markdown,
            "budget_cents": AMOUNT,
            "budget_currency": currency,
            "longitude": degrees(180),
            "latitude": degrees(90),
        },
        (
            days_in_order("starts_on", "ends_on"),
            Rule(("longitude", "latitude"), cross_field_rules.coordinates),
            Rule(("budget_cents", "budget_currency"), cross_field_rules.budget),
        ),
    ),
    "Resource": Rules(
        {
            **SOURCED,
            "title": line(Limit.NAME),
            "summary": lines(Limit.SUMMARY),
            "body": markdown,
            "url": url,
            "language": language,
        },
        (
            days_in_order("published_on", "expires_on"),
            Rule(("kind", "experience_report"), cross_field_rules.resource_report),
        ),
        {"experience_report": "ExperienceReport"},
    ),
    "Workshop": Rules(
        {
            **SOURCED,
            "title": line(Limit.NAME),
            "summary": lines(Limit.SUMMARY),
            "description": markdown,
            "time_zone": time_zone,
            "place": lines(Limit.SHORT),
            "online_url": url,
            "capacity": PEOPLE,
            "language": language,
        },
        (
            Rule(("starts_at", "ends_at"), cross_field_rules.workshop_times),
            *CLOCKS,
            Rule(("format", "online_url"), cross_field_rules.workshop_address),
        ),
    ),
}
"""By the name of a type; closed lists, days, moments, booleans and references are checked by the type of the column."""
