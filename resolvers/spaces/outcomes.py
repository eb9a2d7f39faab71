"""The mail that tells a person what became of their claim."""

from loaders.sql.statement import Row
from resolvers.accounts.letters import readers
from resolvers.mails.kind import Kind
from resolvers.spaces.acting import Acting
from resolvers.spaces.naming import authority_name


async def tell_outcome(acting: Acting, claim: Row, kind: Kind, **values: str) -> None:
    """Queue the mail to the claimant, unless they have left: CLAIM_CONFIRMED, CLAIM_REFUSED or CLAIM_LOST."""
    if people := await readers(acting.work, [claim.account_id]):
        authority = await authority_name(acting.work, claim)
        await acting.letters.tell_each(people, kind, authority=authority, **values)
