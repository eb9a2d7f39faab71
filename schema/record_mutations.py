"""The mutations of records: the same eight for every type that is deposited."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import strawberry
from strawberry.types.field import StrawberryField

from loaders.unit_of_work import UnitOfWork
from models import ChangeKind, Scope
from resolvers.core.execute import Command
from resolvers.core.record_types import RECORD_TYPES, RecordType
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.moderation.suggestions import open_suggestion
from resolvers.records.service import RecordService
from schema.kit.context import Context
from schema.kit.inputs import create_input, move_input, patch_of, revert_input, suggest_input, update_input
from schema.kit.mutation import Requires, mutation, record_plan
from schema.kit.nulls import given_or_none
from schema.kit.payloads import save_payload, save_result_type

Editing = Callable[[Context, Any], Command[SaveResult]]

IN_SPACE = Requires(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the space, or to be a steward")
OF_RECORD = Requires(Scope.CONTENT_WRITE, "the role EDITOR or ADMIN in the record's space, or to be a steward")

OF_OTHER_SPACES = Requires(Scope.CONTENT_WRITE, "to see the record, which is public and of another space")

STATE_MUTATIONS = {
    "submit": (ChangeKind.SUBMITTED, "Hand it in for publication."),
    "publish": (ChangeKind.PUBLISHED, "Show it to everyone; its space must be verified."),
    "archive": (ChangeKind.ARCHIVED, "Put it away: its space alone sees it then."),
    "restore": (
        ChangeKind.RESTORED,
        "Bring it back to where it stood before it was put away, as far as its space may.",
    ),
}


def mutations() -> Iterator[StrawberryField]:
    """All of them, by type."""
    for kind in RECORD_TYPES.values():
        begins, changes = "Begin a record, as a draft of its space.", "Change a record: what is left out stays."
        yield _field("create", kind, IN_SPACE, create_input(kind), _creating(kind), begins)
        yield _field("update", kind, OF_RECORD, update_input(kind), _updating(kind), changes)
        suggests = "Suggest a change of others' record: its space is asked first, the partners if it is silent."
        yield _field("suggest", kind, OF_OTHER_SPACES, suggest_input(kind), _suggesting(kind), suggests)
        back = "Bring what a record says back to an earlier version, as a new one; its state stays."
        yield _field("revert", kind, OF_RECORD, revert_input(kind), _reverting(kind), back)
        for verb, (change, says) in STATE_MUTATIONS.items():
            given = move_input(verb.capitalize(), kind)
            yield _field(verb, kind, OF_RECORD, given, _moving(kind, change), says)


def _field(verb: str, kind: RecordType, needs: Requires, given: Any, plan: Editing, says: str) -> StrawberryField:
    name = verb + kind.type_name
    union, show = save_payload(kind.type_name), save_result_type(kind.type_name)
    return mutation(name, needs, given, union, record_plan(name, plan), show, says)


def _creating(kind: RecordType) -> Editing:
    def plan(context: Context, given: Any) -> Command[SaveResult]:
        async def create(work: UnitOfWork, now: datetime) -> SaveResult:
            edit = RecordService(work, context.viewer, now, kind)
            return await edit.create(_space(context, given.space), patch_of(kind, given))

        return create

    return plan


def _updating(kind: RecordType) -> Editing:
    def plan(context: Context, given: Any) -> Command[SaveResult]:
        async def update(work: UnitOfWork, now: datetime) -> SaveResult:
            edit = RecordService(work, context.viewer, now, kind)
            return await edit.update(given.id, given.expected_version, patch_of(kind, given))

        return update

    return plan


def _suggesting(kind: RecordType) -> Editing:
    def plan(context: Context, given: Any) -> Command[SaveResult]:
        async def act(work: UnitOfWork, now: datetime) -> SaveResult:
            acting = UseCase(work, context.viewer, now, context.commons)
            draft, why = patch_of(kind, given), given_or_none(given.why)
            return await open_suggestion(acting, kind, given.id, given.expected_version, draft, why)

        return act

    return plan


def _reverting(kind: RecordType) -> Editing:
    def plan(context: Context, given: Any) -> Command[SaveResult]:
        async def revert(work: UnitOfWork, now: datetime) -> SaveResult:
            return await RecordService(work, context.viewer, now, kind).revert(
                given.id, given.version, given.expected_version
            )

        return revert

    return plan


def _moving(kind: RecordType, change: ChangeKind) -> Editing:
    def plan(context: Context, given: Any) -> Command[SaveResult]:
        async def move(work: UnitOfWork, now: datetime) -> SaveResult:
            return await RecordService(work, context.viewer, now, kind).move(change, given.id, given.expected_version)

        return move

    return plan


def _space(context: Context, given: Any) -> str | None:
    """The space that is meant: the one named, or the only one that the viewer has; None where neither is."""
    if given is not strawberry.UNSET:
        return str(given)
    if len(context.viewer.roles) == 1:
        return next(iter(context.viewer.roles))
    return None
