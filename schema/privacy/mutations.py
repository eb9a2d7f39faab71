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
    """Record a person's consent to one purpose of a contact detail. The contact gets a new version."""
    consent = ConsentGiven(input.purpose, input.given_at, input.evidence)
    return await ConsentService(use_case).record(input.id, input.expected_version, consent)


@mutation(scope=Scope.CONTENT_WRITE, right=OF_CONTACT)
async def withdraw_consent(use_case: UseCase, input: inputs.WithdrawConsentInput) -> SavedContact:
    """Record that a person withdraws a consent. The contact detail is no longer shown for that purpose."""
    return await ConsentService(use_case).withdraw(input.id, input.expected_version, input.purpose)


@mutation(scope=Scope.CONTENT_WRITE, right=OF_PERSON)
async def erase_person(use_case: UseCase, input: inputs.ErasePersonInput) -> SavedActor:
    """Erase the personal data of an actor that is a person, for good.

    That of its contacts, memberships and participations, and of the journal, goes too. The remaining records are
    archived.
    """
    return await erasure_service(use_case, "Actor").erase_person(input.id)


@mutation(scope=Scope.CONTENT_WRITE, right=OF_PERSON)
async def erase_contact(use_case: UseCase, input: inputs.EraseContactInput) -> SavedContact:
    """Erase the personal data of a contact and of its journal for good. The remaining record is archived."""
    return await erasure_service(use_case, "Contact").erase_contact(input.id)
