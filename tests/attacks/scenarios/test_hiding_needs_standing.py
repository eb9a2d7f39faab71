"""A fresh account reports twenty titles at once as personal data, and appeals when it is told that they are none."""

from tests.attacks.scenarios.client import Person, ScenarioClient
from tests.attacks.scenarios.network_votes import SLUGS, NetworkVotes, assembled

SEEN = "query ($id: ID!) { node(id: $id) { ... on Project { title history(first: 9) { totalCount } } } }"
AT_ONCE = {"kind": "REPORT", "quorum": 2, "majority": 60, "openHours": 0, "dueHours": 336, "appealHours": 336}


async def told(stage: ScenarioClient, project: str) -> str:
    """The title that everyone reads, of a record whose history everyone reads, too, unless something is hidden."""
    node = (await stage.ask(SEEN, id=project))["node"]
    assert bool(node["history"]["totalCount"]) == (node["title"] != "[…]")
    return str(node["title"])


async def report(chamber: NetworkVotes, who: Person, project: str) -> str:
    given = {"node": project, "ground": "PERSONAL_DATA", "field": "title", "text": "C’est mon nom."}
    return await chamber.stage.code("reportContent", who, **given)


async def test_a_stranger_hides_nothing_and_a_network_does(stage: ScenarioClient):
    chamber = await assembled(stage, *SLUGS[:4])
    author, network, *judges = chamber.heads.values()
    assert await stage.code("adoptPolicy", chamber.steward, **AT_ONCE) == "PolicyAdopted"
    projects = [await chamber.published(author) for _ in range(5)]
    stranger = await stage.person("inconnu")
    came = [await report(chamber, stranger, each) for each in projects]
    assert came == ["CaseSaved"] * 3 + ["REPORTS_WAITING"] * 2
    assert {await told(stage, each) for each in projects} == {"Budget participatif"}

    (case,) = await chamber.cases(projects[0], judges[0])
    for each in judges:
        assert await chamber.vote(each, case, "REJECT", ground="SOUND") == "VoteCast"
    assert await stage.code("appealDecision", stranger, case=case["id"], reason="Si !") == "CaseSaved"
    assert await told(stage, projects[0]) == "Budget participatif"

    # Nobody keeps others from reporting by a report of their own, nor opens the votes again and again.
    honest = await stage.person("honnete")
    (case,) = await chamber.cases(projects[2], judges[0])
    assert await report(chamber, honest, projects[2]) == "CaseSaved"
    assert await stage.code("withdrawCase", stranger, case=case["id"]) == "CaseSaved"
    assert [(each["id"], each["stage"]) for each in await chamber.cases(projects[2], judges[0])] == [
        (case["id"], "OPEN")
    ]
    assert await report(chamber, stranger, projects[2]) == "WITHDRAWN_BEFORE"

    assert await report(chamber, network, projects[1]) == "CaseSaved"  # whose word goes further, of the same
    assert await told(stage, projects[1]) == "[…]"
    (case,) = await chamber.cases(projects[1], judges[0])
    assert await chamber.vote(network, case) == "CONFLICT_OF_INTEREST"
    for each in judges:
        assert await chamber.vote(each, case, "REJECT", ground="SOUND") == "VoteCast"
    assert await told(stage, projects[1]) == "Budget participatif"
