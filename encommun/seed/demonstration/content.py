"""Demonstration content, block by block, in the order in which its tables refer to each other."""

from collections.abc import Iterator
from datetime import date

import models
from encommun.seed.demonstration import editorial, projects, reports, workshops
from encommun.seed.demonstration import library as shelf
from encommun.seed.demonstration import organisations as groups
from encommun.seed.demonstration import people as persons
from encommun.seed.demonstration.block import Block
from encommun.seed.demonstration.cast import Cast
from encommun.seed.demonstration.links import links
from encommun.seed.demonstration.memberships import memberships
from encommun.seed.demonstration.places import Places
from encommun.seed.demonstration.stories import stories
from encommun.seed.insertion import Row

ORDER: tuple[type[models.Table], ...] = (
    models.Actor,
    models.ActorTopic,
    models.Membership,
    models.Project,
    models.Participation,
    models.ProjectTerritory,
    models.ProjectTopic,
    models.Resource,
    models.ResourceAuthor,
    models.ResourceTopic,
    models.ResourceTerritory,
    models.ExperienceReport,
    models.Workshop,
    models.WorkshopHost,
    models.WorkshopTopic,
    models.ProjectInspiration,
    models.ProjectReuse,
    models.Collection,
    models.CollectionNetwork,
    models.CollectionItem,
    models.Seal,
    models.Feature,
)
"""A table after all those that it refers to."""


def size(scale: int) -> dict[type[models.Table], int]:
    """Return the number of records of each kind in the content of a scale."""
    return {
        models.Actor: scale * (groups.per_block() + persons.per_block()),
        models.Project: scale * projects.PER_BLOCK,
        models.Resource: scale * (shelf.per_block() + reports.PER_BLOCK),
        models.Workshop: scale * workshops.PER_BLOCK,
        models.Collection: min(scale, 1) * editorial.collections_in_all(),
    }


def block_rows(number: int, places: Places, today: date) -> Iterator[tuple[type[models.Table], list[Row]]]:
    """All rows of a block, table by table; of the first block, with what editors do, which features begin `today`."""
    block = Block(number, places)
    organisations = groups.organisations(block)
    cast = Cast(organisations, persons.people(block, organisations))
    memberships(block, cast)
    source = stories(block.dice("stories"))
    told = projects.projects(block, cast, source)
    library = shelf.library(block, cast)
    reports.reports(block, cast, source, told, library)
    workshops.workshops(block, cast, told)
    links(block, told)
    if number == 0:  # one commons, one desk: the same dossiers a hundred times over would tell nothing more
        editorial.editorial(block, today)
    for model in ORDER:
        yield model, block.rows[model]
