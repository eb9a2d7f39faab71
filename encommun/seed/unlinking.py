"""Real records let go of demonstration content before it is removed: by the journal, as with all that they say."""

from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from encommun.seed.demonstration_links import FEATURE, ITEM, find_demonstration_links
from loaders.tables import EXTERNAL_REFERENCE
from loaders.unit_of_work import open_writer
from models import ChangeKind
from resolvers.core.execute import UnitsOfWork
from resolvers.core.journal import FieldChanges
from resolvers.core.record_types import RECORD_TYPES, REVIEWABLE_TYPES, RecordType
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR
from resolvers.editorial.features import end_feature
from resolvers.privacy.anonymisation import anonymise_records
from resolvers.records.load import load_records
from resolvers.records.planned_changes import plan_columns
from resolvers.records.save import save_changes
from resolvers.records.store import store_changes
from resolvers.records.versions import journal_content

COMMONS = system_viewer(VISITOR)
"""The viewer of an operator's commands, who is no person."""


async def unlink_demonstration(engine: AsyncEngine) -> None:
    """Remove all references of real records to demonstration content, each change with its journal entry."""
    url = engine.url.set(drivername=engine.dialect.name).render_as_string(hide_password=False)
    async with open_writer(url) as writer:
        units = UnitsOfWork(writer, COMMONS, lambda: datetime.now(UTC), DEFAULT_SITE)
        ties = await units.run(lambda use_case: find_demonstration_links(use_case.work))
        for name, record_id in ties.pointing:
            await units.run(partial(_let_go, kind=RECORD_TYPES[name], record_id=record_id, invented=ties.invented))
        for name, record_id in ties.resting:
            await units.run(partial(_put_away, kind=RECORD_TYPES[name], record_id=record_id))
        for collection_id in ties.collections:
            await units.run(partial(_thin_out, collection_id=collection_id, invented=ties.invented))
        for feature_id in ties.features:
            await units.run(partial(_end, feature_id=feature_id))


async def _let_go(use_case: UseCase, kind: RecordType, record_id: str, invented: frozenset[str]) -> None:
    """Remove demonstration content from a record's references."""
    for standing in (await load_records(use_case.work, kind, [record_id], kind.lists)).values():
        content = journal_content(kind, standing)
        columns = [column for column, _ in kind.references.values() if content[column] in invented]
        changes: FieldChanges = {column: (content[column], None) for column in columns}
        removals = []
        for name, listed in kind.lists.items():
            left = [each for each in content[name] if _id_of(each) not in invented]
            if left != content[name]:
                changes[name] = (content[name], left)
                gone = [_id_of(each) for each in content[name] if each not in left]
                removals += [(listed.table, {listed.own: record_id, listed.other: each}) for each in gone]
        values = dict.fromkeys(columns)
        planned = plan_columns(ChangeKind.UPDATED, standing.record, values, changes, use_case.now)
        planned.removals += removals
        await save_changes(use_case, kind, [planned])


async def _put_away(use_case: UseCase, kind: RecordType, record_id: str) -> None:
    """Leave nothing personal of a record that goes: it is about somebody who was invented, or not."""
    for standing in (await load_records(use_case.work, kind, [record_id], ())).values():
        await anonymise_records(use_case, kind, [standing.record])
        await use_case.work.delete(EXTERNAL_REFERENCE, {"node_id": record_id})


async def _thin_out(use_case: UseCase, collection_id: str, invented: frozenset[str]) -> None:
    """Remove demonstration content from a collection, and keep the order of the rest."""
    kind = REVIEWABLE_TYPES["Collection"]
    (standing,) = (await load_records(use_case.work, kind, [collection_id], ())).values()
    rows = await use_case.work.select(ITEM, {"collection_id": collection_id}, ("position", "node_id", "annotation"))
    items = [[each.node_id, each.annotation] for each in sorted(rows, key=lambda each: each.position)]
    changes: FieldChanges = {"items": (items, [each for each in items if each[0] not in invented])}
    planned = plan_columns(ChangeKind.UPDATED, standing.record, {}, changes, use_case.now)
    gone = [node_id for node_id, _ in items if node_id in invented]
    planned.removals += [(ITEM, {"collection_id": collection_id, "node_id": each}) for each in gone]
    await store_changes(use_case, kind, [planned])


async def _end(use_case: UseCase, feature_id: str) -> None:
    """End a feature of demonstration content."""
    for feature in await use_case.work.select(FEATURE, {"id": feature_id}, ("ends_at",)):
        if feature.ends_at > use_case.now:
            await end_feature(use_case, feature_id)


def _id_of(listed: Any) -> str:
    """The record that an element of a list is, with its role or without."""
    return str(listed[0] if isinstance(listed, list | tuple) else listed)
