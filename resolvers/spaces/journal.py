"""Journal entries of spaces: their people, and claims on local authorities."""

from collections.abc import Sequence

from loaders.tables import ACTOR
from models import ChangeKind, PublicationState
from resolvers.core.journal import FieldChanges, JournalEntry, record_changes
from resolvers.core.use_case import UseCase


async def record_claim_change(use_case: UseCase, actor_id: str, before: str | None, after: str) -> None:
    """Record the new state of a claim on an actor; not the claimant, since everyone may read the entry."""
    actor = await use_case.row_by_id(ACTOR, actor_id, ("version", "state", "space_id"))
    state = PublicationState(actor.state)
    changes = {"claim": (before, after)}
    entry = JournalEntry(ChangeKind.CLAIMED, actor_id, actor.version, state, actor.space_id, changes)
    await record_changes(use_case, [entry])


async def record_space_change(
    use_case: UseCase, space_id: str, what: str, before: str | None, after: str | None, **besides: str | bool
) -> None:
    """Record a change among the people of a space, whose journal its own members alone read.

    `besides` is what is said of it: why, and in what name.
    """
    changes = {what: (before, after), **{name: (None, said) for name, said in besides.items()}}
    await record_changes(use_case, [_entry(space_id, changes)])


async def record_removals(use_case: UseCase, space_id: str, what: str, before: Sequence[str]) -> None:
    """Record that several people have left a space, or several invitations ended, with an entry for each."""
    await record_changes(use_case, [_entry(space_id, {what: (each, None)}) for each in before])


def _entry(space_id: str, changes: FieldChanges) -> JournalEntry:
    return JournalEntry(ChangeKind.UPDATED, space_id, 1, PublicationState.DRAFT, space_id, changes)
