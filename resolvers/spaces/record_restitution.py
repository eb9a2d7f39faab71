"""An authority's record, given back to the space whose it was before a claim was confirmed, as it stood then."""

from datetime import datetime
from typing import Any

from loaders.queries.unique_values import unique_column_groups
from loaders.sql.statement import Row
from loaders.tables import ACTOR, CHANGE
from loaders.unit_of_work import ConstraintError
from models import ChangeKind, PublicationState
from resolvers.core.use_case import UseCase
from resolvers.moderation.takedowns import awaits_revision, is_taken_down
from resolvers.records.patch import ValidPatch
from resolvers.records.publication_policy import publication_policy
from resolvers.records.versions import Content, contents_at, patch_towards
from resolvers.spaces.official_register import CONTENT, RECORD
from resolvers.spaces.record_transfer import KIND, store_transfer
from resolvers.validation.columns import writable_columns

CODES = {name for group in unique_column_groups(ACTOR) for name in group}
"""The columns that no two public records share."""


async def restore_record(use_case: UseCase, actor_id: str, space_id: str | None, moment: datetime) -> None:
    """Give the record back to a space, saying and standing as it did when a claim on it was confirmed at a moment.

    What is hidden until a decision stays so; what the partners took down or sent back meanwhile is not published.
    """
    record = await use_case.row_by_id(ACTOR, actor_id, RECORD)
    rows = await use_case.work.select(CHANGE, {"node_id": actor_id}, ("kind", "created_at", "version", "fields"))
    claimed = [row.version for row in rows if row.kind == ChangeKind.CLAIMED and row.created_at == moment]
    version = min(claimed, default=record.version)  # a claim makes no version of its own
    later = sorted((row for row in rows if row.version > version), key=lambda row: row.version)
    stood = next((row.fields["state"][0] for row in later if "state" in row.fields), record.state)
    state = await _state_again(use_case, record, PublicationState(stood))
    said = (await contents_at(use_case.work, KIND, [(actor_id, version)]))[actor_id, version]
    lists = {name: [(each, None) for each in said[name]] for name in KIND.lists}
    columns = await _columns(use_case, actor_id, said)
    try:
        async with use_case.work.savepoint():
            await store_transfer(use_case, record, ValidPatch({**columns, "state": state}, lists, None), space_id)
    except ConstraintError:  # another record has its code in public by now
        wanted = ValidPatch(_without_code(record, columns), lists, None)
        await store_transfer(use_case, record, wanted, space_id)


async def _state_again(use_case: UseCase, record: Row, stood: PublicationState) -> PublicationState:
    """The state in which the record stands again; what had been handed in is a draft: nobody is asked any more."""
    if stood == record.state or await is_taken_down(use_case.work, record.id):
        return PublicationState(record.state)
    if stood is PublicationState.PUBLISHED and await awaits_revision(use_case.work, record.id):
        return PublicationState.DRAFT
    return PublicationState.DRAFT if stood is PublicationState.SUBMITTED else stood


async def _columns(use_case: UseCase, actor_id: str, said: Content) -> dict[str, Any]:
    """Return the columns that the record gets back: neither hidden nor erased ones."""
    hidden = await publication_policy(use_case, KIND.type_name).redacted_fields(actor_id)
    blanked = {
        name for name, each in writable_columns(KIND.type_name).items() if said[name] is None and not each.nullable
    }
    typed = said | dict(patch_towards(KIND, said, said).values)
    return {name: typed[name] for name in CONTENT if name not in hidden | blanked}


def _without_code(record: Row, columns: dict[str, Any]) -> dict[str, Any]:
    """The same as a draft, or with the codes that it has now where it is public."""
    if record.state != PublicationState.PUBLISHED:
        return {**columns, "state": PublicationState.DRAFT}
    return {name: value for name, value in columns.items() if name not in CODES}
