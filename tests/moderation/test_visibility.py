"""Seeing follows the task: one table of who finds what, on every road; and who judges reads, as long as they do."""

from dataclasses import replace
from typing import Any

import pytest

import models
from loaders.tables import table_of
from models import Scope, SpaceRole
from resolvers.core.viewer import Viewer
from tests.moderation.client import DRAFT, NETWORKS, WITNESS, ModerationClient, moderator
from tests.moderation.test_appeals import DAY, act, clock
from tests.moderation.viewers import (
    ARCHIVED,
    BEFORE,
    HIDDEN,
    PROPOSED,
    REPORT,
    REPORTER,
    SHARED,
    STEWARD,
    SUBMITTED,
    TAKEN_DOWN,
    WITHDRAWN,
    CaseViewers,
)
from tests.records.client import EDITOR, VIEWERS, space_of

OWN = {"owner's member", "owner's editor", "steward"}
MODERATORS = {*OWN, "judge", "party", "voting program"}
JUDGES = {*OWN, "judge", "voting program"}
TABLE = {
    SUBMITTED: MODERATORS,
    REPORT: {*MODERATORS, "reporter"},
    HIDDEN: JUDGES,
    TAKEN_DOWN: JUDGES,
    BEFORE: JUDGES,
    SHARED: {*OWN, "judge", "party", "contacts program"},
    WITHDRAWN: OWN,
    PROPOSED: {*OWN, "reporter"},
    ARCHIVED: OWN,
}
"""By thing, who finds it on any road."""


@pytest.fixture
async def watchers(client: ModerationClient) -> CaseViewers:
    found = CaseViewers(client)
    await found.come()
    return found


async def test_everyone_finds_what_their_task_is_about_and_nothing_else(watchers: CaseViewers):
    client, do = watchers.client, watchers.client.do
    await watchers.taken_down()
    watchers.ids.append(await _handed_in(client, SUBMITTED))
    await _reported(watchers)
    await watchers.contact(SHARED, audience="PARTNERS")
    _, contact = await watchers.contact(WITHDRAWN, "CITIZEN")
    suggestion = {"id": contact, "expectedVersion": 2, "value": PROPOSED, "idempotencyKey": "une-correction"}
    told = (await do("suggestContact", REPORTER, **suggestion))["changes"]
    await _withdrawn(client, contact)
    again = (await do("suggestContact", REPORTER, **suggestion))["changes"]
    assert [each[0]["before"] for each in (told, again)] == [WITHDRAWN, None]
    actor, _ = await watchers.contact(ARCHIVED, "CITIZEN")
    assert ARCHIVED in await watchers.finds(watchers.viewers["visitor"])
    await do("archiveActor", STEWARD, id=actor, expectedVersion=2)
    assert await watchers.table() == TABLE


async def test_who_judges_an_appeal_reads_what_was_taken_down_as_long_as_they_are_asked(client: ModerationClient):
    project = await _handed_in(client, TAKEN_DOWN)
    for each in NETWORKS[:4]:
        await client.vote(each, await _case(client))
    await client.do("updateProject", STEWARD, id=project, expectedVersion=3, summary="Dit depuis.")
    given = {"node": project, "ground": "SPAM", "text": "De la publicité."}
    case = (await act(client, "reportContent", REPORTER, **given))["case"]["id"]
    for each in NETWORKS[:2]:
        await client.vote(each, case, ground="SPAM")
    client.now += 3 * DAY
    await clock(client)
    everyone: dict[str, Any] = dict.fromkeys(NETWORKS)
    assert await _read(client, case) == everyone  # it is decided, and nobody is asked
    appealed = await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    assert appealed["case"]["panel"] == "FRESH"
    told = (TAKEN_DOWN, {"SUBMITTED", "PUBLISHED", "UPDATED"}, "Dit depuis.")
    assert await _read(client, case) == everyone | dict.fromkeys(NETWORKS[2:], told)
    for who in (moderator("cedar", SpaceRole.MEMBER), REPORTER, VIEWERS["anonymous"]):
        found = await client.result(f'{{ node(id: "{project}") {{ id }} }}', who)
        assert found.errors[0].extensions["code"] == "NOT_FOUND"
    for each in NETWORKS[2:]:
        await client.vote(each, case, ground="SPAM")
    client.now += 3 * DAY
    await clock(client)
    assert await _read(client, case) == everyone


async def test_who_judges_a_duplicate_reads_both_records_and_who_is_given_a_draft_back_that(client: ModerationClient):
    goes, stays = [await _published(client, title) for title in (TAKEN_DOWN, SUBMITTED)]
    given = {"node": goes, "of": stays, "text": "C’est le même."}
    case = (await act(client, "reportDuplicate", REPORTER, **given))["case"]["id"]
    for each in NETWORKS[:2]:
        await client.vote(each, case, ground="DUPLICATE")
    client.now += 3 * DAY
    await clock(client)
    await client.do("archiveProject", EDITOR, id=stays, expectedVersion=2)
    assert await _both(client, "cedar", case) == (None, None)
    assert (await act(client, "appealDecision", EDITOR, case=case, reason="Non."))["__typename"] == "CaseSaved"
    assert await _both(client, "cedar", case) == (TAKEN_DOWN, SUBMITTED)
    assert await _both(client, "alder", case) == (None, None)
    returned = await _published(client, "À revoir")
    given = {"node": returned, "ground": "INACCURATE", "text": "Faux."}
    case = (await act(client, "reportContent", REPORTER, **given))["case"]["id"]
    for each in NETWORKS[:2]:
        await client.vote(each, case, "REQUEST_CHANGES")
    client.now += 3 * DAY
    await clock(client)
    assert await client.state(returned) == "DRAFT"
    assert (await act(client, "appealDecision", REPORTER, case=case, reason="Non."))["__typename"] == "CaseSaved"
    found = {each: (await _both(client, each, case))[0] for each in NETWORKS}
    assert found == {each: "À revoir" if each in NETWORKS[2:] else None for each in NETWORKS}


async def test_who_judges_a_claim_reads_who_claims_what_as_long_as_they_are_asked(client: ModerationClient):
    claimants = {name: VIEWERS[who] for name, who in (("first", "account"), ("last", "editor of another space"))}
    for name, viewer in claimants.items():
        known = {"name": name, "email_confirmed_at": client.now}
        account = {"id": viewer.account_id}
        await client.writer.run(lambda work, to=account, of=known: work.update(table_of(models.Account), to, of))
        document = """mutation { it: registerLocalAuthority(input: { authority: { commune: "01001" } }) {
            ... on LocalAuthorityRegistered { claim { state } } } }"""
        assert (await client.ask(document, viewer))["it"]["claim"]
    case = await _case(client)
    told = [("last", "other@example.org", "CONTESTED")]
    voter = replace(moderator("birch"), scopes=frozenset({Scope.MODERATION_VOTE}))
    readers = {"alder": moderator("alder"), "voter": voter, "steward": STEWARD, **claimants}
    readers["member"] = moderator("alder", SpaceRole.MEMBER)
    found = {name: await _claimed(client, viewer, case) for name, viewer in readers.items()}
    assert found == dict.fromkeys(readers, told) | {"first": [], "member": []}
    for each in NETWORKS[:4]:
        await client.vote(each, case)
    assert await _claimed(client, moderator("alder"), case) == []


async def _claimed(client: ModerationClient, viewer: Viewer, case: str) -> list[tuple[str, str, str]]:
    """Return the claim of a case as somebody reads it."""
    shown = "claim { name email state }"
    document = f'{{ moderationQueue(filter: {{ id: {{ eq: "{case}" }} }}) {{ nodes {{ {shown} }} }} }}'
    nodes = (await client.ask(document, viewer))["moderationQueue"]["nodes"]
    return [tuple(each["claim"].values()) for each in nodes if each["claim"]]


async def test_a_program_that_votes_needs_nothing_else_and_reads_nothing_else(watchers: CaseViewers):
    client = watchers.client
    project = await _handed_in(client, SUBMITTED)
    case = await _case(client)
    own = await client.do("createProject", moderator("alder"), **DRAFT)
    program = watchers.viewers["voting program"]
    assert program.scopes == {Scope.MODERATION_VOTE}
    for id_, told in ((project, True), (own["project"]["id"], False)):
        found = await client.result(f'{{ node(id: "{id_}") {{ id }} }}', program)
        assert (found.errors is None) is told
    assert (await client.vote(program, case))["__typename"] == "VoteCast"
    refused = await client.do("createProject", program, **DRAFT, space=space_of("alder"))
    assert refused["code"] == "NOT_PERMITTED"
    observer = watchers.viewers["observer's program"]
    assert (await client.vote(observer, case))["code"] == "NO_VOICE"


async def _handed_in(client: ModerationClient, title: str) -> str:
    made = await client.do("createProject", EDITOR, **DRAFT | {"title": title})
    project: str = made["project"]["id"]
    await client.do("submitProject", EDITOR, id=project, expectedVersion=1)
    return project


async def _published(client: ModerationClient, title: str) -> str:
    made = await client.do("createProject", EDITOR, **DRAFT | {"title": title})
    project: str = made["project"]["id"]
    await client.do("publishProject", STEWARD, id=project, expectedVersion=1)
    return project


async def _case(client: ModerationClient) -> str:
    return str((await client.cases(STEWARD))[0]["id"])


async def _read(client: ModerationClient, case: str) -> dict[str, Any]:
    """By network, what it reads of the record that a case is about: its title, its history, what it said last."""
    shown = "... on Project { title history(first: 20) { nodes { kind content } } }"
    document = f'{{ moderationQueue(filter: {{ id: {{ eq: "{case}" }} }}) {{ nodes {{ node {{ {shown} }} }} }} }}'
    found: dict[str, Any] = {}
    for each in NETWORKS:
        ((answer,),) = (await client.ask(document, moderator(each)))["moderationQueue"].values()
        node = answer["node"]
        changes = node["history"]["nodes"] if node else []
        found[each] = node and (node["title"], {row["kind"] for row in changes}, changes[0]["content"]["summary"])
    return found


async def _both(client: ModerationClient, who: str, case: str) -> tuple[str | None, str | None]:
    """Return the titles of a case's two records as a network reads them: the one that goes, the one that stays."""
    shown = "{ ... on Project { title } }"
    document = f'{{ reviewCase(by: {{ id: "{case}" }}) {{ node {shown} duplicateOf {shown} }} }}'
    found = (await client.ask(document, moderator(who)))["reviewCase"]
    goes, stays = (each and each["title"] for each in (found["node"], found["duplicateOf"]))
    return goes, stays


async def _reported(watchers: CaseViewers) -> None:
    """A project of which a field is hidden; an earlier case proposed the same words."""
    client = watchers.client
    project = await watchers.project("Un autre projet")
    suggested = await client.do("suggestProject", moderator("cedar"), id=project, expectedVersion=2, summary=HIDDEN)
    assert suggested["__typename"] == "ProjectSaved"
    (case,) = [each for each in await client.cases(STEWARD) if each["kind"] == "SUGGESTION"]
    given = {"case": case["id"], "round": 1, "accept": True}
    assert (await act(client, "answerSuggestion", EDITOR, **given))["__typename"] == "CaseSaved"
    await client.do("updateProject", STEWARD, id=project, expectedVersion=2, summary=HIDDEN)
    given = {"node": project, "ground": "PERSONAL_DATA", "text": REPORT, "field": "summary"}
    assert (await act(client, "reportContent", WITNESS, **given))["__typename"] == "CaseSaved"


async def _withdrawn(client: ModerationClient, contact: str) -> None:
    gone = {"withdrawn_at": client.now, "withdrawn_because": "WITHDRAWN"}
    consents = table_of(models.Consent)
    await client.writer.run(lambda work: work.update(consents, {"contact_id": contact}, gone))
