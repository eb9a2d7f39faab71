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
from tests.moderation.test_eligibility import waiting
from tests.records.client import BEGIN, EDITOR, VIEWERS, account_of, space_of

DAY = timedelta(days=1)


async def code(assembly: ModerationClient, who: Any, case: str, **given: Any) -> str:
    """The code of the refusal of a vote, or the name of its result."""
    payload = await assembly.vote(who, case, **given)
    return payload.get("code") or payload["__typename"]


async def test_nobody_speaks_for_two_networks_in_a_round(assembly: ModerationClient):
    project = await assembly.submitted()
    (case,) = [each["id"] for each in await assembly.cases(moderator("alder"))]
    two = both("alder", "birch")
    assert await code(assembly, two, case, network={"slug": "alder"}) == "VoteCast"
    assert await code(assembly, two, case, network={"slug": "birch"}) == "SPOKE_ALREADY"
    assert await code(assembly, two, case, network={"slug": "alder"}, **SAYS) == "VoteCast"  # the same name, once more
    assert await waiting(assembly, two) == []
    colleague = replace(two, account_id=account_of("cedar"))
    assert await waiting(assembly, colleague) == [case]
    assert await code(assembly, colleague, case, network={"slug": "birch"}) == "VoteCast"
    assert await code(assembly, "cedar", case) == "SPOKE_ALREADY"
    await assembly.do("updateProject", id=project, expectedVersion=2, title="Autre chose")
    assert await code(assembly, "cedar", case) == "VoteCast"  # another round


async def test_two_votes_at_once_are_one_persons_too(assembly: ModerationClient):
    await assembly.submitted()
    (case,) = [each["id"] for each in await assembly.cases(moderator("alder"))]
    two = both("alder", "birch")
    votes = [code(assembly, two, case, network={"slug": each}) for each in ("alder", "birch", "alder", "birch")]
    assert sorted(await asyncio.gather(*votes)) == ["SPOKE_ALREADY"] * 2 + ["VoteCast"] * 2
    assert len({row["network_id"] for row in await assembly.rows(models.Vote)}) == 1


async def test_a_program_speaks_for_who_gave_its_token(assembly: ModerationClient):
    await assembly.submitted()
    (case,) = [each["id"] for each in await assembly.cases(moderator("alder"))]
    assert await waiting(assembly, await program(assembly, "birch", "account")) == [case]
    theirs, another, nobodys = (
        await program(assembly, "birch", "alder"),
        await program(assembly, "birch", "birch"),
        await program(assembly, "cedar", None),
    )
    assert await code(assembly, theirs, case) == "VoteCast"
    assert await code(assembly, "alder", case) == "SPOKE_ALREADY"
    assert await code(assembly, another, case, **SAYS) == "VoteCast"
    assert await code(assembly, nobodys, case) == "VoteCast"
    # What was said stays said, whoever answers for the token by now.
    assert await code(assembly, replace(theirs, answered_by=account_of("elm")), case) == "VoteCast"
    assert await code(assembly, "alder", case) == "SPOKE_ALREADY"
    assert await code(assembly, "elm", case) == "SPOKE_ALREADY"


async def test_a_program_has_the_part_in_a_case_of_who_gave_its_token(assembly: ModerationClient):
    project, case = await reported(assembly)
    reporters = await program(assembly, "birch", "account")
    assert await code(assembly, reporters, case) == "CONFLICT_OF_INTEREST"
    place = {"space_id": next(iter(EDITOR.roles)), "account_id": account_of("cedar"), "role": SpaceRole.EDITOR}
    await assembly.writer.run(lambda work: work.insert(table_of(models.SpaceMember), [{**place, "since": BEGIN}]))
    owners = await program(assembly, "cedar", "cedar")
    assert await code(assembly, owners, case) == "CONFLICT_OF_INTEREST"
    # Who works for a network that reported by a program votes for no other one.
    asking = await program(assembly, "douglas", "douglas")
    given = {"node": project, "ground": "ILLEGAL", "text": "Interdit."}
    assert (await act(assembly, "reportContent", asking, **given))["__typename"] == "CaseSaved"
    (other,) = [row["id"] for row in await assembly.rows(models.ReviewCase) if row["network_id"]]
    assert await code(assembly, both("elm", "douglas"), other, network={"slug": "elm"}) == "CONFLICT_OF_INTEREST"
    assert await code(assembly, both("elm", "birch"), other, network={"slug": "elm"}) == "VoteCast"
    # A report that joins keeps nobody back but who made it: no program for which nobody answers, either.
    joined = await act(assembly, "reportContent", VIEWERS["editor of another space"], **given)
    assert joined["case"]["id"] == other
    assert await code(assembly, await program(assembly, "cedar", None), other) == "VoteCast"


async def test_nobody_judges_an_appeal_in_another_name(assembly: ModerationClient):
    _, case = await reported(assembly)
    for each in NETWORKS[:2]:
        await assembly.vote(each, case, ground="SPAM")
    assembly.now += DAY
    await clock(assembly)
    await act(assembly, "appealDecision", EDITOR, case=case, reason="Non.")
    moved = replace(moderator("cedar"), account_id=account_of("alder"))
    assert await code(assembly, moved, case, **SAYS) == "SAT_BEFORE"
    assert await waiting(assembly, moved) == []
    assert await code(assembly, await program(assembly, "elm", "birch"), case, **SAYS) == "SAT_BEFORE"
    assert await code(assembly, "cedar", case, **SAYS) == "VoteCast"


async def test_who_voted_for_a_network_settles_nothing_as_a_steward(assembly: ModerationClient):
    await assembly.submitted()
    (case,) = [each["id"] for each in await assembly.cases(moderator("alder"))]
    await assembly.vote("alder", case)
    assembly.now += 15 * DAY
    await clock(assembly)
    given = {"case": case, "choice": "APPROVE", "ground": "SOUND", "text": "Claire."}
    become = replace(moderator("alder"), steward=True)
    assert (await act(assembly, "settleCase", become, **given))["code"] == "SPOKE_ALREADY"
    assert (await act(assembly, "settleCase", VIEWERS["steward"], **given))["__typename"] == "CaseSaved"


async def test_no_steward_decides_an_appeal_against_what_they_decided(assembly: ModerationClient):
    project, case = await reported(assembly)
    given = {"case": case, "choice": "APPROVE", "ground": "SPAM", "text": "De la publicité."}
    assembly.now += 8 * DAY
    await clock(assembly)
    steward = VIEWERS["steward"]
    assert (await act(assembly, "settleCase", steward, **given))["__typename"] == "CaseSaved"
    appealed = await act(assembly, "appealDecision", EDITOR, case=case, reason="Non.")
    assert appealed["case"]["panel"] == "FRESH"
    assembly.now += 8 * DAY
    await clock(assembly)
    against = {"case": case, "choice": "REJECT", "ground": "INACCURATE", "text": "Rien à vendre."}
    assert (await act(assembly, "settleCase", steward, **against))["code"] == "SAT_BEFORE"
    another = replace(steward, account_id=account_of("elm"))
    assert (await act(assembly, "settleCase", another, **against))["__typename"] == "CaseSaved"
    assert await assembly.state(project) == "PUBLISHED"


async def test_no_steward_judges_with_all_networks_what_they_decided_or_spoke_about_for_one(assembly: ModerationClient):
    _, case = await reported(assembly)
    await assembly.alone()
    for each in NETWORKS[:4]:
        await assembly.vote(each, case, "ABSTAIN")
    assembly.now += 8 * DAY
    await clock(assembly)
    steward, given = VIEWERS["steward"], {"ground": "SPAM", "text": "De la publicité."}
    settled = await act(assembly, "settleCase", steward, case=case, choice="APPROVE", **given)
    assert settled["__typename"] == "CaseSaved"
    appealed = await act(assembly, "appealDecision", EDITOR, case=case, reason="Non.")
    assert appealed["case"]["panel"] == "EVERYONE"
    assert await code(assembly, steward, case, **given) == "SAT_BEFORE"
    became = replace(moderator("alder"), steward=True, roles={})
    assert await code(assembly, became, case, **given) == "SPOKE_ALREADY"
    assert await code(assembly, replace(steward, account_id=account_of("elm")), case, **given) == "VoteCast"


async def test_what_no_steward_may_decide_ends_all_the_same(assembly: ModerationClient):
    project, case = await reported(assembly)
    given = {"case": case, "choice": "APPROVE", "ground": "SPAM", "text": "De la publicité."}
    assembly.now += 8 * DAY
    await clock(assembly)
    partial = replace(VIEWERS["steward"], account_id=REPORTER.account_id)
    assert (await act(assembly, "settleCase", partial, **given))["code"] == "CONFLICT_OF_INTEREST"
    assembly.now += 8 * DAY
    await clock(assembly)  # with nobody else to decide it, it is the networks' again, and then a steward's who may
    (again, _) = await assembly.cases(moderator("alder"))
    assert (again["stage"], again["round"], again["waiting"]) == ("OPEN", 2, [network_of("alder")])
    assembly.now += 8 * DAY
    await clock(assembly)
    assert (await act(assembly, "settleCase", VIEWERS["steward"], **given))["__typename"] == "CaseSaved"
    await act(assembly, "appealDecision", EDITOR, case=case, reason="Non.")
    await assembly.vote("alder", case, **SAYS)
    assembly.now += 8 * DAY
    await clock(assembly)
    assert (await act(assembly, "settleCase", VIEWERS["steward"], **given))["code"] == "SAT_BEFORE"
    assembly.now += 8 * DAY
    await clock(assembly)
    *_, last = sorted(await assembly.rows(models.Decision), key=lambda row: row["created_at"])
    assert (last["round"], last["panel"], last["verdict"], last["by_stewards"]) == (3, "FRESH", "APPROVED", False)
    assert last["networks"] == [network_of("alder")]
    assert await assembly.state(project) == "ARCHIVED"


async def test_a_steward_votes_for_no_network(assembly: ModerationClient):
    await published(assembly)
    await assembly.submitted()
    (case, *_) = [each["id"] for each in await assembly.cases(moderator("alder"))]
    steward = replace(moderator("alder"), steward=True)
    for given in ({}, {"network": {"slug": "alder"}}):
        assert await code(assembly, steward, case, **given) == "NO_VOICE"
        assert (await act(assembly, "holdCase", steward, case=case, **given))["code"] == "NO_VOICE"
    assert await waiting(assembly, steward) == []
    assert space_of("alder") in steward.roles
    assert REPORTER.account_id != steward.account_id
