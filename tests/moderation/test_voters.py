"""One person speaks once in a round, in whatever name: of two networks, as a steward, or by a token that they gave."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import models
from loaders.tables import table_of
from models import SpaceRole
from tests.moderation.client import NETWORKS, ModerationClient, moderator, network_of
from tests.moderation.test_appeals import REPORTER, act, clock, published, reported
from tests.moderation.test_blind import SAYS, both, program
from tests.moderation.test_judges import waiting
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

DAY = timedelta(days=1)


async def code(client: ModerationClient, who: Any, case: str, **given: Any) -> str:
    """The code of the refusal of a vote, or the name of its result."""
    payload = await client.vote(who, case, **given)
    return payload.get("code") or payload["__typename"]


async def test_nobody_speaks_for_two_networks_in_a_round(client: ModerationClient):
    project = await client.submitted()
    (case,) = [each["id"] for each in await client.cases(moderator("alder"))]
    two = both("alder", "birch")
    assert await code(client, two, case, network={"slug": "alder"}) == "VoteCast"
    assert await code(client, two, case, network={"slug": "birch"}) == "SPOKE_ALREADY"
    assert await code(client, two, case, network={"slug": "alder"}, **SAYS) == "VoteCast"  # the same name, once more
    assert await waiting(client, two) == []
    colleague = replace(two, account_id=account_of("cedar"))
    assert await waiting(client, colleague) == [case]
    assert await code(client, colleague, case, network={"slug": "birch"}) == "VoteCast"
    assert await code(client, "cedar", case) == "SPOKE_ALREADY"
    await client.do("updateProject", id=project, expectedVersion=2, title="Autre chose")
    assert await code(client, "cedar", case) == "VoteCast"  # another round


async def test_two_votes_at_once_are_one_persons_too(client: ModerationClient):
    await client.submitted()
    (case,) = [each["id"] for each in await client.cases(moderator("alder"))]
    two = both("alder", "birch")
    votes = [code(client, two, case, network={"slug": each}) for each in ("alder", "birch", "alder", "birch")]
    assert sorted(await asyncio.gather(*votes)) == ["SPOKE_ALREADY"] * 2 + ["VoteCast"] * 2
    assert len({row["network_id"] for row in await client.rows(models.Vote)}) == 1


async def test_a_program_speaks_for_who_gave_its_token(client: ModerationClient):
    await client.submitted()
    (case,) = [each["id"] for each in await client.cases(moderator("alder"))]
    assert await waiting(client, await program(client, "birch", "account")) == [case]
    theirs, another, nobodys = (
        await program(client, "birch", "alder"),
        await program(client, "birch", "birch"),
        await program(client, "cedar", None),
    )
    assert await code(client, theirs, case) == "VoteCast"
    assert await code(client, "alder", case) == "SPOKE_ALREADY"
    assert await code(client, another, case, **SAYS) == "VoteCast"
    assert await code(client, nobodys, case) == "VoteCast"
    # What was said stays said, whoever answers for the token by now.
    assert await code(client, replace(theirs, answered_by=account_of("elm")), case) == "VoteCast"
    assert await code(client, "alder", case) == "SPOKE_ALREADY"
    assert await code(client, "elm", case) == "SPOKE_ALREADY"


async def test_a_program_has_the_part_in_a_case_of_who_gave_its_token(client: ModerationClient):
    project, case = await reported(client)
    reporters = await program(client, "birch", "account")
    assert await code(client, reporters, case) == "CONFLICT_OF_INTEREST"
    place = {"space_id": next(iter(EDITOR.roles)), "account_id": account_of("cedar"), "role": SpaceRole.EDITOR}
    await client.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [{**place, "since": BEGIN}]))
    owners = await program(client, "cedar", "cedar")
    assert await code(client, owners, case) == "CONFLICT_OF_INTEREST"
    # Who works for a network that reported by a program votes for no other one.
    asking = await program(client, "douglas", "douglas")
    given = {"node": project, "ground": "ILLEGAL", "text": "Interdit."}
    assert (await act(client, "reportContent", asking, **given))["__typename"] == "CaseSaved"
    (other,) = [row["id"] for row in await client.rows(models.ReviewCase) if row["network_id"]]
    assert await code(client, both("elm", "douglas"), other, network={"slug": "elm"}) == "CONFLICT_OF_INTEREST"
    assert await code(client, both("elm", "birch"), other, network={"slug": "elm"}) == "VoteCast"
    # A report that joins keeps nobody back but who made it: no program for which nobody answers, either.
    joined = await act(client, "reportContent", VIEWERS["editor of another space"], **given)
    assert joined["case"]["id"] == other
    assert await code(client, await program(client, "cedar", None), other) == "VoteCast"


async def test_nobody_judges_an_appeal_in_another_name(client: ModerationClient):
    _, case = await reported(client)
    for each in NETWORKS[:2]:
        await client.vote(each, case, ground="SPAM")
    client.now += DAY
    await clock(client)
    await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    moved = replace(moderator("cedar"), account_id=account_of("alder"))
    assert await code(client, moved, case, **SAYS) == "SAT_BEFORE"
    assert await waiting(client, moved) == []
    assert await code(client, await program(client, "elm", "birch"), case, **SAYS) == "SAT_BEFORE"
    assert await code(client, "cedar", case, **SAYS) == "VoteCast"


async def test_who_voted_for_a_network_settles_nothing_as_a_steward(client: ModerationClient):
    await client.submitted()
    (case,) = [each["id"] for each in await client.cases(moderator("alder"))]
    await client.vote("alder", case)
    client.now += 15 * DAY
    await clock(client)
    given = {"case": case, "choice": "APPROVE", "ground": "SOUND", "text": "Claire."}
    become = replace(moderator("alder"), steward=True)
    assert (await act(client, "settleCase", become, **given))["code"] == "SPOKE_ALREADY"
    assert (await act(client, "settleCase", VIEWERS["steward"], **given))["__typename"] == "CaseSaved"


async def test_no_steward_decides_an_appeal_against_what_they_decided(client: ModerationClient):
    project, case = await reported(client)
    given = {"case": case, "choice": "APPROVE", "ground": "SPAM", "text": "De la publicité."}
    client.now += 8 * DAY
    await clock(client)
    steward = VIEWERS["steward"]
    assert (await act(client, "settleCase", steward, **given))["__typename"] == "CaseSaved"
    appealed = await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    assert appealed["case"]["panel"] == "FRESH"
    client.now += 8 * DAY
    await clock(client)
    against = {"case": case, "choice": "REJECT", "ground": "INACCURATE", "text": "Rien à vendre."}
    assert (await act(client, "settleCase", steward, **against))["code"] == "SAT_BEFORE"
    another = replace(steward, account_id=account_of("elm"))
    assert (await act(client, "settleCase", another, **against))["__typename"] == "CaseSaved"
    assert await client.state(project) == "PUBLISHED"


async def test_no_steward_judges_with_all_networks_what_they_decided_or_spoke_about_for_one(client: ModerationClient):
    _, case = await reported(client)
    await client.alone()
    for each in NETWORKS[:4]:
        await client.vote(each, case, "ABSTAIN")
    client.now += 8 * DAY
    await clock(client)
    steward, given = VIEWERS["steward"], {"ground": "SPAM", "text": "De la publicité."}
    settled = await act(client, "settleCase", steward, case=case, choice="APPROVE", **given)
    assert settled["__typename"] == "CaseSaved"
    appealed = await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    assert appealed["case"]["panel"] == "EVERYONE"
    assert await code(client, steward, case, **given) == "SAT_BEFORE"
    became = replace(moderator("alder"), steward=True, roles={})
    assert await code(client, became, case, **given) == "SPOKE_ALREADY"
    assert await code(client, replace(steward, account_id=account_of("elm")), case, **given) == "VoteCast"


async def test_what_no_steward_may_decide_ends_all_the_same(client: ModerationClient):
    project, case = await reported(client)
    given = {"case": case, "choice": "APPROVE", "ground": "SPAM", "text": "De la publicité."}
    client.now += 8 * DAY
    await clock(client)
    partial = replace(VIEWERS["steward"], account_id=REPORTER.account_id)
    assert (await act(client, "settleCase", partial, **given))["code"] == "CONFLICT_OF_INTEREST"
    client.now += 8 * DAY
    await clock(client)  # with nobody else to decide it, it is the networks' again, and then a steward's who may
    (again, _) = await client.cases(moderator("alder"))
    assert (again["stage"], again["round"], again["waiting"]) == ("OPEN", 2, [network_of("alder")])
    client.now += 8 * DAY
    await clock(client)
    assert (await act(client, "settleCase", VIEWERS["steward"], **given))["__typename"] == "CaseSaved"
    await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    await client.vote("alder", case, **SAYS)
    client.now += 8 * DAY
    await clock(client)
    assert (await act(client, "settleCase", VIEWERS["steward"], **given))["code"] == "SAT_BEFORE"
    client.now += 8 * DAY
    await clock(client)
    *_, last = sorted(await client.rows(models.Decision), key=lambda row: row["created_at"])
    assert (last["round"], last["panel"], last["verdict"], last["by_stewards"]) == (3, "FRESH", "APPROVED", False)
    assert last["networks"] == [network_of("alder")]
    assert await client.state(project) == "ARCHIVED"


async def test_a_steward_votes_for_no_network(client: ModerationClient):
    await published(client)
    await client.submitted()
    (case, *_) = [each["id"] for each in await client.cases(moderator("alder"))]
    steward = replace(moderator("alder"), steward=True)
    for given in ({}, {"network": {"slug": "alder"}}):
        assert await code(client, steward, case, **given) == "NO_VOICE"
        assert (await act(client, "holdCase", steward, case=case, **given))["code"] == "NO_VOICE"
    assert await waiting(client, steward) == []
    assert space_of("alder") in steward.roles
    assert REPORTER.account_id != steward.account_id
