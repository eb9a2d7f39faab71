"""An owner who refuses every correction is not the last to judge: who suggested it appeals to the partners."""

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.network_votes import SAVED, assembled

SUMMARY = "query ($id: ID!) { project(by: { id: $id }) { summary state } }"


async def test_who_was_refused_by_an_owner_is_heard_by_others(stage: ScenarioClient):
    chamber = await assembled(stage)
    owner, *others = chamber.heads.values()
    project = await chamber.published(owner, summary="240 personnes.")
    reader = await stage.person("lectrice")
    said = {"id": project, "expectedVersion": 2, "summary": "80 personnes.", "why": "Le compte rendu le dit."}
    assert (await stage.act("suggestProject", reader, shown=SAVED, **said))["__typename"] == "ProjectSaved"
    (case,) = await chamber.cases(project, owner)
    answer = {"case": case["id"], "round": case["round"], "accept": False}
    assert await stage.code("answerSuggestion", owner, **answer) == "CaseSaved"
    assert await stage.code("appealDecision", owner, case=case["id"], reason="Non.") == "DECIDED_IN_FAVOUR"
    assert await stage.code("appealDecision", reader, case=case["id"], reason="Relisez.") == "CaseSaved"
    (case,) = await chamber.cases(project, owner)
    assert (case["panel"], case["round"]) == ("FRESH", 2)
    for each in others[:2]:
        assert await chamber.vote(each, case) == "VoteCast"
    assert (await stage.ask(SUMMARY, id=project))["project"]["summary"] == "80 personnes."
