"""The index follows the records: in the unit of work that writes them, and by a job where something else did.

Seeds write rows of their own, and an analyser that has changed reads all texts anew.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.searched_texts import unindexed_ids
from models import ChangeKind, PublicationState, Record
from resolvers.core.entities import ENTITIES
from resolvers.core.execute import UnitsOfWork
from resolvers.core.jobs import HOUR, job
from resolvers.core.record_types import RecordType
from resolvers.core.use_case import UseCase
from resolvers.records.hooks import records_stored
from resolvers.records.planned_changes import PlannedChange
from resolvers.search.analysis import ANALYSER
from resolvers.search.documents import index_changed, index_missing, index_new
from resolvers.search.vocabulary import count_now, queue_for_counting

FORGETTING = frozenset({ChangeKind.ERASED, ChangeKind.HIDDEN})
"""The changes whose old words must leave the disk."""
PUBLIC = PublicationState.PUBLISHED
BATCH = 2_000
"""Records that are indexed in one unit of work."""
SEARCHED: dict[str, type[Record]] = {name: model for name, model in ENTITIES.items() if model.searched}
"""The models that people search for, by the name of the type."""


@records_stored.register
async def index_stored(use_case: UseCase, kind: RecordType, changed: Sequence[PlannedChange]) -> None:
    """Index what was stored, in the same unit of work; words that leave the public leave the vocabulary with it."""
    if kind.type_name not in SEARCHED:
        return
    new = [each.value("id") for each in changed if not each.before]
    known = [each.value("id") for each in changed if each.before]
    forgotten = {each.value("id") for each in changed if each.kind in FORGETTING}
    withdrawn = {each.value("id") for each in changed if each.before and _leaves_the_public(each)}
    if new:
        await index_new(use_case.work, kind.model, new)
    if known:
        await index_changed(use_case.work, kind.model, known, forgotten)
    at_once = forgotten | withdrawn
    await queue_for_counting(use_case.work, [each for each in (*new, *known) if each not in at_once])
    await count_now(use_case.work, at_once)


def _leaves_the_public(change: PlannedChange) -> bool:
    return bool(change.before["state"] == PUBLIC != change.value("state"))


async def types_to_index(reads: RowFetcher, _now: datetime) -> list[str]:
    """Return the types of which some records are not indexed, or by an older analyser."""
    return [name for name, model in SEARCHED.items() if await unindexed_ids(reads, model, ANALYSER, "", 1)]


@job("search_index", every=HOUR, due=types_to_index)
async def index_unindexed(use_case: UseCase, type_name: str) -> bool:
    """Index a batch of the records of a type; True if there may be more."""
    return len(await _index_next(use_case, SEARCHED[type_name], "")) == BATCH


async def index_all_missing(units: UnitsOfWork) -> None:
    """Index all records that are not, after rows were written by other means."""
    for model in SEARCHED.values():
        after = ""
        while ids := await units.run(partial(_index_next, model=model, after=after)):
            after = ids[-1]


async def _index_next(use_case: UseCase, model: type[Record], after: str) -> list[str]:
    """Index the next records of a model behind an id, and return theirs."""
    ids = await unindexed_ids(use_case.work, model, ANALYSER, after, BATCH)
    if ids:
        await index_missing(use_case.work, model, ids)
        await queue_for_counting(use_case.work, ids)
    return ids
