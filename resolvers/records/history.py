"""Looking at earlier versions: for who sees the record as it is now, and the change that made it what it was."""

from collections.abc import Iterable

from loaders.drivers.snapshot import Snapshot
from loaders.queries.rows_by_key import load_rows
from models import ids
from resolvers.core.entities import PREFIXES, target_by_id
from resolvers.core.record_types import RECORD_TYPES
from resolvers.records.versions import Content, Version, contents_at


async def visible_versions(snapshot: Snapshot, versions: Iterable[Version]) -> dict[Version, Content]:
    """Return the content of records in the given versions, for those that the viewer sees now."""
    by_type: dict[str, list[Version]] = {}
    for each in versions:
        type_name = PREFIXES.get(ids.prefix_of(each[0]) or "", "")
        if type_name in RECORD_TYPES:
            by_type.setdefault(type_name, []).append(each)
    found: dict[Version, Content] = {}
    for type_name, wanted in by_type.items():
        rows = await load_rows(snapshot, target_by_id(type_name), [node_id for node_id, _ in wanted], ("id",))
        seen = [each for each, row in zip(wanted, rows, strict=True) if row is not None]
        found |= await contents_at(snapshot, RECORD_TYPES[type_name], seen)
    return found
