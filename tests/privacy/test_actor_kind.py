"""An actor that others rely on does not become a person, nor cease to be one; erasure takes what is personal alone."""

from typing import Any

import pytest

import models
from loaders.tables import table_of
from models import ids
from tests.privacy.client import OTHER, STEWARD, TOKEN, PrivacyClient
from tests.records.client import BEGIN, EDITOR, account_of, space_of

SETTLED = [(["kind"], "KIND_SETTLED")]
ACTOR = {"kind": "ASSOCIATION", "name": "Les Voisins"}
WORKSHOP = {
    "title": "Atelier",
    "format": "ONLINE",
    "startsAt": "2028-02-29T10:00:00Z",
    "endsAt": "2028-02-29T12:00:00Z",
}
PROJECT = {"title": "Jardin", "phase": "IDEA", "status": "LATE"}
GUIDE = {"kind": "GUIDE", "title": "Guide"}


async def tried(people: PrivacyClient, mutation: str, viewer: Any = EDITOR, **given: Any) -> Any:
    """Return the problems of a change, or the code of its refusal; None if it is made."""
    answer = await people.do(mutation, viewer, **given)
    return [(each["path"], each["code"]) for each in answer.get("problems", [])] or answer.get("code")


async def becomes(people: PrivacyClient, actor: str, kind: str, viewer: Any = EDITOR, **given: Any) -> Any:
    """The same of another kind of an actor."""
    version = await people.version(models.Actor, actor)
    return await tried(people, "updateActor", viewer, id=actor, expectedVersion=version, kind=kind, **given)


async def ties(people: PrivacyClient, actor: str) -> dict[str, Any]:
    """By name, what ties another space's record to an actor, or a claim or a space to it."""
    its = {"actor": {"id": actor}}
    project = await people.enter("Project", OTHER, **PROJECT)
    organisation = await people.enter("Actor", OTHER, **ACTOR)
    contact = {"kind": "PHONE", "value": "0490112233", "audience": "EVERYONE", "basis": "NOT_PERSONAL"}
    member = {"member": {"id": actor}, "organisation": {"id": organisation}, "role": "MEMBER"}
    host = {"member": {"id": organisation}, "organisation": {"id": actor}, "role": "MEMBER"}
    return {
        "contact": lambda: people.enter("Contact", OTHER, **its, **contact),
        "member": lambda: people.enter("Membership", OTHER, **member),
        "organisation": lambda: people.enter("Membership", OTHER, **host),
        "participation": lambda: people.enter("Participation", OTHER, **its, project={"id": project}, role="EXPERT"),
        "holder": lambda: people.enter("Project", OTHER, **PROJECT, holder={"id": actor}),
        "author": lambda: people.enter("Resource", OTHER, **GUIDE, authors=[{**its, "role": "AUTHOR"}]),
        "host": lambda: people.enter("Workshop", OTHER, **WORKSHOP, hosts=[{**its, "role": "ORGANISER"}]),
        "claim": lambda: store(people, models.Claim, id="claim_1", account_id=account_of("account"), actor_id=actor),
        "space": lambda: store(people, models.Space, id=ids.new("space"), actor_id=actor),
    }


async def store(people: PrivacyClient, model: Any, **row: Any) -> None:
    """A row that no mutation of this world makes."""
    dated = {"created_at": BEGIN} | ({"state": "WITHDRAWN"} if model is models.Claim else {"updated_at": BEGIN})
    await people.writer.run(lambda work: work.insert(table_of(model), [{**row, **dated}]))


NAMES = ("contact", "member", "organisation", "participation", "holder", "author", "host", "claim", "space")


async def test_any_tie_holds_an_actor_on_its_side(people: PrivacyClient):
    for name in NAMES:
        actor = await people.enter("Actor", **ACTOR)
        assert await becomes(people, actor, "CITIZEN") is None, name  # nobody relies on it
        assert await becomes(people, actor, "COMPANY", siren="552100554") is None, name
        await (await ties(people, actor))[name]()
        assert await becomes(people, actor, "CITIZEN", siren=None) == SETTLED, name
        assert await becomes(people, actor, "CITIZEN", siren=None, dryRun=True) == SETTLED, name
        assert await becomes(people, actor, "RESEARCH", siren=None) is None, name  # which is no person either
    person = await people.person()
    await people.enter("Membership", OTHER, member={"id": person}, organisation={"id": actor}, role="CHAIR")
    assert await becomes(people, person, "ASSOCIATION") == SETTLED
    assert await becomes(people, person, "PUBLIC_OFFICER") is None


async def test_the_same_holds_on_every_road(people: PrivacyClient):
    made = (await people.do("createActor", kind="CITIZEN", name="Les Voisins"))["actor"]["id"]
    assert await becomes(people, made, "ASSOCIATION") is None
    await people.do("publishActor", id=made, expectedVersion=2)
    await people.contact(made, OTHER, basis="NOT_PERSONAL")
    assert await tried(people, "revertActor", id=made, expectedVersion=3, version=1) == SETTLED
    suggestion = {"id": made, "expectedVersion": 3, "kind": "CITIZEN"}
    assert await tried(people, "suggestActor", OTHER, **suggestion) == SETTLED
    assert await becomes(people, made, "CITIZEN", STEWARD) == SETTLED
    for again in (False, True):
        item = {"reference": "a", **ACTOR, **({"kind": "ELECTED_OFFICIAL"} if again else {})}
        told = await upserted(people, item)
        assert (told["outcome"], [each["code"] for each in told["problems"]]) == (
            ("REFUSED", ["KIND_SETTLED"]) if again else ("CREATED", [])
        )
        if not again:
            await people.contact(told["actor"]["id"], OTHER, basis="NOT_PERSONAL")
    authority = (await people.rows(models.Space, id=space_of("own")))[0]["actor_id"]
    assert await becomes(people, authority, "ASSOCIATION", STEWARD) == SETTLED  # somebody acts for it


async def upserted(people: PrivacyClient, item: dict[str, Any]) -> dict[str, Any]:
    """Return the result of an actor that the network upserts."""
    document = """mutation ($input: UpsertActorsInput!) { it: upsertActors(input: $input) {
        ... on ActorsUpserted { items { outcome actor { id } problems { path code } } } } }"""
    given = {"network": {"slug": "anct"}, "items": [item]}
    (told,) = (await people.ask(document, TOKEN, input=given))["it"]["items"]
    return told


async def test_a_tie_that_nobody_shows_tells_nothing_and_outlasts_an_erasure(people: PrivacyClient):
    actor = await people.enter("Actor", **ACTOR)
    host = await people.enter("Actor", **ACTOR)
    value = {"kind": "PHONE", "value": "0490112233", "label": None}
    contact = await people.contact(actor, OTHER, basis="PUBLIC_TASK", audience="PARTNERS", publish=False, **value)
    member = {"member": {"id": actor}, "organisation": {"id": host}, "role": "MEMBER", "since": "2024-02-29"}
    membership = await people.enter("Membership", OTHER, **member, publish=False)
    for viewer, kind in ((STEWARD, "CITIZEN"), (STEWARD, "ASSOCIATION"), (EDITOR, "CITIZEN")):
        assert await becomes(people, actor, kind, viewer) is None  # who sees it, too
    mine = await people.contact(actor)
    before = [await people.rows(models.Contact, id=contact), await people.rows(models.Membership, id=membership)]
    assert await people.code("erasePerson", id=actor) == "ActorSaved"
    after = [await people.rows(models.Contact, id=contact), await people.rows(models.Membership, id=membership)]
    assert after == before
    assert [each["value"] for each in await people.rows(models.Contact, id=mine)] == [""]
    assert [each["name"] for each in await people.rows(models.Actor, id=actor)] == [""]


async def test_what_was_drafted_of_an_organisation_is_not_published_of_a_person(people: PrivacyClient):
    actor = await people.enter("Actor", **ACTOR)
    value = {"kind": "PHONE", "value": "0490112233", "label": None, "basis": "NOT_PERSONAL"}
    contact = await people.contact(actor, OTHER, publish=False, **value)
    other = await people.contact(await people.enter("Actor", **ACTOR), OTHER, **value)
    assert await becomes(people, actor, "CITIZEN") is None
    wrong = [(["basis"], "CONTACT_OF_PERSON")]
    for viewer, move in ((OTHER, "submit"), (STEWARD, "publish")):
        assert await tried(people, f"{move}Contact", viewer, id=contact, expectedVersion=1) == wrong
    moved = {"id": other, "expectedVersion": 2, "actor": {"id": actor}}
    assert await tried(people, "updateContact", STEWARD, **moved) == wrong
    agreed = {"id": contact, "expectedVersion": 1, "basis": "CONSENT"}
    assert await tried(people, "updateContact", OTHER, **agreed) is None
    assert await tried(people, "publishContact", STEWARD, id=contact, expectedVersion=2) is None


@pytest.mark.parametrize("tie", ["claim", "space"])
async def test_an_authority_that_was_called_a_person_is_not_erased(people: PrivacyClient, tie: str):
    """As it could be before its kind was settled."""
    actor = await people.person()
    await (await ties(people, actor))[tie]()
    before = await people.everything()
    assert await people.code("erasePerson", STEWARD, id=actor) == "NOT_A_PERSON"
    assert await people.everything() == before
