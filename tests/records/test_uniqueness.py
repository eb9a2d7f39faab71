"""Official codes and parts in projects are unique among what is published; nobody learns of what they do not see."""

import asyncio
from dataclasses import replace
from typing import Any

import models
from loaders.queries.unique_values import unique_column_groups
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import SpaceRole, ids
from resolvers.core.record_types import RECORD_TYPES
from resolvers.records.uniqueness import unique_holders
from tests.records.client import BEGIN, EDITOR, VIEWERS, RecordsClient, space_of

OTHER, STEWARD, TOKEN = (VIEWERS[name] for name in ("editor of another space", "steward", "network token"))
SIREN = "552100554"
ACTOR = {"kind": "COMPANY", "name": "Peugeot"}
TAKEN = [(["siren"], "ALREADY_TAKEN")]
FOUND = '{ it: actor(by: {siren: "552100554"}) { id state } }'


async def drafted(world: RecordsClient, viewer: Any = EDITOR, **given: Any) -> str:
    """The id of a new draft with the SIREN."""
    made = await world.do("createActor", viewer, **{**ACTOR, "siren": SIREN, **given})
    assert made["__typename"] == "ActorSaved", made
    return made["actor"]["id"]


async def moved(world: RecordsClient, action: str, id_: str, viewer: Any = EDITOR) -> Any:
    """Change an actor's state; return the new state, or the problems."""
    (row,) = await world.rows(models.Actor, id=id_)
    saved = await world.do(f"{action}Actor", viewer, id=id_, expectedVersion=row["version"])
    if "problems" in saved:
        return [(each["path"], each["code"]) for each in saved["problems"]]
    return saved.get("code") or saved["actor"]["state"]


async def problems(world: RecordsClient, mutation: str, viewer: Any = EDITOR, **given: Any) -> Any:
    """Return the problems of a mutation."""
    answer = await world.do(mutation, viewer, **given)
    return [(each["path"], each["code"]) for each in answer.get("problems", [])] or answer.get("code")


async def found(world: RecordsClient, viewer: Any) -> str | None:
    """Return the actor that a viewer finds by the SIREN."""
    answer = await world.result(FOUND, viewer)
    return answer.data["it"] and answer.data["it"]["id"]


async def test_what_nobody_sees_takes_no_code(world: RecordsClient):
    hidden = await drafted(world, OTHER)
    mine = {**ACTOR, "siren": SIREN}
    assert await problems(world, "createActor", dryRun=True, **mine) is None
    assert await problems(world, "createActor", TOKEN, dryRun=True, **mine) is None
    drafts = [await drafted(world) for _ in range(2)]
    assert await found(world, VIEWERS["anonymous"]) is None
    assert await found(world, OTHER) == hidden
    await moved(world, "submit", hidden, OTHER)  # which waits for the partners
    assert await moved(world, "publish", drafts[0]) == "PUBLISHED"
    assert {await found(world, each) for each in VIEWERS.values()} == {drafts[0]}
    assert await moved(world, "publish", drafts[1]) == TAKEN
    assert await problems(world, "createActor", OTHER, dryRun=True, **mine) == TAKEN  # which everyone may know
    given = {"id": drafts[1], "expectedVersion": 1}
    assert await problems(world, "updateActor", **given, name="Autre", siren=SIREN) is None  # as it says already
    assert await moved(world, "archive", drafts[0]) == "ARCHIVED"
    assert await moved(world, "publish", drafts[1]) == "PUBLISHED"
    assert await moved(world, "restore", drafts[0]) == TAKEN
    assert await problems(world, "revertActor", id=drafts[1], expectedVersion=3, version=1) is None
    assert await problems(world, "updateActor", id=drafts[1], expectedVersion=4, siren=None) is None
    assert await moved(world, "restore", drafts[0]) == "PUBLISHED"
    assert await problems(world, "revertActor", id=drafts[1], expectedVersion=5, version=1) == TAKEN


async def test_of_two_that_publish_at_once_one_does(world: RecordsClient):
    drafts = {await drafted(world): EDITOR, await drafted(world, TOKEN): TOKEN}
    came = await asyncio.gather(*(moved(world, "publish", each, viewer) for each, viewer in drafts.items()))
    assert sorted(came, key=str) == ["PUBLISHED", TAKEN] or sorted(came, key=str) == [TAKEN, "PUBLISHED"]
    assert [each["id"] in drafts for each in await world.rows(models.Actor, siren=SIREN, state="PUBLISHED")] == [True]


async def test_what_is_verified_goes_before_what_is_not(world: RecordsClient):
    unproven = await drafted(world, OTHER)
    assert await moved(world, "publish", unproven, STEWARD) == "PUBLISHED"
    mine = await drafted(world)
    assert await found(world, EDITOR) == unproven
    assert await moved(world, "publish", mine) == "PUBLISHED"
    (row,) = await world.rows(models.Actor, id=unproven)
    assert (row["state"], row["version"], row["siren"]) == ("DRAFT", 3, SIREN)
    change = max(await world.rows(models.Change, node_id=unproven), key=lambda each: each["version"])
    assert (change["kind"], change["account_id"], change["fields"]) == (
        "RETURNED",
        None,
        {"state": ["PUBLISHED", "DRAFT"]},
    )
    assert await moved(world, "publish", unproven, STEWARD) == TAKEN
    assert await found(world, STEWARD) == mine


async def test_drafts_of_a_verified_space_are_found_first(world: RecordsClient):
    both = replace(EDITOR, roles={**EDITOR.roles, space_of("other"): SpaceRole.EDITOR})
    unproven = await drafted(world, OTHER)
    mine = await drafted(world)
    assert [await found(world, each) for each in (both, OTHER, STEWARD)] == [mine, unproven, mine]


async def test_each_part_is_looked_up_by_itself(world: RecordsClient):
    """As many rows as are asked for, and not all that two actors do in two projects."""
    kind = RECORD_TYPES["Participation"]
    (group,) = unique_column_groups(kind.table)
    actors, projects = ([ids.new(each) for _ in range(2)] for each in ("actor", "project"))
    dated = {"created_at": BEGIN, "updated_at": BEGIN, "state": "PUBLISHED", "version": 1}
    about = {"kind": "COMPANY", "name": "N", "name_sort": "n", "title": "N", "title_sort": "n"}
    about |= {"phase": "IDEA", "status": "LATE", **dated}
    parts = [
        {"id": ids.new("participation"), **dated, "project_id": project, "actor_id": actor, "role": "EXPERT"}
        for project in projects
        for actor in actors
    ]

    async def job(work: UnitOfWork) -> list[int]:
        for model, of in ((models.Actor, actors), (models.Project, projects)):
            table = table_of(model)
            rows = [{name: each for name, each in about.items() if name in table.c} | {"id": id_} for id_ in of]
            await work.insert(table, rows)
        await work.insert(kind.table, parts)
        read: list[int] = []

        class Counting:
            dialect = work.dialect

            async def fetch(self, *given: Any) -> Any:
                rows = await work.fetch(*given)
                read.append(len(rows))
                return rows

        wanted = [(group, tuple(each[name] for name in group)) for each in (parts[0], parts[3])]
        found = await unique_holders(Counting(), kind, {*wanted, (group, (projects[0], actors[0], "PARTNER"))})
        assert {claim: each.id for claim, each in found.items()} == dict(
            zip(wanted, (parts[0]["id"], parts[3]["id"]), strict=True)
        )
        return read

    assert await world.writer.run(job) == [2]


async def test_a_part_in_a_project_is_taken_by_what_is_public_alone(world: RecordsClient):
    actor = await drafted(world)
    project = (await world.do("createProject", title="Jardin", phase="IDEA", status="LATE"))["project"]["id"]
    for type_name, id_ in (("Actor", actor), ("Project", project)):
        await world.do(f"publish{type_name}", STEWARD, id=id_, expectedVersion=1)
    part = {"project": {"id": project}, "actor": {"id": actor}, "role": "EXPERT"}
    hidden = (await world.do("createParticipation", OTHER, **part))["participation"]["id"]
    mine = (await world.do("createParticipation", **part))["participation"]["id"]
    assert (await world.do("publishParticipation", id=mine, expectedVersion=1))["version"] == 2
    taken = [([each], "ALREADY_TAKEN") for each in ("project", "actor", "role")]
    assert await problems(world, "createParticipation", OTHER, **part) == taken
    assert await problems(world, "createParticipation", OTHER, **{**part, "role": "FUNDER"}) is None
    assert await problems(world, "publishParticipation", STEWARD, id=hidden, expectedVersion=1) == taken
