"""A steward hands a person all that the commons holds on them, though they have no account."""

import json

import models
from tests.privacy.client import CONSENT, EMAIL, STEWARD, PrivacyClient
from tests.privacy.test_erasure import TRACES, known
from tests.records.client import VIEWERS

ASK = "query ($id: ID!) { exportPerson(actor: $id) }"


async def test_a_person_gets_all_that_is_held_on_them(people: PrivacyClient):
    actor = await known(people)
    export = (await people.ask(ASK, STEWARD, id=actor))["exportPerson"]
    assert (export["actor"]["name"], export["actor"]["state"]) == ("Zoélie Marzin", "PUBLISHED")
    assert {each["value"] for each in export["contacts"]} >= {EMAIL}
    assert [each["evidence"] for each in export["consents"]] == [CONSENT["evidence"]]
    assert [each["role"] for each in export["memberships"] + export["participations"]] == ["CHAIR", "EXPERT"]
    assert [each["reference"] for each in export["references"]] == ["42"]
    assert [each["subject"] for each in export["mails"]] == ["Bonjour Zoélie"]
    kinds = [each["kind"] for each in export["changes"] if each["nodeId"] == actor]
    assert kinds == ["CREATED", "PUBLISHED", "UPDATED"]
    assert not [trace for trace in TRACES if trace not in json.dumps(export, ensure_ascii=False)]


async def test_nothing_is_left_to_export_of_who_was_erased(people: PrivacyClient):
    actor = await known(people)
    await people.act("erasePerson", id=actor)
    export = (await people.ask(ASK, STEWARD, id=actor))["exportPerson"]
    assert export["actor"]["id"] == actor
    assert not [trace for trace in TRACES if trace in json.dumps(export, ensure_ascii=False)]


async def test_stewards_alone_export_others(people: PrivacyClient):
    actor = await people.person()
    for name, viewer in VIEWERS.items():
        found = (await people.ask(ASK, viewer, id=actor))["exportPerson"]
        assert (found is not None) == (name == "steward"), name
    assert (await people.ask(ASK, STEWARD, id="actor_x"))["exportPerson"] is None
    assert await people.version(models.Actor, actor) == 2
