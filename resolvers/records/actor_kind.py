"""The border between people and organisations: an actor that others rely on does not cross it.

What is known of a person is personal, and goes when they are erased; what is known of an organisation is not. So an
actor that has a space, a claim or a tie stays on its side, and one that somebody acts for stays a local authority.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, or_, select

import models
from loaders.sql.literals import literal
from loaders.sql.statement import Statement
from loaders.tables import ACTOR, CLAIM, SPACE, table_of
from loaders.visibility.access import Visibility
from models import PERSONS, ActorKind, PublicationState
from resolvers.core.viewer_reads import ViewerReads
from resolvers.validation import Problem

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


@dataclass(frozen=True, slots=True)
class ActorDependencies:
    """The dependencies of an actor, as far as the viewer may see them."""

    acted_for: bool
    """True if a space or a claim is tied to the actor."""
    tied: bool

    def holds(self, before: str, after: str) -> bool:
        """True if the actor's kind cannot change from `before` to `after`."""
        if self.acted_for and before == ActorKind.LOCAL_AUTHORITY:
            return before != after
        return crosses_person_boundary(before, after) and (self.acted_for or self.tied)


def crosses_person_boundary(before: str, after: str) -> bool:
    """True if an actor becomes a person or ceases to be one."""
    return (before in PERSONS) != (after in PERSONS)


def changes_actor_kind(before: Mapping[str, Any], columns: Mapping[str, Any]) -> bool:
    """True if an actor's kind is to change, so that its dependencies matter."""
    return bool(columns.get("kind", before.get("kind")) != before.get("kind"))


async def actor_dependencies(seeing: ViewerReads, ids: Collection[str]) -> dict[str, ActorDependencies]:
    """By actor, what relies on it: one statement for all of them.

    What is not published holds nothing, whoever sees it, since everyone may draft what they like; nor does what the
    viewer does not see, since a refusal would tell of it.
    """
    if not ids:
        return {}
    rows = await seeing.fetch(_relied(seeing.lens), {"keys": list(ids)})
    return {row[0]: ActorDependencies(bool(row[1]), bool(row[2])) for row in rows}


async def actor_kind_problems(
    seeing: ViewerReads, before: Mapping[str, Any], columns: Mapping[str, Any]
) -> list[Problem]:
    """Return the problems of an actor's new kind, if dependencies prevent the change."""
    if not changes_actor_kind(before, columns):
        return []
    found = await actor_dependencies(seeing, [before["id"]])
    held = found[before["id"]].holds(before["kind"], columns["kind"])
    return [ACTOR_KIND_RULE] if held else []


ACTOR_KIND_RULE = Problem(("kind",), "KIND_SETTLED")


async def has_representative(seeing: ViewerReads, actor_id: str) -> bool:
    """True if somebody acts, or claims to act, for an actor, which then is no person."""
    found = await actor_dependencies(seeing, [actor_id])
    return actor_id in found and found[actor_id].acted_for


@lru_cache
def _relied(lens: Visibility) -> Statement:
    actor = ACTOR.alias("relied_upon")
    acted_for = or_(*(exists().where(each.c.actor_id == actor.c.id).correlate(actor) for each in (SPACE, CLAIM)))
    tied = or_(*_ties(lens, actor.c.id, actor))
    query = select(actor.c.id, acted_for.label("acted_for"), tied.label("tied"))
    return lens.dialect.rows(query.where(lens.dialect.is_in(actor.c.id, "keys")), "Actor")


def _ties(lens: Visibility, actor_id: ColumnElement[str], actor: Any) -> Iterator[ColumnElement[bool]]:
    """The ways in which something published that the viewer sees leads to an actor."""
    for model, column in TIES:
        table: Table = table_of(model)
        yield exists().where(table.c[column] == actor_id, _is_public(table), *lens.visible(table)).correlate(actor)
    for through, model, column in LISTS:
        link, table = table_of(through), table_of(model)
        leads = link.c.actor_id == actor_id, table.c.id == link.c[column]
        yield exists().where(*leads, _is_public(table), *lens.visible(table)).correlate(actor)


def _is_public(table: Table) -> ColumnElement[bool]:
    """True if a record is published."""
    is_public: ColumnElement[bool] = table.c.state == literal(PublicationState.PUBLISHED)
    return is_public
