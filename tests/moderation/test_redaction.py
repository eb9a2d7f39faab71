"""Personal data that is reported is hidden at once, everywhere; then it is gone, or back."""

from datetime import timedelta
from typing import Any

import pytest

import models
from loaders.tables import table_of
from models import ids
from tests.moderation.client import DRAFT, NETWORKS, WITNESS, ModerationClient, moderator
from tests.moderation.test_appeals import REPORTER, act, clock
from tests.records.client import BEGIN, EDITOR, REPORT, VIEWERS, space_of

DAY = timedelta(days=1)
PHONE = "Contacter Mme Exemple au 01 99 00 12 34."
SEEN = """query ($id: ID!) { project(by: { id: $id }) { title summary version state
    history(first: 9) { nodes { kind content fields { field before after } } } } }"""


async def published(client: ModerationClient) -> str:
    """A project whose summary tells of a person."""
    project = await client.submitted(summary=PHONE)
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"])
    return project


async def hidden(client: ModerationClient, field: str = "summary") -> tuple[str, str]:
    """The same, reported."""
    project = await published(client)
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un numéro de téléphone.", "field": field}
    assert (await act(client, "reportContent", WITNESS, **given))["__typename"] == "CaseSaved"
    case = (await client.cases(moderator("alder")))[0]
    return project, case["id"]


async def seen(client: ModerationClient, project: str, viewer: Any = VIEWERS["anonymous"]) -> dict[str, Any]:
    return (await client.ask(SEEN, viewer, id=project))["project"]


async def test_it_is_hidden_from_everybody_and_moderators_see_what_it_was(client: ModerationClient):
    project = await published(client)
    assert PHONE in str(await seen(client, project, EDITOR))
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un numéro de téléphone.", "field": "summary"}
    await act(client, "reportContent", WITNESS, **given)
    for viewer in (VIEWERS["anonymous"], VIEWERS["account"]):
        found = await seen(client, project, viewer)
        assert (found["summary"], found["state"], found["history"]["nodes"]) == (None, "PUBLISHED", [])
    (waiting, _) = await client.cases(moderator("alder"))
    assert waiting["proposed"] == [{"field": "summary", "before": PHONE, "after": None}]


async def test_upheld_nothing_is_left_of_it(client: ModerationClient):
    project, case = await hidden(client)
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="PERSONAL_DATA")
    for viewer in (VIEWERS["anonymous"], EDITOR, VIEWERS["steward"]):
        found = await seen(client, project, viewer)
        assert found["summary"] is None
        assert found["state"] == "PUBLISHED"
        assert PHONE not in str(found)
    for model in (models.Change, models.ReviewCase, models.Decision, models.Project):
        assert PHONE not in str(await client.rows(model))


async def test_not_upheld_it_is_back(client: ModerationClient):
    project, case = await hidden(client)
    for each in NETWORKS[:4]:
        await client.vote(each, case, "REJECT", ground="SOUND", text="C’est le numéro de la mairie.")
    found = await seen(client, project)
    assert (found["summary"], found["version"]) == (PHONE, 5)
    hidden_and_shown = [each for each in found["history"]["nodes"] if each["kind"] == "HIDDEN"]
    assert [each["fields"] for each in hidden_and_shown] == [[{"field": "summary", "before": None, "after": None}]] * 2


@pytest.mark.parametrize("upheld", [False, True])
async def test_what_is_hidden_keeps_the_change_that_would_take_it_out(client: ModerationClient, upheld: bool):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, summary=None)
    change = (await client.cases(EDITOR))[0]["id"]
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un numéro de téléphone.", "field": "summary"}
    await act(client, "reportContent", WITNESS, **given)
    case = (await client.cases(moderator("alder")))[0]["id"]
    await client.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=4, title="Autre titre")
    (waiting,) = [each for each in await client.cases(EDITOR) if each["id"] == change]
    assert (waiting["stage"], [each["field"] for each in waiting["proposed"]]) == ("OPEN", ["summary"])
    said = {"ground": "PERSONAL_DATA"} if upheld else {"choice": "REJECT", "ground": "SOUND", "text": "La mairie."}
    for each in NETWORKS[:4]:
        await client.vote(each, case, **said)
    (waiting,) = [each for each in await client.cases(EDITOR) if each["id"] == change]
    if upheld:  # there is nothing left to take out
        assert (waiting["stage"], waiting["proposed"]) == ("WITHDRAWN", [])
    else:
        assert waiting["stage"] == "OPEN"
        assert waiting["proposed"] == [{"field": "summary", "before": PHONE, "after": None}]


async def test_what_cannot_be_empty_is_hidden_too(client: ModerationClient):
    project, case = await hidden(client, "title")
    assert (await seen(client, project))["title"] == "[…]"
    for each in NETWORKS[:4]:
        await client.vote(each, case, "REJECT", ground="SOUND", text="Rien de personnel.")
    assert (await seen(client, project))["title"] == "Budget participatif"
    found = await client.ask('{ projects(filter: { title: { contains: "budget participatif" } }) { totalCount } }')
    assert found["projects"]["totalCount"] >= 1


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (None, "REQUIRED"),
        ("phase", "UNKNOWN_FIELD"),
        ("space_id", "UNKNOWN_FIELD"),
        ("description", "NOTHING_TO_HIDE"),
        ("budgetCurrency", "UNKNOWN_FIELD"),
    ],
)
async def test_what_is_hidden_is_named(client: ModerationClient, field: str | None, code: str):
    project = await published(client)
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Un nom.", "field": field}
    refused = await act(client, "reportContent", WITNESS, **given)
    assert refused["problems"] == [{"path": ["field"], "code": code}]
    assert PHONE in str(await seen(client, project))


async def reported(client: ModerationClient, node: str, field: str = "summary") -> str:
    """The case on a field of a record."""
    given = {"node": node, "ground": "PERSONAL_DATA", "text": "Un numéro de téléphone.", "field": field}
    assert (await act(client, "reportContent", WITNESS, **given))["__typename"] == "CaseSaved"
    return (await client.cases(moderator("alder")))[0]["id"]


async def decided(client: ModerationClient, case: str, choice: str) -> None:
    text = None if choice == "APPROVE" else "C’est le numéro de la mairie."
    for each in NETWORKS[:4]:
        await client.vote(each, case, choice, ground="SOUND" if text else "PERSONAL_DATA", text=text)


async def test_nothing_is_left_in_other_cases_nor_in_what_mutations_came_to(client: ModerationClient):
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await decided(client, case["id"], "APPROVE")
    key = "le-numero-de-la-mairie"
    await client.do("updateProject", id=project, expectedVersion=3, summary=PHONE, idempotencyKey=key)
    await decided(client, (await client.cases(moderator("alder")))[0]["id"], "APPROVE")
    await client.suggest(REPORTER, project, summary="Sans numéro.")
    other = VIEWERS["editor of another space"]
    await client.suggest(other, project, summary="Écrire à la mairie.")
    (appealed,) = await client.cases(other)
    await act(client, "answerSuggestion", EDITOR, case=appealed["id"], round=1, accept=False)
    assert (await act(client, "appealDecision", other, case=appealed["id"], reason="Si."))["case"]["stage"] == "OPEN"
    case = await reported(client, project)
    await decided(client, case, "APPROVE")
    for model in (models.Change, models.ReviewCase, models.Outcome, models.Project):
        assert PHONE not in str(await client.rows(model))
    asked = [each for each in await client.cases(EDITOR) if each["kind"] == "SUGGESTION"]
    assert [(each["before"], each["after"]) for case in asked for each in case["proposed"]] == [
        (None, "Écrire à la mairie."),
        (None, "Sans numéro."),
    ]
    await decided(client, appealed["id"], "APPROVE")
    assert (await seen(client, project))["summary"] == "Écrire à la mairie."


async def test_changes_asked_for_in_one_field_do_not_send_the_record_back(client: ModerationClient):
    project = await published(client)
    case = await reported(client, project)
    for each in NETWORKS[:4]:
        await client.vote(each, case, "REQUEST_CHANGES", ground="PERSONAL_DATA", text="Sans le numéro.")
    version = (await seen(client, project))["version"]
    await client.do("archiveProject", id=project, expectedVersion=version)
    restored = await client.do("restoreProject", id=project, expectedVersion=version + 1)
    assert restored["project"]["state"] == "PUBLISHED"


async def test_what_is_gone_for_good_is_not_judged_again_and_the_record_is_its_spaces_as_before(
    client: ModerationClient,
):
    project, case = await hidden(client)
    await decided(client, case, "APPROVE")
    assert (await act(client, "appealDecision", EDITOR, case=case, reason="Non."))["code"] == "DECIDED_FOR_GOOD"
    await client.do("archiveProject", id=project, expectedVersion=4)
    assert (await client.do("restoreProject", id=project, expectedVersion=5))["project"]["state"] == "PUBLISHED"


async def test_an_appeal_hides_nothing_a_second_time_and_takes_no_record_down(client: ModerationClient):
    project, case = await hidden(client)
    await decided(client, case, "REJECT")
    await act(client, "appealDecision", REPORTER, case=case, reason="C’est le sien.")
    shown = await seen(client, project)
    assert shown["summary"] == PHONE
    assert shown["history"]["nodes"] != []
    client.now += DAY
    for each in NETWORKS[4:]:
        await client.vote(each, case, ground="PERSONAL_DATA")
    client.now += 7 * DAY
    await clock(client)
    given = {"case": case, "choice": "APPROVE", "ground": "PERSONAL_DATA", "text": "C’est un numéro privé."}
    assert (await act(client, "settleCase", VIEWERS["steward"], **given))["case"]["stage"] == "DECIDED"
    found = await seen(client, project)
    assert (found["state"], found["summary"]) == ("PUBLISHED", None)
    assert PHONE not in str(await client.rows(models.Change))


async def test_who_publishes_at_once_shows_nothing_that_is_hidden(client: ModerationClient):
    elm = moderator("elm")
    project = (await client.do("createProject", elm, **DRAFT, summary=PHONE))["project"]["id"]
    await client.do("publishProject", elm, id=project, expectedVersion=1)
    case = await reported(client, project)
    for viewer in (elm, VIEWERS["steward"]):
        given = {"id": project, "expectedVersion": 3, "summary": PHONE}
        assert (await client.do("updateProject", viewer, **given))["code"] == "FIELD_HIDDEN"
    suggested = await client.suggest(REPORTER, project, summary=PHONE)
    assert suggested["code"] == "FIELD_HIDDEN"
    assert (await client.do("updateProject", elm, id=project, expectedVersion=3, title="Un autre"))["version"] == 4
    await decided(client, case, "REJECT")
    assert (await seen(client, project))["summary"] == PHONE


async def test_earlier_versions_are_what_they_were_once_it_is_shown_again(client: ModerationClient):
    project, case = await hidden(client)
    await decided(client, case, "REJECT")
    steward = VIEWERS["steward"]
    reverted = await client.do("revertProject", steward, id=project, version=1, expectedVersion=5)
    assert (reverted["version"], reverted["changes"]) == (5, [])


async def agree(client: ModerationClient, contact: str) -> None:
    """Write down that a person agreed to be reached by everyone."""
    row = {"id": ids.new("consent"), "contact_id": contact, "purpose": "PUBLICATION", "evidence": "Par courriel."}
    dated = {"given_at": BEGIN, "recorded_at": BEGIN}
    await client.writer.run(lambda work: work.insert(table_of(models.Consent), [{**row, **dated}]))


async def test_a_contact_that_is_shown_again_is_agreed_to_as_before(client: ModerationClient):
    actor = {"kind": "CITIZEN", "name": "Mme Exemple"}
    steward, space = VIEWERS["steward"], space_of("own")
    (actor_id,) = [(await client.do("createActor", steward, **actor, space=space))["actor"]["id"]]
    await client.do("publishActor", steward, id=actor_id, expectedVersion=1)
    address = {"kind": "EMAIL", "value": "mme@example.org", "audience": "EVERYONE", "basis": "CONSENT"}
    made = await client.do(
        "createContact", steward, actor={"id": actor_id}, **address, space=space, purpose="Répondre."
    )
    contact = made["contact"]["id"]
    await agree(client, contact)
    await client.do("publishContact", steward, id=contact, expectedVersion=1)
    case = await reported(client, contact, "value")
    await decided(client, case, "REJECT")
    (consent,) = await client.rows(models.Consent)
    assert consent["withdrawn_at"] is None


async def test_what_a_report_says_in_its_own_words_is_hidden_too(client: ModerationClient):
    elm = moderator("elm")
    told = {"title": "Retour", "kind": "EXPERIENCE_REPORT", "experienceReport": {**REPORT, "whatFailed": PHONE}}
    resource = (await client.do("createResource", elm, **told))["resource"]["id"]
    await client.do("publishResource", elm, id=resource, expectedVersion=1)
    case = await reported(client, resource, "experienceReport.whatFailed")
    document = "query ($id: ID!) { resource(by: { id: $id }) { version experienceReport { whatWorked whatFailed } } }"
    found = (await client.ask(document, VIEWERS["anonymous"], id=resource))["resource"]
    assert found["experienceReport"] == {"whatWorked": "Beaucoup.", "whatFailed": "[…]"}
    for given in ({"experienceReport": {**REPORT, "whatFailed": PHONE}}, {"experienceReport": None, "kind": "GUIDE"}):
        refused = await client.do("updateResource", elm, id=resource, expectedVersion=3, **given)
        assert refused["code"] == "FIELD_HIDDEN"
    await decided(client, case, "REJECT")
    found = (await client.ask(document, VIEWERS["anonymous"], id=resource))["resource"]
    assert (found["version"], found["experienceReport"]["whatFailed"]) == (4, PHONE)
    for wrong in ("experienceReport.recruitment", "experienceReport", "whatFailed"):
        given = {"node": resource, "ground": "PERSONAL_DATA", "text": "Un nom.", "field": wrong}
        refused = await act(client, "reportContent", WITNESS, **given)
        assert refused["problems"] == [{"path": ["field"], "code": "UNKNOWN_FIELD"}]


async def test_upheld_nothing_is_left_of_a_reports_own_words_nor_of_who_quoted_them(client: ModerationClient):
    elm = moderator("elm")
    told = {"title": "Retour", "kind": "EXPERIENCE_REPORT", "experienceReport": {**REPORT, "whatFailed": PHONE}}
    resource = (await client.do("createResource", elm, **told))["resource"]["id"]
    await client.do("publishResource", elm, id=resource, expectedVersion=1)
    given = {"node": resource, "ground": "PERSONAL_DATA", "text": PHONE, "field": "experienceReport.whatFailed"}
    await act(client, "reportContent", WITNESS, **given)
    case = (await client.cases(moderator("alder")))[0]["id"]
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="PERSONAL_DATA", text=f"Oui : {PHONE}")
    for model in (models.Change, models.ReviewCase, models.Vote, models.Resource, models.ExperienceReport):
        assert PHONE not in str(await client.rows(model))


async def test_the_same_is_not_hidden_again_after_a_report_that_was_rejected(client: ModerationClient):
    project, case = await hidden(client)
    await decided(client, case, "REJECT")
    given = {"node": project, "ground": "PERSONAL_DATA", "text": "Si !", "field": "summary"}
    assert (await act(client, "reportContent", moderator("elm"), **given))["code"] == "JUDGED_BEFORE"
    assert (await seen(client, project))["summary"] == PHONE
    assert (await act(client, "reportContent", WITNESS, **given | {"field": "title"}))["__typename"] == "CaseSaved"


async def test_a_report_whose_hidden_words_can_be_empty_is_not_cleared_meanwhile(client: ModerationClient):
    elm = moderator("elm")
    told = {"title": "Retour", "kind": "EXPERIENCE_REPORT", "experienceReport": {**REPORT, "evidence": PHONE}}
    resource = (await client.do("createResource", elm, **told))["resource"]["id"]
    await client.do("publishResource", elm, id=resource, expectedVersion=1)
    case = await reported(client, resource, "experienceReport.evidence")
    given = {"experienceReport": None, "kind": "GUIDE"}
    refused = await client.do("updateResource", elm, id=resource, expectedVersion=3, **given)
    assert refused["code"] == "FIELD_HIDDEN"
    await decided(client, case, "REJECT")
    (row,) = await client.rows(models.ExperienceReport, resource_id=resource)
    assert row["evidence"] == PHONE


async def test_a_change_that_was_decided_is_made_but_for_what_is_hidden(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, title="Autre titre", description="Plus long.")
    change = (await client.cases(moderator("alder")))[0]["id"]
    case = await reported(client, project, "title")
    for each in NETWORKS[:2]:
        voted = await client.vote(each, change)
    assert voted["case"]["decisions"]["nodes"][0]["verdict"] == "APPROVED"
    (row,) = await client.rows(models.Project, id=project)
    assert (row["title"], row["description"]) == ("[…]", "Plus long.")
    await decided(client, case, "REJECT")
    assert (await seen(client, project))["title"] == "Budget participatif"
