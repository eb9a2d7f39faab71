"""Whoever reports two records as duplicates of each other takes one down at most."""

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.network_votes import assembled

STATE = "query ($id: ID!) { project(by: { id: $id }) { state } }"


async def test_two_that_are_reported_as_each_others_duplicates_do_not_both_go(stage: ScenarioClient):
    chamber = await assembled(stage)
    owner, other, *judges = chamber.heads.values()
    first, second = await chamber.published(owner), await chamber.published(other)
    plotter = await stage.person("intrigante")
    for node, of in ((first, second), (second, first)):
        given = {"node": node, "of": of, "text": "C’est le même."}
        assert await stage.code("reportDuplicate", plotter, **given) == "CaseSaved"
    (one,), (two,) = [await chamber.cases(each, judges[0]) for each in (first, second)]
    for each in judges[:2]:
        assert await chamber.vote(each, one, ground="DUPLICATE") == "VoteCast"
    assert await chamber.vote(judges[0], two, ground="DUPLICATE") == "CASE_WITHDRAWN"
    states = [(await stage.answer(STATE, id=each))["data"]["project"] for each in (first, second)]
    assert states == [None, {"state": "PUBLISHED"}]
