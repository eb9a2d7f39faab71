"""Demonstration content goes with what people agreed to there, under the seal of the journal."""

import models
from encommun.engine import connected
from encommun.seed import remove_demonstration
from tests.personal.people import CONSENT, People


async def test_the_consents_of_demonstration_contacts_go_with_these(people: People, fresh_database_url: str):
    invented = (await people.rows(models.Actor, demonstration=True, kind="CITIZEN"))[0]["id"]
    kept = await people.contact(await people.person())
    for contact in (await people.contact(invented), kept):
        await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT)
    changes = await people.rows(models.Change)
    async with connected(fresh_database_url) as engine:
        await remove_demonstration(engine)
    assert [each["contact_id"] for each in await people.rows(models.Consent)] == [kept]
    assert await people.rows(models.Change) == changes
