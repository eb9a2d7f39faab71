"""A client of the network, whose snapshots are stored."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from loaders.queries.journal_positions import number_entries
from resolvers.core.viewer import Viewer
from resolvers.network.snapshots import SnapshotService
from schema.kit.context import Context
from tests.privacy.client import PrivacyClient
from tests.records.client import EDITOR, SCHEMA


@dataclass
class NetworkClient(PrivacyClient):
    """A commons with the snapshots of its network."""

    network: SnapshotService | None = None

    async def result(self, document: str, viewer: Viewer = EDITOR, **variables: Any) -> Any:
        self.now += timedelta(seconds=1)
        snapshot = self.database.snapshot()
        context = Context(snapshot, viewer, self.writer, lambda: self.now, network=self.network)
        try:
            return await SCHEMA.execute(document, variables, context_value=context)
        finally:
            await snapshot.close()
            if document.startswith("mutation"):
                await self.writer.run(number_entries)  # as the journal's worker does
