"""The mutations of records: the same eight for every type that is deposited."""

from typing import Annotated, Any

import strawberry

from models import ChangeKind, Scope
from resolvers.core.record_types import RECORD_TYPES, RecordType
from resolvers.core.save_result import SaveResult
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.moderation.record_owners import open_suggestion
from resolvers.records.service import RecordService
from schema.kit.inputs import create_input, move_input, patch_of, revert_input, suggest_input, update_input
from schema.kit.mutation import mutation
from schema.kit.nulls import given_or_none
from schema.kit.payloads import saved_record

IN_SPACE = "the role EDITOR or ADMIN in the space, or to be a steward"
OF_RECORD = "the role EDITOR or ADMIN in the record's space, or to be a steward"
OF_OTHER_SPACES = "to see the record, which is public and of another space"

MOVES = {
    "submit": (ChangeKind.SUBMITTED, "Submit a record for publication."),
    "publish": (ChangeKind.PUBLISHED, "Publish a record. Its space must be verified."),
    "archive": (ChangeKind.ARCHIVED, "Archive a record, so that only its space sees it."),
    "restore": (
        ChangeKind.RESTORED,
        "Restore an archived record to its former state, as far as its space may.",
    ),
}


def _declare(kind: RecordType) -> None:
    """The mutations of a type: those that say what a record says, then those that move it."""
    name, result = kind.type_name, saved_record(kind.type_name)
    creates: Any = create_input(kind)
    updates: Any = update_input(kind)
    suggests: Any = suggest_input(kind)
    reverts: Any = revert_input(kind)

    @mutation(scope=Scope.CONTENT_WRITE, right=IN_SPACE, name=f"create{name}")
    async def create(use_case: UseCase, input: creates) -> Annotated[SaveResult, result]:
        """Create a record, as a draft of its space."""
        return await RecordService(use_case, kind).create(_space(use_case.viewer, input.space), patch_of(kind, input))

    @mutation(scope=Scope.CONTENT_WRITE, right=OF_RECORD, name=f"update{name}")
    async def update(use_case: UseCase, input: updates) -> Annotated[SaveResult, result]:
        """Change a record. Omitted fields stay."""
        return await RecordService(use_case, kind).update(input.id, input.expected_version, patch_of(kind, input))

    @mutation(scope=Scope.CONTENT_WRITE, right=OF_OTHER_SPACES, name=f"suggest{name}")
    async def suggest(use_case: UseCase, input: suggests) -> Annotated[SaveResult, result]:
        """Suggest a change of another space's record. Its space answers first; without an answer, the partners vote."""
        draft, why = patch_of(kind, input), given_or_none(input.why)
        return await open_suggestion(use_case, kind, input.id, input.expected_version, draft, why)

    @mutation(scope=Scope.CONTENT_WRITE, right=OF_RECORD, name=f"revert{name}")
    async def revert(use_case: UseCase, input: reverts) -> Annotated[SaveResult, result]:
        """Revert the content of a record to an earlier version. This makes a new version and keeps the state."""
        return await RecordService(use_case, kind).revert(input.id, input.version, input.expected_version)

    for verb, (change, says) in MOVES.items():
        _declare_move(kind, verb, change, says)


def _declare_move(kind: RecordType, verb: str, change: ChangeKind, says: str) -> None:
    moves: Any = move_input(verb.capitalize(), kind)

    @mutation(scope=Scope.CONTENT_WRITE, right=OF_RECORD, name=f"{verb}{kind.type_name}", description=says)
    async def move(use_case: UseCase, input: moves) -> Annotated[SaveResult, saved_record(kind.type_name)]:
        return await RecordService(use_case, kind).move(change, input.id, input.expected_version)


def _space(viewer: Viewer, given: Any) -> str | None:
    """The space that is meant: the one named, or the only one that the viewer has; None where neither is."""
    if given is not strawberry.UNSET:
        return str(given)
    return next(iter(viewer.roles)) if len(viewer.roles) == 1 else None


for _kind in RECORD_TYPES.values():
    _declare(_kind)
