"""A case can be withdrawn by the person who opened it, until it is decided."""

import asyncio
from dataclasses import replace
from typing import Any

import models
from loaders.tables import table_of
from resolvers.core.viewer import Viewer
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.moderation.test_appeals import DAY, REPORTER, STEWARD, act, clock, published
from tests.moderation.test_suggestions import suggested, summary, told
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

OTHER = VIEWERS["editor of another space"]
TWO = replace(REPORTER, account_id=account_of("elm"))


async def opened(client: ModerationClient, project: str, viewer: Viewer = REPORTER, **given: Any) -> str:
    """A case on something that the reporter reports, or somebody whose word goes further."""
    said = {"node": project, "ground": "SPAM", "text": "De la publicité.", **given}
    return str((await act(client, "reportContent", viewer, **said))["case"]["id"])


async def code(client: ModerationClient, case: str, viewer: Viewer = REPORTER) -> str:
    """Withdraw a case; return its stage, or the code of the refusal."""
    payload = await act(client, "withdrawCase", viewer, case=case)
    if "case" in payload and payload["case"] is None:
        return "null"
    return str(payload.get("code") or payload["case"]["stage"])


async def test_a_report_is_taken_back_by_who_made_it_and_nobody_else(client: ModerationClient):
    project = await published(client)
    role = {"space_id": space_of("own"), "account_id": account_of("editor"), "role": "EDITOR", "since": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [role]))
    case = await opened(client, project)
    before = await client.rows(models.Change)
    for viewer, refused in ((EDITOR, "NOT_PERMITTED"), (STEWARD, "NOT_PERMITTED"), (OTHER, "NOT_FOUND")):
        assert await code(client, case, viewer) == refused
    await client.vote("alder", case, ground="SPAM")
    assert await code(client, case) == "WITHDRAWN"
    (written,) = [each for each in await client.rows(models.Change) if each not in before]
    assert (written["node_id"], written["account_id"], written["space_id"]) == (case, REPORTER.account_id, None)
    assert written["fields"] == {"stage": ["OPEN", "WITHDRAWN"]}
    assert (await told(client))[-1] == ("editor@example.org", "Une demande sur l’une de vos fiches est retirée")
    assert await code(client, case) == "CASE_WITHDRAWN"
    assert (await client.vote("birch", case))["code"] == "CASE_WITHDRAWN"
    client.now += 30 * DAY
    await clock(client)
    assert await client.state(project) == "PUBLISHED"
    seen = f'{{ node(id: "{written["id"]}") {{ id }} }}'
    assert (await client.result(seen, EDITOR)).data["node"] is None
    assert (await client.ask(seen, STEWARD))["node"] is not None
    again = {"node": project, "ground": "SPAM", "text": "Tout de même."}
    assert (await act(client, "reportContent", REPORTER, **again))["code"] == "WITHDRAWN_BEFORE"
    await client.do("updateProject", STEWARD, id=project, expectedVersion=3, summary="Achetez !")
    assert await opened(client, project) != case  # it says something else by now


async def test_what_a_report_has_hidden_is_shown_again(client: ModerationClient):
    project = await published(client)
    elm, personal = moderator("elm"), {"ground": "PERSONAL_DATA", "field": "title"}
    case = await opened(client, project, elm, **personal)
    titles = "query ($id: ID!) { node(id: $id) { ... on Project { title } } }"
    assert (await client.ask(titles, OTHER, id=project))["node"]["title"] == "[…]"
    assert await code(client, case, elm) == "WITHDRAWN"
    assert (await client.ask(titles, OTHER, id=project))["node"]["title"] == "Budget participatif"
    (row,) = await client.rows(models.ReviewCase, id=case)
    assert row["proposed"] is None
    case = await opened(client, project, **personal)  # which hides nothing, until somebody else joins in
    cedar, birch = moderator("cedar"), moderator("birch")
    assert [await opened(client, project, each, **personal) for each in (cedar, OTHER, birch)] == [case] * 3
    for viewer, told_of, shown in (
        (REPORTER, "null", "[…]"),  # it is not theirs any more, but others'
        (cedar, "OPEN", "[…]"),
        (birch, "OPEN", "Budget participatif"),
    ):
        assert await code(client, case, viewer) == told_of
        assert (await client.ask(titles, OTHER, id=project))["node"]["title"] == shown
    (row,) = await client.rows(models.ReviewCase, id=case)
    assert (row["stage"], row["proposed"], row["account_id"], row["text"]) == ("OPEN", None, None, None)
    assert await code(client, case, OTHER) == "WITHDRAWN"


SAID = "query ($id: ID!) { node(id: $id) { ... on ReviewCase { text reports { text network { id } } } } }"


async def test_everyone_is_heard_who_reports_the_same(client: ModerationClient):
    project = await published(client)
    case = await opened(client, project)
    first, second = [await opened(client, project, each, text="Oui, une réclame.") for each in (OTHER, TWO)]
    assert (first, second) == (case, case)
    for viewer in (REPORTER, OTHER, TWO, EDITOR):  # and the record's space is told of a report without making one
        given = {"node": project, "ground": "SPAM", "text": "Encore."}
        assert (await act(client, "reportContent", viewer, **given))["code"] == "CASE_PENDING"
    joined = {"text": "Oui, une réclame.", "network": None}
    for viewer, text, others in (
        (REPORTER, "De la publicité.", []),
        (OTHER, "Oui, une réclame.", []),
        (moderator("alder"), "De la publicité.", [joined] * 2),
        (EDITOR, "De la publicité.", [joined] * 2),
    ):
        said = (await client.ask(SAID, viewer, id=case))["node"]
        assert said == {"text": text, "reports": others}
    assert (await client.vote(replace(moderator("alder"), account_id=OTHER.account_id), case))["code"] == (
        "CONFLICT_OF_INTEREST"
    )
    assert await code(client, case) == "null"
    assert await client.cases(REPORTER) == []
    assert (await client.ask(SAID, moderator("alder"), id=case))["node"] == {"text": None, "reports": [joined] * 2}
    given = {"node": project, "ground": "SPAM", "text": "Tout de même."}
    assert (await act(client, "reportContent", REPORTER, **given))["code"] == "WITHDRAWN_BEFORE"
    before = len(await told(client))
    for each in NETWORKS[:4]:
        await client.vote(each, case, "REJECT", ground="SOUND", text="Non.")
    mails = (await told(client))[before:]
    assert sorted(who for who, _ in mails) == ["elm@example.org", "other@example.org"]
    appealed = await act(client, "appealDecision", OTHER, case=case, reason="Si.")
    assert (appealed["case"]["stage"], appealed["case"]["round"]) == ("OPEN", 2)
    assert await code(client, case, TWO) == "DECIDED_BEFORE"


async def test_two_who_report_or_leave_at_once_share_one_case(client: ModerationClient):
    project = await published(client)
    first, second = await asyncio.gather(*(opened(client, project, each) for each in (REPORTER, OTHER)))
    assert first == second
    await asyncio.gather(*(code(client, first, each) for each in (REPORTER, OTHER)))
    (row,) = await client.rows(models.ReviewCase, id=first)
    assert row["stage"] == "WITHDRAWN"


async def test_a_suggestion_and_a_proposed_change_are_taken_back(client: ModerationClient):
    project, _ = await suggested(client, summary="Un résumé.")
    (case, *_) = await client.cases(REPORTER)
    assert await code(client, case["id"]) == "WITHDRAWN"
    given = {"case": case["id"], "round": case["round"], "accept": True}
    assert (await act(client, "answerSuggestion", EDITOR, **given))["code"] == "CASE_WITHDRAWN"
    await client.do("updateProject", id=project, expectedVersion=3, summary="Autre.")
    (change, *_) = await client.cases(EDITOR)
    assert await code(client, change["id"], replace(EDITOR, account_id=account_of("other"))) == "WITHDRAWN"
    client.now += 30 * DAY
    await clock(client)
    assert await summary(client, project) is None


async def test_what_is_decided_or_ends_otherwise_is_not_taken_back(client: ModerationClient):
    project = await published(client)
    (submission,) = await client.cases(EDITOR)
    assert await code(client, submission["id"], EDITOR) == "ENDS_OTHERWISE"
    case = await opened(client, project)
    for each in NETWORKS[:2]:
        await client.vote(each, case, ground="SPAM")
    client.now += DAY  # decided, though nobody has looked
    assert await code(client, case) == "BEING_DECIDED"
    await clock(client)
    assert await code(client, case) == "CASE_DECIDED"
    await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    assert await code(client, case) == "DECIDED_BEFORE"
    assert await code(client, "case_x") == "NOT_FOUND"


async def test_what_is_taken_back_twice_or_decided_at_once_ends_once(client: ModerationClient):
    project = await published(client)
    case = await opened(client, project)
    twice = await asyncio.gather(code(client, case), code(client, case))
    assert sorted(twice) == ["CASE_WITHDRAWN", "WITHDRAWN"]
    case = await opened(client, project, ground="OFF_TOPIC")
    for each in NETWORKS[:3]:
        await client.vote(each, case, ground="OFF_TOPIC")
    taken, voted = await asyncio.gather(code(client, case), client.vote("douglas", case, ground="OFF_TOPIC"))
    decided = [each for each in await client.rows(models.Decision) if each["case_id"] == case]
    if taken == "WITHDRAWN":
        assert (voted["code"], decided) == ("CASE_WITHDRAWN", [])
        assert await client.state(project) == "PUBLISHED"
    else:
        assert (taken, len(decided)) == ("CASE_DECIDED", 1)
        assert await client.state(project) == "ARCHIVED"
