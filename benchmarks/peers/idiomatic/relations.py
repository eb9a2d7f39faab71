"""The relations to many, as data: which association table leads from a parent to which rows, in which order."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import true
from sqlalchemy.orm import aliased
from sqlmodel import select

import models


@dataclass(frozen=True)
class Many:
    """A relation from the rows of `owner` to those of `target`, over the table `link`, sorted as the target is."""

    owner: Any
    target: Any
    link: Any
    parent: Any
    """The link's column with the owner's id."""
    onward: Any
    """The link's column with the target's id."""
    ties: tuple[Any, ...] = ()
    """What sorts the links of the same parent to the same row."""

    def statement(self, parents: list[str], most: int) -> Any:
        """Selects the first links of each parent, each with its row, in order."""
        # LATERAL, since with row_number() PostgreSQL hashes whole tables for the 200 parents of a deep query.
        page = (
            select(self.link, self.target)
            .join(self.target, self.target.id == self.onward)
            .where(self.parent == self.owner.id)
            .order_by(getattr(self.target, self.target.sorted_by), self.target.id, *self.ties)
            .limit(most)
            .lateral()
        )
        return (
            select(aliased(self.link, page), aliased(self.target, page))
            .select_from(self.owner)
            .join(page, true())
            .where(self.owner.id.in_(parents))
        )


PARTICIPANTS = Many(
    owner=models.Project,
    target=models.Actor,
    link=models.Participation,
    parent=models.Participation.project_id,
    onward=models.Participation.actor_id,
    ties=(models.Participation.role,),
)
PARTICIPATIONS = Many(
    owner=models.Actor,
    target=models.Project,
    link=models.Participation,
    parent=models.Participation.actor_id,
    onward=models.Participation.project_id,
    ties=(models.Participation.role,),
)
RESOURCES = Many(
    owner=models.Actor,
    target=models.Resource,
    link=models.ResourceAuthor,
    parent=models.ResourceAuthor.actor_id,
    onward=models.ResourceAuthor.resource_id,
)
TOPICS = Many(
    owner=models.Project,
    target=models.Topic,
    link=models.ProjectTopic,
    parent=models.ProjectTopic.project_id,
    onward=models.ProjectTopic.topic_id,
)
