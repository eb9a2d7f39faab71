"""A person who has no account is erased everywhere, in the journal too; a tombstone stays."""

from collections import Counter
from functools import wraps
from typing import Any

import pytest

import models
from loaders.tables import table_of
from loaders.unit_of_work.base_unit_of_work import BaseUnitOfWork
from models import ids
from models.search_log import LoggedSearch
from tests.privacy.client import CONSENT, EMAIL, OTHER, PARTNER, STEWARD, PrivacyClient
from tests.records.client import BEGIN, VIEWERS, space_of

TRACES = ("Marzin", "Zoélie", "zoelie", "Oliviers", "0611223344", "site.exemple", "signé")
"""Texts that only the person's records contain."""


async def known(people: PrivacyClient) -> str:
    """A person of whom there is a trace in every place."""
    place = (await people.rows(models.Territory, code="84007", kind="COMMUNE"))[0]["id"]
    made = await people.do(
        "createActor",
        kind="CITIZEN",
        name="Zoélie Marzin",
        summary="Anime le conseil des Oliviers.",
        topics=[{"slug": "concertation"}],
        territory={"id": place},
        idempotencyKey="k",
    )
    actor = made["actor"]["id"]
    await people.do("publishActor", id=actor, expectedVersion=1)
    await people.do("updateActor", id=actor, expectedVersion=2, website="https://site.exemple.fr/zoelie")
    contact = await people.contact(actor)
    await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT)
    await people.contact(actor, OTHER, kind="PHONE", value="0611223344")
    organisation = await people.enter("Actor", kind="ASSOCIATION", name="Les Voisins")
    until = {"since": "2024-02-29"}
    await people.enter("Membership", member={"id": actor}, organisation={"id": organisation}, role="CHAIR", **until)
    project = await people.enter("Project", title="Jardin", phase="IDEA", status="LATE")
    await people.enter("Participation", actor={"id": actor}, project={"id": project}, role="EXPERT", **until)
    await people.writer.run(lambda work: leave_traces(work, actor))
    return actor


async def leave_traces(work: Any, actor: str) -> None:
    network = (await work.select(table_of(models.Network), {"slug": "anct"}, ["id"]))[0][0]
    reference = {"network_id": network, "type_name": "Actor", "reference": "42", "node_id": actor}
    await work.insert(
        table_of(models.ExternalReference),
        [{**reference, "url": "https://site.exemple.fr/zoelie", "fetched_at": BEGIN}],
    )
    mail = {"id": ids.new("mail"), "recipient": EMAIL, "subject": "Bonjour Zoélie", "body": "x", "created_at": BEGIN}
    await work.insert(table_of(models.Mail), [mail])
    invitation = {"id": "invitation_1", "space_id": space_of("own"), "email": EMAIL.upper(), "role": "EDITOR"}
    dated = {"created_at": BEGIN, "expires_at": BEGIN, "token_hash": "x"}
    await work.insert(table_of(models.Invitation), [{**invitation, **dated}])


def traces(stored: dict[str, str]) -> dict[str, list[str]]:
    """By table, the traces in it."""
    found = {name: [trace for trace in TRACES if trace in text] for name, text in stored.items()}
    return {name: each for name, each in found.items() if each}


async def test_nothing_personal_is_left_anywhere(people: PrivacyClient):
    before = await people.everything()
    actor = await known(people)
    places = traces(await people.everything()).keys() - traces(before).keys()
    assert places >= {"actor", "change", "contact", "consent", "external_reference", "mail", "outcome"}
    assert await people.code("erasePerson", STEWARD, id=actor) == "ActorSaved"
    after = await people.everything()
    assert traces(after) == traces(before)
    assert EMAIL not in str(after).lower()
    for table in ("actor_topic", "membership", "participation"):
        assert "2024, 2, 29" not in after[table]
        assert after["actor_topic"].count(actor) == 0


async def test_a_tombstone_stays(people: PrivacyClient):
    actor = await known(people)
    saved = await people.act("erasePerson", id=actor)
    assert saved["record"] == {"id": actor, "version": 4, "state": "ARCHIVED"}
    assert saved["change"]["kind"] == "ERASED"
    assert {each["field"]: (each["before"], each["after"]) for each in saved["changes"]} == {
        "state": ("PUBLISHED", "ARCHIVED"),
        **dict.fromkeys(("acronym", "description", "name", "rna", "siren", "sourceDate"), (None, None)),
        **dict.fromkeys(("sourceName", "sourceReference", "sourceUrl", "summary"), (None, None)),
        **dict.fromkeys(("territoryId", "topics", "website"), (None, None)),
    }
    told = await people.ask(
        """query ($id: ID!) { node(id: $id) { ... on Actor { kind name summary territory { id } state
            topics { totalCount } contacts { nodes { value state consents { evidence withdrawnBecause } } }
            history(first: 20) { nodes { kind fields { field before after } } } } } }""",
        STEWARD,
        id=actor,
    )
    node = told["node"]
    assert (node["kind"], node["name"], node["summary"], node["territory"]) == ("CITIZEN", "", None, None)
    assert {(each["value"], each["state"]) for each in node["contacts"]["nodes"]} == {("", "ARCHIVED")}
    assert [each["consents"] for each in node["contacts"]["nodes"] if each["consents"]] == [
        [{"evidence": "", "withdrawnBecause": "ERASED"}]
    ]
    history = node["history"]["nodes"]
    assert [each["kind"] for each in history] == ["ERASED", "UPDATED", "PUBLISHED", "CREATED"]
    assert {"field": "name", "before": None, "after": None} in history[-1]["fields"]
    assert {"field": "kind", "before": None, "after": "CITIZEN"} in history[-1]["fields"]
    for viewer in (VIEWERS["anonymous"], OTHER, PARTNER):
        assert (await people.result(f'{{ node(id: "{actor}") {{ id }} }}', viewer)).data["node"] is None


async def test_to_erase_again_changes_nothing(people: PrivacyClient):
    actor = await known(people)
    await people.act("erasePerson", id=actor)
    before = await people.everything()
    again = await people.act("erasePerson", id=actor)
    assert (again["version"], again["changes"], again["change"]) == (4, [], None)
    assert await people.everything() == before


async def test_what_was_added_to_a_tombstone_is_erased_by_asking_again(people: PrivacyClient):
    actor = await known(people)
    await people.act("erasePerson", id=actor)
    contact = await people.contact(actor, publish=False)
    await people.act("erasePerson", id=actor)
    assert (await people.rows(models.Contact, id=contact))[0]["value"] == ""


async def test_what_is_erased_does_not_come_back(people: PrivacyClient):
    actor = await known(people)
    await people.act("erasePerson", id=actor)
    assert (await people.do("restoreActor", id=actor, expectedVersion=4))["code"] == "ERASED"
    assert (await people.do("updateActor", id=actor, expectedVersion=4, name="Zoé"))["code"] == "ARCHIVED"
    first = await people.do("createActor", kind="CITIZEN", name="Zoé", idempotencyKey="other")
    assert first["actor"]["id"] != actor


async def test_a_dry_run_erases_nothing(people: PrivacyClient):
    actor = await known(people)
    before = await people.everything()
    assert (await people.act("erasePerson", id=actor, dryRun=True))["dryRun"]
    assert await people.everything() == before


async def test_one_contact_of_an_organisation_is_erased_alone(people: PrivacyClient):
    organisation = await people.enter("Actor", kind="ASSOCIATION", name="Les Voisins")
    contact = await people.contact(organisation, label="Zoélie Marzin, présidente")
    general = await people.contact(organisation, basis="NOT_PERSONAL", value="contact@exemple.fr", label=None)
    assert await people.code("eraseContact", id=general) == "NOT_A_PERSON"
    saved = await people.act("eraseContact", id=contact)
    assert (saved["record"]["state"], saved["change"]["kind"]) == ("ARCHIVED", "ERASED")
    assert await people.code("erasePerson", id=organisation) == "NOT_A_PERSON"
    assert not traces({"change": (await people.everything())["change"]})
    (row,) = await people.rows(models.Actor, id=organisation)
    assert (row["name"], row["state"]) == ("Les Voisins", "PUBLISHED")


async def test_what_another_space_offers_is_for_stewards_to_take_out(people: PrivacyClient):
    actor = await people.person()
    theirs, ours = await people.contact(actor, OTHER), await people.contact(actor)
    await people.writer.run(lambda work: leave_traces(work, actor))
    assert await people.code("eraseContact", OTHER, id=theirs) == "ContactSaved"
    assert [each["space_id"] for each in await people.rows(models.Invitation)] == [space_of("own")]
    assert len(await people.rows(models.Mail)) == 1  # which somebody else has sent
    assert await people.code("eraseContact", STEWARD, id=ours) == "ContactSaved"
    assert (await people.rows(models.Invitation), await people.rows(models.Mail)) == ([], [])


async def test_many_details_take_no_more_statements_than_one(people: PrivacyClient, monkeypatch: pytest.MonkeyPatch):
    asked: Counter[str] = Counter()
    for name in ("fetch", "insert", "update", "update_all", "delete", "delete_all"):
        monkeypatch.setattr(BaseUnitOfWork, name, counted(asked, getattr(BaseUnitOfWork, name)))
    found = []
    for many in (1, 4):
        actor = await people.person()
        project = await people.enter("Project", title="Jardin", phase="IDEA", status="LATE")
        for _ in range(many):
            await people.act("recordConsent", id=await people.contact(actor), expectedVersion=2, **CONSENT)
            part = {"actor": {"id": actor}, "project": {"id": project}, "role": "EXPERT"}
            await people.enter("Participation", publish=False, **part)
        asked.clear()
        assert await people.code("erasePerson", id=actor) == "ActorSaved"
        found.append(dict(asked))
    assert found[0] == found[1]


def counted(asked: Counter[str], done: Any) -> Any:
    """A method of a unit of work that counts how often it is called."""

    @wraps(done)
    async def method(*given: Any, **named: Any) -> Any:
        asked[done.__name__] += 1
        return await done(*given, **named)

    return method


async def test_an_accounts_mails_are_its_own_matter(people: PrivacyClient):
    actor = await known(people)
    row = {"id": ids.new("account"), "email": EMAIL, "email_key": EMAIL, "created_at": BEGIN}
    await people.writer.run(lambda work: work.insert(table_of(models.Account), [row]))
    await people.act("erasePerson", id=actor)
    assert len(await people.rows(models.Mail)) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("anonymous", "UNAUTHENTICATED"),
        ("account", "NOT_PERMITTED"),
        ("editor of another space", "NOT_PERMITTED"),
        ("network token", "NOT_PERMITTED"),
        ("editor", "ActorSaved"),
        ("steward", "ActorSaved"),
    ],
)
async def test_who_may_erase(people: PrivacyClient, name: str, code: str):
    actor = await people.person()
    contact = await people.contact(actor)
    of_contact = {"NOT_PERMITTED": "NOT_FOUND", "ActorSaved": "ContactSaved"}  # without consent, others do not see it
    assert await people.code("eraseContact", VIEWERS[name], id=contact) == of_contact.get(code, code)
    assert await people.code("erasePerson", VIEWERS[name], id=actor) == code
    assert await people.code("erasePerson", VIEWERS[name], id=ids.new("actor")) in {"NOT_FOUND", "UNAUTHENTICATED"}


async def test_searches_for_a_person_are_forgotten(people):
    searched = table_of(LoggedSearch)
    words = ("marzin zoelie conseil", "zoelie marzin", "marzin", "zoelie", "oliviers")
    rows = [{"day": BEGIN.date(), "words": each, "searches": 1, "results": 1} for each in words]
    await people.writer.run(lambda work: work.insert(searched, rows))
    actor = await people.person()
    assert await people.code("erasePerson", id=actor) == "ActorSaved"
    left = await people.writer.run(lambda work: work.select(searched, {}, ("words",)))
    assert {row.words for row in left} == {"marzin", "zoelie", "oliviers"}
