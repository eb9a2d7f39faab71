"""The mutations of claims on local authorities."""

from collections.abc import Iterator
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.sql.statement import Row
from models import Scope
from resolvers.core.use_case import UseCase
from resolvers.spaces import claims, disputes, verification
from schema.kit.inputs import WHY
from schema.kit.mutation import Requires, mutation, payload
from schema.kit.nulls import given_or_none
from schema.kit.references import DESCRIPTIONS, scheme_and_value
from schema.spaces.types import ClaimSaved, LocalAuthorityRegistered, claim_type, registration_type
from schema.spaces.use_case_plan import UseCaseFunction, for_reason, use_case_plan, waking_sender

PERSON = Requires(Scope.CONTENT_WRITE, "to be signed in as a person whose address is confirmed")
CLAIMANT = Requires(Scope.CONTENT_WRITE, "to be the person who made the claim")
DECIDING = Requires(Scope.NETWORK_ADMIN, "to manage a guarantor network, or be a steward, without a part in the claim")
ANYBODY = Requires(None, "anybody who has the token of the mail")


@strawberry.input(one_of=True, description="Names one local authority: exactly one of the fields must be given.")
class LocalAuthorityReference:
    commune: str | None = strawberry.field(default=strawberry.UNSET, description=DESCRIPTIONS["commune"])
    department: str | None = strawberry.field(default=strawberry.UNSET, description=DESCRIPTIONS["department"])
    region: str | None = strawberry.field(default=strawberry.UNSET, description=DESCRIPTIONS["region"])
    epci: str | None = strawberry.field(default=strawberry.UNSET, description=DESCRIPTIONS["epci"])
    siren: str | None = strawberry.field(
        default=strawberry.UNSET, description="SIREN of a commune or an EPCI of the official list."
    )
    postal_code: str | None = strawberry.field(default=strawberry.UNSET, description=DESCRIPTIONS["postalCode"])
    former_code: str | None = strawberry.field(default=strawberry.UNSET, description=DESCRIPTIONS["formerCode"])


@strawberry.input(description="For which local authority the person says that they act.")
class RegisterLocalAuthorityInput:
    authority: LocalAuthorityReference = strawberry.field(description="Which authority it is, by an official code.")
    mailbox: str | None = strawberry.field(
        default=strawberry.UNSET, description="An official mailbox of the authority, to have a link sent there at once."
    )


@strawberry.input(description="Where the authority is asked about a claim.")
class RequestClaimConfirmationInput:
    claim: strawberry.ID = strawberry.field(description="The person's own claim.")
    mailbox: str = strawberry.field(
        description="On the domain of the authority's site, or a contact that everyone may know."
    )


@strawberry.input(description="The link that came to the authority's mailbox.")
class ConfirmClaimInput:
    token: str = strawberry.field(description="The token of the link, which works once within 7 days.")


@strawberry.input(description="Which claim is confirmed.")
class ConfirmClaimForInput:
    claim: strawberry.ID = strawberry.field(description="A claim in the state DECLARED.")
    reason: str | None = strawberry.field(default=strawberry.UNSET, description=WHY)


@strawberry.input(description="Which claim is refused, and why.")
class RefuseClaimInput:
    claim: strawberry.ID = strawberry.field(description="A claim that awaits a decision.")
    reason: str = strawberry.field(description="Why, in one line of at most 500 characters; the person alone reads it.")


@strawberry.input(description="Which claim is taken back.")
class WithdrawClaimInput:
    claim: strawberry.ID = strawberry.field(description="The person's own claim, not decided yet.")


@strawberry.input(description="How a contested claim is settled.")
class SettleClaimInput:
    claim: strawberry.ID = strawberry.field(description="A claim in the state CONTESTED.")
    in_favour: bool = strawberry.field(description="True gives the space to this person, and takes it from the other.")
    reason: str | None = strawberry.field(default=strawberry.UNSET, description=WHY)


REGISTERED = payload(LocalAuthorityRegistered, "LocalAuthorityRegistered", "A claim as it was stored")
SAVED = payload(ClaimSaved, "ClaimSaved", "A claim as it is now")


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    says = "Say that one acts for a local authority; its space opens, and publishes once that is confirmed."
    shown = waking_sender(registration_type)
    given = RegisterLocalAuthorityInput
    yield mutation("registerLocalAuthority", PERSON, given, REGISTERED, use_case_plan(_register), shown, says)
    for name, needs, given_type, use_case, text in CLAIMS:
        yield mutation(name, needs, given_type, SAVED, use_case_plan(use_case), waking_sender(_saved), text)


async def _register(acting: UseCase, given: Any) -> claims.ClaimRegistration:
    return await claims.register_claim(acting, *scheme_and_value(given.authority), given_or_none(given.mailbox))


def _saved(row: Row) -> ClaimSaved:
    return ClaimSaved(claim=claim_type(row))


CLAIMS: tuple[tuple[str, Requires, type, UseCaseFunction, str], ...] = (
    (
        "requestClaimConfirmation",
        CLAIMANT,
        RequestClaimConfirmationInput,
        lambda acting, given: verification.request_verification(acting, given.claim, given.mailbox),
        "Have a link sent to an official mailbox of the authority, which confirms the claim.",
    ),
    (
        "confirmClaim",
        ANYBODY,
        ConfirmClaimInput,
        lambda acting, given: verification.verify_by_link(acting, given.token),
        "Confirm a claim by the link in the authority's mailbox.",
    ),
    (
        "confirmClaimFor",
        DECIDING,
        ConfirmClaimForInput,
        for_reason(lambda acting, given: verification.verify_claim(acting, given.claim)),
        "Confirm a claim that nobody contests.",
    ),
    (
        "refuseClaim",
        DECIDING,
        RefuseClaimInput,
        lambda acting, given: disputes.refuse_claim(acting, given.claim, given.reason),
        "Refuse a claim that awaits a decision; nobody is then left in a space that rested on it.",
    ),
    (
        "withdrawClaim",
        CLAIMANT,
        WithdrawClaimInput,
        lambda acting, given: disputes.withdraw_claim(acting, given.claim),
        "Take one's own claim back before it is decided; nobody is then left in a space that rested on it.",
    ),
    (
        "settleClaim",
        DECIDING,
        SettleClaimInput,
        for_reason(lambda acting, given: disputes.resolve_dispute(acting, given.claim, in_favour=given.in_favour)),
        "Settle a contested claim; in favour, it is confirmed, and who claimed before loses the space.",
    ),
)
