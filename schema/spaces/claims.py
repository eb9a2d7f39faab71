"""The mutations of claims on local authorities."""

import strawberry

from models import Scope
from resolvers.core.use_case import UseCase
from resolvers.spaces import claims, disputes, verification
from schema.kit.mutation import mutation
from schema.kit.nulls import given_or_none
from schema.kit.references import DESCRIPTIONS, scheme_and_value
from schema.kit.requests import reason_field
from schema.spaces.types import ClaimSaved, LocalAuthorityRegistered, claim_type, registration_type

PERSON = "to be signed in as a person whose address is confirmed"
CLAIMANT = "to be the person who made the claim"
DECIDING = "to manage a guarantor network, or be a steward, without a part in the claim"
ANYBODY = "anybody who has the token of the mail"


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


@strawberry.input(description="A claim to act for a local authority.")
class RegisterLocalAuthorityInput:
    authority: LocalAuthorityReference = strawberry.field(description="The local authority, by an official code.")
    mailbox: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="Official e-mail address of the authority, to which a confirmation link is sent at once.",
    )


@strawberry.input(description="The mailbox to which the confirmation link is sent.")
class RequestClaimConfirmationInput:
    claim: strawberry.ID = strawberry.field(description="Id of the viewer's own claim.")
    mailbox: str = strawberry.field(
        description="E-mail address on the domain of the authority's website, or a public contact address of it."
    )


@strawberry.input(description="The link that was sent to the authority's mailbox.")
class ConfirmClaimInput:
    token: str = strawberry.field(description="Token of the link, which works once, within 7 days.")


@strawberry.input(description="The claim to confirm.")
class ConfirmClaimForInput:
    claim: strawberry.ID = strawberry.field(description="Id of a claim in the state DECLARED.")
    reason: str | None = reason_field()


@strawberry.input(description="The claim to refuse, with the reason.")
class RefuseClaimInput:
    claim: strawberry.ID = strawberry.field(description="Id of a claim that awaits a decision.")
    reason: str = strawberry.field(
        description="Reason, on one line of at most 500 characters. Only the claimant reads it."
    )


@strawberry.input(description="The claim to withdraw.")
class WithdrawClaimInput:
    claim: strawberry.ID = strawberry.field(description="Id of the viewer's own claim, which is not decided yet.")


@strawberry.input(description="A decision on a contested claim.")
class SettleClaimInput:
    claim: strawberry.ID = strawberry.field(description="Id of a claim in the state CONTESTED.")
    in_favour: bool = strawberry.field(
        description=(
            "True confirms this claim and gives the space to this person instead of the other; false refuses it."
        )
    )
    reason: str | None = reason_field()


@mutation(scope=Scope.CONTENT_WRITE, right=PERSON)
async def register_local_authority(use_case: UseCase, input: RegisterLocalAuthorityInput) -> LocalAuthorityRegistered:
    """Claim to act for a local authority. Its space opens, and can publish once the claim is confirmed."""
    scheme, value = scheme_and_value(input.authority)
    return registration_type(await claims.register_claim(use_case, scheme, value, given_or_none(input.mailbox)))


@mutation(scope=Scope.CONTENT_WRITE, right=CLAIMANT)
async def request_claim_confirmation(use_case: UseCase, input: RequestClaimConfirmationInput) -> ClaimSaved:
    """Send a link that confirms the claim to an official mailbox of the authority."""
    return ClaimSaved(claim=claim_type(await verification.request_verification(use_case, input.claim, input.mailbox)))


@mutation(scope=None, right=ANYBODY)
async def confirm_claim(use_case: UseCase, input: ConfirmClaimInput) -> ClaimSaved:
    """Confirm a claim by the link in the authority's mailbox."""
    return ClaimSaved(claim=claim_type(await verification.verify_by_link(use_case, input.token)))


@mutation(scope=Scope.NETWORK_ADMIN, right=DECIDING)
async def confirm_claim_for(use_case: UseCase, input: ConfirmClaimForInput) -> ClaimSaved:
    """Confirm an uncontested claim."""
    return ClaimSaved(claim=claim_type(await verification.verify_claim(use_case, input.claim)))


@mutation(scope=Scope.NETWORK_ADMIN, right=DECIDING)
async def refuse_claim(use_case: UseCase, input: RefuseClaimInput) -> ClaimSaved:
    """Refuse an undecided claim. A space that depends on it loses all of its members."""
    return ClaimSaved(claim=claim_type(await disputes.refuse_claim(use_case, input.claim, input.reason)))


@mutation(scope=Scope.CONTENT_WRITE, right=CLAIMANT)
async def withdraw_claim(use_case: UseCase, input: WithdrawClaimInput) -> ClaimSaved:
    """Withdraw the viewer's own claim before it is decided. A space that depends on it loses all of its members."""
    return ClaimSaved(claim=claim_type(await disputes.withdraw_claim(use_case, input.claim)))


@mutation(scope=Scope.NETWORK_ADMIN, right=DECIDING)
async def settle_claim(use_case: UseCase, input: SettleClaimInput) -> ClaimSaved:
    """Decide a contested claim. If it is upheld, the earlier claimant loses the space."""
    return ClaimSaved(
        claim=claim_type(await disputes.resolve_dispute(use_case, input.claim, in_favour=input.in_favour))
    )
