"""Nothing is decided in vain: what follows is checked, owners follow their records, one failure stops nothing else."""

from datetime import datetime
from typing import Any, cast

import pytest

import models
from encommun.worker import Worker
from loaders.tables import table_of
from models import ids
from resolvers.core.jobs import JOBS
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.moderation import deadlines
from resolvers.spaces.record_transfer import transfer_record
from tests.moderation.client import DRAFT, NETWORKS, ModerationClient, moderator
from tests.moderation.test_appeals import DAY, REPORTER, act, clock, published
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

STEWARD, OTHER = VIEWERS["steward"], VIEWERS["editor of another space"]


async def case_of(client: ModerationClient, kind: str) -> dict[str, Any]:
    """The latest case of a kind."""
    return next(each for each in await client.cases(STEWARD) if each["kind"] == kind)


async def decided(client: ModerationClient, case: str, **given: Any) -> None:
    for each in NETWORKS[:2]:
        assert (await client.vote(each, case, **given))["__typename"] == "VoteCast"
    client.now += 2 * DAY
    await clock(client)


async def test_an_owner_accepts_nothing_for_what_is_archived(client: ModerationClient):
    project = await published(client)
    await client.suggest(REPORTER, project, summary="Un résumé.")
    case = await case_of(client, "SUGGESTION")
    await client.do("archiveProject", id=project, expectedVersion=3)
    given = {"case": case["id"], "round": 1, "accept": True}
    assert (await act(client, "answerSuggestion", EDITOR, **given))["code"] == "ARCHIVED"
    await client.do("restoreProject", id=project, expectedVersion=4)
    assert (await act(client, "answerSuggestion", EDITOR, **given))["__typename"] == "CaseSaved"


async def test_what_was_written_while_it_was_a_draft_is_what_is_asked_about_once_it_is_public_again(
    client: ModerationClient,
):
    elm = moderator("elm")
    project = (await client.do("createProject", elm, **DRAFT))["project"]["id"]
    await client.do("publishProject", elm, id=project, expectedVersion=1)
    await client.suggest(REPORTER, project, summary="Un résumé.", title="Un titre")
    await act(client, "reportContent", REPORTER, node=project, ground="INACCURATE", text="Faux.")
    await decided(client, (await case_of(client, "REPORT"))["id"], choice="REQUEST_CHANGES")
    await client.do("updateProject", elm, id=project, expectedVersion=3, summary="Autre chose.")
    await client.do("publishProject", elm, id=project, expectedVersion=4)
    case = await case_of(client, "SUGGESTION")
    assert {each["field"]: each["before"] for each in case["proposed"]} == {
        "summary": "Autre chose.",
        "title": "Budget participatif",
    }
    given = {"case": case["id"], "round": case["round"], "accept": True}
    await act(client, "answerSuggestion", elm, **given)
    (row,) = await client.rows(models.Project, id=project)
    assert (row["summary"], row["title"]) == ("Un résumé.", "Un titre")


async def test_what_changes_were_asked_of_while_it_was_put_away_comes_back_as_a_draft(client: ModerationClient):
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="INACCURATE", text="Faux.")
    await client.do("archiveProject", id=project, expectedVersion=3)
    await decided(client, (await case_of(client, "REPORT"))["id"], choice="REQUEST_CHANGES")
    back = await client.do("restoreProject", id=project, expectedVersion=4)
    assert back["project"]["state"] == "DRAFT"


async def test_a_duplicate_may_come_back_once_the_other_one_is_gone(client: ModerationClient):
    elm = moderator("elm")
    one, other = [(await client.do("createProject", elm, **DRAFT))["project"]["id"] for _ in range(2)]
    for each in (one, other):
        await client.do("publishProject", elm, id=each, expectedVersion=1)
    await act(client, "reportDuplicate", REPORTER, node=one, of=other, text="C’est le même.")
    await decided(client, (await case_of(client, "DUPLICATE"))["id"], ground="DUPLICATE")
    pointer = {"id": one, "expectedVersion": 3}
    assert (await client.do("restoreProject", elm, **pointer))["code"] == "TAKEN_DOWN_TOGETHER"
    await client.do("archiveProject", elm, id=other, expectedVersion=2)
    assert (await client.do("restoreProject", elm, **pointer))["project"]["state"] == "PUBLISHED"


async def test_who_asked_in_vain_is_told(client: ModerationClient):
    elm = moderator("elm")
    one, other = [(await client.do("createProject", elm, **DRAFT))["project"]["id"] for _ in range(2)]
    for each in (one, other):
        await client.do("publishProject", elm, id=each, expectedVersion=1)
    await act(client, "reportDuplicate", OTHER, node=other, of=one, text="C’est le même.")
    await act(client, "reportDuplicate", REPORTER, node=one, of=other, text="C’est le même.")
    await decided(client, (await case_of(client, "DUPLICATE"))["id"], ground="DUPLICATE")
    told = [each["subject"] for each in await client.rows(models.Mail) if each["recipient"] == "other@example.org"]
    assert told == ["Votre demande n’a plus besoin de décision"]


async def test_what_stood_before_a_change_keeps_it_from_nothing(client: ModerationClient):
    """A code of before today's rules, and what a stranger drafts about a record, are none of what was decided."""
    old = {"siren": "123456789", "rna": "WABCDEFGHI"}
    actor = await authority(client, kind="ASSOCIATION", **old)
    host = (await client.do("createActor", OTHER, kind="COMPANY", name="Hôte"))["actor"]["id"]
    tie = {"member": {"id": actor}, "organisation": {"id": host}, "role": "MEMBER"}
    assert (await client.do("createMembership", OTHER, **tie))["__typename"] == "MembershipSaved"
    steps = (
        ("updateActor", {"summary": "Deux mots.", **old}),
        ("revertActor", {"version": 1}),
        ("suggestActor", {"acronym": "LV"}),
        ("suggestActor", {"kind": "CITIZEN", "siren": None, "rna": None}),
    )
    for version, (mutation, given) in enumerate(steps, start=1):
        who = REPORTER if mutation == "suggestActor" else STEWARD
        saved = await client.do(mutation, who, id=actor, expectedVersion=version, **given)
        assert "problems" not in saved, saved
        if who is REPORTER:
            await decided(client, (await case_of(client, "SUGGESTION"))["id"])
    (row,) = await client.rows(models.Actor, id=actor)
    assert (row["version"], row["summary"], row["acronym"], row["kind"]) == (5, "Une commune.", "LV", "CITIZEN")
    decisions = await client.rows(models.Decision, node_id=actor)
    assert {(each["verdict"], each["hindered_by"]) for each in decisions} == {("APPROVED", None)}


async def test_an_owner_accepts_what_goes_with_what_they_see_no_more(client: ModerationClient):
    """An author on a list already stays on it, though their own record is put away meanwhile."""
    guide = {"kind": "GUIDE", "title": "Guide"}
    author, second = [
        (await client.do("createActor", OTHER, kind="COMPANY", name=name))["actor"]["id"] for name in "AB"
    ]
    for each in (author, second):
        await client.do("publishActor", STEWARD, id=each, expectedVersion=1)
    elm, was = moderator("elm"), {"actor": {"id": author}, "role": "AUTHOR"}
    made = (await client.do("createResource", elm, **guide, authors=[was]))["resource"]["id"]
    await client.do("publishResource", elm, id=made, expectedVersion=1)
    authors = [was, {"actor": {"id": second}, "role": "AUTHOR"}]
    await client.do("suggestResource", REPORTER, id=made, expectedVersion=2, authors=authors)
    await client.do("archiveActor", OTHER, id=author, expectedVersion=2)
    given = {"case": (await case_of(client, "SUGGESTION"))["id"], "round": 1, "accept": True}
    assert (await act(client, "answerSuggestion", elm, **given))["__typename"] == "CaseSaved"
    listed = await client.rows(models.ResourceAuthor, resource_id=made)
    assert {each["actor_id"] for each in listed} == {author, second}


async def authority(client: ModerationClient, **given: Any) -> str:
    """An actor that came with the commons, which a space gets later."""
    row = {"id": ids.new("actor"), "created_at": BEGIN, "updated_at": BEGIN, "kind": "LOCAL_AUTHORITY"}
    row |= {"name": "Ici", "name_sort": "ici", "summary": "Une commune.", **given}
    await client.writer.run(lambda work: work.insert(table_of(models.Actor), [row]))
    return row["id"]


async def joined(client: ModerationClient, name: str, space: str) -> None:
    role = {"space_id": space_of(space), "account_id": account_of(name), "role": "EDITOR", "since": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [role]))


async def test_a_new_owner_hears_of_reads_and_appeals_what_was_asked_before(client: ModerationClient):
    actor = await authority(client)
    await joined(client, "other", "other")
    spam = {"node": actor, "ground": "SPAM", "text": "De la publicité."}
    await act(client, "reportContent", REPORTER, **spam)
    await act(client, "reportContent", REPORTER, **spam | {"ground": "ILLEGAL"})
    (open_, ended) = [each["id"] for each in await client.cases(STEWARD)]
    for each in NETWORKS[:4]:
        await client.vote(each, ended, ground="SPAM")
    assert await client.cases(OTHER) == []
    use_case = UseCase(work=cast("Any", None), viewer=STEWARD, now=client.now, site=Site())

    async def job(work: Any) -> None:
        await transfer_record(UseCase(work, use_case.viewer, use_case.now, use_case.site), actor, space_of("other"))

    await client.writer.run(job)
    assert [each["id"] for each in await client.cases(OTHER)] == [open_, ended]
    told = [each["subject"] for each in await client.rows(models.Mail) if each["recipient"] == "other@example.org"]
    assert sorted(told) == ["L’une de vos fiches est retirée", "L’une de vos fiches est signalée"]
    done = await act(client, "appealDecision", OTHER, case=ended, reason="Non.")
    assert done["case"]["round"] == 2


async def test_a_consent_that_is_withdrawn_says_nothing_else(client: ModerationClient):
    """It is no answer to who asked for changes, nor a reason to judge again what is handed in."""
    actor = await client.do("createActor", STEWARD, kind="CITIZEN", name="Mme Exemple", space=space_of("own"))
    shown = {"kind": "EMAIL", "value": "mme@example.org", "audience": "EVERYONE", "basis": "CONSENT"}
    reach = {"actor": {"id": actor["actor"]["id"]}, "purpose": "Répondre.", "space": space_of("own")}
    contact = (await client.do("createContact", **shown, **reach))["contact"]["id"]
    given = {"id": contact, "purpose": "PUBLICATION", "givenAt": BEGIN.isoformat(), "evidence": "Par courriel."}
    await consent(client, "recordConsent", **given, expectedVersion=1)
    await client.do("submitContact", id=contact, expectedVersion=2)
    case = await case_of(client, "SUBMISSION")
    await client.vote("alder", case["id"])
    await consent(client, "withdrawConsent", id=contact, purpose="PUBLICATION", expectedVersion=3)
    assert (await case_of(client, "SUBMISSION"))["round"] == 1
    await decided(client, case["id"])
    (row,) = await client.rows(models.Contact, id=contact)
    assert row["state"] == "PUBLISHED"


async def consent(client: ModerationClient, mutation: str, **given: Any) -> None:
    document = f"""mutation ($input: {mutation[0].upper()}{mutation[1:]}Input!) {{
        it: {mutation}(input: $input) {{ __typename ... on Refusal {{ code message }} }} }}"""
    assert (await client.ask(document, EDITOR, input=given))["it"]["__typename"] == "ContactSaved"


async def test_each_partys_words_stay_theirs(client: ModerationClient):
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="SPAM", text="De la publicité.")
    case = (await case_of(client, "REPORT"))["id"]
    await decided(client, case, ground="SPAM")
    await act(client, "appealDecision", EDITOR, case=case, reason="Rien à vendre.")
    document = "{ moderationQueue(filter: { kind: { eq: REPORT } }) { nodes { text appeal appealedBy } } }"
    (found,) = (await client.ask(document, STEWARD))["moderationQueue"]["nodes"]
    assert found == {"text": "De la publicité.", "appeal": "Rien à vendre.", "appealedBy": "OWNER"}
    told = max(await client.rows(models.Mail), key=lambda each: each["id"])
    assert (told["recipient"], told["subject"]) == (
        "account@example.org",
        "Un recours est formé dans un dossier qui vous concerne",
    )


async def test_a_case_that_fails_stops_no_other_however_many_there_are(
    client: ModerationClient, monkeypatch: pytest.MonkeyPatch
):  # fmt: skip
    projects = [await client.submitted() for _ in range(3)]
    cases = {each["node"]["id"]: each["id"] for each in await client.cases(moderator("alder"))}
    for project in projects:
        for network in NETWORKS[:2]:
            await client.vote(network, cases[project])
    settle = deadlines.decide_if_due

    async def failing(use_case: UseCase, case: Any) -> None:
        if case.node_id in projects[:2]:
            raise ZeroDivisionError
        await settle(use_case, case)

    monkeypatch.setattr(deadlines, "decide_if_due", failing)

    def now() -> datetime:
        return client.now + 2 * DAY

    await Worker(client.database, client.writer, Site(), now).attend(JOBS["review_deadlines"])
    assert [await client.state(each) for each in projects] == ["SUBMITTED", "SUBMITTED", "PUBLISHED"]
