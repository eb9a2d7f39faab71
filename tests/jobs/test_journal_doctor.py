"""The doctor tells of entries that get no position."""

from datetime import timedelta

from encommun.doctor import OVERDUE, Finding, findings_at
from loaders.tables import CHANGE
from loaders.unit_of_work import UnitOfWork
from resolvers.core.journal_positions import publish_positions
from tests.jobs.client import JobsClient
from tests.support.journal import writing


async def findings(client: JobsClient) -> list[Finding]:
    snapshot = client.database.snapshot()
    try:
        return await findings_at(snapshot, client.now)
    finally:
        await snapshot.close()


async def test_entries_that_wait_for_a_position_are_told(client: JobsClient):
    async def wait(work: UnitOfWork) -> None:
        columns = [name for name in CHANGE.c.keys() if name not in ("id", "position", "created_at")]  # noqa: SIM118
        [row] = await work.select(CHANGE, {"node_id": "a"}, columns)
        entry = dict(zip(columns, row, strict=True))
        await work.insert(CHANGE, [{**entry, "id": "change_late", "created_at": client.now}])

    await client.writer.run(writing("a"))
    await publish_positions(client.writer)
    await client.writer.run(wait)
    for passed, well in ((OVERDUE, True), (timedelta(seconds=1), False)):
        client.now += passed
        found = (await findings(client))[-1]
        assert found.line.startswith("positions: ok" if well else "positions: are overdue")
        assert found.is_well is well
    await publish_positions(client.writer)
    assert not any(each.line.startswith("positions") for each in await findings(client))
