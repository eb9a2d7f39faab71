"""What is given to record a consent, to withdraw it, and to erase."""

from datetime import datetime
from typing import Any

import strawberry

from schema.entities.consent import PURPOSE
from schema.kit.inputs import REASON, Members, record_input, record_pointer

WHICH_PURPOSE: Members = {"purpose": (PURPOSE, "What the person agrees, or agreed, that the contact is shown for.")}

RecordConsentInput: Any = record_input(
    "RecordConsentInput",
    {
        **record_pointer("Contact"),
        **WHICH_PURPOSE,
        "given_at": (datetime, "When the person agreed; not in the future."),
        "evidence": (str, "How the person agreed, in words: a form, a mail, a conversation; at most 500 characters."),
        **REASON,
    },
    "What a person agrees to, of a contact as it is in the version that is given.",
)
WithdrawConsentInput: Any = record_input(
    "WithdrawConsentInput",
    {**record_pointer("Contact"), **WHICH_PURPOSE, **REASON},
    "Which consent a person takes back.",
)
ErasePersonInput: Any = record_input(
    "ErasePersonInput",
    {"id": (strawberry.ID, "The person's actor, whatever its version."), **REASON},
    "Which person is erased.",
)
EraseContactInput: Any = record_input(
    "EraseContactInput",
    {"id": (strawberry.ID, "The contact, whatever its version."), **REASON},
    "Which contact is erased.",
)
