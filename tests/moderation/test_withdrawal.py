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


async def opened(assembly: ModerationClient, project: str, viewer: Viewer = REPORTER, **given: Any) -> str:
    """A case on something that the reporter reports, or somebody whose word goes further."""
    said = {"node": project, "ground": "SPAM", "text": "De la publicité.", **given}
    return str((await act(assembly, "reportContent", viewer, **said))["case"]["id"])


async def code(assembly: ModerationClient, case: str, viewer: Viewer = REPORTER) -> str:
    """Withdraw a case; return its stage, or the code of the refusal."""
    payload = await act(assembly, "withdrawCase", viewer, case=case)
    if "case" in payload and payload["case"] is None:
        return "null"
    return str(payload.get("code") or payload["case"]["stage"])


async def test_a_report_is_taken_back_by_who_made_it_and_nobody_else(assembly: ModerationClient):
    project = await published(assembly)
    role = {"space_id": space_of("own"), "account_id": account_of("editor"), "role": "EDITOR", "since": BEGIN}
    await assembly.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [role]))
    case = await opened(assembly, project)
    before = await assembly.rows(models.Change)
    for viewer, refused in ((EDITOR, "NOT_PERMITTED"), (STEWARD, "NOT_PERMITTED"), (OTHER, "NOT_FOUND")):
        assert await code(assembly, case, viewer) == refused
    await assembly.vote("alder", case, ground="SPAM")
    assert await code(assembly, case) == "WITHDRAWN"
    (written,) = [each for each in await assembly.rows(models.Change) if each not in before]
    assert (written["node_id"], written["account_id"], written["space_id"]) == (case, REPORTER.account_id, None)
    assert written["fields"] == {"stage": ["OPEN", "WITHDRAWN"]}
    assert (await told(assembly))[-1] == ("editor@example.org", "Une demande sur l’une de vos fiches est retirée")
    assert await code(assembly, case) == "CASE_WITHDRAWN"
    assert (await assembly.vote("birch", case))["code"] == "CASE_WITHDRAWN"
    assembly.now += 30 * DAY
    await clock(assembly)
    assert await assembly.state(project) == "PUBLISHED"
    seen = f'{{ node(id: "{written["id"]}") {{ id }} }}'
    assert (await assembly.result(seen, EDITOR)).data["node"] is None
    assert (await assembly.ask(seen, STEWARD))["node"] is not None
    again = {"node": project, "ground": "SPAM", "text": "Tout de même."}
    assert (await act(assembly, "reportContent", REPORTER, **again))["code"] == "WITHDRAWN_BEFORE"
    await assembly.do("updateProject", STEWARD, id=project, expectedVersion=3, summary="Achetez !")
    assert await opened(assembly, project) != case  # it says something else by now


async def test_what_a_report_has_hidden_is_shown_again(assembly: ModerationClient):
    project = await published(assembly)
    elm, personal = moderator("elm"), {"ground": "PERSONAL_DATA", "field": "title"}
    case = await opened(assembly, project, elm, **personal)
    titles = "query ($id: ID!) { node(id: $id) { ... on Project { title } } }"
    assert (await assembly.ask(titles, OTHER, id=project))["node"]["title"] == "[…]"
    assert await code(assembly, case, elm) == "WITHDRAWN"
    assert (await assembly.ask(titles, OTHER, id=project))["node"]["title"] == "Budget participatif"
    (row,) = await assembly.rows(models.ReviewCase, id=case)
    assert row["proposed"] is None
    case = await opened(assembly, project, **personal)  # which hides nothing, until somebody else joins in
    cedar, birch = moderator("cedar"), moderator("birch")
    assert [await opened(assembly, project, each, **personal) for each in (cedar, OTHER, birch)] == [case] * 3
    for viewer, told_of, shown in (
        (REPORTER, "null", "[…]"),  # it is not theirs any more, but others'
        (cedar, "OPEN", "[…]"),
        (birch, "OPEN", "Budget participatif"),
    ):
        assert await code(assembly, case, viewer) == told_of
        assert (await assembly.ask(titles, OTHER, id=project))["node"]["title"] == shown
    (row,) = await assembly.rows(models.ReviewCase, id=case)
    assert (row["stage"], row["proposed"], row["account_id"], row["text"]) == ("OPEN", None, None, None)
    assert await code(assembly, case, OTHER) == "WITHDRAWN"


SAID = "query ($id: ID!) { node(id: $id) { ... on ReviewCase { text reports { text network { id } } } } }"


async def test_everyone_is_heard_who_reports_the_same(assembly: ModerationClient):
    project = await published(assembly)
    case = await opened(assembly, project)
    first, second = [await opened(assembly, project, each, text="Oui, une réclame.") for each in (OTHER, TWO)]
    assert (first, second) == (case, case)
    for viewer in (REPORTER, OTHER, TWO, EDITOR):  # and the record's space is told of a report without making one
        given = {"node": project, "ground": "SPAM", "text": "Encore."}
        assert (await act(assembly, "reportContent", viewer, **given))["code"] == "CASE_PENDING"
    joined = {"text": "Oui, une réclame.", "network": None}
    for viewer, text, others in (
        (REPORTER, "De la publicité.", []),
        (OTHER, "Oui, une réclame.", []),
        (moderator("alder"), "De la publicité.", [joined] * 2),
        (EDITOR, "De la publicité.", [joined] * 2),
    ):
        said = (await assembly.ask(SAID, viewer, id=case))["node"]
        assert said == {"text": text, "reports": others}
    assert (await assembly.vote(replace(moderator("alder"), account_id=OTHER.account_id), case))["code"] == (
        "CONFLICT_OF_INTEREST"
    )
    assert await code(assembly, case) == "null"
    assert await assembly.cases(REPORTER) == []
    assert (await assembly.ask(SAID, moderator("alder"), id=case))["node"] == {"text": None, "reports": [joined] * 2}
    given = {"node": project, "ground": "SPAM", "text": "Tout de même."}
    assert (await act(assembly, "reportContent", REPORTER, **given))["code"] == "WITHDRAWN_BEFORE"
    before = len(await told(assembly))
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, "REJECT", ground="SOUND", text="Non.")
    mails = (await told(assembly))[before:]
    assert sorted(who for who, _ in mails) == ["elm@example.org", "other@example.org"]
    appealed = await act(assembly, "appealDecision", OTHER, case=case, reason="Si.")
    assert (appealed["case"]["stage"], appealed["case"]["round"]) == ("OPEN", 2)
    assert await code(assembly, case, TWO) == "DECIDED_BEFORE"


async def test_two_who_report_or_leave_at_once_share_one_case(assembly: ModerationClient):
    project = await published(assembly)
    first, second = await asyncio.gather(*(opened(assembly, project, each) for each in (REPORTER, OTHER)))
    assert first == second
    await asyncio.gather(*(code(assembly, first, each) for each in (REPORTER, OTHER)))
    (row,) = await assembly.rows(models.ReviewCase, id=first)
    assert row["stage"] == "WITHDRAWN"


async def test_a_suggestion_and_a_proposed_change_are_taken_back(assembly: ModerationClient):
    project, _ = await suggested(assembly, summary="Un résumé.")
    (case, *_) = await assembly.cases(REPORTER)
    assert await code(assembly, case["id"]) == "WITHDRAWN"
    given = {"case": case["id"], "round": case["round"], "accept": True}
    assert (await act(assembly, "answerSuggestion", EDITOR, **given))["code"] == "CASE_WITHDRAWN"
    await assembly.do("updateProject", id=project, expectedVersion=3, summary="Autre.")
    (change, *_) = await assembly.cases(EDITOR)
    assert await code(assembly, change["id"], replace(EDITOR, account_id=account_of("other"))) == "WITHDRAWN"
    assembly.now += 30 * DAY
    await clock(assembly)
    assert await summary(assembly, project) is None


async def test_what_is_decided_or_ends_otherwise_is_not_taken_back(assembly: ModerationClient):
    project = await published(assembly)
    (submission,) = await assembly.cases(EDITOR)
    assert await code(assembly, submission["id"], EDITOR) == "ENDS_OTHERWISE"
    case = await opened(assembly, project)
    for each in NETWORKS[:2]:
        await assembly.vote(each, case, ground="SPAM")
    assembly.now += DAY  # decided, though nobody has looked
    assert await code(assembly, case) == "BEING_DECIDED"
    await clock(assembly)
    assert await code(assembly, case) == "CASE_DECIDED"
    await act(assembly, "appealDecision", EDITOR, case=case, reason="Non.")
    assert await code(assembly, case) == "DECIDED_BEFORE"
    assert await code(assembly, "case_x") == "NOT_FOUND"


async def test_what_is_taken_back_twice_or_decided_at_once_ends_once(assembly: ModerationClient):
    project = await published(assembly)
    case = await opened(assembly, project)
    twice = await asyncio.gather(code(assembly, case), code(assembly, case))
    assert sorted(twice) == ["CASE_WITHDRAWN", "WITHDRAWN"]
    case = await opened(assembly, project, ground="OFF_TOPIC")
    for each in NETWORKS[:3]:
        await assembly.vote(each, case, ground="OFF_TOPIC")
    taken, voted = await asyncio.gather(code(assembly, case), assembly.vote("douglas", case, ground="OFF_TOPIC"))
    decided = [each for each in await assembly.rows(models.Decision) if each["case_id"] == case]
    if taken == "WITHDRAWN":
        assert (voted["code"], decided) == ("CASE_WITHDRAWN", [])
        assert await assembly.state(project) == "PUBLISHED"
    else:
        assert (taken, len(decided)) == ("CASE_DECIDED", 1)
        assert await assembly.state(project) == "ARCHIVED"
