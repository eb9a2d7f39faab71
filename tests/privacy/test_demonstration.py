"""Demonstration content goes with what people agreed to there, under the seal of the journal."""

import models
from encommun.engine import engine_scope
from encommun.seed import remove_demonstration
from tests.privacy.client import CONSENT, EMAIL, PrivacyClient


async def test_the_consents_of_demonstration_contacts_go_with_these(people: PrivacyClient, fresh_database_url: str):
    invented = (await people.rows(models.Actor, demonstration=True, kind="CITIZEN"))[0]["id"]
    kept = await people.contact(await people.person())
    gone = await people.contact(invented)
    for contact in (gone, kept):
        await people.act("recordConsent", id=contact, expectedVersion=2, **CONSENT)
    changes = await people.rows(models.Change)
    async with engine_scope(fresh_database_url) as engine:
        await remove_demonstration(engine)
    assert [each["contact_id"] for each in await people.rows(models.Consent)] == [kept]
    assert await people.rows(models.Contact, id=gone) == []
    after = {each["id"]: each for each in await people.rows(models.Change)}
    written = [each for each in after.values() if each["id"] not in {before["id"] for before in changes}]
    assert [(each["kind"], each["node_id"], each["account_id"]) for each in written] == [("ERASED", gone, None)]
    assert EMAIL not in str([each for each in after.values() if each["node_id"] == gone])
    others = [each for each in changes if each["node_id"] != gone]
    assert [after[each["id"]] for each in others] == others


async def test_what_real_records_lose_is_in_the_journal(people: PrivacyClient, fresh_database_url: str):
    """Their holder, somebody among their authors, a place in a collection; and nothing of what else they say."""
    invented = (await people.rows(models.Actor, demonstration=True, kind="ASSOCIATION"))[0]["id"]
    project = await people.enter("Project", title="Jardin", phase="IDEA", status="LATE", holder={"id": invented})
    friend = await people.enter("Actor", kind="ASSOCIATION", name="Les Voisins")
    authors = [{"actor": {"id": each}, "role": "AUTHOR"} for each in (invented, friend)]
    guide = await people.enter("Resource", kind="GUIDE", title="Guide", authors=authors)
    untouched = [await people.rows(models.Project, demonstration=False), await people.rows(models.Change)]
    async with engine_scope(fresh_database_url) as engine:
        await remove_demonstration(engine)
        await remove_demonstration(engine)
    last = {
        each["node_id"]: each for each in sorted(await people.rows(models.Change), key=lambda each: each["version"])
    }
    assert last[project]["fields"] == {"holder_id": [invented, None]}
    left = [friend, "AUTHOR"]
    assert last[guide]["fields"] == {"authors": [sorted([[invented, "AUTHOR"], left]), [left]]}
    for id_, model in ((project, models.Project), (guide, models.Resource)):
        assert (last[id_]["kind"], last[id_]["version"], await people.version(model, id_)) == ("UPDATED", 3, 3)
    projects, changes = await people.rows(models.Project), await people.rows(models.Change)
    assert [each for each in projects if each["id"] != project] == [x for x in untouched[0] if x["id"] != project]
    assert [each for each in changes if each["node_id"] not in {project, guide}] == [
        each for each in untouched[1] if each["node_id"] not in {project, guide}
    ]
    told = "query ($id: ID!) { node(id: $id) { ... on Project { history(first: 9) { nodes { kind } } } } }"
    history = (await people.ask(told, id=project))["node"]["history"]["nodes"]
    assert [each["kind"] for each in history] == ["UPDATED", "PUBLISHED", "CREATED"]
