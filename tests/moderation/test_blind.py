"""Votes are blind: until a round ends, nobody but the network that cast one learns what it said, or that it did."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import models
from loaders.tables import table_of
from models import SpaceRole
from resolvers.core.viewer import EVERY_SCOPE, Viewer
from tests.moderation.client import NETWORKS, ModerationClient, moderator, network_of
from tests.moderation.test_appeals import REPORTER, act, clock, published
from tests.moderation.test_judges import waiting
from tests.permissions.viewer_factories import api_token
from tests.records.client import EDITOR, VIEWERS, account_of

DAY = timedelta(days=1)
STEWARD = VIEWERS["steward"]
WATCHED = """{ moderationQueue(first: 9, orderBy: [{ field: UPDATED_AT, direction: DESC }]) { totalCount nodes {
    id kind stage round version panel ground field hidden openedAt dueAt heldUntil createdAt updatedAt secondsLeft
    policy { id updatedAt cases { totalCount nodes { updatedAt } } } heldBy { id } owner { id updatedAt }
    network { id updatedAt } node { id ... on Project { updatedAt version history { totalCount nodes { createdAt } } } }
    decisions { totalCount } waiting { id } votes { choice } } }
    moderationLog { totalCount nodes { id } } }"""
SAYS = {"choice": "REJECT", "ground": "UNCLEAR", "text": "Pour qui ?"}


def both(one: str, other: str, of: str = "") -> Viewer:
    """Somebody who edits for two networks, as the account of the first or of another."""
    first, second = moderator(one), moderator(other)
    networks = first.networks | second.networks
    who = replace(first, networks=networks, voices=networks, roles={**first.roles, **second.roles})
    return replace(who, account_id=account_of(of or one))


async def program(client: ModerationClient, network: str, giver: str | None) -> Viewer:
    """A network's program, with a token that somebody gave."""
    id_ = f"token_{network}_{giver}"
    token = {**api_token(id_, network_of(network), id_), "created_by": giver and account_of(giver)}
    await client.writer.run(lambda work: work.insert(table_of(models.ApiToken), [token]))
    viewer = replace(moderator(network), account_id=None, token_id=id_, network_id=network_of(network))
    return replace(viewer, scopes=EVERY_SCOPE, answered_by=giver and account_of(giver))


async def at(client: ModerationClient, moment: datetime, who: Viewer) -> dict[str, Any]:
    """All that a viewer is told of cases, as the clock stands at a moment."""
    client.now = moment - timedelta(seconds=1)
    return await client.ask(WATCHED, who)


async def test_nothing_tells_that_somebody_has_voted(client: ModerationClient):
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="SPAM", text="De la publicité.")
    await client.submitted()
    watching = (EDITOR, REPORTER, STEWARD, moderator("birch"), moderator("cedar", SpaceRole.MEMBER))
    later = client.now + 3 * DAY
    before = [await at(client, later, who) for who in watching]
    client.now -= 2 * DAY
    for case in await client.cases(moderator("alder"), stage={"eq": "OPEN"}):
        for given in ({"choice": "ABSTAIN"}, SAYS, SAYS):
            cast = await client.vote("alder", case["id"], **given)
            assert (cast["decided"], cast["case"]["waiting"]) == (False, [])
        assert [each["choice"] for each in cast["case"]["votes"]] == ["ABSTAIN", "REJECT", "REJECT"]
    client.now = later - DAY
    await clock(client)  # the minimum time is over, and too few have voted
    assert [await at(client, later, who) for who in watching] == before


async def test_who_has_voted_learns_no_more_and_may_still_say_otherwise(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"], **SAYS)
    cast = await client.vote("birch", case["id"], "ABSTAIN")
    assert [(each["network"], each["choice"]) for each in cast["case"]["votes"]] == [(network_of("birch"), "ABSTAIN")]
    again = await client.vote("birch", case["id"])
    assert [each["choice"] for each in again["case"]["votes"]] == ["ABSTAIN", "APPROVE"]
    colleague = replace(moderator("birch"), account_id=REPORTER.account_id)
    assert len((await client.cases(colleague))[0]["votes"]) == 2


async def test_who_is_in_two_networks_carries_nothing_from_one_to_the_other(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"], **SAYS)
    between = replace(both("alder", "birch"), account_id=REPORTER.account_id)
    assert (await client.vote(between, case["id"]))["code"] == "WHICH_NETWORK"
    (seen,) = await client.cases(between)
    assert (seen["votes"], seen["waiting"]) == ([], sorted(map(network_of, ("alder", "birch"))))
    assert await waiting(client, between) == [case["id"]]
    # A program knows what the person may know who gave its token.
    theirs, nobodys = await program(client, "alder", "birch"), await program(client, "alder", None)
    (seen,) = await client.cases(nobodys)
    assert (len(seen["votes"]), seen["waiting"]) == (1, [])
    (seen,) = await client.cases(theirs)
    assert (seen["votes"], seen["waiting"]) == ([], [network_of("alder")])
    assert await waiting(client, theirs) == [case["id"]]
    cast = await client.vote(between, case["id"], network={"slug": "birch"})
    assert [each["network"] for each in cast["case"]["votes"]] == [network_of("birch")]
    assert (cast["case"]["waiting"], await waiting(client, between)) == ([], [])
    cast = await client.vote(await program(client, "cedar", "cedar"), case["id"], "ABSTAIN")
    (seen,) = await client.cases(both("birch", "cedar", of="cedar"))
    assert [each["network"] for each in seen["votes"]] == [network_of("cedar")]


async def test_stewards_who_judge_with_all_networks_are_as_blind(client: ModerationClient):
    project = await published(client)
    await act(client, "reportContent", REPORTER, node=project, ground="SPAM", text="De la publicité.")
    case = (await client.cases(moderator("alder")))[0]["id"]
    await client.alone()
    for each in NETWORKS[:4]:
        await client.vote(each, case, ground="SPAM")
    await act(client, "appealDecision", EDITOR, case=case, reason="Non.")
    await client.vote("alder", case, **SAYS)
    (seen,) = [each for each in await client.cases(STEWARD) if each["id"] == case]
    assert [each["round"] for each in seen["votes"]] == [1] * 4
    cast = await client.vote(STEWARD, case, **SAYS)
    assert [each["network"] for each in cast["case"]["votes"] if each["round"] == 2] == [None]
    (seen,) = [each for each in await client.cases(moderator("birch")) if each["id"] == case]
    assert [each["round"] for each in seen["votes"]] == [1] * 4


async def test_once_the_round_is_over_all_is_told(client: ModerationClient):
    await client.submitted()
    (case,) = await client.cases(moderator("alder"))
    await client.vote("alder", case["id"], **SAYS)
    client.now += 15 * DAY
    await clock(client)
    for who in (moderator("birch"), EDITOR, STEWARD):
        (seen,) = await client.cases(who)
        assert (seen["stage"], [each["choice"] for each in seen["votes"]]) == ("ESCALATED", ["REJECT"])
