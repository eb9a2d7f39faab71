"""A network abstains to read what the others said, and then votes against them; another watches the clock of a case."""

from tests.attacks.scenarios.client import ScenarioClient
from tests.attacks.scenarios.network_votes import SLUGS, assembled

TOLD = """{ moderationQueue(first: 5, orderBy: [{ field: UPDATED_AT, direction: DESC }]) { totalCount nodes {
    id stage version round updatedAt heldUntil heldBy { id } votes { choice } decisions { totalCount }
    node { ... on Project { version updatedAt history { totalCount } } } } } moderationLog { totalCount } }"""


async def test_nobody_votes_knowing_what_others_said(stage: ScenarioClient):
    chamber = await assembled(stage)
    author, spy, watcher, *honest = (chamber.heads[each] for each in SLUGS)
    project, other = await chamber.submitted(author), await chamber.submitted(author)
    (case,) = await chamber.cases(project, spy)
    (_,) = await chamber.cases(other, spy)
    before = [await stage.ask(TOLD, who) for who in (author, watcher, chamber.steward)]
    assert [await chamber.vote(each, case, "REJECT") for each in honest] == ["VoteCast"] * 2
    assert [await stage.ask(TOLD, who) for who in (author, watcher, chamber.steward)] == before
    assert await chamber.vote(spy, case, "ABSTAIN") == "VoteCast"
    (seen,) = await chamber.cases(project, spy)
    assert [each["choice"] for each in seen["votes"]] == ["ABSTAIN"]
    assert await chamber.vote(spy, case) == "VoteCast"
    (seen,) = await chamber.cases(project, spy)
    assert [each["choice"] for each in seen["votes"]] == ["ABSTAIN", "APPROVE"]
    assert await stage.code("archiveProject", author, id=project, expectedVersion=2) == "ProjectSaved"
    (seen,) = await chamber.cases(project, author)
    assert [each["choice"] for each in seen["votes"]] == ["REJECT", "REJECT", "ABSTAIN", "APPROVE"]
