"""The root of all writing."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import strawberry
from strawberry.tools import create_type
from strawberry.types.field import StrawberryField

from loaders.transactions import Work
from models import ChangeKind, Scope
from resolvers.editing.edit import Edit, Saved, refuse
from resolvers.editing.editable import EDITABLE, Editable
from resolvers.performing import Act
from resolvers.refusals import ValidationFailed
from resolvers.validation import Problem
from schema.kit.context import Context
from schema.kit.editing import create_input, draft_of, move_input, update_input
from schema.kit.mutation import Needs, mutation
from schema.kit.saved import saved_payload, shown_as

IN_SPACE = Needs(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space, or to be a steward")
OF_RECORD = Needs(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the record's space, or to be a steward")

MOVES = {
    "submit": (ChangeKind.SUBMITTED, "Hand it in for publication."),
    "publish": (ChangeKind.PUBLISHED, "Show it to everyone; its space must be verified."),
    "archive": (ChangeKind.ARCHIVED, "Put it away: its space alone sees it then."),
    "restore": (ChangeKind.RESTORED, "Bring it back to where it stood before it was put away."),
}


def mutations() -> Iterator[StrawberryField]:
    """All root fields."""
    for kind in EDITABLE.values():
        name, union, show = kind.type_name, saved_payload(kind.type_name), shown_as(kind.type_name)
        begins = "Begin a record, as a draft of its space."
        yield mutation(f"create{name}", IN_SPACE, create_input(kind), union, _creating(kind), show, begins)
        changes = "Change a record: what is left out stays."
        yield mutation(f"update{name}", OF_RECORD, update_input(kind), union, _updating(kind), show, changes)
        for verb, (change, says) in MOVES.items():
            given = move_input(verb.capitalize(), kind)
            yield mutation(f"{verb}{name}", OF_RECORD, given, union, _moving(kind, change), show, says)


def _creating(kind: Editable) -> Callable[[Context, Any], Act]:
    def act(context: Context, given: Any) -> Act:
        async def create(work: Work, now: datetime) -> Saved:
            edit = Edit(work, context.viewer, now, kind)
            return await edit.create(_space(context, given.space), draft_of(kind, given))

        return create

    return act


def _updating(kind: Editable) -> Callable[[Context, Any], Act]:
    def act(context: Context, given: Any) -> Act:
        async def update(work: Work, now: datetime) -> Saved:
            edit = Edit(work, context.viewer, now, kind)
            return await edit.update(given.id, given.expected_version, draft_of(kind, given))

        return update

    return act


def _moving(kind: Editable, change: ChangeKind) -> Callable[[Context, Any], Act]:
    def act(context: Context, given: Any) -> Act:
        async def move(work: Work, now: datetime) -> Saved:
            return await Edit(work, context.viewer, now, kind).move(change, given.id, given.expected_version)

        return move

    return act


def _space(context: Context, given: Any) -> str:
    """The space that is meant: the one named, or the only one that the viewer has."""
    if given is not strawberry.UNSET and given is not None:
        return str(given)
    if len(context.viewer.roles) == 1:
        return next(iter(context.viewer.roles))
    return refuse(ValidationFailed([Problem(("space",), "REQUIRED")]))


def mutation_type() -> type:
    """The type of the root."""
    made: list[Any] = []
    for field in mutations():
        field.python_name = field.graphql_name or ""
        made.append(field)
    return create_type("Mutation", made, description="Everything that can be changed.")
