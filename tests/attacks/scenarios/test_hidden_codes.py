"""A stranger drafts what is others', to keep them from publishing it, and tries what is there that nobody shows."""

import asyncio
from typing import Any

from tests.attacks.scenarios.client import NOBODY, Person, ScenarioClient

SIREN, RNA = "552100554", "W842001234"
THEIRS = {"kind": "ASSOCIATION", "name": "Les Voisins", "siren": SIREN, "rna": RNA}
SAVED = "ActorSaved { version dryRun actor { id state } }"
LOOK_UP = """{ bySiren: actor(by: {siren: "552100554"}) { id } byRna: actor(by: {rna: "W842001234"}) { id }
    byKey: _entities(representations: [{__typename: "Actor", siren: "552 100 554"}]) { ... on Actor { id } } }"""


async def mayor(stage: ScenarioClient, name: str, commune: str, steward: Person | None) -> tuple[Person, str]:
    """Somebody with the space of a commune, confirmed by a steward if there is one."""
    person = await stage.person(name)
    shown = "LocalAuthorityRegistered { claim { id } space { id } }"
    made = await stage.act("registerLocalAuthority", person, shown, authority={"commune": commune})
    if steward is not None:
        assert await stage.code("confirmClaimFor", steward, claim=made["claim"]["id"]) == "ClaimSaved"
    return person, made["space"]["id"]


async def actor(stage: ScenarioClient, mutation: str, who: Person, **given: Any) -> Any:
    """Return the actor of a mutation, or the codes of its problems."""
    payload = await stage.act(mutation, who, SAVED, **given)
    if "problems" in payload:
        return [(".".join(each["path"]), each["code"]) for each in payload["problems"]]
    return payload.get("code") or payload


async def test_hidden_drafts_block_nobody_and_are_not_told_of(stage: ScenarioClient):
    steward = await stage.person("steward", steward=True)
    mallory, _ = await mayor(stage, "mallory", "01001", None)
    alice, space = await mayor(stage, "alice", "01002", steward)
    bob, other = await mayor(stage, "bob", "01004", steward)
    hidden = (await actor(stage, "createActor", mallory, **THEIRS))["actor"]["id"]
    archived = (await actor(stage, "createActor", mallory, **THEIRS))["actor"]["id"]
    await actor(stage, "archiveActor", mallory, id=archived, expectedVersion=1)
    assert (await stage.answer(LOOK_UP))["data"] == {"bySiren": None, "byRna": None, "byKey": [None]}

    tried = await actor(stage, "createActor", alice, dryRun=True, **THEIRS)
    assert tried["dryRun"], tried  # no dry run tells that there is a draft
    drafts = {
        alice.id: (alice, (await actor(stage, "createActor", alice, space=space, **THEIRS))["actor"]["id"]),
        bob.id: (bob, (await actor(stage, "createActor", bob, space=other, **THEIRS))["actor"]["id"]),
    }
    publishing = [
        actor(stage, "publishActor", who, id=id_, expectedVersion=1) for who, id_ in drafts.values()
    ]  # at once
    came = await asyncio.gather(*publishing)
    published = [each["actor"]["id"] for each in came if isinstance(each, dict)]
    assert len(published) == 1
    assert [each for each in came if isinstance(each, list)] == [[("siren", "ALREADY_TAKEN"), ("rna", "ALREADY_TAKEN")]]
    shown = {"id": published[0]}
    for who in (NOBODY, mallory):
        assert await stage.ask(LOOK_UP, who) == {"bySiren": shown, "byRna": shown, "byKey": [shown]}

    assert await actor(stage, "publishActor", mallory, id=hidden, expectedVersion=1) == "SPACE_NOT_VERIFIED"
    taken = [("siren", "ALREADY_TAKEN"), ("rna", "ALREADY_TAKEN")]
    assert await actor(stage, "publishActor", steward, id=hidden, expectedVersion=1) == taken
