"""A contact that rests on consent is shown for what the person agreed to, as long as they do."""

import pytest

import models
from loaders.tables import table_of
from tests.privacy.client import CONSENT, EMAIL, OTHER, PARTNER, STEWARD, TOKEN, PrivacyClient
from tests.records.client import EDITOR, VIEWERS

VISITOR = VIEWERS["anonymous"]
HISTORY = """query ($id: ID!) { contact(by: {id: $id}) { consents { purpose evidence withdrawnAt withdrawnBecause }
    history(first: 1) { nodes { kind version fields { field before after } } } } }"""


async def seen(people: PrivacyClient, contact: str) -> set[str]:
    viewers = {**VIEWERS, "partner": PARTNER}
    return {name for name, viewer in viewers.items() if await people.sees(contact, viewer)}


async def test_without_consent_a_public_contact_is_its_spaces_alone(people: PrivacyClient):
    contact = await people.contact(await people.person())
    assert await seen(people, contact) == {"editor", "steward"}
    assert await people.code("recordConsent", id=contact, expectedVersion=2, **CONSENT) == "ContactSaved"
    assert await seen(people, contact) == {*VIEWERS, "partner"}
    assert await people.code("withdrawConsent", id=contact, expectedVersion=3, purpose="PUBLICATION") == "ContactSaved"
    assert await seen(people, contact) == {"editor", "steward"}


async def test_a_consent_is_to_one_purpose(people: PrivacyClient):
    contact = await people.contact(await people.person(), audience="PARTNERS")
    await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT)
    assert await seen(people, contact) == {"editor", "steward"}
    await people.act("recordConsent", id=contact, expectedVersion=3, **{**CONSENT, "purpose": "PARTNERS"})
    assert await seen(people, contact) == {"editor", "steward", "partner"}


@pytest.mark.parametrize("basis", ["NOT_PERSONAL", "CONSENT"])
async def test_what_rests_on_something_else_needs_no_consent(people: PrivacyClient, basis: str):
    organisation = await people.enter("Actor", kind="ASSOCIATION", name="Les Voisins")
    contact = await people.contact(organisation, basis=basis)
    assert await people.sees(contact, VISITOR) == (basis == "NOT_PERSONAL")
    task = await people.contact(organisation, basis="PUBLIC_TASK", audience="PARTNERS")
    assert await people.sees(task, PARTNER)
    assert await people.code("recordConsent", id=task, expectedVersion=2, **CONSENT) == "BASIS_NOT_CONSENT"


@pytest.mark.parametrize("audience", ["EVERYONE", "PARTNERS"])
async def test_what_was_no_persons_is_hidden_while_its_actor_is_a_person(people: PrivacyClient, audience: str):
    actor = await people.enter("Actor", kind="ASSOCIATION", name="Les Voisins")
    contact = await people.contact(actor, OTHER, basis="NOT_PERSONAL", audience=audience, publish=False)
    await people.do("updateActor", id=actor, expectedVersion=2, kind="CITIZEN")  # by who knows of no contact
    refused = await people.do("publishContact", STEWARD, id=contact, expectedVersion=1)
    assert [each["code"] for each in refused["problems"]] == ["CONTACT_OF_PERSON"]
    published = {"state": "PUBLISHED"}  # as it could be before it was looked at once more
    await people.writer.run(lambda work: work.update(table_of(models.Contact), {"id": contact}, published))
    assert await seen(people, contact) == {"editor of another space", "steward"}
    back = {"kind": "ASSOCIATION"}
    await people.writer.run(lambda work: work.update(table_of(models.Actor), {"id": actor}, back))
    assert await people.sees(contact, PARTNER)


@pytest.mark.parametrize(
    ("changed", "lapses"),
    [({"value": "autre@exemple.fr"}, True), ({"purpose": "Lettre mensuelle"}, True), ({"label": "Zoé"}, False)],
)
async def test_a_consent_covers_what_was_agreed_to(people: PrivacyClient, changed: dict[str, str], lapses: bool):
    contact = await people.contact(await people.person())
    await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT)
    saved = await people.do("updateContact", id=contact, expectedVersion=3, **changed)
    withdrawn = {"field": "consents", "before": ["PUBLICATION"], "after": []}
    assert (withdrawn in saved["changes"]) == lapses
    assert await people.sees(contact, VISITOR) != lapses
    told = (await people.ask(HISTORY, id=contact))["contact"]
    assert (withdrawn in told["history"]["nodes"][0]["fields"]) == lapses
    assert told["consents"][0]["withdrawnBecause"] == ("CHANGED" if lapses else None)


async def test_another_person_has_not_agreed(people: PrivacyClient):
    contact = await people.contact(await people.person())
    await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT)
    other = await people.person(name="Ali Marzin")
    await people.do("updateContact", id=contact, expectedVersion=3, actor={"id": other})
    assert not await people.sees(contact, VISITOR)


async def test_what_was_given_is_told_to_the_space_and_the_stewards_alone(people: PrivacyClient):
    contact = await people.contact(await people.person())
    saved = await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT)
    assert (saved["version"], saved["change"]["kind"]) == (3, "UPDATED")
    for name, viewer in {**VIEWERS, "partner": PARTNER}.items():
        told = (await people.ask(HISTORY, viewer, id=contact))["contact"]
        within = name in {"editor", "steward"}
        assert [each["evidence"] for each in told["consents"]] == [CONSENT["evidence"]] * within, name
        assert len(told["history"]["nodes"]) == within, name
    (row,) = await people.rows(models.Consent)
    assert (row["recorded_by"], row["given_at"].isoformat()) == (EDITOR.account_id, "2026-02-01T09:00:00+00:00")


async def test_nobody_reads_in_the_journal_what_a_contact_was(people: PrivacyClient):
    organisation = await people.enter("Actor", kind="ASSOCIATION", name="Les Voisins")
    contact = await people.contact(organisation, basis="NOT_PERSONAL")
    await people.do("updateContact", id=contact, expectedVersion=2, value="autre@exemple.fr")
    document = "{ changes(first: 100) { nodes { fields { field before after } } } }"
    for viewer in (VISITOR, OTHER, TOKEN, PARTNER):
        assert EMAIL not in str(await people.ask(document, viewer))
    assert EMAIL in str(await people.ask(document, EDITOR))


async def test_each_refusal_tells_why(people: PrivacyClient):
    contact = await people.contact(await people.person())
    known = {"id": contact, "expectedVersion": 2}
    assert await people.code("withdrawConsent", **known, purpose="PUBLICATION") == "NO_CONSENT"
    for viewer in (OTHER, TOKEN, VIEWERS["account"]):
        assert await people.code("recordConsent", viewer, **known, **CONSENT) == "NOT_FOUND"
    assert await people.code("recordConsent", VISITOR, **known, **CONSENT) == "UNAUTHENTICATED"
    wrong = {"givenAt": "2030-01-01T00:00:00Z", "evidence": " "}
    problems = (await people.act("recordConsent", **known, **{**CONSENT, **wrong}))["problems"]
    told = {"givenAt": "MOMENT_TO_COME", "evidence": "TEXT_BLANK"}
    assert {each["path"][0]: each["code"] for each in problems} == told
    assert await people.code("recordConsent", id=contact, expectedVersion=1, **CONSENT) == "CONFLICT"
    assert await people.code("recordConsent", STEWARD, **known, **CONSENT) == "ContactSaved"
    assert await people.code("recordConsent", id=contact, expectedVersion=3, **CONSENT) == "ALREADY_CONSENTED"
    await people.do("archiveContact", id=contact, expectedVersion=3)
    partners = {**CONSENT, "purpose": "PARTNERS"}
    assert await people.code("recordConsent", id=contact, expectedVersion=4, **partners) == "ARCHIVED"
    assert await people.code("withdrawConsent", id=contact, expectedVersion=4, purpose="PUBLICATION") == "ContactSaved"


async def test_a_dry_run_leaves_no_consent(people: PrivacyClient):
    contact = await people.contact(await people.person())
    tried = await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT, dryRun=True)
    assert tried["changes"] == [{"field": "consents", "before": [], "after": ["PUBLICATION"]}]
    assert await people.rows(models.Consent) == []
    assert await people.version(models.Contact, contact) == 2
