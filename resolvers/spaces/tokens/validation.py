"""Validation of a token's name, scopes, expiry and addresses, all at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from loaders.errors import FaultError
from models import Scope
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.security.ip_ranges import parse_ranges
from resolvers.security.lifetimes import API_TOKEN
from resolvers.spaces.permissions import TokenIssuer
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import Check, Checked, Problem, quotable, with_problem
from resolvers.validation.texts import line
from resolvers.validation.times import moment
from resolvers.validation.values import choice, list_of

LONGEST_NAME = 100
LONGEST_LIFE = API_TOKEN
MOST_RANGES = 50


def validate_token(given: Mapping[str, Any], giver: TokenIssuer, now: datetime) -> dict[str, Any]:
    """Return the values by column as they are stored; refuses with all problems."""
    checks: dict[str, Check] = {
        "name": line(LONGEST_NAME),
        "scopes": _scopes(giver),
        "expires_at": _expiry(now),
        "addresses": _addresses(giver),
    }
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for column, value in given.items():
        found[column], wrong = checks[column](value)
        problems += (each.under(to_camel_case(column)) for each in wrong)
    if problems:
        refuse(ValidationFailed(problems))
    return found


def _scopes(giver: TokenIssuer) -> Check:
    member = choice(Scope)

    def scope(value: object) -> Checked[Scope]:
        found, problems = member(value)
        return with_problem("SCOPE_NOT_HELD") if found and found not in giver.scopes else (found, problems)

    listed = list_of(scope, len(Scope))
    return lambda value: listed(value) if value else with_problem("REQUIRED")


def _addresses(giver: TokenIssuer) -> Check:
    def range_(value: object) -> Checked[str]:
        try:
            (found,) = parse_ranges([str(value)])
        except FaultError:
            return with_problem("INVALID_ADDRESS_RANGE", value=quotable(value))
        return (str(found), []) if giver.gives_range(found) else with_problem("RANGE_NOT_HELD")

    listed = list_of(range_, MOST_RANGES)
    # None at all would be everywhere, which is more than a giver has who acts from some addresses alone.
    return lambda value: listed(value) if value or not giver.ranges else with_problem("REQUIRED")


def _expiry(now: datetime) -> Check:
    def check(value: object) -> Checked[datetime]:
        found, problems = moment(value)
        if found is None:
            return None, problems
        if found <= now:
            return with_problem("EXPIRY_PAST")
        return (found, []) if found - now <= LONGEST_LIFE else with_problem("EXPIRY_TOO_FAR", days=LONGEST_LIFE.days)

    return check
