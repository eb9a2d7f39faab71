"""The commons in which the matrix is played: asked by each viewer, one cell after the other, and undone after each."""

from dataclasses import dataclass, field
from typing import Any

from loaders.queries.searched_texts import unindexed_ids
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, Writer
from resolvers.core.viewer import Viewer
from resolvers.search.analysis import ANALYSER
from resolvers.search.documents import index_missing
from resolvers.search.index_upkeep import SEARCHED
from resolvers.search.vocabulary import count_now
from tests.permissions import process_factories, record_factories, viewer_factories
from tests.permissions.database_snapshot import DatabaseSnapshot
from tests.permissions.declared import CAPABILITIES
from tests.permissions.documents import mutation
from tests.records.client import BEGIN, RecordsClient

MOST = 1_000
"""Records of a type, which are far fewer."""


@dataclass
class PermissionClient(RecordsClient):
    """A world with everyone and everything in it."""

    viewers: dict[str, Viewer] = field(default_factory=dict)
    ledger: DatabaseSnapshot = field(init=False)

    async def set_up(self, password_hash: str) -> None:
        """Store everything, and recognise everyone."""
        await self.writer.run(lambda work: _store(work, password_hash))
        self.ledger = await DatabaseSnapshot.opened(self.writer)
        snapshot = self.database.snapshot()
        try:
            self.viewers = await viewer_factories.viewers(snapshot)
        finally:
            await snapshot.close()

    async def send(self, name: str, viewer: Viewer, given: dict[str, Any]) -> dict[str, Any]:
        """The payload of a mutation, with all that its result shows; fails on any error."""
        self.now = BEGIN
        return (await self.ask(mutation(name), viewer, input=given))["it"]

    async def undone(self) -> set[str]:
        """The tables that were changed, which are what they were again."""
        changed = await self.ledger.changed()
        await self.ledger.undo()
        return changed


async def opened(writer: Writer, database: Any, password_hash: str) -> PermissionClient:
    """The stage in a database that has nothing but tables."""
    stage = PermissionClient(database, writer)
    await stage.set_up(password_hash)
    return stage


async def _store(work: UnitOfWork, password_hash: str) -> None:
    parts = (
        *(record_factories.grounds(), viewer_factories.people(password_hash), record_factories.records()),
        *(process_factories.between_people(), process_factories.between_networks(), process_factories.editorial()),
        *(each.rows() for each in CAPABILITIES),
    )
    for part in parts:
        for model, rows in part:
            await work.insert(table_of(model), rows)
    for model in SEARCHED.values():
        ids = await unindexed_ids(work, model, ANALYSER, "", MOST)
        await index_missing(work, model, ids)
        await count_now(work, ids)
