"""Inputs for recording and withdrawing a consent, and for erasures."""

from datetime import datetime
from typing import Any

import strawberry

from schema.entities.consent import PURPOSE
from schema.kit.input_types import Members
from schema.kit.inputs import REASON, record_input, record_pointer

WHICH_PURPOSE: Members = {"purpose": (PURPOSE, "Purpose of the consent.")}

RecordConsentInput: Any = record_input(
    "RecordConsentInput",
    {
        **record_pointer("Contact"),
        **WHICH_PURPOSE,
        "given_at": (datetime, "When the person gave the consent; not in the future."),
        "evidence": (
            str,
            "Evidence of the consent, in words, such as a form, an e-mail or a conversation; at most 500 characters.",
        ),
        **REASON,
    },
    "A consent to one purpose of a contact detail, in the version that the person has seen.",
)
WithdrawConsentInput: Any = record_input(
    "WithdrawConsentInput",
    {**record_pointer("Contact"), **WHICH_PURPOSE, **REASON},
    "The consent to withdraw.",
)
ErasePersonInput: Any = record_input(
    "ErasePersonInput",
    {"id": (strawberry.ID, "Id of the person's actor, in any version."), **REASON},
    "The person to erase.",
)
EraseContactInput: Any = record_input(
    "EraseContactInput",
    {"id": (strawberry.ID, "Id of the contact, in any version."), **REASON},
    "The contact to erase.",
)
