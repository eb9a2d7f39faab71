"""Finds what leads to an actor: spaces, claims, and published records."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

import models
from loaders.queries.lookup import Queryable
from loaders.sql.literals import literal
from loaders.sql.statement import Row, Statement
from loaders.tables import ACTOR, CLAIM, SPACE, Table, table_of
from loaders.visibility.access import Visibility
from models import PublicationState

TIES: tuple[tuple[type[Any], str], ...] = (
    (models.Contact, "actor_id"),
    (models.Membership, "member_id"),
    (models.Membership, "organisation_id"),
    (models.Participation, "actor_id"),
    (models.Project, "holder_id"),
)
"""The records that lead to an actor, and the column that does."""
LISTS: tuple[tuple[type[Any], type[Any], str], ...] = (
    (models.ResourceAuthor, models.Resource, "resource_id"),
    (models.WorkshopHost, models.Workshop, "workshop_id"),
)
"""The lists that actors are in: the table, the records whose lists they are, and the column that leads to those."""


async def actor_ties(reads: Queryable, actors: Collection[str]) -> list[Row]:
    """Return the ties of each actor: its id, `acted_for` (a space or claim refers to it), and `tied`.

    It is tied if a published record that the viewer sees refers to it.
    """
    return await reads.fetch(_ties(reads.visibility), {"keys": list(actors)})


@lru_cache
def _ties(visibility: Visibility) -> Statement:
    actor = ACTOR.alias("relied_upon")
    acted_for = or_(*(exists().where(each.c.actor_id == actor.c.id).correlate(actor) for each in (SPACE, CLAIM)))
    tied = or_(*_public_ties(visibility, actor.c.id, actor))
    query = select(actor.c.id, acted_for.label("acted_for"), tied.label("tied"))
    return visibility.dialect.rows(query.where(visibility.dialect.is_in(actor.c.id, "keys")), "Actor")


def _public_ties(visibility: Visibility, actor_id: ColumnElement[str], actor: Any) -> Iterator[ColumnElement[bool]]:
    """The ways in which something published that the viewer sees leads to an actor."""
    for model, column in TIES:
        table = table_of(model)
        yield (
            exists().where(table.c[column] == actor_id, _is_public(table), *visibility.visible(table)).correlate(actor)
        )
    for through, model, column in LISTS:
        link, table = table_of(through), table_of(model)
        leads = link.c.actor_id == actor_id, table.c.id == link.c[column]
        yield exists().where(*leads, _is_public(table), *visibility.visible(table)).correlate(actor)


def _is_public(table: Table) -> ColumnElement[bool]:
    """Say in SQL that a record is published."""
    is_public: ColumnElement[bool] = table.c.state == literal(PublicationState.PUBLISHED)
    return is_public
