"""Records are created, changed, published, put away and brought back, and the journal tells of each step."""

import pytest

import models
from loaders.unit_of_work import UnitOfWork
from models import PublicationState
from resolvers.core.record_types import RECORD_TYPES
from resolvers.core.site import Site
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.records.service import RecordService
from tests.records.client import BEGIN, EDITOR, REPORT, VIEWERS, RecordsClient, space_of

PROJECT = {"title": "  Budget participatif ", "phase": "IDEA", "status": "IN_PROGRESS"}
OTHER = VIEWERS["editor of another space"]
STEWARD = VIEWERS["steward"]
VISITOR = VIEWERS["anonymous"]


async def decided(work: UnitOfWork, project: str) -> None:
    """Publish a project as the networks do."""
    await RecordService(UseCase(work, system_viewer(EDITOR), BEGIN, Site()), RECORD_TYPES["Project"]).set_state(
        project, PublicationState.PUBLISHED
    )


async def test_a_record_goes_its_way_from_draft_to_archive_and_back(world: RecordsClient):
    made = await world.do("createProject", **PROJECT, topics=[{"slug": "concertation"}])
    project, version = made["project"], 1
    assert (made["__typename"], project["state"], project["version"]) == ("ProjectSaved", "DRAFT", 1)
    for verb, state, kind in (
        ("submit", "SUBMITTED", "SUBMITTED"),
        ("archive", "ARCHIVED", "ARCHIVED"),
        ("restore", "PUBLISHED", "RESTORED"),
    ):
        saved = await world.do(f"{verb}Project", id=project["id"], expectedVersion=version)
        version += 1
        assert saved["project"] == {"id": project["id"], "version": version, "state": state}
        assert saved["change"]["kind"] == kind
        if verb == "submit":  # which is for the networks to decide together: tests/moderation
            await world.writer.run(lambda work: decided(work, project["id"]))
            version += 1
    found = await world.ask(
        "query ($id: ID!) { project(by: {id: $id}) { title topics { nodes { slug } } space { id }"
        " history { nodes { kind version fields { field before after } node { id } } } } }",
        VISITOR,
        id=project["id"],
    )
    assert found["project"]["title"] == "Budget participatif"
    assert found["project"]["topics"] == {"nodes": [{"slug": "concertation"}]}
    assert found["project"]["space"] == {"id": space_of("own")}
    history = found["project"]["history"]["nodes"]
    assert [(each["kind"], each["version"]) for each in history] == [("RESTORED", 5), ("PUBLISHED", 3)]
    assert history[1]["fields"] == [{"field": "state", "before": "SUBMITTED", "after": "PUBLISHED"}]


async def test_an_update_changes_what_it_gives_and_nothing_else(world: RecordsClient):
    made = await world.do(
        "createProject", **PROJECT, summary="Court.", startsOn="2028-02-29", topics=[{"slug": "concertation"}]
    )
    id_ = made["project"]["id"]
    saved = await world.do("updateProject", id=id_, expectedVersion=1, title="Été", summary=None, topics=[])
    assert saved["changes"] == [
        {"field": "summary", "before": "Court.", "after": None},
        {"field": "title", "before": "Budget participatif", "after": "Été"},
        {"field": "topics", "before": [(await world.rows(models.Topic, slug="concertation"))[0]["id"]], "after": []},
    ]
    (row,) = await world.rows(models.Project, id=id_)
    assert (row["title"], row["title_sort"], row["summary"], str(row["starts_on"]), row["version"]) == (
        "Été",
        "ete",
        None,
        "2028-02-29",
        2,
    )
    assert (await world.do("updateProject", id=id_, expectedVersion=2, title="Été"))["change"] is None
    assert len(await world.rows(models.Change, node_id=id_)) == 2


async def test_two_editors_never_overwrite_each_other(world: RecordsClient):
    id_ = (await world.do("createProject", **PROJECT))["project"]["id"]
    await world.do("updateProject", id=id_, expectedVersion=1, title="First")
    refused = await world.do("updateProject", id=id_, expectedVersion=1, title="Second")
    assert (refused["__typename"], refused["code"], refused["currentVersion"]) == ("Conflict", "CONFLICT", 2)
    assert "version 2" in refused["message"]
    assert (await world.rows(models.Project, id=id_))[0]["title"] == "First"


async def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept(world: RecordsClient):
    refused = await world.do(
        "createProject",
        title="\u202e",
        phase="IDEA",
        status="LATE",
        description="<script>alert(1)</script>",
        sourceUrl="javascript:alert(1)",
        startsOn="2026-02-02",
        endsOn="2026-02-01",
        topics=[{"slug": "concertation"}, {"slug": "nulle-part"}],
        territories=[{"commune": "1001"}],
        holder={"siren": "123456789"},
    )
    assert refused["__typename"] == "ValidationFailed"
    paths = {tuple(each["path"]): each["code"] for each in refused["problems"]}
    assert paths.keys() == {
        ("title",),
        ("description",),
        ("sourceUrl",),
        ("endsOn",),
        ("topics", "1"),
        ("territories", "0"),
        ("holder",),
    }
    assert paths["topics", "1"] == "NOT_FOUND"
    assert await world.rows(models.Change) == []


@pytest.mark.parametrize("viewer", ["account", "steward"])
async def test_who_has_to_name_a_space_learns_what_else_is_wrong(world: RecordsClient, viewer):
    wrong = {"title": " ", "topics": [{"slug": "nulle-part"}]}
    refused = await world.do("createProject", VIEWERS[viewer], **PROJECT | wrong)
    problems = {tuple(each["path"]): each["code"] for each in refused["problems"]}
    assert problems == {("space",): "REQUIRED", ("title",): "TEXT_BLANK", ("topics", "0"): "NOT_FOUND"}
    refused = await world.do("createProject", VIEWERS[viewer], **PROJECT)
    assert [(each["path"], each["code"]) for each in refused["problems"]] == [(["space"], "REQUIRED")]


async def test_a_dry_run_tells_what_would_be_and_changes_nothing(world: RecordsClient):
    tried = await world.do("createProject", **PROJECT, dryRun=True)
    assert (tried["dryRun"], tried["project"], tried["change"]) == (True, None, None)
    assert {"field": "title", "before": None, "after": "Budget participatif"} in tried["changes"]
    id_ = (await world.do("createProject", **PROJECT))["project"]["id"]
    tried = await world.do("updateProject", id=id_, expectedVersion=1, title="Other", dryRun=True)
    assert tried["project"] == {"id": id_, "version": 1, "state": "DRAFT"}
    assert len(await world.rows(models.Change)) == 1


async def test_a_request_that_is_sent_again_is_made_once(world: RecordsClient):
    first = await world.do("createProject", **PROJECT, idempotencyKey="k")
    again = await world.do("createProject", **PROJECT, idempotencyKey="k")
    assert again == first
    other = await world.do("createProject", **{**PROJECT, "title": "Other"}, idempotencyKey="k")
    assert (other["__typename"], other["code"]) == ("Conflict", "IDEMPOTENCY_KEY_PARAMETER_MISMATCH")
    theirs = await world.do("createProject", OTHER, **PROJECT, idempotencyKey="k")
    assert theirs["project"]["id"] != first["project"]["id"]
    assert len(await world.rows(models.Change)) == 2


async def test_an_empty_key_is_refused_and_not_taken_for_none(world: RecordsClient):
    for key, code in (("", "TEXT_BLANK"), (" ", "TEXT_BLANK"), (None, "NULL_GIVEN")):
        refused = await world.do("createProject", **PROJECT, idempotencyKey=key)
        assert [(each["path"], each["code"]) for each in refused["problems"]] == [(["idempotencyKey"], code)]
    assert not await world.rows(models.Change)
    assert (await world.do("createProject", **PROJECT))["__typename"] == "ProjectSaved"


async def test_a_key_is_forgotten_after_a_day(world: RecordsClient):
    first = await world.do("createProject", **PROJECT, idempotencyKey="k")
    world.now = world.now.replace(year=world.now.year + 1)
    again = await world.do("createProject", **PROJECT, idempotencyKey="k")
    assert again["project"]["id"] != first["project"]["id"]


async def test_drafts_are_seen_by_their_space_alone(world: RecordsClient):
    id_ = (await world.do("createProject", **PROJECT))["project"]["id"]
    ask = """query ($id: ID!) {
        nodes(ids: [$id]) { id } projects(filter: {title: {eq: "Budget participatif"}}) { totalCount }
    }"""
    for name, viewer in VIEWERS.items():
        sees = name in {"editor", "steward"}
        result = await world.result(ask, viewer, id=id_)
        assert (result.data["nodes"][0] is not None) == sees, name
        assert result.data["projects"]["totalCount"] == int(sees), name


async def test_a_space_that_is_not_verified_publishes_nothing(world: RecordsClient):
    id_ = (await world.do("createProject", OTHER, **PROJECT))["project"]["id"]
    refused = await world.do("publishProject", OTHER, id=id_, expectedVersion=1)
    assert (refused["__typename"], refused["code"]) == ("NotPermitted", "SPACE_NOT_VERIFIED")


async def test_a_space_that_is_not_verified_does_not_show_again_what_a_steward_published_and_put_away(
    world: RecordsClient,
):
    id_ = (await world.do("createProject", OTHER, **PROJECT))["project"]["id"]
    await world.do("publishProject", STEWARD, id=id_, expectedVersion=1)
    await world.do("archiveProject", STEWARD, id=id_, expectedVersion=2)
    refused = await world.do("restoreProject", OTHER, id=id_, expectedVersion=3)
    assert (refused["__typename"], refused["code"]) == ("NotPermitted", "SPACE_NOT_VERIFIED")
    shown = await world.do("restoreProject", STEWARD, id=id_, expectedVersion=3)
    assert shown["project"]["state"] == "PUBLISHED"


async def test_an_experience_report_is_written_with_its_resource(world: RecordsClient):
    resource = {"kind": "EXPERIENCE_REPORT", "title": "Retour"}
    refused = await world.do("createResource", **resource)
    assert [each["path"] for each in refused["problems"]] == [["experienceReport"]]
    id_ = (await world.do("createResource", **resource, experienceReport=REPORT))["resource"]["id"]
    saved = await world.do(
        "updateResource", id=id_, expectedVersion=1, experienceReport={**REPORT, "whatFailed": "Rien."}
    )
    assert saved["changes"] == [{"field": "experienceReport.whatFailed", "before": "Peu.", "after": "Rien."}]


@pytest.mark.parametrize("id_", ["project_00000000000000000000000000", "nonsense", ""])
async def test_what_is_not_there_is_not_found(world: RecordsClient, id_: str):
    assert (await world.do("archiveProject", id=id_, expectedVersion=1))["__typename"] == "NotFound"
