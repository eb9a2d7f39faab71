"""Words go when people go: what they said in cases, and what is said of them there; handed over before."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import models
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import ids
from resolvers.core.site import Site
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import VISITOR, Viewer
from resolvers.identity.accounts.deletion import ERASED, erase_account
from resolvers.privacy.name_redaction import name_patterns, redact_names
from tests.moderation.client import ModerationClient, moderator
from tests.moderation.test_appeals import REPORTER, act
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of

STEWARD = VIEWERS["steward"]
PERSON = {"kind": "CITIZEN", "name": "Zoélie Marzin"}
EMAIL = "zoelie.marzin@exemple.fr"
NAMED = "Demandez à Mme MARZIN Zoelie (Zoelie.Marzin@exemple.fr)."
TRACES = ("marzin", "zoelie", "zoélie", "oliviers")


async def entered(client: ModerationClient, viewer: Viewer = EDITOR, **given: Any) -> str:
    """The id of a person who is public."""
    actor = (await client.do("createActor", viewer, **given))["actor"]["id"]
    assert (await client.do("publishActor", viewer, id=actor, expectedVersion=1))["__typename"] == "ActorSaved"
    return str(actor)


async def erased(client: ModerationClient, actor: str, viewer: Viewer) -> None:
    document = "mutation ($id: ID!) { it: erasePerson(input: { id: $id }) { __typename ... on Refusal { code } } }"
    assert (await client.ask(document, viewer, id=actor))["it"] == {"__typename": "ActorSaved"}


async def reported(client: ModerationClient, node: str, text: str, **given: Any) -> str:
    """The case on something that somebody reports."""
    said = {"node": node, "ground": "INACCURATE", "text": text, **given}
    return str((await act(client, "reportContent", REPORTER, **said))["case"]["id"])


async def words(client: ModerationClient) -> list[str]:
    """All that anybody has said in a case."""
    tables = (models.ReviewCase, models.ReviewReport, models.Vote)
    found = [each for table in tables for each in await client.rows(table)]
    return sorted(each["text"] for each in found if each["text"])


async def exported(client: ModerationClient, viewer: Viewer, field: str) -> Mapping[str, Any]:
    return (await client.ask(f"{{ it: {field} }}", viewer))["it"]


async def test_who_is_erased_is_named_in_no_case(client: ModerationClient):
    """In cases on their own records nothing is left; elsewhere their name goes, and the rest of what was said stays."""
    actor = await entered(client, **PERSON)
    given = {"kind": "EMAIL", "value": EMAIL, "audience": "SPACE", "basis": "CONSENT", "actor": {"id": actor}}
    contact = (await client.do("createContact", **given))["contact"]["id"]
    await client.do("publishContact", id=contact, expectedVersion=1)
    twin = await entered(client, kind="CITIZEN", name="Z. M.")
    cases = [
        await reported(client, actor, "Préside le conseil des Oliviers."),
        (await act(client, "reportDuplicate", REPORTER, node=twin, of=actor, text="Zoélie aussi."))["case"]["id"],
    ]
    real = (await client.rows(models.Project, demonstration=False))[0]["id"]
    elsewhere = [await reported(client, real, "Zoélie Marzin, y est citée."), await submission(client)]
    for node, text in ((actor, "Aux Oliviers, oui."), (real, "Marzin Zoélie, en effet.")):
        joined = {"node": node, "ground": "INACCURATE", "text": text}
        assert (await act(client, "reportContent", STEWARD, **joined))["case"]["id"] in (cases[0], elsewhere[0])
    for case in (*cases, *elsewhere):
        await client.vote("alder", case, "REJECT", ground="INACCURATE", text=NAMED)
    export = await exported(client, STEWARD, f'exportPerson(actor: "{actor}")')
    assert [each["text"] for each in export["cases"]] == ["Préside le conseil des Oliviers.", "Zoélie aussi."]
    assert [each["text"] for each in export["reports"]] == ["Aux Oliviers, oui."]
    assert export["votes"] == []  # their round is under way
    assert "accountId" not in str(export["cases"])
    await erased(client, actor, STEWARD)
    assert await words(client) == ["Demandez à Mme […] ([…])."] * 2 + ["[…], en effet.", "[…], y est citée."]
    stages = {each["id"]: each["stage"] for each in await client.rows(models.ReviewCase)}
    assert [stages[each] for each in (*cases, *elsewhere)] == ["WITHDRAWN"] * 2 + ["OPEN"] * 2
    assert len(await client.rows(models.Vote)) == 4
    export = await exported(client, STEWARD, f'exportPerson(actor: "{actor}")')
    assert [each["ground"] for each in export["votes"]] == ["INACCURATE"] * 2
    assert not [trace for trace in TRACES if trace in str(export).lower()]


async def submission(client: ModerationClient) -> str:
    """The case on a record of the editor's space."""
    project = await client.submitted()
    (case,) = await client.rows(models.ReviewCase, node_id=project)
    return str(case["id"])


async def test_nobody_blanks_what_others_say_by_calling_somebody_so(client: ModerationClient):
    """Whoever erases a record of their own changes no word of another case, and a steward strikes what was public."""
    real = (await client.rows(models.Project, demonstration=False))[0]["id"]
    said = "Ce budget participatif est clos."
    for case in (await reported(client, real, "Un budget participatif."), await submission(client)):
        await client.vote("alder", case, "REJECT", ground="INACCURATE", text=said)
    so = {"kind": "CITIZEN", "name": "Budget participatif"}
    await erased(client, await entered(client, **so), EDITOR)
    draft, renamed = [(await client.do("createActor", **so))["actor"]["id"] for _ in range(2)]
    await erased(client, draft, STEWARD)
    await client.do("updateActor", id=renamed, expectedVersion=1, name="Zoé Marzin")
    await client.do("publishActor", id=renamed, expectedVersion=2)
    await erased(client, renamed, STEWARD)
    assert await words(client) == [said, said, "Un budget participatif."]
    public = await entered(client, **so)
    await client.do("updateActor", id=public, expectedVersion=2, name="Zoé Marzin")
    await erased(client, public, STEWARD)
    assert await words(client) == ["Ce […] est clos."] * 2 + ["Un […]."]


async def test_what_a_person_said_goes_with_their_account(client: ModerationClient):
    project = (await client.rows(models.Project, demonstration=False))[0]["id"]
    case = await reported(client, project, "Je suis Camille, du 3, rue des Lilas.")
    await client.do("suggestProject", REPORTER, id=project, expectedVersion=1, title="Mieux", why="J’y étais.")
    also = {"node": project, "ground": "INACCURATE", "text": "Moi aussi."}
    assert (await act(client, "reportContent", VIEWERS["editor of another space"], **also))["case"]["id"] == case
    theirs = await exported(client, VIEWERS["editor of another space"], "exportMyData")
    assert [(each["caseId"], each["text"]) for each in theirs["reportsJoined"]] == [(case, "Moi aussi.")]
    await client.vote("alder", case, "REJECT", ground="INACCURATE", text="Selon moi, non.")
    await client.vote("birch", case, "REJECT", ground="INACCURATE", text="Écrivez à account@example.org.")
    mine = await exported(client, REPORTER, "exportMyData")
    assert [(each["kind"], each["text"]) for each in mine["casesOpened"]] == [
        ("REPORT", "Je suis Camille, du 3, rue des Lilas."),
        ("SUGGESTION", "J’y étais."),
    ]
    assert mine["casesOpened"][1]["proposed"] == {"title": [None, "Mieux"]}
    assert (mine["votes"], mine["votesOnClaims"]) == ([], [])
    judge = await exported(client, moderator("alder"), "exportMyData")
    assert [each["text"] for each in judge["votes"]] == ["Selon moi, non."]
    assert judge["casesOpened"] == []
    for name in ("account", "alder", "other"):
        await left(client, account_of(name))
    assert await words(client) == ["Écrivez à […]."]
    assert {each["choice"] for each in await client.rows(models.Vote)} == {"REJECT"}
    (row,) = await client.rows(models.ReviewCase, id=case)
    assert (row["stage"], row["ground"]) == ("OPEN", "INACCURATE")


async def left(client: ModerationClient, account: str) -> None:
    """Has a person's account erased."""

    async def job(work: UnitOfWork) -> None:
        await work.update(table_of(models.Account), {"id": account}, {"email_confirmed_at": BEGIN})
        (row,) = await work.select(table_of(models.Account), {"id": account}, ERASED)
        await erase_account(UseCase(work, VISITOR, client.now, Site()), row)

    await client.writer.run(job)


async def test_what_was_said_of_a_claim_goes_with_who_made_it(client: ModerationClient):
    """Also where another one's claim is against them, and the person is only named: as they were called then."""
    authority = (await client.rows(models.Actor, kind="LOCAL_AUTHORITY", demonstration=False))[0]["id"]
    said, names = "Camille Durand n’est plus maire.", {"account": "Camille Durand", "editor": "Plus Maire"}
    for name, called in names.items():
        values = {"name": called, "named_at": None if name == "account" else BEGIN.replace(year=2027)}
        await client.writer.run(partial(_named, account=account_of(name), values=values))
    rivals = [account_of(name) for name in names]
    claims = {name: await claimed(client, authority, account_of(name), rivals) for name in ("account", "other")}
    for case in claims.values():
        await client.vote("alder", case, "REJECT", ground="INACCURATE", text=said)
    await left(client, account_of("editor"))
    assert await words(client) == [said] * 2
    await left(client, account_of("account"))
    assert await words(client) == ["[…] n’est plus maire."]


async def _named(work: UnitOfWork, account: str, values: Mapping[str, Any]) -> None:
    await work.update(table_of(models.Account), {"id": account}, values)


async def claimed(client: ModerationClient, node: str, account: str, rivals: Sequence[str]) -> str:
    """A case on who acts for an authority, against others."""
    (policy,) = await client.rows(models.Policy, kind="CLAIM")
    case = {"id": ids.new("case"), "kind": "CLAIM", "node_id": node, "type_name": "Actor", "version": 1}
    case |= {"question": ids.new("claim"), "stage": "OPEN", "panel": "PARTNERS", "policy_id": policy["id"]}
    case |= dict.fromkeys(("created_at", "updated_at", "opened_at"), BEGIN) | {"account_id": account}
    case |= dict.fromkeys(("due_at", "next_at"), BEGIN.replace(year=2027))
    against = [{"case_id": case["id"], "account_id": each} for each in rivals if each != account]

    async def job(work: UnitOfWork) -> None:
        await work.insert(table_of(models.ReviewCase), [case])
        await work.insert(table_of(models.ReviewRival), against)

    await client.writer.run(job)
    return str(case["id"])


def test_people_are_found_however_they_are_written():
    spellings = name_patterns([PERSON["name"], EMAIL, "Jean-Pierre Le Goff", "Li", "Zoé"])
    said = {
        "Mme ZOELIE  MARZIN a dit": "Mme […] a dit",
        "Marzin, Zoe\u0301lie": "[…]",
        f"Écrire à <{EMAIL.title()}>, déjà": "Écrire à <[…]>, déjà",
        "jean pierre le goff": "[…]",
        "Zoélie Marzinette, Zoé, Li": "Zoélie Marzinette, Zoé, Li",
    }
    assert {text: redact_names(text, spellings) for text in said} == said
