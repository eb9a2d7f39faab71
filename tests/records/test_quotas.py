"""A space and a person store as much as they may and no more, however many ask at once and by whichever mutation."""

import asyncio
from dataclasses import replace

import pytest
from alembic import command
from sqlalchemy import Connection

import models
from encommun.engine import engine_scope
from encommun.migration import configuration, migration_transaction
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork, open_writer
from loaders.unit_of_work.postgresql_writer import PostgreSQLWriter
from models import PublicationState
from resolvers.core.quotas import MEGABYTE, QUOTAS, Quota, Quotas
from resolvers.core.storage_usage import StorageAmount, network_allowance
from resolvers.core.usage_notes import apply_usage_notes
from tests.records.client import BEGIN, EDITOR, VIEWERS, RecordsClient, account_of, space_of
from tests.unit_of_work.conftest import only

PROJECT = {"title": "Essai", "phase": "IDEA", "status": "IN_PROGRESS"}
OTHER, STEWARD, NETWORK = (VIEWERS[name] for name in ("editor of another space", "steward", "network token"))
LARGE = Quota(records=1_000, drafts=1_000, megabytes=1_000)


def within(viewer, **quotas: Quota):
    """The viewer where those holders may store so much, and others much more."""
    usual = Quotas(LARGE, LARGE, LARGE, LARGE)
    return replace(viewer, quotas=replace(usual, **quotas))


async def codes(world: RecordsClient, viewer, times: int, **given) -> list[str]:
    answers = [await world.do("createProject", viewer, **PROJECT, **given) for _ in range(times)]
    return [each.get("code") or each["__typename"] for each in answers]


async def used(world: RecordsClient, holder: str) -> tuple[int, int]:
    (row,) = await world.rows(models.StorageUsage, holder_id=holder)
    return row["records"], row["drafts"]


async def counted_anew(world: RecordsClient, space: str) -> tuple[int, int]:
    """Records and drafts of a space, by what is stored."""
    tables = (models.Actor, models.Contact, models.Membership, models.Participation, models.Project)
    tables = (*tables, models.Resource, models.Workshop, models.Collection)
    rows = [row for each in tables for row in await world.rows(each, space_id=space_of(space))]
    return len(rows), sum(row["state"] == PublicationState.DRAFT for row in rows)


async def test_drafts_are_so_many_and_no_more_until_some_are_none(world: RecordsClient):
    viewer = within(OTHER, unverified=replace(LARGE, drafts=2))
    assert await codes(world, viewer, 3) == ["ProjectSaved", "ProjectSaved", "DRAFTS_QUOTA_EXCEEDED"]
    (first, _) = await world.rows(models.Project, space_id=space_of("other"))
    assert (await world.do("archiveProject", viewer, id=first["id"], expectedVersion=1))["__typename"] == "ProjectSaved"
    assert await codes(world, viewer, 2) == ["ProjectSaved", "DRAFTS_QUOTA_EXCEEDED"]
    assert await used(world, space_of("other")) == (3, 2) == await counted_anew(world, "other")


async def test_a_dry_run_says_the_same_and_counts_nothing(world: RecordsClient):
    viewer = within(OTHER, unverified=replace(LARGE, drafts=1))
    assert await codes(world, viewer, 2, dryRun=True) == ["ProjectSaved", "ProjectSaved"]
    assert await world.rows(models.StorageUsage, holder_id=space_of("other")) == []
    await codes(world, viewer, 1)
    assert await codes(world, viewer, 1, dryRun=True) == ["DRAFTS_QUOTA_EXCEEDED"]
    assert await used(world, space_of("other")) == (1, 1)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_refusal_tells_the_limit_what_is_used_and_how_to_go_on(world: RecordsClient, language: str):
    viewer = replace(within(OTHER, unverified=replace(LARGE, records=1)), language=language)
    await codes(world, viewer, 1)
    answer = await world.do("createProject", viewer, **PROJECT)
    assert (answer["__typename"], answer["code"]) == ("NotPermitted", "RECORDS_QUOTA_EXCEEDED")
    told = {
        "fr": "Il y a déjà 1 fiches ici\u00a0; 1 au plus sont acceptées. Faites vérifier l’espace s’il ne l’est pas",
        "en": "There are 1 records here already; at most 1 are accepted. Have the space verified if it is not",
    }
    assert answer["message"].startswith(told[language])


async def test_each_change_counts_not_only_the_first(world: RecordsClient):
    """A draft that is written again and again fills the journal."""
    viewer = within(EDITOR, verified=replace(LARGE, megabytes=1))
    project = (await world.do("createProject", viewer, **PROJECT))["project"]["id"]
    version, text = 1, "Un long texte. " * 1_300
    while (answer := await world.do("updateProject", viewer, id=project, expectedVersion=version, description=text))[
        "__typename"
    ] == "ProjectSaved":
        version, text = answer["version"], text.swapcase()
        assert version < 60
    assert answer["code"] == "STORAGE_QUOTA_EXCEEDED"
    assert "takes 1\u00a0MB already; at most 1\u00a0MB" in answer["message"]
    (row,) = await world.rows(models.StorageUsage, holder_id=space_of("own"))
    assert 0.9 * MEGABYTE < row["stored_bytes"] <= MEGABYTE
    archived = await world.do("archiveProject", viewer, id=project, expectedVersion=version)
    assert archived["__typename"] == "ProjectSaved"  # who has too much can take it away


async def test_verified_spaces_and_networks_may_store_more(world: RecordsClient):
    few = replace(LARGE, records=1)
    assert await codes(world, within(EDITOR, unverified=few, account=few), 2) == ["ProjectSaved"] * 2
    assert await codes(world, within(EDITOR, verified=few), 1) == ["RECORDS_QUOTA_EXCEEDED"]
    assert await codes(world, within(NETWORK, unverified=few, verified=few, account=few), 2) == ["ProjectSaved"] * 2
    assert await codes(world, within(NETWORK, network=few), 1) == ["RECORDS_QUOTA_EXCEEDED"]
    assert QUOTAS.unverified.records < QUOTAS.verified.records < QUOTAS.network.records


async def test_a_person_has_one_quota_for_all_spaces_that_are_not_verified(world: RecordsClient):
    second = {"id": "space_second", "created_at": BEGIN, "updated_at": BEGIN}
    (actor, *_) = await world.rows(models.Actor, name="own")
    (own,) = await world.rows(models.Space, id=space_of("own"))
    assert own["actor_id"] == actor["id"]

    async def job(work: UnitOfWork) -> None:
        row = {**actor, "id": "actor_second", "name": "second", "siren": None, "rna": None}
        await work.insert(table_of(models.Actor), [row])
        await work.insert(table_of(models.Space), [{**second, "actor_id": "actor_second"}])

    await world.writer.run(job)
    viewer = within(OTHER, account=replace(LARGE, records=3))
    viewer = replace(viewer, roles={**viewer.roles, "space_second": models.SpaceRole.EDITOR})
    assert await codes(world, viewer, 2, space=space_of("other")) == ["ProjectSaved"] * 2
    assert await codes(world, viewer, 2, space="space_second") == ["ProjectSaved", "RECORDS_QUOTA_EXCEEDED"]
    assert await codes(world, viewer, 1, space=space_of("other")) == ["RECORDS_QUOTA_EXCEEDED"]
    assert await used(world, account_of("other")) == (3, 3)


async def test_two_at_once_do_not_both_take_the_last_place(world: RecordsClient):
    viewer = within(OTHER, unverified=replace(LARGE, drafts=3))
    answers = await asyncio.gather(*(world.do("createProject", viewer, **PROJECT) for _ in range(8)))
    found = sorted(each.get("code") or each["__typename"] for each in answers)
    assert found == ["DRAFTS_QUOTA_EXCEEDED"] * 5 + ["ProjectSaved"] * 3
    assert await used(world, space_of("other")) == (3, 3) == await counted_anew(world, "other")


@only("postgresql")
@pytest.mark.parametrize("quota", [LARGE, QUOTAS.network], ids=["exact", "noted"])
async def test_who_stores_much_is_not_overtaken_by_those_who_store_little(
    world: RecordsClient, fresh_database_url: str, quota: Quota
):
    """An import would begin again, from its first record, for each edit in the same space."""
    tries, begun, space = [], asyncio.Event(), space_of("network")
    viewer = within(NETWORK, network=quota)

    async def much(work: UnitOfWork) -> None:
        tries.append(None)
        found = await network_allowance(work, NETWORK, space)
        begun.set()
        await asyncio.sleep(0.5)
        found.take(StorageAmount(500, 500, 10))
        await found.store(work)

    await codes(world, viewer, 1)
    await world.writer.run(apply_usage_notes)
    async with open_writer(fresh_database_url) as other:  # as of another process
        storing = asyncio.create_task(other.run(much))
        await begun.wait()
        edits = await asyncio.gather(*(codes(world, viewer, 1) for _ in range(3)))
        await storing
    assert edits == [["ProjectSaved"]] * 3
    assert len(tries) == 1
    await world.writer.run(apply_usage_notes)
    assert await used(world, space) == (504, 504)


@only("postgresql")
async def test_those_who_may_store_much_do_not_overtake_each_other(
    world: RecordsClient, monkeypatch: pytest.MonkeyPatch
):
    """With one count that all of them change, 32 at once begin about a hundred times."""
    begun, attempt = [], PostgreSQLWriter._attempt

    async def counted_attempt(self, job, attempts):
        begun.append(None)
        return await attempt(self, job, attempts)

    monkeypatch.setattr(PostgreSQLWriter, "_attempt", counted_attempt)
    answers = await asyncio.gather(*(world.do("createProject", NETWORK, **PROJECT) for _ in range(32)))
    assert [each["__typename"] for each in answers] == ["ProjectSaved"] * 32
    assert len(begun) < 64


async def test_what_large_holders_store_is_settled_once_whoever_settles(world: RecordsClient):
    viewer = within(NETWORK, network=QUOTAS.network)
    saved = [await world.do("createProject", viewer, **PROJECT) for _ in range(3)]
    await world.do("archiveProject", viewer, id=saved[0]["project"]["id"], expectedVersion=1)
    assert await codes(world, viewer, 1, dryRun=True) == ["ProjectSaved"]
    assert await world.rows(models.StorageUsage, holder_id=space_of("network")) == []
    settling = (world.writer.run(apply_usage_notes) for _ in range(4))
    await asyncio.gather(*settling, *(codes(world, viewer, 1) for _ in range(4)))
    await world.writer.run(apply_usage_notes)
    assert await used(world, space_of("network")) == (7, 6) == await counted_anew(world, "network")
    assert await world.rows(models.StorageNote) == []


async def test_large_holders_are_held_to_what_was_settled(world: RecordsClient):
    few = replace(QUOTAS.network, records=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("resolvers.core.quotas.LARGE", {})
        assert await codes(world, within(NETWORK, network=few), 3) == ["ProjectSaved"] * 3
        await world.writer.run(apply_usage_notes)
        assert await codes(world, within(NETWORK, network=few), 1) == ["RECORDS_QUOTA_EXCEEDED"]
    assert await used(world, space_of("network")) == (3, 3)


async def test_what_stewards_do_is_counted_and_not_refused(world: RecordsClient):
    nothing = Quota(records=0, drafts=0, megabytes=0)
    viewer = within(STEWARD, unverified=nothing, account=nothing)
    assert await codes(world, viewer, 1, space=space_of("other")) == ["ProjectSaved"]
    assert await used(world, space_of("other")) == (1, 1)


async def test_suggestions_count_for_who_makes_them(world: RecordsClient):
    project = (await world.do("createProject", EDITOR, **PROJECT))["project"]["id"]
    await world.do("publishProject", STEWARD, id=project, expectedVersion=1)
    document = """mutation ($input: SuggestProjectInput!) { it: suggestProject(input: $input) {
        __typename ... on Refusal { code } } }"""
    given = {"id": project, "expectedVersion": 2, "summary": "Mieux.", "why": "Parce que."}
    nothing = within(OTHER, account=replace(LARGE, megabytes=0))
    assert (await world.ask(document, nothing, input=given))["it"]["code"] == "STORAGE_QUOTA_EXCEEDED"
    assert await world.rows(models.ReviewCase) == []
    assert "code" not in (await world.ask(document, OTHER, input=given))["it"]
    (row,) = await world.rows(models.StorageUsage, holder_id=account_of("other"))
    assert row["stored_bytes"] > len("Mieux.Parce que.")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("drafts=5", replace(LARGE, drafts=5)),
        (" records = 7 , megabytes=9,", replace(LARGE, records=7, megabytes=9)),
        ("", LARGE),
    ],
)
def test_a_setting_alters_what_it_names(text: str, found: Quota):
    assert LARGE.altered(text) == found


@pytest.mark.parametrize("text", ["drafts", "drafts=", "drafts=-1", "drafts=1.5", "bytes=3", "5"])
def test_another_setting_is_refused(text: str):
    with pytest.raises(ValueError, match="write some of records=…, drafts=…"):
        LARGE.altered(text)


async def test_the_migration_counts_what_is_there(world: RecordsClient, fresh_database_url: str):
    await codes(world, OTHER, 2)
    (first, _) = await world.rows(models.Project, space_id=space_of("other"))
    await world.do("archiveProject", OTHER, id=first["id"], expectedVersion=1)
    before = await world.rows(models.StorageUsage, holder_id=space_of("other"))
    async with engine_scope(fresh_database_url) as engine, migration_transaction(engine) as connection:
        await connection.run_sync(counted_again)
    after = await world.rows(models.StorageUsage, holder_id=space_of("other"))
    assert (after[0]["records"], after[0]["drafts"]) == (before[0]["records"], before[0]["drafts"]) == (2, 1)
    assert 0.9 < after[0]["stored_bytes"] / before[0]["stored_bytes"] < 1.5  # PostgreSQL writes JSON with spaces


def counted_again(connection: Connection) -> None:
    config = configuration()
    config.attributes["connection"] = connection
    command.downgrade(config, "0011")
    command.upgrade(config, "head")
