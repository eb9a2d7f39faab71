"""An authority's record is the register's, whoever has written what: found, entered, and handed over as it is there."""

from typing import Any

import models
from tests.records.client import BEGIN, space_of
from tests.spaces.client import SpacesClient


async def place(client: SpacesClient, code: str = "01001") -> dict[str, Any]:
    (found,) = await client.rows(models.Territory, kind="COMMUNE", code=code)
    return found


async def written(client: SpacesClient, name: str, **values: Any) -> str:
    """A record that somebody has written of an actor."""
    usual = {"kind": "LOCAL_AUTHORITY", "name": name, "name_sort": name.lower(), "website": "https://x.example.org"}
    dated = {"created_at": BEGIN, "updated_at": BEGIN, "state": "PUBLISHED", "space_id": space_of("own")}
    await client.add(models.Actor, **{"id": f"actor_{name}", **usual, **dated, **values})
    return f"actor_{name}"


async def authority(client: SpacesClient, who: str, commune: str = "01001") -> dict[str, Any]:
    """A claim, as who decides about it reads it."""
    await client.claim(who, commune)
    ask = "{ claims { state actor { name } territory { name } authority { name kind siren website summary } } }"
    return (await client.ask(ask, await client.viewer("keeper")))["claims"][-1]


async def test_other_bodies_of_a_place_are_not_its_authority(client: SpacesClient):
    official = await place(client)
    await written(client, "Syndicat", territory_id=official["id"])
    await written(client, "CCAS", territory_id=official["id"], siren="260100017", space_id=None)
    person = await written(client, "Anne", kind="CITIZEN", siren=official["siren"])
    await client.join("clerk", space_of("own"), "EDITOR")
    claim = await authority(client, "mayor")
    told = {"name": official["name"], "kind": "LOCAL_AUTHORITY", "siren": official["siren"]}
    assert claim["authority"] == {**told, "website": None, "summary": None}
    assert (claim["actor"]["name"], claim["territory"]["name"]) == (official["name"], official["name"])
    # Nothing rests on a claim that may be refused: the other record says what it said.
    claims = await client.rows(models.Claim)
    await client.act("refuseClaim", "guarantor", claim=claims[0]["id"], reason="Non.")
    assert (await client.rows(models.Actor, id=person))[0]["siren"] == official["siren"]
    assert await client.rows(models.Change, node_id=person) == []
    again = (await client.claim("stranger"))["claim"]
    assert (again["actor"]["id"], again["actor"]["siren"]) == (claims[0]["actor_id"], None)
    await client.act("confirmClaimFor", "guarantor", claim=again["id"])
    sirens = {each: (await client.rows(models.Actor, id=each))[0]["siren"] for each in (person, again["actor"]["id"])}
    assert sirens == {person: None, again["actor"]["id"]: official["siren"]}  # the register says whose it is
    (entry,) = await client.rows(models.Change, node_id=person)
    assert (entry["fields"], entry["account_id"]) == ({"siren": [official["siren"], None]}, None)
    (mail,) = await client.mails("clerk@example.org")
    assert (official["name"] in mail, f"?actor={person}" in mail) == (True, True)


async def test_a_record_is_handed_over_as_it_was_shown_to_who_decided(client: SpacesClient):
    official = await place(client)
    networks = {row["id"]: row["network_id"] for row in await client.rows(models.Space)}
    assert networks[space_of("network")] is not None
    for number, (depositor, state, keeps) in enumerate(
        ((None, "PUBLISHED", True), (space_of("network"), "PUBLISHED", True), (space_of("own"), "PUBLISHED", False))
    ):
        code = ("01001", "01002", "01004")[number]
        official = await place(client, code)
        name = f"Mairie {number}"
        values = {"siren": official["siren"], "space_id": depositor, "state": state, "summary": "Résumé."}
        record = await written(client, name, **values)
        shown = (await authority(client, "mayor", code))["authority"]
        assert shown["name"] == (name if depositor is None else official["name"])
        assert shown["summary"] == ("Résumé." if keeps else None)
        (claim,) = await client.rows(models.Claim, actor_id=record)
        await client.act("confirmClaimFor", "guarantor", claim=claim["id"])
        (row,) = await client.rows(models.Actor, id=record)
        assert {each: row[each] for each in shown} == shown
        (space,) = await client.rows(models.Space, actor_id=record)
        assert (row["space_id"], row["state"], row["territory_id"]) == (
            *(space["id"], "PUBLISHED"),
            None if depositor is None else official["id"],
        )


async def test_who_was_refused_does_not_come_back_by_another_record(client: SpacesClient):
    official = await place(client)
    record = await written(client, "Mairie", siren=official["siren"])
    claim = (await client.claim("mayor"))["claim"]
    await client.act("refuseClaim", "guarantor", claim=claim["id"], reason="Non.")
    await client.change(models.Actor, {"id": record}, state="ARCHIVED", siren=None)
    assert (await client.claim("mayor"))["code"] == "CLAIM_REFUSED"


async def test_an_authority_that_takes_anothers_siren_is_not_taken_for_it(client: SpacesClient):
    official = await place(client, "01002")
    first = (await client.claim("stranger", "01001"))["claim"]
    await client.act("confirmClaimFor", "guarantor", claim=first["id"])
    values = {"siren": official["siren"], "territory_id": official["id"], "name": official["name"]}
    await client.change(models.Actor, {"id": first["actor"]["id"]}, **values)
    claim = await authority(client, "mayor", "01002")
    assert (claim["state"], claim["actor"]["name"], claim["authority"]["siren"]) == (
        *("DECLARED", official["name"]),
        official["siren"],
    )
    (held,) = await client.rows(models.Claim, territory_id=official["id"])
    for siren, confirm in ((official["siren"], False), (None, True)):
        if confirm:
            await client.act("confirmClaimFor", "guarantor", claim=held["id"])
        (row,) = await client.rows(models.Actor, id=first["actor"]["id"])
        assert row["siren"] == siren
