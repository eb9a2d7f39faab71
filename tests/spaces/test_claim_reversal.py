"""A space that was given to somebody, and is given back on appeal: all stands there again as it did before."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import models
from loaders.tables import ACTOR, CASE, CLAIM
from models import CaseKind, Ground, Verdict
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.system_viewer import system_viewer
from resolvers.core.use_case import UseCase
from resolvers.moderation.cases import COLUMNS as CASE_COLUMNS
from resolvers.moderation.cases import CaseDraft, open_case
from resolvers.moderation.decisions import record_decision
from resolvers.spaces.claim_reversal import representatives_before, reverse_claim
from resolvers.spaces.claims import COLUMNS
from resolvers.spaces.disputes import resolve_dispute
from tests.records.client import space_of
from tests.spaces.client import SpacesClient
from tests.spaces.test_claim_ending import deposited
from tests.spaces.test_official_register import place, written

DO = {
    "publishActor": "mutation ($input: PublishActorInput!) { it: publishActor(input: $input) { __typename } }",
    "updateActor": "mutation ($input: UpdateActorInput!) { it: updateActor(input: $input) { __typename } }",
    "archiveActor": "mutation ($input: ArchiveActorInput!) { it: archiveActor(input: $input) { __typename } }",
    "createActor": """mutation ($input: CreateActorInput!) { it: createActor(input: $input) {
        ... on ActorSaved { actor { id } } } }""",
}


async def do(client: SpacesClient, mutation: str, who: str, **given: Any) -> Any:
    return (await client.ask(DO[mutation], await client.viewer(who), input=given))["it"]


@dataclass
class Lost:
    """An authority's space that was given to somebody else who claimed it."""

    record: str
    claim: str
    before: dict[str, Any]
    moment: datetime


async def acting_for_all(client: SpacesClient, do_: Callable[[UseCase], Awaitable[Any]]) -> Any:
    """Run something in one unit of work, now, in the name of all, and return its result."""
    keeper = await client.viewer("keeper")
    return await client.writer.run(lambda work: do_(UseCase(work, system_viewer(keeper), client.now, DEFAULT_SITE)))


async def given_away(client: SpacesClient, record: str, who: str = "stranger") -> Lost:
    claim = (await client.claim(who))["claim"]["id"]
    client.now += timedelta(hours=1)

    async def settle(use_case: UseCase) -> dict[str, Any]:
        before = await representatives_before(use_case, await use_case.row_by_id(CLAIM, claim, COLUMNS))
        await resolve_dispute(use_case, claim, in_favour=True)
        return before

    lost = Lost(record, claim, await acting_for_all(client, settle), client.now)
    client.now += timedelta(hours=1)
    return lost


async def given_back(client: SpacesClient, lost: Lost) -> None:
    async def undo(use_case: UseCase) -> None:
        await reverse_claim(use_case, await use_case.row_by_id(CLAIM, lost.claim, COLUMNS), lost.before, lost.moment)

    await acting_for_all(client, undo)


async def reported(client: SpacesClient, actor: str) -> Any:
    """A case on whether a record stays."""
    reporter = await client.viewer("observer")

    async def ask(use_case: UseCase) -> Any:
        record = await use_case.row_by_id(ACTOR, actor, ("id", "version", "space_id"))
        given = {"id": record.id, "version": record.version, "space_id": record.space_id}
        question = CaseDraft(CaseKind.REPORT, "Actor", given, "SPAM", ground=Ground.SPAM, text="Faux.")
        return await open_case(use_case.as_viewer(reporter), question)

    return await acting_for_all(client, ask)


async def decided(client: SpacesClient, case: str, verdict: Verdict) -> None:
    async def decide_it(use_case: UseCase) -> None:
        (row,) = await use_case.work.select(CASE, {"id": case}, CASE_COLUMNS)
        await record_decision(use_case, row, verdict, use_case.now, ())

    await acting_for_all(client, decide_it)


async def changed(client: SpacesClient, who: str, record: str, mutation: str = "updateActor", **given: Any) -> None:
    (row,) = await client.rows(models.Actor, id=record)
    saved = await do(client, mutation, who, id=record, expectedVersion=row["version"], **given)
    assert saved["__typename"] == "ActorSaved", saved


async def test_what_the_partners_took_down_or_sent_back_meanwhile_is_not_published_by_an_appeal(client: SpacesClient):
    first = await client.claim("mayor")
    await client.act("confirmClaimFor", "guarantor", claim=first["claim"]["id"])
    made = []
    for name in ("Les Voisins", "Les Amis", "Les Autres"):
        given = {"space": first["space"]["id"], "kind": "ASSOCIATION", "name": name}
        made.append((await do(client, "createActor", "mayor", **given))["actor"]["id"])
        await changed(client, "mayor", made[-1], "publishActor")
    cases = [await reported(client, each) for each in made[:2]]
    lost = await given_away(client, first["claim"]["actor"]["id"])
    await decided(client, cases[0], Verdict.APPROVED)
    await decided(client, cases[1], Verdict.CHANGES_REQUESTED)
    client.now += timedelta(hours=1)
    await given_back(client, lost)
    states = [(await client.rows(models.Actor, id=each))[0]["state"] for each in made]
    assert states == ["ARCHIVED", "DRAFT", "PUBLISHED"]


async def test_an_authority_has_its_record_back_as_it_was_whatever_the_winner_wrote(client: SpacesClient):
    first = await client.claim("mayor")
    await client.act("confirmClaimFor", "guarantor", claim=first["claim"]["id"])
    record = first["claim"]["actor"]["id"]
    said = {"name": "Notre commune", "website": "https://nous.example.org", "sourceDate": "2026-01-31"}
    await changed(client, "mayor", record, topics=[{"slug": "concertation"}], **said)
    (was,), topics = await client.rows(models.Actor, id=record), await client.rows(models.ActorTopic, actor_id=record)
    kept = ("name", "name_sort", "website", "summary", "source_date", "siren", "kind", "territory_id", "state")
    for winner, by_loser, by_winner in (("stranger", None, "archiveActor"), ("clerk", "archiveActor", None)):
        if by_loser:
            await changed(client, "mayor", record, by_loser)
        lost = await given_away(client, record, winner)
        assert await client.rows(models.ActorTopic, actor_id=record) == []
        await changed(client, winner, record, name="À moi", website="https://moi.example.org", summary="Moi.")
        if by_winner:
            await changed(client, winner, record, by_winner)
        await given_back(client, lost)
        (row,) = await client.rows(models.Actor, id=record)
        expected = was | {"state": "ARCHIVED"} if by_loser else was
        assert {name: row[name] for name in kept} == {name: expected[name] for name in kept}
        assert await client.rows(models.ActorTopic, actor_id=record) == topics
        written = await client.rows(models.Change, node_id=record, version=row["version"], kind="UPDATED")
        assert {"name", "website", "summary", "topics", "state"} <= written[0]["fields"].keys()


async def test_a_code_that_another_record_has_by_now_does_not_hinder_an_appeal(client: SpacesClient):
    first = await client.claim("mayor")
    await client.act("confirmClaimFor", "guarantor", claim=first["claim"]["id"])
    record, other = first["claim"]["actor"]["id"], (await client.rows(models.Actor, siren=None))[0]["id"]
    await changed(client, "mayor", record, website="https://nous.example.org")
    siren = (await client.rows(models.Actor, id=record))[0]["siren"]
    await client.change(models.Actor, {"id": record}, siren="552100554")
    lost = await given_away(client, record)
    await client.change(models.Actor, {"id": other}, siren="552100554", state="PUBLISHED")
    await given_back(client, lost)
    (row,) = await client.rows(models.Actor, id=record)
    assert (row["siren"], row["website"], row["state"]) == (siren, "https://nous.example.org", "PUBLISHED")


async def test_a_siren_that_was_taken_from_another_record_is_given_back(client: SpacesClient):
    official = await place(client)
    other = await written(client, "Anne", kind="CITIZEN", siren=official["siren"])
    await client.join("clerk", space_of("own"), "EDITOR")
    record = (await client.claim("mayor"))["claim"]["actor"]["id"]
    sirens = []
    lost = await given_away(client, record)
    assert lost.before["siren"] == {"id": other, "siren": official["siren"]}
    for undone in (False, True):
        if undone:
            await given_back(client, lost)
        sirens.append([(await client.rows(models.Actor, id=each))[0]["siren"] for each in (other, record)])
    assert sirens == [[None, official["siren"]], [official["siren"], None]]
    assert [each.split("\n")[0] for each in await client.mails("clerk@example.org")] == [
        "One of your records has no SIREN any more",
        "One of your records has its SIREN again",
    ]


async def test_what_a_lost_claim_took_down_is_back_once_it_is_won(client: SpacesClient):
    first = await client.claim("mayor")
    await client.act("confirmClaimFor", "guarantor", claim=first["claim"]["id"])
    space, record = first["space"]["id"], first["claim"]["actor"]["id"]
    await client.join("clerk", space, "EDITOR")
    drafted = await deposited(client, "mayor", space)
    handed_in = await deposited(client, "mayor", space, submit=True)
    made = (await do(client, "createActor", "mayor", space=space, kind="ASSOCIATION", name="Les Voisins"))["actor"][
        "id"
    ]
    await do(client, "publishActor", "mayor", id=made, expectedVersion=1)
    (row,) = await client.rows(models.Actor, id=record)
    site = "https://abergement.example.org"
    await do(client, "updateActor", "mayor", id=record, expectedVersion=row["version"], website=site)
    lost = await given_away(client, record)
    assert (await client.rows(models.Actor, id=record))[0]["website"] is None
    assert {each["state"] for each in await client.rows(models.Actor, id=made)} == {"ARCHIVED"}
    of_winner = await deposited(client, "stranger", space)
    await given_back(client, lost)
    assert (await client.rows(models.Actor, id=record))[0]["website"] == site
    assert (await client.rows(models.Actor, id=made))[0]["state"] == "PUBLISHED"
    states = {
        each: (await client.rows(models.Project, id=each))[0]["state"] for each in (drafted, handed_in, of_winner)
    }
    assert states == {drafted: "DRAFT", handed_in: "DRAFT", of_winner: "ARCHIVED"}
    assert {name: (await client.viewer(name)).roles for name in ("mayor", "clerk", "stranger")} == {
        "mayor": {space: "ADMIN"},
        "clerk": {space: "EDITOR"},
        "stranger": {},
    }
    found = {each["id"]: each["state"] for each in await client.rows(models.Claim)}
    assert (found[first["claim"]["id"]], found[lost.claim]) == ("CONFIRMED", "REFUSED")
