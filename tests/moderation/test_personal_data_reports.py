"""The effect of a report of personal data before the decision grows with the reporter's reputation."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import models
from loaders.tables import table_of
from models import SpaceRole
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.spaces.member_removal import remove_from_space
from resolvers.spaces.space_entry import add_member
from tests.moderation.client import DRAFT, NETWORKS, WITNESS, ModerationClient, moderator, network_of
from tests.moderation.test_appeals import REPORTER, act, clock
from tests.moderation.test_policies import adopt
from tests.moderation.test_redaction import PHONE, seen
from tests.records.client import BEGIN, VIEWERS, account_of, space_of

HOUR = timedelta(hours=1)
ELM = moderator("elm")
OTHER = VIEWERS["editor of another space"]
REJECT = {"choice": "REJECT", "ground": "SOUND", "text": "C’est le numéro de la mairie."}


async def projects(client: ModerationClient, count: int) -> list[str]:
    """Published projects whose summaries tell of a person."""
    found = []
    for _ in range(count):
        project = (await client.do("createProject", ELM, **DRAFT, summary=PHONE))["project"]["id"]
        await client.do("publishProject", ELM, id=project, expectedVersion=1)
        found.append(project)
    return found


async def report(client: ModerationClient, who: Viewer, project: str, field: str = "summary") -> dict[str, Any]:
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un numéro de téléphone.", "field": field}
    return await act(client, "reportContent", who, **given)


async def reported(client: ModerationClient, who: Viewer, found: Sequence[str]) -> list[str]:
    """Report several projects and return the effect on each: `hidden`, `shown`, or the code of a refusal."""
    told = []
    for project in found:
        payload = await report(client, who, project)
        shown = (await seen(client, project))["summary"] == PHONE
        told.append(payload.get("code") or ("shown" if shown else "hidden"))
    return told


async def cases(client: ModerationClient) -> dict[str, dict[str, Any]]:
    """By project, its case on personal data."""
    return {row["node_id"]: row for row in await client.rows(models.ReviewCase, ground="PERSONAL_DATA")}


async def verify(client: ModerationClient, *people: str) -> None:
    """Have the other space be verified, with people in it."""

    async def job(work: Any) -> None:
        await work.update(table_of(models.Space), {"id": space_of("other")}, {"verified_at": BEGIN})
        place = {"space_id": space_of("other"), "role": SpaceRole.EDITOR, "since": BEGIN}
        for each in people:
            await work.insert(table_of(models.SpaceMember), [{**place, "account_id": account_of(each)}])

    await client.writer.run(job)


async def test_who_has_no_standing_hides_nothing_and_asks_for_little_at_a_time(client: ModerationClient):
    found = await projects(client, 5)
    assert await reported(client, REPORTER, found) == ["shown"] * 3 + ["REPORTS_WAITING"] * 2
    history = (await seen(client, found[0]))["history"]["nodes"]
    assert PHONE in str(history)
    row = (await cases(client))[found[0]]
    assert row["due_at"] - row["opened_at"] == 72 * HOUR
    document = "{ moderationQueue(first: 1) { nodes { hidden field } } }"
    told = (await client.ask(document, moderator("alder")))["moderationQueue"]["nodes"]
    assert told == [{"hidden": False, "field": "summary"}]
    assert (await report(client, REPORTER, found[4], "description"))["problems"][0]["code"] == "NOTHING_TO_HIDE"
    changed = await client.do("updateProject", ELM, id=found[0], expectedVersion=2, title="On écrit encore")
    assert changed["version"] == 3
    two = replace(REPORTER, account_id=account_of("birch"))  # who joins has as many wait as who began
    assert await reported(client, two, found) == ["shown"] * 3 + ["REPORTS_WAITING"] * 2
    await act(client, "withdrawCase", REPORTER, case=row["id"])
    assert [(await reported(client, each, found[3:4]))[0] for each in (REPORTER, two)] == ["shown", "REPORTS_WAITING"]
    client.now += 73 * HOUR
    await clock(client)
    assert {row["stage"] for row in (await cases(client)).values()} == {"ESCALATED"}


async def test_three_at_once_are_three(client: ModerationClient):
    found = await projects(client, 5)
    answers = await asyncio.gather(*(report(client, REPORTER, each) for each in found))
    assert sorted(each.get("code", "") for each in answers) == [""] * 3 + ["REPORTS_WAITING"] * 2


async def test_a_verified_space_hides_some_which_its_people_share(client: ModerationClient):
    found = await projects(client, 6)
    assert await reported(client, OTHER, found[:1]) == ["shown"]  # which is not verified
    await verify(client, "other", "editor")
    assert await reported(client, OTHER, found[:3]) == ["hidden"] * 3  # what had been shown until now, too
    colleague = replace(OTHER, account_id=account_of("editor"))
    assert await reported(client, colleague, found[3:5]) == ["shown"] * 2
    assert await reported(client, replace(colleague, roles={space_of("other"): SpaceRole.MEMBER}), found[5:]) == [
        "shown"
    ]
    row = (await cases(client))[found[0]]
    for each in NETWORKS[:4]:
        await client.vote(each, row["id"], ground="PERSONAL_DATA")
    assert await reported(client, colleague, found[3:4]) == ["hidden"]


async def test_a_network_hides_more_and_judges_nothing_of_it(client: ModerationClient):
    found = await projects(client, 4)
    birch = moderator("birch")
    assert await reported(client, REPORTER, found[:1]) == ["shown"]
    assert await reported(client, birch, found) == ["hidden"] * 4
    assert (await report(client, WITNESS, found[0]))["code"] == "CASE_PENDING"
    assert await reported(client, OTHER, found[:1]) == ["hidden"]  # who joins those who had it hidden
    for row in (await cases(client)).values():
        assert row["hidden_by"] == birch.account_id
        assert (await client.vote(birch, row["id"]))["code"] == "CONFLICT_OF_INTEREST"
    (row,) = await client.rows(models.ReviewParty, case_id=row["id"], network_id=network_of("birch"))


async def test_a_space_hides_no_more_as_its_people_come_and_go(client: ModerationClient):
    found = await projects(client, 4)
    await verify(client, "other")
    space, passing = space_of("other"), replace(OTHER, account_id=REPORTER.account_id)

    def use_case(work: Any, viewer: Viewer) -> UseCase:
        return UseCase(work, viewer, client.now, Site())

    comes = {"space_id": space, "account_id": REPORTER.account_id}
    await client.writer.run(lambda work: add_member(use_case(work, passing), **comes, role=SpaceRole.EDITOR))
    assert await reported(client, passing, found[:3]) == ["hidden"] * 3
    await client.writer.run(lambda work: remove_from_space(use_case(work, OTHER), **comes))
    assert await reported(client, OTHER, found[3:]) == ["shown"]


async def test_what_others_have_hidden_counts_for_who_joins_them(client: ModerationClient):
    found = await projects(client, 4)
    await verify(client, "other")
    birch = moderator("birch")
    assert await reported(client, birch, found[:3]) == ["hidden"] * 3
    assert await reported(client, OTHER, found) == ["hidden"] * 3 + ["shown"]
    case = (await cases(client))[found[0]]["id"]
    await act(client, "withdrawCase", birch, case=case)
    assert (await seen(client, found[0]))["summary"] is None


async def test_nobody_hides_again_what_they_took_back(client: ModerationClient):
    found = await projects(client, 1)
    birch = moderator("birch")
    assert await reported(client, birch, found) == ["hidden"]
    case = (await cases(client))[found[0]]["id"]
    assert (await act(client, "withdrawCase", birch, case=case))["__typename"] == "CaseSaved"
    assert await reported(client, birch, found) == ["WITHDRAWN_BEFORE"]
    colleague = replace(birch, account_id=account_of("editor"))
    role = {"space_id": space_of("birch"), "account_id": colleague.account_id, "role": "EDITOR", "since": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [role]))
    assert await reported(client, colleague, found) == ["shown"]
    assert await reported(client, moderator("cedar"), found) == ["hidden"]


async def test_who_has_voted_already_hides_nothing(client: ModerationClient):
    (project,) = await projects(client, 1)
    await report(client, REPORTER, project)
    case = (await cases(client))[project]["id"]
    await client.vote("birch", case, **REJECT)
    assert (await report(client, moderator("birch"), project))["code"] == "CASE_PENDING"
    assert (await seen(client, project))["summary"] == PHONE


async def test_standing_is_earned_by_what_was_upheld_and_lost_by_what_was_not(client: ModerationClient):
    found = await projects(client, 4)
    assert await reported(client, REPORTER, found[:1]) == ["shown"]
    case = (await cases(client))[found[0]]["id"]
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="PERSONAL_DATA")
    assert (await seen(client, found[0]))["summary"] is None
    assert await reported(client, REPORTER, found[1:3]) == ["hidden", "shown"]
    case = (await cases(client))[found[1]]["id"]
    for each in NETWORKS[:4]:
        await client.vote(each, case, **REJECT)
    assert await reported(client, REPORTER, found[3:]) == ["shown"]  # it was hidden in vain
    client.now += 366 * 24 * HOUR
    (late,) = await projects(client, 1)
    assert await reported(client, REPORTER, [late]) == ["shown"]  # and nothing counts for ever


async def test_what_is_upheld_is_gone_though_nobody_had_hidden_it(client: ModerationClient):
    kept, rewritten = await projects(client, 2)
    for each in (kept, rewritten):
        await report(client, REPORTER, each)
    await client.do("updateProject", ELM, id=rewritten, expectedVersion=2, summary="Écrire à la mairie.")
    for row in (await cases(client)).values():
        for each in NETWORKS[:4]:
            await client.vote(each, row["id"], ground="PERSONAL_DATA", text=f"Oui : {PHONE}")
    assert (await seen(client, kept))["summary"] is None
    assert (await seen(client, rewritten))["summary"] == "Écrire à la mairie."
    for model in (models.Change, models.ReviewCase, models.Vote, models.Project):
        assert PHONE not in str(await client.rows(model))


async def test_what_was_written_since_is_judged_anew_once_it_is_hidden(client: ModerationClient):
    (project,) = await projects(client, 1)
    await report(client, REPORTER, project)
    case = (await cases(client))[project]["id"]
    for each in ("alder", "cedar"):
        await client.vote(each, case, ground="PERSONAL_DATA")
    client.now += HOUR
    await client.do("updateProject", ELM, id=project, expectedVersion=2, summary="Écrire à la mairie.")
    assert await reported(client, moderator("birch"), [project]) == ["hidden"]
    assert (await seen(client, project))["summary"] is None
    client.now += 24 * HOUR
    await clock(client)
    row = (await cases(client))[project]
    assert (row["stage"], row["round"]) == ("OPEN", 2)
    for each in ("alder", "cedar"):
        await client.vote(each, case, **REJECT)
    await clock(client)
    assert (await seen(client, project))["summary"] == "Écrire à la mairie."


async def test_what_is_not_upheld_stays_as_it_is(client: ModerationClient):
    (project,) = await projects(client, 1)
    await report(client, REPORTER, project)
    case = (await cases(client))[project]["id"]
    for each in NETWORKS[:4]:
        await client.vote(each, case, **REJECT)
    assert ((await seen(client, project))["summary"], (await seen(client, project))["version"]) == (PHONE, 2)
    assert (await report(client, moderator("birch"), project))["code"] == "JUDGED_BEFORE"


async def test_how_far_a_word_goes_is_for_the_policy_to_say(client: ModerationClient):
    terms = {"kind": "REPORT", "typeName": "", "quorum": 2, "early": 4, "openHours": 24, "dueHours": 168}
    for wrong in ({"hidesNetwork": -1}, {"urgentHours": 0}, {"urgentOpen": 1001}):
        refused = await adopt(client, **terms, **wrong)
        assert refused["problems"][0]["code"] == "NUMBER_OUT_OF_RANGE"
    wanted = {"hidesNetwork": 1, "hidesVerified": 0, "hidesUpheld": 0, "urgentHours": 12, "urgentOpen": 1}
    assert (await adopt(client, **terms, **wanted))["__typename"] == "PolicyAdopted"
    second = "filter: { kind: { eq: REPORT }, number: { eq: 2 } }"
    document = f"{{ policies({second}) {{ nodes {{ {' '.join(wanted)} }} }} }}"
    assert (await client.ask(document))["policies"]["nodes"] == [wanted]
    found = await projects(client, 4)
    assert await reported(client, moderator("birch"), found[:3]) == ["hidden", "shown", "REPORTS_WAITING"]
    await verify(client, "other")
    assert await reported(client, OTHER, found[3:]) == ["shown"]
    row = (await cases(client))[found[3]]
    assert row["due_at"] - row["opened_at"] == 12 * HOUR
