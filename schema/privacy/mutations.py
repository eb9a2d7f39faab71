"""The mutations of what is personal: consents to contacts, and erasures."""

from typing import Annotated

from models import Scope
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.privacy.consents.service import ConsentGiven, ConsentService
from resolvers.privacy.erasure import erasure_service
from schema.kit.mutation import mutation
from schema.kit.payloads import saved_record
from schema.privacy import inputs

OF_CONTACT = "the role EDITOR or ADMIN in the contact's space, or to be a steward"
OF_PERSON = "the role EDITOR or ADMIN in the space that deposited it, or to be a steward"
SavedActor = Annotated[SaveResult, saved_record("Actor")]
SavedContact = Annotated[SaveResult, saved_record("Contact")]


@mutation(scope=Scope.CONTENT_WRITE, right=OF_CONTACT)
async def record_consent(use_case: UseCase, input: inputs.RecordConsentInput) -> SavedContact:
    """Write down that a person agrees to one purpose of a contact as it stands; the contact gets another version."""
    consent = ConsentGiven(input.purpose, input.given_at, input.evidence)
    return await ConsentService(use_case).record(input.id, input.expected_version, consent)


@mutation(scope=Scope.CONTENT_WRITE, right=OF_CONTACT)
async def withdraw_consent(use_case: UseCase, input: inputs.WithdrawConsentInput) -> SavedContact:
    """Write down that a person takes a consent back: the contact is no longer shown for it."""
    return await ConsentService(use_case).withdraw(input.id, input.expected_version, input.purpose)


@mutation(scope=Scope.CONTENT_WRITE, right=OF_PERSON)
async def erase_person(use_case: UseCase, input: inputs.ErasePersonInput) -> SavedActor:
    """Blank for good what is personal in an actor who is a person, and in its contacts, memberships and participations,
    in the journal too; what is left is put away.
    """  # noqa: D205 - one sentence, which the SDL repeats
    return await erasure_service(use_case, "Actor").erase_person(input.id)


@mutation(scope=Scope.CONTENT_WRITE, right=OF_PERSON)
async def erase_contact(use_case: UseCase, input: inputs.EraseContactInput) -> SavedContact:
    """Blank for good what is personal in a contact, in the journal too; what is left is put away."""
    return await erasure_service(use_case, "Contact").erase_contact(input.id)
