"""Displacement of unique values at publication: an unverified record gives way to a verified one only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.unit_of_work import UnitOfWork
from models import PublicationState
from resolvers.core.record_types import RecordType
from resolvers.core.refusals import ValidationFailed, refuse
from resolvers.core.verified_spaces import unverified_among
from resolvers.records.planned_changes import PlannedChange
from resolvers.records.unique_resolution import Claimant, UniqueResolution
from resolvers.records.uniqueness import (
    UniqueHolder,
    UniqueValue,
    new_unique_values,
    taken_problems,
    unique_holders,
    unique_values,
)


async def settle_unique_values(
    work: UnitOfWork, kind: RecordType, planned: Sequence[PlannedChange]
) -> UniqueResolution[Claimant]:
    """Return who has each unique value once changes are stored; refuses where another record keeps one.

    Drafts are passed over: what they want was checked with all else, and they take nothing.
    """
    public = {each.value("id"): each for each in planned if each.value("state") == PublicationState.PUBLISHED}
    claimants = [Claimant(id_, is_public=True, claims=_claims(kind, each)) for id_, each in public.items()]
    wanted = {claim for each in claimants for claim in each.claims}
    held = await unique_holders(work, kind, wanted) if wanted else {}
    by_others = {
        each.node_id: {
            claim: holder for claim in each.claims if (holder := held.get(claim)) and holder.id != each.node_id
        }
        for each in claimants
    }

    def refuse_taken(lost: Claimant, _claims: Sequence[UniqueValue]) -> None:
        refuse(ValidationFailed(taken_problems(kind, by_others[lost.node_id])))

    if any(by_others.values()):
        unproven = await unverified_among(
            work, {public[id_].value("space_id") for id_, each in by_others.items() if each}
        )
        for id_, each in by_others.items():
            if public[id_].value("space_id") in unproven:  # to whom nobody gives way
                held |= _kept(each)
    settled = UniqueResolution(claimants, held, refuse_taken)
    settled.settle()
    return settled


def _claims(kind: RecordType, planned: PlannedChange) -> list[UniqueValue]:
    """Return the unique values that a record comes to have in public."""
    was_public = planned.before.get("state") == PublicationState.PUBLISHED
    return (new_unique_values if was_public else unique_values)(kind, planned.before, planned.values)


def _kept(held: Mapping[UniqueValue, UniqueHolder]) -> dict[UniqueValue, UniqueHolder]:
    """Return the unique values as their holders have them, none of whom gives way."""
    return {claim: replace(each, verified=True) for claim, each in held.items()}
