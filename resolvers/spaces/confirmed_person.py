"""The person who acts in a mutation of spaces: signed in, with a confirmed e-mail address."""

from loaders.sql.statement import Row
from loaders.tables import ACCOUNT
from resolvers.core.refusals import NotPermitted, refuse
from resolvers.core.use_case import UseCase

PERSON_COLUMNS = ("id", "email", "email_key", "email_confirmed_at", "name", "language")


async def confirmed_person(use_case: UseCase) -> Row:
    """Return the account of the person who asks, with PERSON_COLUMNS; refuses programs and unconfirmed addresses."""
    if use_case.viewer.account_id is None:
        refuse(NotPermitted("ACCOUNT_NEEDED"))
    where = {"id": use_case.viewer.account_id, "erased_at": None}
    found = await use_case.first_row(ACCOUNT, where, PERSON_COLUMNS)
    if found is None or found.email_confirmed_at is None:
        refuse(NotPermitted("EMAIL_NOT_CONFIRMED"))
    return found
