"""Demonstration experience reports: what was done, what worked, what failed, and what it takes to do the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import models
from encommun.seed.demonstration.block import BASE, Block, place_id, stamps
from encommun.seed.demonstration.cast import Cast, Player
from encommun.seed.demonstration.dice import Dice
from encommun.seed.demonstration.library import LICENCES, authors, resource_row
from encommun.seed.demonstration.projects import HOLDERS, ProjectStory
from encommun.seed.demonstration.sentences import Sentences
from encommun.seed.demonstration.stories import Story
from encommun.seed.registry import Place
from models import ActorKind, ProjectPhase, ProjectStatus, ResourceKind

PER_BLOCK = 100
TWICE = 3
"""One project in so many is told twice."""

WRITERS = (ActorKind.PUBLIC_OFFICER, ActorKind.ASSOCIATION, ActorKind.CITIZEN, ActorKind.RESEARCH, ActorKind.COMPANY)


class Occasion(NamedTuple):
    """The occasion of a report: its subject, its place, its possible authors and its end."""

    story: Story
    place: Place
    holder: Player
    over_on: date
    project: str | None


def reports(block: Block, cast: Cast, source: Iterator[Story], told: list[ProjectStory], library: list[str]) -> None:
    """Adds the rows of a block's experience reports."""
    dice = block.dice("reports")
    sentences = Sentences(dice)
    for index, occasion in enumerate(_occasions(cast, source, told, dice)):
        key = block.id("resource", "report", index)
        published_on = _published_on(occasion, dice)
        row = resource_row(
            ResourceKind.EXPERIENCE_REPORT,
            sentences.title(occasion.story),
            dice.weighted(LICENCES),
            id=key,
            summary=sentences.summary(occasion.story),
            body=sentences.body(occasion.story),
            published_on=published_on,
            project_id=occasion.project,
            derived_from_id=dice.pick(library) if dice.chance(1 / 8) else None,
        )
        block.add(models.Resource, {**row, **stamps(published_on, dice)})
        block.add(models.ExperienceReport, {"resource_id": key, **sentences.report(occasion.story)})
        block.tag(models.ResourceTopic, "resource_id", key, occasion.story.topics)
        block.add(models.ResourceTerritory, {"resource_id": key, "territory_id": place_id(occasion.place)})
        authors(block, key, _writers(occasion, cast, dice), dice)


def _published_on(occasion: Occasion, dice: Dice) -> date:
    """A day some weeks or months after it was over, within the past."""
    return min(occasion.over_on + timedelta(days=dice.between(20, 200)), BASE - timedelta(days=dice.between(1, 14)))


def _occasions(cast: Cast, source: Iterator[Story], told: list[ProjectStory], dice: Dice) -> Iterator[Occasion]:
    """Projects far enough to be told, some of them twice, then stories of their own."""
    ready = [project for project in told if _tellable(project)]
    ready += ready[::TWICE]
    for project in ready[:PER_BLOCK]:
        over_on = min(project.ends_on or BASE, BASE) - timedelta(days=1)
        yield Occasion(project.story, project.place, project.holder, over_on, project.id)
    holders = cast.hosts(*HOLDERS)
    for _ in range(PER_BLOCK - len(ready)):
        holder = dice.pick(holders)
        yield Occasion(next(source), holder.place, holder, BASE - timedelta(days=dice.between(60, 1500)), None)


def _tellable(project: ProjectStory) -> bool:
    """True if enough has happened for lessons to be drawn."""
    return project.phase is ProjectPhase.OPERATION and project.status in (ProjectStatus.COMPLETED, ProjectStatus.LATE)


def _writers(occasion: Occasion, cast: Cast, dice: Dice) -> list[Player]:
    others = [player for player in cast.of(*WRITERS) if player.id != occasion.holder.id]
    return [occasion.holder, *dice.some(others, dice.between(0, 2))]
