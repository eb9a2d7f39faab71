"""Published content stays as it is while a change waits for a decision; the case shows the change field by field."""

from datetime import timedelta

import models
from tests.moderation.client import NETWORKS, ModerationClient, moderator
from tests.records.client import EDITOR, VIEWERS, space_of

DAY = timedelta(days=1)
SEEN = """query ($id: ID!) { project(by: { id: $id }) { title summary version topics(first: 9) { nodes { slug } }
    reviews(first: 9) { nodes { kind stage round proposed { field before after } } }
    decisions(first: 9) { nodes { verdict kind } } } }"""


async def published(client: ModerationClient) -> str:
    project = await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        await client.vote(each, case["id"])
    return project


async def seen(client: ModerationClient, project: str, viewer=EDITOR):
    return (await client.ask(SEEN, viewer, id=project))["project"]


async def test_a_change_waits_beside_what_is_published(client: ModerationClient):
    project = await published(client)
    topics = [{"slug": each["slug"]} for each in await client.rows(models.Topic)][:1]
    changed = {"title": "Autre titre", "summary": "Un résumé.", "topics": topics}
    done = await client.do("updateProject", id=project, expectedVersion=3, **changed)
    assert (done["__typename"], done["version"], done["change"]) == ("ProjectSaved", 3, None)
    assert [each["field"] for each in done["changes"]] == ["summary", "title", "topics"]
    for viewer in (EDITOR, VIEWERS["anonymous"]):
        found = await seen(client, project, viewer)
        assert (found["title"], found["summary"], found["topics"]["nodes"]) == ("Budget participatif", None, [])
    (waiting, let_in) = (await seen(client, project))["reviews"]["nodes"]
    assert (waiting["kind"], waiting["stage"], let_in["kind"]) == ("CHANGE", "OPEN", "SUBMISSION")
    assert {"field": "title", "before": "Budget participatif", "after": "Autre titre"} in waiting["proposed"]
    assert (await seen(client, project, VIEWERS["anonymous"]))["reviews"]["nodes"] == []


async def test_an_accepted_change_is_made(client: ModerationClient):
    project = await published(client)
    topics = [{"slug": each["slug"]} for each in await client.rows(models.Topic)][:1]
    await client.do("updateProject", id=project, expectedVersion=3, summary="Un résumé.", topics=topics)
    case = (await client.cases(moderator("alder")))[0]
    for each in NETWORKS[:2]:
        done = await client.vote(each, case["id"])
    assert done["decided"]
    found = await seen(client, project, VIEWERS["anonymous"])
    assert (found["title"], found["summary"], found["version"]) == ("Budget participatif", "Un résumé.", 4)
    assert found["topics"]["nodes"] == topics
    assert [each["kind"] for each in found["decisions"]["nodes"]] == ["CHANGE", "SUBMISSION"]
    last = max(await client.rows(models.Change, node_id=project), key=lambda each: each["version"])
    assert (last["kind"], last["fields"]["summary"]) == ("UPDATED", [None, "Un résumé."])


async def test_a_rejected_change_changes_nothing(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, summary="Un résumé.")
    case = (await client.cases(moderator("alder")))[0]
    for each in NETWORKS[:2]:
        await client.vote(each, case["id"], "REJECT")
    found = await seen(client, project, VIEWERS["anonymous"])
    assert (found["summary"], found["version"]) == (None, 3)
    assert found["decisions"]["nodes"][0] == {"verdict": "REJECTED", "kind": "CHANGE"}


async def test_a_second_change_takes_the_place_of_the_one_that_waits(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, summary="Un.")
    case = (await client.cases(moderator("alder")))[0]
    await client.vote("alder", case["id"])
    await client.do("updateProject", id=project, expectedVersion=3, summary="Deux.")
    client.now += DAY
    again = (await client.vote("alder", case["id"]))["case"]
    assert again["round"] == 2
    assert again["proposed"] == [{"field": "summary", "before": None, "after": "Deux."}]
    assert (await seen(client, project))["summary"] == "Deux."  # a quorum of one, after a day


async def test_what_changes_nothing_opens_no_case(client: ModerationClient):
    project = await published(client)
    done = await client.do("updateProject", id=project, expectedVersion=3, title="Budget participatif")
    assert (done["changes"], done["version"]) == ([], 3)
    wrong = await client.do("updateProject", id=project, expectedVersion=3, title=" ")
    assert wrong["code"] == "VALIDATION_FAILED"
    assert len(await client.cases(moderator("alder"))) == 1


async def test_a_steward_and_a_network_change_their_own_at_once(client: ModerationClient):
    project = await published(client)
    done = await client.do("updateProject", VIEWERS["steward"], id=project, expectedVersion=3, summary="Un.")
    assert done["version"] == 4
    theirs = await client.do("createProject", moderator("elm"), title="A", phase="IDEA", status="IN_PROGRESS")
    node = theirs["project"]["id"]
    assert (await client.do("publishProject", moderator("elm"), id=node, expectedVersion=1))["version"] == 2
    assert (await client.do("updateProject", moderator("elm"), id=node, expectedVersion=2, summary="B"))["version"] == 3
    assert len(await client.cases(moderator("alder"))) == 1


async def test_what_is_published_changes_meanwhile_and_the_partners_see_what_it_says_now(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, title="Autre titre", summary="Un résumé.")
    case = (await client.cases(moderator("alder")))[0]
    await client.vote("alder", case["id"])
    steward = VIEWERS["steward"]
    await client.do("updateProject", steward, id=project, expectedVersion=3, title="Sans faute", summary="Un résumé.")
    again = (await client.cases(moderator("alder")))[0]
    assert (again["id"], again["round"], again["version"]) == (case["id"], 2, 4)
    assert again["proposed"] == [{"field": "title", "before": "Sans faute", "after": "Autre titre"}]
    await client.do("updateProject", steward, id=project, expectedVersion=4, title="Autre titre")
    assert (await client.cases(moderator("alder")))[0]["stage"] == "WITHDRAWN"  # there is nothing left to decide


async def test_a_change_that_is_not_valid_any_more_is_decided_and_asked_for_again(client: ModerationClient):
    project = await published(client)
    await client.do("updateProject", id=project, expectedVersion=3, startsOn="2026-06-01")
    steward = VIEWERS["steward"]
    await client.do("updateProject", steward, id=project, expectedVersion=3, endsOn="2026-03-01")
    case = (await client.cases(moderator("alder")))[0]
    for each in NETWORKS[:2]:
        done = await client.vote(each, case["id"])
    assert done["decided"]
    (row,) = await client.rows(models.Project, id=project)
    assert (row["starts_on"], row["version"]) == (None, 4)
    assert (await seen(client, project))["decisions"]["nodes"][0] == {
        "kind": "CHANGE",
        "verdict": "CHANGES_REQUESTED",
    }


async def test_a_change_that_others_made_impossible_is_decided_too(client: ModerationClient):
    steward, given = VIEWERS["steward"], {"kind": "ASSOCIATION", "space": space_of("other")}
    first, second = [
        (await client.do("createActor", steward, **given, name=name))["actor"]["id"] for name in ("Un", "Deux")
    ]
    await client.do("publishActor", steward, id=first, expectedVersion=1)
    other = VIEWERS["editor of another space"]
    await client.do("updateActor", other, id=first, expectedVersion=2, siren="217500016")
    await client.do("updateActor", steward, id=second, expectedVersion=1, siren="217500016")
    await client.do("publishActor", steward, id=second, expectedVersion=2)
    case = (await client.cases(moderator("alder")))[0]
    assert case["kind"] == "CHANGE"
    for each in NETWORKS[:4]:
        done = await client.vote(each, case["id"])
    assert done["case"]["decisions"]["nodes"][0]["verdict"] == "CHANGES_REQUESTED"


async def test_an_actor_that_others_tied_themselves_to_does_not_become_a_person(client: ModerationClient):
    """Nobody had, when it was proposed."""
    steward, other = VIEWERS["steward"], VIEWERS["editor of another space"]
    given = {"kind": "ASSOCIATION", "name": "Les Voisins", "space": space_of("other")}
    actor = (await client.do("createActor", steward, **given))["actor"]["id"]
    await client.do("publishActor", steward, id=actor, expectedVersion=1)
    await client.do("updateActor", other, id=actor, expectedVersion=2, kind="CITIZEN")
    contact = {"kind": "PHONE", "value": "0490112233", "audience": "EVERYONE", "basis": "NOT_PERSONAL"}
    made = await client.do("createContact", actor={"id": actor}, **contact)
    await client.do("publishContact", id=made["contact"]["id"], expectedVersion=1)
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        done = await client.vote(each, case["id"])
    assert done["case"]["decisions"]["nodes"][0]["verdict"] == "CHANGES_REQUESTED"
    assert [each["kind"] for each in await client.rows(models.Actor, id=actor)] == ["ASSOCIATION"]


async def test_what_is_handed_in_with_a_code_that_is_taken_meanwhile_is_given_back(client: ModerationClient):
    """The decision stands, though it cannot be carried out, and says so."""
    given = {"kind": "ASSOCIATION", "name": "Les Voisins", "siren": "217500016"}
    steward = VIEWERS["steward"]
    handed_in, first = [(await client.do("createActor", **given))["actor"]["id"] for _ in range(2)]
    await client.do("submitActor", id=handed_in, expectedVersion=1)
    await client.do("publishActor", steward, id=first, expectedVersion=1)
    (case,) = await client.cases(moderator("alder"))
    for each in NETWORKS[:4]:
        done = await client.vote(each, case["id"])
    assert (done["decided"], done["case"]["stage"]) == (True, "DECIDED")
    assert done["case"]["decisions"]["nodes"][0]["verdict"] == "CHANGES_REQUESTED"
    assert [each["state"] for each in await client.rows(models.Actor, id=handed_in)] == ["DRAFT"]
    assert [each["state"] for each in await client.rows(models.Actor, id=first)] == ["PUBLISHED"]
