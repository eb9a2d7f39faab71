"""Suggestions go to the owner of a record first, duplicates and contested claims to the partners."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import models
from loaders.tables import table_of
from models import Scope, SpaceRole
from resolvers.core.viewer import Viewer
from resolvers.moderation import cases
from tests.moderation.client import NETWORKS, ModerationClient, moderator, network_of
from tests.moderation.test_appeals import REPORTER, act, clock, published
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

DAY = timedelta(days=1)


async def suggested(client: ModerationClient, viewer: Any = REPORTER, **given: Any) -> tuple[str, dict[str, Any]]:
    """A published project, and what became of a suggestion about it."""
    project = await published(client)
    done = await client.do("suggestProject", viewer, id=project, expectedVersion=3, why="C’est connu.", **given)
    return project, done


async def summary(client: ModerationClient, project: str) -> Any:
    (row,) = await client.rows(models.Project, id=project)
    return row["summary"]


async def test_a_suggestion_is_for_the_owner_who_accepts_it(client: ModerationClient):
    project, done = await suggested(client, summary="Un résumé.")
    assert (done["__typename"], done["version"], done["change"]) == ("ProjectSaved", 3, None)
    assert await summary(client, project) is None
    case = (await client.cases(EDITOR))[0]
    assert (case["kind"], case["proposed"]) == (
        "SUGGESTION",
        [{"field": "summary", "before": None, "after": "Un résumé."}],
    )
    assert (await client.vote("alder", case["id"]))["code"] == "OWNER_FIRST"
    other = VIEWERS["editor of another space"]
    for viewer, code in ((other, "NOT_FOUND"), (REPORTER, "NOT_PERMITTED"), (moderator("alder"), "NOT_PERMITTED")):
        assert (await act(client, "answerSuggestion", viewer, round=1, case=case["id"], accept=True))["code"] == code
    done = await act(client, "answerSuggestion", EDITOR, round=case["round"], case=case["id"], accept=True)
    assert done["case"]["stage"] == "DECIDED"
    assert await summary(client, project) is None  # the owner's change of what is published waits for the partners
    change = (await client.cases(EDITOR))[0]
    assert (change["kind"], change["stage"]) == ("CHANGE", "OPEN")
    for each in NETWORKS[:2]:
        await client.vote(each, change["id"])
    assert await summary(client, project) == "Un résumé."


async def test_a_suggestion_that_is_not_accepted_changes_nothing(client: ModerationClient):
    project, _ = await suggested(client, summary="Un résumé.")
    case = (await client.cases(EDITOR))[0]
    done = await act(client, "answerSuggestion", EDITOR, round=case["round"], case=case["id"], accept=False)
    assert done["case"]["stage"] == "DECIDED"
    assert await summary(client, project) is None
    assert (await act(client, "answerSuggestion", EDITOR, round=case["round"], case=case["id"], accept=True))[
        "code"
    ] == "CASE_DECIDED"


async def test_the_partners_decide_when_the_owner_is_silent_for_fourteen_days(client: ModerationClient):
    project, _ = await suggested(client, summary="Un résumé.")
    case = (await client.cases(EDITOR))[0]
    client.now += 14 * DAY
    await clock(client)
    (again,) = [each for each in await client.cases(moderator("alder")) if each["id"] == case["id"]]
    assert (again["stage"], again["round"]) == ("OPEN", 2)
    assert (await act(client, "answerSuggestion", EDITOR, round=case["round"], case=case["id"], accept=False))[
        "code"
    ] == "DECIDED_TOGETHER"
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"])
    assert await summary(client, project) == "Un résumé."


async def test_no_owner_has_a_suggestion_wait_for_ever(client: ModerationClient):
    elm, given = moderator("elm"), {"title": "B", "phase": "IDEA", "status": "IN_PROGRESS"}
    project = (await client.do("createProject", elm, **given))["project"]["id"]
    await client.do("publishProject", elm, id=project, expectedVersion=1)
    await client.suggest(REPORTER, project, summary="Un résumé.")
    for number in range(3):
        client.now += 4 * DAY
        text = f"Texte {number}."
        changed = await client.do("updateProject", elm, id=project, expectedVersion=2 + number, summary=text)
        assert changed["version"] == 3 + number
    client.now += 2 * DAY
    await clock(client)
    (case,) = await client.cases(moderator("alder"))
    assert case["waiting"] == [network_of("alder")]  # since the fourteen days are over
    assert [each["before"] for each in case["proposed"]] == ["Texte 2."]
    client.now += 10 * DAY
    await client.do("updateProject", elm, id=project, expectedVersion=5, summary="Encore.")
    client.now += 4 * DAY
    await clock(client)
    assert [each["stage"] for each in await client.cases(moderator("alder"))] == ["ESCALATED"]
    await client.do("updateProject", elm, id=project, expectedVersion=6, summary="Toujours.")
    (case,) = await client.cases(moderator("alder"))  # which is the stewards' all the same
    assert (case["stage"], [each["before"] for each in case["proposed"]]) == ("ESCALATED", ["Toujours."])
    said = {"case": case["id"], "choice": "APPROVE", "ground": "SOUND", "text": "C’est connu."}
    assert (await act(client, "settleCase", VIEWERS["steward"], **said))["case"]["stage"] == "DECIDED"
    assert await summary(client, project) == "Un résumé."


async def test_a_suggestion_is_about_what_others_published(client: ModerationClient):
    project, own = await suggested(client, EDITOR, summary="Un résumé.")
    assert own["code"] == "OWN_RECORD"
    draft = (await client.do("createProject", title="B", phase="IDEA", status="IN_PROGRESS"))["project"]["id"]
    for viewer, node, code in (
        (VIEWERS["anonymous"], project, "UNAUTHENTICATED"),
        (REPORTER, draft, "NOT_FOUND"),
        (VIEWERS["steward"], draft, "IS_DRAFT"),
    ):
        assert (await client.do("suggestProject", viewer, id=node, expectedVersion=1, summary="Un."))["code"] == code
    wrong = await client.do("suggestProject", REPORTER, id=project, expectedVersion=3, title=" ", why="\0")
    assert [each["path"] for each in wrong["problems"]] == [["why"], ["title"]]
    stale = await client.do("suggestProject", REPORTER, id=project, expectedVersion=2, summary="Un.")
    assert (stale["code"], stale["currentVersion"]) == ("CONFLICT", 3)
    assert not [each for each in await client.rows(models.ReviewCase) if each["kind"] == "SUGGESTION"]


async def test_the_network_whose_record_would_stay_has_no_voice(client: ModerationClient):
    theirs = await client.do("createProject", moderator("elm"), title="A", phase="IDEA", status="IN_PROGRESS")
    stays = theirs["project"]["id"]
    await client.do("publishProject", moderator("elm"), id=stays, expectedVersion=1)
    goes = await published(client)
    await act(client, "reportDuplicate", REPORTER, node=goes, of=stays, text="C’est le même.")
    case = next(each for each in await client.cases(moderator("alder")) if each["kind"] == "DUPLICATE")
    assert (await client.vote("elm", case["id"], ground="DUPLICATE"))["code"] == "CONFLICT_OF_INTEREST"
    assert (await client.vote("alder", case["id"], ground="DUPLICATE"))["__typename"] == "VoteCast"


async def test_of_two_that_are_the_same_one_goes(client: ModerationClient):
    first, second = await published(client), None
    second = await client.submitted()
    (case, *_) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"])
    given = {"node": second, "of": first, "text": "C’est le même."}
    assert (await act(client, "reportDuplicate", REPORTER, **given | {"of": second}))["problems"] == [
        {"path": ["of"], "code": "NO_DUPLICATE"}
    ]
    assert (await act(client, "reportDuplicate", REPORTER, **given))["case"]["kind"] == "DUPLICATE"
    (case, *_) = await client.cases(moderator("alder"))
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"], ground="DUPLICATE")
    assert (await client.state(first), await client.state(second)) == ("PUBLISHED", "ARCHIVED")
    refused = await client.do("restoreProject", id=second, expectedVersion=4)
    assert refused["code"] == "TAKEN_DOWN_TOGETHER"


async def test_what_waits_already_is_kept_beside_a_suggestion_that_is_accepted(client: ModerationClient):
    project, _ = await suggested(client, summary="Un résumé.")
    await client.do("updateProject", id=project, expectedVersion=3, title="Autre titre")
    (case,) = [each for each in await client.cases(EDITOR) if each["kind"] == "SUGGESTION"]
    await act(client, "answerSuggestion", EDITOR, round=case["round"], case=case["id"], accept=True)
    (change,) = [each for each in await client.cases(EDITOR) if each["kind"] == "CHANGE"]
    assert {each["field"]: each["after"] for each in change["proposed"]} == {
        "summary": "Un résumé.",
        "title": "Autre titre",
    }


async def test_nobody_suggests_without_end(client: ModerationClient, monkeypatch: Any):
    monkeypatch.setattr(cases, "MOST", 1)
    await suggested(client, summary="Un résumé.")
    elm, given = moderator("elm"), {"title": "B", "phase": "IDEA", "status": "IN_PROGRESS"}
    other = (await client.do("createProject", elm, **given))["project"]["id"]
    await client.do("publishProject", elm, id=other, expectedVersion=1)
    assert (await client.suggest(REPORTER, other, summary="Un."))["code"] == "RATE_LIMITED"
    client.now += DAY
    done = await client.suggest(REPORTER, other, summary="Un.")
    assert done["__typename"] == "ProjectSaved"


async def told(client: ModerationClient) -> list[tuple[str, str]]:
    """To whom mails went, and what they are about, the earliest first."""
    mails = sorted(await client.rows(models.Mail), key=lambda each: each["id"])
    return [(each["recipient"], each["subject"]) for each in mails]


async def test_an_owner_is_told_of_a_suggestion_and_of_what_partners_made_of_it(client: ModerationClient):
    role = {"space_id": space_of("own"), "account_id": account_of("editor"), "role": "EDITOR", "since": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [role]))
    project, _ = await suggested(client, summary="Un résumé.")
    assert (await told(client))[-1] == ("editor@example.org", "Une correction est proposée sur l’une de vos fiches")
    client.now += 14 * DAY
    await clock(client)
    case = next(each for each in await client.cases(moderator("alder")) if each["kind"] == "SUGGESTION")
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"])
    assert await summary(client, project) == "Un résumé."
    assert [recipient for recipient, _ in (await told(client))[-2:]] == ["account@example.org", "editor@example.org"]


async def test_another_suggestion_by_the_same_person_is_for_the_owner_again(client: ModerationClient):
    project, _ = await suggested(client, summary="Un résumé.")
    client.now += 14 * DAY
    await clock(client)
    client.now += timedelta(minutes=10)
    await client.suggest(REPORTER, project, summary="Un tout autre résumé.")
    case = next(each for each in await client.cases(EDITOR) if each["kind"] == "SUGGESTION")
    assert (case["stage"], case["round"]) == ("OPEN", 3)
    assert (await client.vote("alder", case["id"]))["code"] == "OWNER_FIRST"
    mails = len(await told(client))
    await client.do("suggestProject", REPORTER, id=project, expectedVersion=3, summary="Un tout autre résumé.")
    case = next(each for each in await client.cases(EDITOR) if each["kind"] == "SUGGESTION")
    assert (case["round"], len(await told(client))) == (3, mails)  # the same is asked already


async def test_who_opened_a_case_reads_it_and_nobody_else_without_a_part(client: ModerationClient):
    await suggested(client, summary="Un résumé.")
    assert [each["kind"] for each in await client.cases(REPORTER)] == ["SUGGESTION"]
    for viewer in (VIEWERS["anonymous"], VIEWERS["editor of another space"]):
        assert await client.cases(viewer) == []


async def test_a_suggestion_stays_for_ten_minutes_as_it_is(client: ModerationClient):
    project, _ = await suggested(client, summary="Un.")
    assert (await client.suggest(REPORTER, project, summary="Deux."))["code"] == "RATE_LIMITED"
    client.now += timedelta(minutes=10)
    assert (await client.suggest(REPORTER, project, summary="Deux."))["__typename"] == "ProjectSaved"
    mails = await told(client)
    assert [subject for _, subject in mails].count("Une correction est proposée sur l’une de vos fiches") == 0


async def test_an_owner_accepts_what_they_have_read(client: ModerationClient):
    project, _ = await suggested(client, summary="Bien.")
    (read,) = [each for each in await client.cases(EDITOR) if each["kind"] == "SUGGESTION"]
    client.now += timedelta(minutes=10)
    await client.suggest(REPORTER, project, summary="Mal.")
    given = {"case": read["id"], "round": read["round"], "accept": True}
    assert (await act(client, "answerSuggestion", EDITOR, **given))["code"] == "CASE_CHANGED"
    assert await summary(client, project) is None


async def test_what_an_owner_writes_counts_for_nobody_elses_limit(client: ModerationClient, monkeypatch: Any):
    monkeypatch.setattr(cases, "MOST", 2)
    project, _ = await suggested(client, summary="Un.")
    for number in range(3):
        given = {"id": project, "expectedVersion": 3 + number, "summary": f"Texte {number}."}
        await client.do("updateProject", VIEWERS["steward"], **given)
    client.now += timedelta(minutes=10)
    assert (await client.suggest(REPORTER, project, summary="Deux."))["__typename"] == "ProjectSaved"


async def test_an_owner_is_told_once_of_what_is_suggested_again_and_again(client: ModerationClient):
    role = {"space_id": space_of("own"), "account_id": account_of("editor"), "role": "EDITOR", "since": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [role]))
    project, _ = await suggested(client, summary="Un.")
    for number in range(3):
        client.now += timedelta(minutes=10)
        await client.suggest(REPORTER, project, summary=f"Résumé {number % 2}.")
    subjects = [subject for _, subject in await told(client)]
    assert subjects.count("Une correction est proposée sur l’une de vos fiches") == 1


async def test_who_suggested_is_not_told_what_is_hidden_by_now(client: ModerationClient):
    await suggested(client, title="Un titre.")
    (case,) = [each for each in await client.cases(REPORTER) if each["kind"] == "SUGGESTION"]
    assert case["proposed"] == [{"field": "title", "before": None, "after": "Un titre."}]
    (case,) = [each for each in await client.cases(EDITOR) if each["kind"] == "SUGGESTION"]
    assert case["proposed"] == [{"field": "title", "before": "Budget participatif", "after": "Un titre."}]


async def test_who_left_a_space_no_longer_reads_what_it_asks(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, title="Le secret des collègues")
    left = replace(EDITOR, roles={})
    assert await client.cases(left) == []
    (change, submission) = await client.cases(EDITOR)
    for case in (change, submission):
        refused = await act(client, "appealDecision", left, case=case["id"], reason="Non.")
        assert refused["code"] == "NOT_FOUND"


async def test_a_program_reads_the_case_that_it_opened(client: ModerationClient):
    project = await published(client)
    program = Viewer(
        token_id="token",  # noqa: S106 - a name
        network_id=network_of("elm"),
        networks=frozenset({network_of("elm")}),
        scopes=frozenset({Scope.READ, Scope.CONTENT_WRITE}),
        roles={space_of("elm"): SpaceRole.EDITOR},
    )
    said = {"node": project, "ground": "SPAM", "text": "De la publicité."}
    done = await act(client, "reportContent", program, **said)
    assert [each["id"] for each in await client.cases(program)] == [done["case"]["id"]]


async def test_a_pair_is_judged_once_while_both_say_the_same(client: ModerationClient):
    first = await published(client)
    second = await client.submitted()
    (case, *_) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"])
    given = {"node": second, "of": first, "text": "C’est le même."}
    await act(client, "reportDuplicate", REPORTER, **given)
    (case, *_) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"], "REJECT", ground="SOUND", text="Deux projets.")
    assert (await act(client, "reportDuplicate", REPORTER, **given))["code"] == "JUDGED_BEFORE"
