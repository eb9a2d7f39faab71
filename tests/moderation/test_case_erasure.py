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


async def entered(assembly: ModerationClient, viewer: Viewer = EDITOR, **given: Any) -> str:
    """The id of a person who is public."""
    actor = (await assembly.do("createActor", viewer, **given))["actor"]["id"]
    assert (await assembly.do("publishActor", viewer, id=actor, expectedVersion=1))["__typename"] == "ActorSaved"
    return str(actor)


async def erased(assembly: ModerationClient, actor: str, viewer: Viewer) -> None:
    document = "mutation ($id: ID!) { it: erasePerson(input: { id: $id }) { __typename ... on Refusal { code } } }"
    assert (await assembly.ask(document, viewer, id=actor))["it"] == {"__typename": "ActorSaved"}


async def reported(assembly: ModerationClient, node: str, text: str, **given: Any) -> str:
    """The case on something that somebody reports."""
    said = {"node": node, "ground": "INACCURATE", "text": text, **given}
    return str((await act(assembly, "reportContent", REPORTER, **said))["case"]["id"])


async def words(assembly: ModerationClient) -> list[str]:
    """All that anybody has said in a case."""
    tables = (models.ReviewCase, models.ReviewReport, models.Vote)
    found = [each for table in tables for each in await assembly.rows(table)]
    return sorted(each["text"] for each in found if each["text"])


async def exported(assembly: ModerationClient, viewer: Viewer, field: str) -> Mapping[str, Any]:
    return (await assembly.ask(f"{{ it: {field} }}", viewer))["it"]


async def test_who_is_erased_is_named_in_no_case(assembly: ModerationClient):
    """In cases on their own records nothing is left; elsewhere their name goes, and the rest of what was said stays."""
    actor = await entered(assembly, **PERSON)
    given = {"kind": "EMAIL", "value": EMAIL, "audience": "SPACE", "basis": "CONSENT", "actor": {"id": actor}}
    contact = (await assembly.do("createContact", **given))["contact"]["id"]
    await assembly.do("publishContact", id=contact, expectedVersion=1)
    twin = await entered(assembly, kind="CITIZEN", name="Z. M.")
    cases = [
        await reported(assembly, actor, "Préside le conseil des Oliviers."),
        (await act(assembly, "reportDuplicate", REPORTER, node=twin, of=actor, text="Zoélie aussi."))["case"]["id"],
    ]
    real = (await assembly.rows(models.Project, demonstration=False))[0]["id"]
    elsewhere = [await reported(assembly, real, "Zoélie Marzin, y est citée."), await submission(assembly)]
    for node, text in ((actor, "Aux Oliviers, oui."), (real, "Marzin Zoélie, en effet.")):
        joined = {"node": node, "ground": "INACCURATE", "text": text}
        assert (await act(assembly, "reportContent", STEWARD, **joined))["case"]["id"] in (cases[0], elsewhere[0])
    for case in (*cases, *elsewhere):
        await assembly.vote("alder", case, "REJECT", ground="INACCURATE", text=NAMED)
    export = await exported(assembly, STEWARD, f'exportPerson(actor: "{actor}")')
    assert [each["text"] for each in export["cases"]] == ["Préside le conseil des Oliviers.", "Zoélie aussi."]
    assert [each["text"] for each in export["reports"]] == ["Aux Oliviers, oui."]
    assert export["votes"] == []  # their round is under way
    assert "accountId" not in str(export["cases"])
    await erased(assembly, actor, STEWARD)
    assert await words(assembly) == ["Demandez à Mme […] ([…])."] * 2 + ["[…], en effet.", "[…], y est citée."]
    stages = {each["id"]: each["stage"] for each in await assembly.rows(models.ReviewCase)}
    assert [stages[each] for each in (*cases, *elsewhere)] == ["WITHDRAWN"] * 2 + ["OPEN"] * 2
    assert len(await assembly.rows(models.Vote)) == 4
    export = await exported(assembly, STEWARD, f'exportPerson(actor: "{actor}")')
    assert [each["ground"] for each in export["votes"]] == ["INACCURATE"] * 2
    assert not [trace for trace in TRACES if trace in str(export).lower()]


async def submission(assembly: ModerationClient) -> str:
    """The case on a record of the editor's space."""
    project = await assembly.submitted()
    (case,) = await assembly.rows(models.ReviewCase, node_id=project)
    return str(case["id"])


async def test_nobody_blanks_what_others_say_by_calling_somebody_so(assembly: ModerationClient):
    """Whoever erases a record of their own changes no word of another case, and a steward strikes what was public."""
    real = (await assembly.rows(models.Project, demonstration=False))[0]["id"]
    said = "Ce budget participatif est clos."
    for case in (await reported(assembly, real, "Un budget participatif."), await submission(assembly)):
        await assembly.vote("alder", case, "REJECT", ground="INACCURATE", text=said)
    so = {"kind": "CITIZEN", "name": "Budget participatif"}
    await erased(assembly, await entered(assembly, **so), EDITOR)
    draft, renamed = [(await assembly.do("createActor", **so))["actor"]["id"] for _ in range(2)]
    await erased(assembly, draft, STEWARD)
    await assembly.do("updateActor", id=renamed, expectedVersion=1, name="Zoé Marzin")
    await assembly.do("publishActor", id=renamed, expectedVersion=2)
    await erased(assembly, renamed, STEWARD)
    assert await words(assembly) == [said, said, "Un budget participatif."]
    public = await entered(assembly, **so)
    await assembly.do("updateActor", id=public, expectedVersion=2, name="Zoé Marzin")
    await erased(assembly, public, STEWARD)
    assert await words(assembly) == ["Ce […] est clos."] * 2 + ["Un […]."]


async def test_what_a_person_said_goes_with_their_account(assembly: ModerationClient):
    project = (await assembly.rows(models.Project, demonstration=False))[0]["id"]
    case = await reported(assembly, project, "Je suis Camille, du 3, rue des Lilas.")
    await assembly.do("suggestProject", REPORTER, id=project, expectedVersion=1, title="Mieux", why="J’y étais.")
    also = {"node": project, "ground": "INACCURATE", "text": "Moi aussi."}
    assert (await act(assembly, "reportContent", VIEWERS["editor of another space"], **also))["case"]["id"] == case
    theirs = await exported(assembly, VIEWERS["editor of another space"], "exportMyData")
    assert [(each["caseId"], each["text"]) for each in theirs["reportsJoined"]] == [(case, "Moi aussi.")]
    await assembly.vote("alder", case, "REJECT", ground="INACCURATE", text="Selon moi, non.")
    await assembly.vote("birch", case, "REJECT", ground="INACCURATE", text="Écrivez à account@example.org.")
    mine = await exported(assembly, REPORTER, "exportMyData")
    assert [(each["kind"], each["text"]) for each in mine["casesOpened"]] == [
        ("REPORT", "Je suis Camille, du 3, rue des Lilas."),
        ("SUGGESTION", "J’y étais."),
    ]
    assert mine["casesOpened"][1]["proposed"] == {"title": [None, "Mieux"]}
    assert (mine["votes"], mine["votesOnClaims"]) == ([], [])
    judge = await exported(assembly, moderator("alder"), "exportMyData")
    assert [each["text"] for each in judge["votes"]] == ["Selon moi, non."]
    assert judge["casesOpened"] == []
    for name in ("account", "alder", "other"):
        await left(assembly, account_of(name))
    assert await words(assembly) == ["Écrivez à […]."]
    assert {each["choice"] for each in await assembly.rows(models.Vote)} == {"REJECT"}
    (row,) = await assembly.rows(models.ReviewCase, id=case)
    assert (row["stage"], row["ground"]) == ("OPEN", "INACCURATE")


async def left(assembly: ModerationClient, account: str) -> None:
    """Has a person's account erased."""

    async def job(work: UnitOfWork) -> None:
        await work.update(table_of(models.Account), {"id": account}, {"email_confirmed_at": BEGIN})
        (row,) = await work.select(table_of(models.Account), {"id": account}, ERASED)
        await erase_account(UseCase(work, VISITOR, assembly.now, Site()), row)

    await assembly.writer.run(job)


async def test_what_was_said_of_a_claim_goes_with_who_made_it(assembly: ModerationClient):
    """Also where another one's claim is against them, and the person is only named: as they were called then."""
    town = (await assembly.rows(models.Actor, kind="LOCAL_AUTHORITY", demonstration=False))[0]["id"]
    said, names = "Camille Durand n’est plus maire.", {"account": "Camille Durand", "editor": "Plus Maire"}
    for name, called in names.items():
        values = {"name": called, "named_at": None if name == "account" else BEGIN.replace(year=2027)}
        await assembly.writer.run(partial(_named, account=account_of(name), values=values))
    rivals = [account_of(name) for name in names]
    claims = {name: await claimed(assembly, town, account_of(name), rivals) for name in ("account", "other")}
    for case in claims.values():
        await assembly.vote("alder", case, "REJECT", ground="INACCURATE", text=said)
    await left(assembly, account_of("editor"))
    assert await words(assembly) == [said] * 2
    await left(assembly, account_of("account"))
    assert await words(assembly) == ["[…] n’est plus maire."]


async def _named(work: UnitOfWork, account: str, values: Mapping[str, Any]) -> None:
    await work.update(table_of(models.Account), {"id": account}, values)


async def claimed(assembly: ModerationClient, node: str, account: str, rivals: Sequence[str]) -> str:
    """A case on who acts for an authority, against others."""
    (policy,) = await assembly.rows(models.Policy, kind="CLAIM")
    case = {"id": ids.new("case"), "kind": "CLAIM", "node_id": node, "type_name": "Actor", "version": 1}
    case |= {"question": ids.new("claim"), "stage": "OPEN", "panel": "PARTNERS", "policy_id": policy["id"]}
    case |= dict.fromkeys(("created_at", "updated_at", "opened_at"), BEGIN) | {"account_id": account}
    case |= dict.fromkeys(("due_at", "next_at"), BEGIN.replace(year=2027))
    against = [{"case_id": case["id"], "account_id": each} for each in rivals if each != account]

    async def job(work: UnitOfWork) -> None:
        await work.insert(table_of(models.ReviewCase), [case])
        await work.insert(table_of(models.ReviewRival), against)

    await assembly.writer.run(job)
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
