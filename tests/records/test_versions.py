"""Earlier versions of records are looked at, and brought back."""

import models
from tests.records.client import REPORT, VIEWERS, RecordsClient

PROJECT = {"title": "Un", "phase": "IDEA", "status": "LATE", "startsOn": "2028-02-29"}
RESOURCE = {"kind": "EXPERIENCE_REPORT", "title": "Retour", "language": "fr", "licence": "LICENCE_OUVERTE"}


async def contents(world: RecordsClient, id_: str, viewer=VIEWERS["editor"]):
    """By version: what a record was, as far as a viewer is told."""
    document = """query ($id: ID!) { node(id: $id) { ... on Project { history { nodes { version content } } }
        ... on Resource { history { nodes { version content } } } } }"""
    node = (await world.result(document, viewer, id=id_)).data["node"]
    return {each["version"]: each["content"] for each in node["history"]["nodes"]} if node else None


async def test_any_version_can_be_looked_at(world: RecordsClient):
    topics = {row["slug"]: row["id"] for row in await world.rows(models.Topic)}
    slug, other = sorted(topics)[:2]
    id_ = (await world.do("createProject", **PROJECT, topics=[{"slug": slug}]))["project"]["id"]
    await world.do("updateProject", id=id_, expectedVersion=1, title="Deux", summary="Bref.")
    await world.do("updateProject", id=id_, expectedVersion=2, startsOn=None, topics=[{"slug": other}])
    found = await contents(world, id_)
    told = {
        version: (each["title"], each["summary"], each["startsOn"], each["topics"]) for version, each in found.items()
    }
    assert told == {
        1: ("Un", None, "2028-02-29", [topics[slug]]),
        2: ("Deux", "Bref.", "2028-02-29", [topics[slug]]),
        3: ("Deux", "Bref.", None, [topics[other]]),
    }


async def test_any_version_can_be_restored(world: RecordsClient):
    (slug,) = (row["slug"] for row in (await world.rows(models.Topic))[:1])
    id_ = (await world.do("createProject", **PROJECT, topics=[{"slug": slug}]))["project"]["id"]
    first = await contents(world, id_)
    changed = {"title": "Deux", "startsOn": None, "topics": [], "summary": "Bref."}
    await world.do("updateProject", id=id_, expectedVersion=1, **changed)
    tried = await world.do("revertProject", id=id_, expectedVersion=2, version=1, dryRun=True)
    assert {each["field"] for each in tried["changes"]} == {"title", "startsOn", "topics", "summary"}
    saved = await world.do("revertProject", id=id_, expectedVersion=2, version=1)
    assert (saved["change"]["kind"], saved["version"], saved["changes"]) == ("REVERTED", 3, tried["changes"])
    found = await contents(world, id_)
    assert found[3] == found[1] == first[1]
    (row,) = await world.rows(models.Project, id=id_)
    assert (row["title"], row["title_sort"], str(row["starts_on"])) == ("Un", "un", "2028-02-29")
    assert (await world.do("revertProject", id=id_, expectedVersion=3, version=1))["change"] is None


async def test_what_a_record_said_besides_comes_and_goes_with_its_versions(world: RecordsClient):
    made = await world.do("createResource", **RESOURCE, experienceReport=REPORT)
    id_ = made["resource"]["id"]
    refused = await world.do("updateResource", id=id_, expectedVersion=1, experienceReport=None)
    assert [each["code"] for each in refused["problems"]] == ["REPORT_MISSING"]
    await world.do("updateResource", id=id_, expectedVersion=1, kind="GUIDE", experienceReport=None)
    assert await world.rows(models.ExperienceReport, resource_id=id_) == []
    saved = await world.do("revertResource", id=id_, expectedVersion=2, version=1)
    assert saved["version"] == 3
    (report,) = await world.rows(models.ExperienceReport, resource_id=id_)
    assert (report["what_worked"], report["purposes"]) == ("Beaucoup.", ["SHARE_POWER"])
    await world.do("revertResource", id=id_, expectedVersion=3, version=2)
    assert await world.rows(models.ExperienceReport, resource_id=id_) == []
    found = await contents(world, id_)
    assert found[1] == found[3]
    assert found[4]["experienceReport"]["whatWorked"] is None


async def test_what_cannot_be_brought_back_is_told(world: RecordsClient):
    id_ = (await world.do("createProject", **PROJECT))["project"]["id"]
    await world.do("updateProject", id=id_, expectedVersion=1, title="Deux")
    for version in (0, -1, 3):
        refused = await world.do("revertProject", id=id_, expectedVersion=2, version=version)
        assert [(each["path"], each["code"]) for each in refused["problems"]] == [(["version"], "UNKNOWN_VERSION")]
    assert (await world.do("revertProject", id=id_, expectedVersion=1, version=1))["__typename"] == "Conflict"
    stranger = VIEWERS["editor of another space"]
    assert (await world.do("revertProject", stranger, id=id_, expectedVersion=2, version=1))["__typename"] == "NotFound"


async def test_a_record_of_the_seed_is_brought_back_to_what_it_was(world: RecordsClient):
    (row,) = (await world.rows(models.Project))[:1]
    steward = VIEWERS["steward"]
    saved = await world.do("updateProject", steward, id=row["id"], expectedVersion=row["version"], title="Autre")
    again = await world.do(
        "revertProject", steward, id=row["id"], expectedVersion=saved["version"], version=row["version"]
    )
    assert again["changes"] == [{"field": "title", "before": "Autre", "after": row["title"]}]


async def test_what_is_no_longer_public_is_shown_to_nobody_else_in_any_version(world: RecordsClient):
    id_ = (await world.do("createProject", **PROJECT))["project"]["id"]
    await world.do("publishProject", VIEWERS["steward"], id=id_, expectedVersion=1)
    visitor = VIEWERS["anonymous"]
    assert list(await contents(world, id_, visitor)) == [2]
    changes = "{ changes(first: 5) { nodes { kind content fields { field } } } }"
    assert len((await world.ask(changes, visitor))["changes"]["nodes"]) == 1
    await world.do("archiveProject", id=id_, expectedVersion=2)
    assert (await world.ask(changes, visitor))["changes"]["nodes"] == []
    assert len((await world.ask(changes))["changes"]["nodes"]) == 3
