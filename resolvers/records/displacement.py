"""Displacement of unique values at publication: an unverified record gives way to a verified one only."""

from collections.abc import Mapping
from typing import Any

from loaders.unit_of_work import UnitOfWork
from models import PublicationState
from resolvers.core.record_types import RecordType
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.verified_spaces import is_verified
from resolvers.records.uniqueness import new_unique_values, taken_problems, unique_holders, unique_values


async def displaced_records(
    work: UnitOfWork, kind: RecordType, before: Mapping[str, Any], values: Mapping[str, Any]
) -> list[str]:
    """The published records that cannot stay so beside a record with other values; refuses where one of them stays."""
    after = {**before, **values}
    if after["state"] != PublicationState.PUBLISHED:
        return []
    was_public = before["state"] == PublicationState.PUBLISHED
    claims = (new_unique_values if was_public else unique_values)(kind, before, values)
    held = await unique_holders(work, kind, claims) if claims else {}
    others = {claim: each for claim, each in held.items() if each.id != before["id"]}
    if not others:
        return []
    if any(each.verified for each in others.values()) or not await is_verified(work, after["space_id"]):
        refuse(ValidationFailed(taken_problems(kind, others)))
    return sorted({each.id for each in others.values()})
