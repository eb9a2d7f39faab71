"""Demonstration projects: a story, the organisation that holds it, the time it takes and who takes part."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import models
from encommun.seed.demonstration.block import BASE, Block, place_id, sourced, stamps, titled
from encommun.seed.demonstration.cast import Cast, Player
from encommun.seed.demonstration.dice import Dice
from encommun.seed.demonstration.participations import participations
from encommun.seed.demonstration.stories import Story
from encommun.seed.registry import Place
from models import ActorKind, ProjectPhase, ProjectStatus

PER_BLOCK = 60
MONTH = 30
"""Days."""

PLANNED = 0
"""The first summary and the first course of an approach hold for a project that is not over, too."""

HOLDERS = (ActorKind.LOCAL_AUTHORITY, ActorKind.ASSOCIATION, ActorKind.CITIZEN_GROUP)

STATES = (
    ((ProjectPhase.IDEA, ProjectStatus.IN_PROGRESS), 8),
    ((ProjectPhase.IDEA, ProjectStatus.PAUSED), 1),
    ((ProjectPhase.IDEA, ProjectStatus.ABANDONED), 1),
    ((ProjectPhase.STUDY, ProjectStatus.IN_PROGRESS), 11),
    ((ProjectPhase.STUDY, ProjectStatus.LATE), 2),
    ((ProjectPhase.STUDY, ProjectStatus.PAUSED), 1),
    ((ProjectPhase.STUDY, ProjectStatus.BLOCKED), 1),
    ((ProjectPhase.STUDY, ProjectStatus.ABANDONED), 1),
    ((ProjectPhase.OPERATION, ProjectStatus.IN_PROGRESS), 13),
    ((ProjectPhase.OPERATION, ProjectStatus.LATE), 3),
    ((ProjectPhase.OPERATION, ProjectStatus.BLOCKED), 1),
    ((ProjectPhase.OPERATION, ProjectStatus.ABANDONED), 1),
    ((ProjectPhase.OPERATION, ProjectStatus.COMPLETED), 22),
)
"""Phase and status together, with how often they occur."""


class ProjectStory(NamedTuple):
    """A project of the block, with what is needed to write about it."""

    id: str
    story: Story
    holder: Player
    place: Place
    phase: ProjectPhase
    status: ProjectStatus
    starts_on: date | None
    ends_on: date | None


def projects(block: Block, cast: Cast, source: Iterator[Story]) -> list[ProjectStory]:
    """Draws the projects of a block and adds their rows."""
    dice, told = block.dice("projects"), list[ProjectStory]()
    holders = cast.hosts(*HOLDERS)
    for index in range(PER_BLOCK):
        story, holder = next(source), dice.skewed(holders)
        phase, status = dice.weighted(STATES)
        starts_on, ends_on = _dates(story, phase, status, dice)
        key = block.id("project", "project", index)
        project = ProjectStory(key, story, holder, holder.place, phase, status, starts_on, ends_on)
        _add(block, project, dice)
        _add_territories(block, project, dice)
        participations(block, cast, key, holder, starts_on, dice)
        told.append(project)
    return told


def _add(block: Block, project: ProjectStory, dice: Dice) -> None:
    story = project.story
    entered = min(project.starts_on or BASE, BASE) - timedelta(days=dice.between(5, 90))
    row = {
        "id": project.id,
        **titled(story.tell(dice.pick(story.approach.projects))),
        "summary": story.tell(story.approach.summaries[PLANNED]),
        "description": _description(story, dice),
        "phase": project.phase,
        "status": project.status,
        "participation_level": dice.pick(story.approach.levels),
        "starts_on": project.starts_on,
        "ends_on": project.ends_on,
        **_budget(story, dice),
        "holder_id": project.holder.id,
    }
    block.add(models.Project, {**row, **sourced(), **stamps(entered, dice)})
    block.tag(models.ProjectTopic, "project_id", project.id, story.topics)


def _description(story: Story, dice: Dice) -> str:
    context, course = dice.pick(story.approach.contexts), story.approach.courses[PLANNED]
    return f"## Pourquoi\n\n{story.tell(context)}\n\n## Comment\n\n{story.tell(course)}"


def _budget(story: Story, dice: Dice) -> dict[str, object]:
    """Seven projects in eight say what they cost."""
    if dice.chance(1 / 8):
        return {"budget_cents": None, "budget_currency": None}
    return {"budget_cents": story.budget * 100, "budget_currency": "EUR"}


def _dates(story: Story, phase: ProjectPhase, status: ProjectStatus, dice: Dice) -> tuple[date | None, date | None]:
    """First and last day, as phase and status demand: only what is completed is over, only what is late is overdue."""
    length = timedelta(days=story.months * MONTH)
    if phase is ProjectPhase.IDEA:
        return (BASE + timedelta(days=dice.between(30, 300)), None) if dice.chance(0.4) else (None, None)
    if status is ProjectStatus.COMPLETED:
        ends_on = BASE - timedelta(days=dice.between(20, 1400))
        return ends_on - length, ends_on
    if status is ProjectStatus.LATE:
        ends_on = BASE - timedelta(days=dice.between(15, 150))
        return ends_on - length, ends_on
    if status is ProjectStatus.ABANDONED:
        return BASE - timedelta(days=dice.between(200, 900)), None
    starts_on = BASE - timedelta(days=dice.between(10, length.days - 10))
    return starts_on, starts_on + length


def _add_territories(block: Block, project: ProjectStory, dice: Dice) -> None:
    """The holder's place, and for one project in five a few communes of the same EPCI."""
    neighbours = dice.some(block.places.neighbours(project.place), dice.between(1, 4)) if dice.chance(1 / 5) else []
    for place in dict.fromkeys(place_id(place) for place in (project.place, *neighbours)):
        block.add(models.ProjectTerritory, {"project_id": project.id, "territory_id": place})
