"""The mail that tells a person what became of their claim."""

from loaders.sql.statement import Row
from resolvers.core.mailer import recipients
from resolvers.core.use_case import UseCase
from resolvers.i18n.mails.kinds import MailKind
from resolvers.identity.space_names import authority_name


async def notify_claimant(use_case: UseCase, claim: Row, kind: MailKind, **values: str) -> None:
    """Queue the mail to the claimant, unless they have left: CLAIM_CONFIRMED, CLAIM_REFUSED or CLAIM_LOST."""
    if people := await recipients(use_case.work, [claim.account_id]):
        authority = await authority_name(use_case.work, claim)
        await use_case.mailer.send_each(people, kind, authority=authority, **values)
