"""Links between demonstration projects and the earlier projects and resources that inspired them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import models
from encommun.seed.demonstration.block import BASE, Block
from encommun.seed.demonstration.dice import Dice
from encommun.seed.demonstration.projects import ProjectStory
from encommun.seed.insertion import Row
from models import ProjectStatus

INSPIRED, REUSING = 0.7, 0.8
"""The share of projects with a possible inspiration that have one, and with a possible reuse that have one."""
MOST = 2
"""Projects that one is inspired by, and resources that one reuses, at most."""


def links(block: Block, told: Sequence[ProjectStory]) -> None:
    """Adds what each project was inspired by and what it reuses: of its own approach, and there before it began."""
    dice, topics = block.dice("links"), _topics(block)
    resources = block.rows[models.Resource]
    for project in told:
        begins = project.starts_on or BASE
        earlier = [
            other.id for other in told if _is_over(other, begins) and other.story.approach is project.story.approach
        ]
        for other in _some(dice, INSPIRED, earlier):
            block.add(models.ProjectInspiration, {"project_id": project.id, "inspired_by_id": other})
        fitting = [
            row["id"] for row in resources if _is_there(row, project, begins) and _first(project) in topics[row["id"]]
        ]
        for resource in _some(dice, REUSING, fitting):
            block.add(models.ProjectReuse, {"project_id": project.id, "resource_id": resource})


def _topics(block: Block) -> dict[str, set[str]]:
    """By resource, the ids of its topics."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in block.rows[models.ResourceTopic]:
        found[row["resource_id"]].add(row["topic_id"])
    return found


def _first(project: ProjectStory) -> str:
    """The topic of the project's approach."""
    return project.story.topics[0]


def _is_over(project: ProjectStory, day: date) -> bool:
    """True if lessons could be learnt from the project by that day."""
    return project.status is ProjectStatus.COMPLETED and project.ends_on is not None and project.ends_on < day


def _is_there(resource: Row, project: ProjectStory, day: date) -> bool:
    """True if the resource existed by that day and did not come out of the project itself."""
    return bool(resource["published_on"] < day) and resource["project_id"] != project.id


def _some(dice: Dice, probability: float, ids: Sequence[str]) -> list[str]:
    return dice.some(ids, dice.between(1, MOST)) if ids and dice.chance(probability) else []
