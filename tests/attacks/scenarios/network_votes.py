"""A chamber of networks that judge together: what they are asked, and what they say to it."""

from dataclasses import dataclass
from typing import Any

from tests.attacks.scenarios.client import Person, ScenarioClient

SLUGS = ("anct", "banque-des-territoires", "decider-ensemble", "democratie-ouverte", "icpc")
PROJECT = {"title": "Budget participatif", "phase": "IDEA", "status": "IN_PROGRESS"}
SAVED = "ProjectSaved { version project { id state summary } }"
SPACES = "{ me { spaces { space { id network { slug } } } } }"
CASES = """query ($id: ID!) { project(by: { id: $id }) { reviews(first: 9) { nodes {
    id kind stage round panel createdAt updatedAt heldUntil votes { choice text round network { slug } } } } } }"""


@dataclass
class NetworkVotes:
    """A steward, and somebody for each network."""

    stage: ScenarioClient
    steward: Person
    heads: dict[str, Person]

    async def space(self, who: Person) -> str:
        """The id of the only space that somebody has a role in."""
        (found,) = (await self.stage.ask(SPACES, who))["me"]["spaces"]
        return str(found["space"]["id"])

    async def drafted(self, who: Person, **given: Any) -> str:
        """The id of a project that somebody has begun in their space."""
        space = await self.space(who)
        made = await self.stage.act("createProject", who, shown=SAVED, space=space, **PROJECT, **given)
        return str(made["project"]["id"])

    async def submitted(self, who: Person, **given: Any) -> str:
        """The id of a project that somebody has handed in."""
        project = await self.drafted(who, **given)
        assert await self.stage.code("submitProject", who, id=project, expectedVersion=1) == "ProjectSaved"
        return project

    async def published(self, who: Person, **given: Any) -> str:
        """The id of a project that a network has published, which it does at once."""
        project = await self.drafted(who, **given)
        assert await self.stage.code("publishProject", who, id=project, expectedVersion=1) == "ProjectSaved"
        return project

    async def cases(self, project: str, who: Person) -> list[dict[str, Any]]:
        """Return the cases on a project that somebody sees, the latest first."""
        found = (await self.stage.ask(CASES, who, id=project))["project"]
        cases: list[dict[str, Any]] = found["reviews"]["nodes"]
        return cases

    async def vote(self, who: Person, case: dict[str, Any], choice: str = "APPROVE", **given: Any) -> str:
        """The code of the refusal of a vote, or the name of its result."""
        ground = {"APPROVE": "SOUND", "ABSTAIN": "NOT_COMPETENT"}.get(choice, "UNCLEAR")
        ballot = {"case": case["id"], "round": case["round"], "choice": choice, "ground": ground, "text": "Pour qui ?"}
        return await self.stage.code("castVote", who, **(ballot | given))


async def assembled(stage: ScenarioClient, *slugs: str) -> NetworkVotes:
    """A chamber of some networks, or of five."""
    steward = await stage.person("gardien", steward=True)
    heads = {slug: await stage.network(steward, slug) for slug in slugs or SLUGS}
    return NetworkVotes(stage, steward, heads)
