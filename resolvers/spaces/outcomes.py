"""The mail that tells a person what became of their claim."""

from loaders.statement import Row
from resolvers.accounts.letters import READER, Person
from resolvers.mails.kind import Kind
from resolvers.spaces.acting import ACCOUNT, ACTOR, Acting


async def tell_outcome(acting: Acting, claim: Row, kind: Kind, **values: str) -> None:
    """Queue the mail to the claimant, unless they have left: CLAIM_CONFIRMED, CLAIM_REFUSED or CLAIM_LOST."""
    reader = await acting.first(ACCOUNT, {"id": claim.account_id, "erased_at": None}, READER)
    if reader is not None:
        authority = (await acting.named(ACTOR, claim.actor_id, ("name",))).name
        await acting.letters.tell(Person(*reader), kind, authority=authority, **values)
