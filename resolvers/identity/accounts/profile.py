"""The profile of an account: display name and language."""

from typing import Any

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.use_case import UseCase
from resolvers.identity.accounts.own_account import OWN_ACCOUNT_COLUMNS
from resolvers.identity.accounts.reauthentication import current_account
from resolvers.security.password_policy import LONGEST, SHORTEST, password_faults
from resolvers.validation import Problem
from resolvers.validation.problem import Check, Checked
from resolvers.validation.texts import EDGES, Limit, line
from resolvers.validation.values import language

LONGEST_NAME = Limit.NAME


def check_name(given: object) -> Checked[str]:
    """A name of one line; none is one too."""
    if isinstance(given, str) and not given.strip(EDGES):
        return "", []
    found: Checked[str] = line(LONGEST_NAME)(given)
    return found


CHECKS: dict[str, Check] = {"name": check_name, "language": language}


def checked_profile(given: dict[str, str | None]) -> tuple[dict[str, Any], list[Problem]]:
    """The columns of what was given (None: it was not), and all that is wrong with it."""
    columns, problems = {}, []
    for column, value in given.items():
        if value is not None:
            columns[column], wrong = CHECKS[column](value)
            problems += [each.under(column) for each in wrong]
    return columns, problems


def password_problems(password: str, email: str, field: str = "password") -> list[Problem]:
    """Return the problems of a new password for the account of an e-mail address."""
    values = {"shortest": SHORTEST, "longest": LONGEST}
    return [Problem((field,), code, values) for code in password_faults(password, email)]


async def update_profile(use_case: UseCase, name: str | None, language: str | None) -> Row:
    """The person's account with another name or language; None leaves it."""
    before = await current_account(use_case, ("id", "name"))
    columns, problems = checked_profile({"name": name, "language": language})
    if problems:
        refuse(ValidationFailed(problems))
    if columns.get("name", before.name) != before.name:
        columns["named_at"] = use_case.now
    if columns:
        await use_case.work.update(ACCOUNT, {"id": before.id}, columns)
    return await current_account(use_case, OWN_ACCOUNT_COLUMNS)
