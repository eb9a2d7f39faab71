"""The mutations of what is personal: consents to contacts, and erasures."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import Any

from strawberry.types.field import StrawberryField

from loaders.unit_of_work import UnitOfWork
from models import Scope
from resolvers.core.execute import Command
from resolvers.core.save_result import SaveResult
from resolvers.privacy.consents.service import ConsentGiven, ConsentService
from resolvers.privacy.erasure import erasure_service
from schema.kit.context import Context
from schema.kit.mutation import Requires, mutation, record_plan
from schema.kit.payloads import save_payload, save_result_type
from schema.privacy import inputs

OF_CONTACT = Requires(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the contact's space, or to be a steward")
OF_PERSON = Requires(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space that deposited it, or to be a steward")

ContactUseCase = Callable[[Context, UnitOfWork, datetime, Any], Awaitable[SaveResult]]


def mutations() -> Iterator[StrawberryField]:
    """All of them."""
    yield _mutation(
        *("recordConsent", "Contact", OF_CONTACT, inputs.RecordConsentInput, _record),
        "Write down that a person agrees to one purpose of a contact as it stands; the contact gets another version.",
    )
    yield _mutation(
        *("withdrawConsent", "Contact", OF_CONTACT, inputs.WithdrawConsentInput, _withdraw),
        "Write down that a person takes a consent back: the contact is no longer shown for it.",
    )
    yield _mutation(
        *("erasePerson", "Actor", OF_PERSON, inputs.ErasePersonInput, _erase_person),
        "Blank for good what is personal in an actor who is a person, and in its contacts, memberships and "
        "participations, in the journal too; what is left is put away.",
    )
    yield _mutation(
        *("eraseContact", "Contact", OF_PERSON, inputs.EraseContactInput, _erase_contact),
        "Blank for good what is personal in a contact, in the journal too; what is left is put away.",
    )


def _mutation(
    name: str, type_name: str, needs: Requires, given: type, use_case: ContactUseCase, says: str
) -> StrawberryField:
    def plan(context: Context, given: Any) -> Command[SaveResult]:
        async def act(work: UnitOfWork, now: datetime) -> SaveResult:
            return await use_case(context, work, now, given)

        return act

    union, show = save_payload(type_name), save_result_type(type_name)
    return mutation(name, needs, given, union, record_plan(name, plan), show, says)


async def _record(context: Context, work: UnitOfWork, now: datetime, given: Any) -> SaveResult:
    consent = ConsentGiven(given.purpose, given.given_at, given.evidence)
    return await ConsentService(work, context.viewer, now).record(given.id, given.expected_version, consent)


async def _withdraw(context: Context, work: UnitOfWork, now: datetime, given: Any) -> SaveResult:
    return await ConsentService(work, context.viewer, now).withdraw(given.id, given.expected_version, given.purpose)


async def _erase_person(context: Context, work: UnitOfWork, now: datetime, given: Any) -> SaveResult:
    return await erasure_service(work, context.viewer, now, "Actor").erase_person(given.id)


async def _erase_contact(context: Context, work: UnitOfWork, now: datetime, given: Any) -> SaveResult:
    return await erasure_service(work, context.viewer, now, "Contact").erase_contact(given.id)
