"""Common options of inputs: idempotency key, dry run, and a steward's reason."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import strawberry

from resolvers.core.idempotency import IdempotentRequest
from schema.kit.input_types import Members
from schema.kit.nulls import given_or_none

RETRY: Members = {
    "idempotency_key": (
        str | None,
        (
            "Idempotency key, chosen by the client. A request that is repeated with the same key within 24 hours is "
            "executed once."
        ),
    ),
    "dry_run": (bool | None, "True makes a dry run: everything is checked, nothing is stored."),
}
"""Members of the input of every mutation that returns a `SaveResult`."""
BY_STEWARD: Mapping[str, bool] = MappingProxyType({"steward's reason": True})
"""The metadata of the field for a steward's reason; a field `reason` without it means something else."""
WHY = (
    "Reason of a steward who uses a right that only stewards have, on one line of at most 500 characters, for the "
    "journal; required in that case. From other viewers it is ignored."
)


def reason_field() -> Any:
    """The field `reason: str | None` of an input, for stewards."""
    return strawberry.field(default=strawberry.UNSET, description=WHY, metadata=BY_STEWARD)


def steward_reason(given: Any) -> str | None:
    """Return the reason of a steward, if the input has a field for it and it was given."""
    for field in given.__strawberry_definition__.fields:
        if BY_STEWARD.items() <= field.metadata.items():
            reason: str | None = given_or_none(getattr(given, field.python_name))
            return reason
    return None


def idempotent_request(mutation: str, given: Any) -> IdempotentRequest | None:
    """Return the idempotency key and dry run of a request; None if the input has no fields for them."""
    if not hasattr(given, "idempotency_key"):
        return None
    key = given_or_none(given.idempotency_key)
    content = {} if key is None else {name: _plain(each) for name, each in _given(given) if name not in RETRY}
    return IdempotentRequest(mutation, content, key, given.dry_run is True)


def _given(value: Any) -> Iterator[tuple[str, Any]]:
    return (each for each in vars(value).items() if each[1] is not strawberry.UNSET)


def _plain(value: Any) -> Any:
    """An input as JSON has it, for a request's fingerprint."""
    if isinstance(value, str):  # members of closed lists too
        return str(value)
    if hasattr(value, "__strawberry_definition__"):
        return {name: _plain(each) for name, each in _given(value)}
    return [_plain(each) for each in value] if isinstance(value, list) else value
