"""Somebody who edits a network's records calls an authority a citizen, to erase it and what others keep of it."""

from typing import Any

from tests.attacks.scenarios.client import Person, ScenarioClient

KIND = [("kind", "KIND_SETTLED")]
CONTACT = {"kind": "PHONE", "value": "0490112233", "audience": "EVERYONE", "basis": "NOT_PERSONAL"}
READ = """query ($id: ID!) { actor(by: {id: $id}) { kind name state version contacts { nodes { value state } }
    members { nodes { role state } } } }"""


async def network(stage: ScenarioClient, slug: str, steward: Person) -> Person:
    """Return the administrator of a network's space."""
    person = await stage.person(slug)
    given = {"network": {"slug": slug}, "admin": person.email}
    assert await stage.code("openNetworkSpace", steward, **given) == "NetworkSpaceOpened"
    return await stage.signed_in(person.email)


async def saved(stage: ScenarioClient, mutation: str, who: Person, type_name: str, **given: Any) -> str:
    """The id of the record that a mutation saves."""
    shown = f"{type_name}Saved {{ {type_name.lower()} {{ id }} }}"
    payload = await stage.act(mutation, who, shown, **given)
    assert payload["__typename"] == f"{type_name}Saved", payload
    id_: str = payload[type_name.lower()]["id"]
    return id_


async def told(stage: ScenarioClient, mutation: str, who: Person, **given: Any) -> Any:
    """Return the problems of somebody's mutation, or the code of its refusal."""
    payload = await stage.act(mutation, who, **given)
    wrong = [(".".join(each["path"]), each["code"]) for each in payload.get("problems", [])]
    return wrong or payload.get("code") or payload["__typename"]


async def upserted(stage: ScenarioClient, who: Person, slug: str, **item: Any) -> Any:
    """Return the result of one actor that a network upserts."""
    shown = "ActorsUpserted { items { outcome actor { id } problems { path code } } }"
    payload = await stage.act("upsertActors", who, shown, network={"slug": slug}, items=[item])
    (found,) = payload["items"]
    return [(".".join(each["path"]), each["code"]) for each in found["problems"]] or found


async def test_an_authority_is_not_made_a_person_and_erased(stage: ScenarioClient):
    steward = await stage.person("steward", steward=True)
    mallory, alice = [await network(stage, slug, steward) for slug in ("anct", "icpc")]
    authority = {"reference": "84007", "kind": "LOCAL_AUTHORITY", "name": "Commune nouvelle"}
    actor = (await upserted(stage, mallory, "anct", **authority))["actor"]["id"]
    contact = await saved(stage, "createContact", alice, "Contact", actor={"id": actor}, **CONTACT)
    await saved(stage, "publishContact", alice, "Contact", id=contact, expectedVersion=1)
    member = await saved(stage, "createActor", alice, "Actor", kind="ASSOCIATION", name="Les Voisins")
    await saved(stage, "publishActor", alice, "Actor", id=member, expectedVersion=1)
    tie = {"member": {"id": member}, "organisation": {"id": actor}, "role": "MEMBER"}
    membership = await saved(stage, "createMembership", alice, "Membership", **tie)
    await saved(stage, "publishMembership", alice, "Membership", id=membership, expectedVersion=1)
    before = await stage.ask(READ, id=actor)

    person = {"id": actor, "expectedVersion": 1, "kind": "CITIZEN"}
    assert await told(stage, "updateActor", mallory, **person) == KIND
    assert await told(stage, "updateActor", mallory, **person, dryRun=True) == KIND
    assert await told(stage, "suggestActor", alice, **person) == KIND
    assert await upserted(stage, mallory, "anct", reference="84007", kind="PUBLIC_OFFICER") == KIND
    assert await told(stage, "erasePerson", mallory, id=actor) == "NOT_A_PERSON"
    assert await stage.ask(READ, id=actor) == before
