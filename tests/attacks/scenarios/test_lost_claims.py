"""A person who has lost an authority's space appeals and gets it back; the winner cannot use up the appeal."""

from typing import Any

import pytest

from tests.attacks.scenarios.client import PASSWORD, Person, ScenarioClient
from tests.attacks.scenarios.network_votes import SLUGS, NetworkVotes, assembled

TWO_DECIDE = {"kind": "CLAIM", "quorum": 2, "majority": 60, "early": 2, "openHours": 48, "dueHours": 336}
"""A policy that the partners have adopted, so that nobody waits."""
MINE = "{ moderationQueue(first: 9) { nodes { id kind stage round text appeal appealedBy } } }"
SAID = "{ moderationQueue(first: 9) { nodes { votes { text } } } }"
HELD = "{ me { spaces { role space { id } } } claims { state } }"


async def claimed(stage: ScenarioClient, who: Person) -> str:
    """The state of a claim that somebody makes on a commune."""
    shown = "LocalAuthorityRegistered { claim { state } }"
    made = await stage.act("registerLocalAuthority", who, shown=shown, authority={"commune": "01001"})
    return str(made["claim"]["state"])


async def case_of(stage: ScenarioClient, who: Person) -> dict[str, Any]:
    """The case of the contest, as somebody without a network sees it."""
    (case,) = (await stage.ask(MINE, who))["moderationQueue"]["nodes"]
    return dict(case)


async def settled(chamber: NetworkVotes, case: dict[str, Any], choice: str, slugs: tuple[str, ...]) -> None:
    for slug in slugs:
        assert await chamber.vote(chamber.heads[slug], case, choice) == "VoteCast"


async def contested(stage: ScenarioClient, first: str) -> tuple[NetworkVotes, Person, Person]:
    """Return two claimants of a commune, the first one first, after the case on the second claim was decided."""
    chamber = await assembled(stage)
    policy = {**TWO_DECIDE, "appealHours": 336, "direct": "NOBODY"}
    assert await stage.code("adoptPolicy", chamber.steward, **policy) == "PolicyAdopted"
    mayor, clerk = await stage.person("maire"), await stage.person("secretaire")
    assert [await claimed(stage, who) for who in (mayor, clerk)] == ["DECLARED", "CONTESTED"]
    await settled(chamber, await case_of(stage, clerk), first, SLUGS[:2])
    return chamber, mayor, clerk


@pytest.mark.parametrize("first", ["APPROVE", "REJECT"])
async def test_the_loser_of_a_claim_appeals_and_what_was_decided_is_undone(stage: ScenarioClient, first: str):
    chamber, mayor, clerk = await contested(stage, first)
    winner, loser = (clerk, mayor) if first == "APPROVE" else (mayor, clerk)
    case = await case_of(stage, loser)
    assert await stage.code("appealDecision", winner, case=case["id"], reason="Encore.") == "DECIDED_IN_FAVOUR"
    assert await stage.code("appealDecision", loser, case=case["id"], reason="C’est moi.") == "CaseSaved"
    await stage.mailed(winner.email, case["id"])
    case = await case_of(stage, winner)
    side = "RIVAL" if loser is mayor else "OPENER"
    assert (case["text"], case["appeal"], case["appealedBy"]) == (None, "C’est moi.", side)
    await settled(chamber, case, "REJECT" if first == "APPROVE" else "APPROVE", SLUGS[2:4])
    assert [len((await stage.ask(HELD, who))["me"]["spaces"]) for who in (loser, winner)] == [1, 0]
    assert (await stage.ask(HELD, winner))["claims"] == [{"state": "REFUSED"}]

    # Who is called as the networks speak, and goes, takes none of their words along.
    assert await stage.code("updateAccount", mayor, name="Pour qui") == "Account"
    assert await stage.code("deleteAccount", mayor, password=PASSWORD) == "AccountErased"
    (judged,) = (await stage.ask(SAID, chamber.steward))["moderationQueue"]["nodes"]
    assert [each["text"] for each in judged["votes"]] == ["Pour qui ?"] * 4


async def test_who_has_won_does_not_end_an_appeal_by_leaving_the_space_to_others(stage: ScenarioClient):
    chamber, mayor, clerk = await contested(stage, "APPROVE")
    case = await case_of(stage, mayor)
    assert await stage.code("appealDecision", mayor, case=case["id"], reason="C’est moi.") == "CaseSaved"
    assert await stage.code("deleteAccount", clerk, password=PASSWORD) == "AccountErased"
    await settled(chamber, await case_of(stage, mayor), "REJECT", SLUGS[2:4])
    assert len((await stage.ask(HELD, mayor))["me"]["spaces"]) == 1
