"""A bulk upsert makes what still fits, item by item, and says of the others why not."""

from dataclasses import replace

import models
from resolvers.core.quotas import QUOTAS, Quota, Quotas
from tests.exchange.client import NETWORK, ExchangeClient, space_of

LARGE = Quota(records=1_000, drafts=1_000, megabytes=1_000)


def within(quota: Quota):
    return replace(NETWORK, quotas=Quotas(LARGE, LARGE, quota, LARGE))


def projects(count: int, **more):
    return [{"reference": str(n), "title": f"P{n}", "phase": "IDEA", "status": "LATE", **more} for n in range(count)]


async def records(world: ExchangeClient) -> int:
    return sum(row["records"] for row in await world.rows(models.StorageUsage, holder_id=space_of("network")))


async def test_what_fits_is_made_and_the_rest_refused_with_the_figures(world: ExchangeClient):
    viewer = within(replace(LARGE, records=2))
    payload = await world.upsert("Project", *projects(3), viewer=viewer)
    assert [each["outcome"] for each in payload["items"]] == ["CREATED", "CREATED", "REFUSED"]
    (problem,) = payload["items"][2]["problems"]
    assert (problem["path"], problem["code"]) == ([], "RECORDS_QUOTA_EXCEEDED")
    assert problem["message"].startswith("There are 2 records here already; at most 2")
    assert await records(world) == 2 == len(await world.rows(models.Project, space_id=space_of("network")))


async def test_all_or_none_and_dry_runs_count_nothing(world: ExchangeClient):
    viewer = within(replace(LARGE, records=2))
    dry = await world.told("Project", *projects(3), viewer=viewer, dryRun=True)
    none = await world.told("Project", *projects(3), viewer=viewer, atomic=True)
    assert [outcome for outcome, _ in dry] == ["CREATED", "CREATED", "REFUSED"]
    assert [outcome for outcome, _ in none] == ["NOT_MADE", "NOT_MADE", "REFUSED"]
    assert await records(world) == 0 == len(await world.rows(models.Project, space_id=space_of("network")))


async def test_changes_count_by_size_and_what_changes_nothing_is_no_matter(world: ExchangeClient):
    await world.told("Project", *projects(2))
    full = within(replace(LARGE, megabytes=0))
    same, other = projects(1)[0], {**projects(2)[1], "title": "Autre"}
    assert await world.told("Project", same, other, viewer=full) == [
        ("UNCHANGED", 1),
        ("REFUSED", [("", "STORAGE_QUOTA_EXCEEDED")]),
    ]
    before = await world.rows(models.StorageUsage, holder_id=space_of("network"))
    assert await world.told("Project", other, viewer=within(LARGE)) == [("UPDATED", 2)]
    after = await world.rows(models.StorageUsage, holder_id=space_of("network"))
    assert after[0]["stored_bytes"] > before[0]["stored_bytes"]
    assert after[0]["records"] == before[0]["records"] == 2


def test_networks_have_room_for_what_they_are():
    assert QUOTAS.network.records >= 1_000_000
