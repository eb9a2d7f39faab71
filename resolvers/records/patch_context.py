"""The context of patches of one type: the rows by which they are judged, read in a constant number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.errors import FaultError
from resolvers.core.record_types import RecordType
from resolvers.core.references import Reference, find_ids
from resolvers.core.viewer_reads import ViewerReads
from resolvers.records.actor_kind import ActorDependencies, actor_dependencies
from resolvers.records.cross_record_rules import ACTOR_COLUMN, actor_kinds, reads_actor
from resolvers.records.patch import Patch, patch_references
from resolvers.records.time_zones import PLACE, Zones, has_time_zone, territory_zones

Answers = Mapping[Reference, str | FaultError]
"""By reference, the id of what it names, or why it names nothing."""


@dataclass(frozen=True, slots=True)
class PatchRequest:
    """A patch, and the record that it is for."""

    patch: Patch
    before: Mapping[str, Any] | None = None
    """The record as it stands; None: a new one."""


@dataclass(frozen=True, slots=True)
class PatchContext:
    """All that the patches of one unit of work refer to, as far as it is there."""

    kind: RecordType
    found: dict[Reference, str]
    """The ids of the references that lead somewhere; records that the same unit makes are added."""
    faults: Mapping[Reference, FaultError]
    """Why the others do not."""
    zones: Zones
    """By id, the time zones of the territories where the records take place, if they do."""
    actor_kinds: Mapping[str, str]
    """By id of an actor that a record reaches, its kind, if rules read that."""
    dependencies: Mapping[str, ActorDependencies]
    """Of actors that are to be of another kind, what relies on them."""

    def find(self, patch: Patch, reference: Reference) -> str | None:
        """Return the id of a reference; what a list has already is not looked up again."""
        if patch.standing and reference in patch.standing:
            return reference[2]
        return self.found.get(reference)


async def load_answers(seeing: ViewerReads, patches: Sequence[Patch]) -> Answers:
    """Return what the references of patches lead to, in two statements at most."""
    wanted = [each for patch in patches for each in patch_references(patch) if each not in patch.standing]
    return await find_ids(seeing, wanted)


async def load_patch_context(
    seeing: ViewerReads, kind: RecordType, requests: Sequence[PatchRequest], answers: Answers
) -> PatchContext:
    """Return what patches are judged by, given what their references lead to."""
    found = {reference: each for reference, each in answers.items() if isinstance(each, str)}
    faults = {reference: each for reference, each in answers.items() if not isinstance(each, str)}
    places = _column_values(kind, requests, found, PLACE) if has_time_zone(kind) else ()
    actors = _column_values(kind, requests, found, ACTOR_COLUMN) if reads_actor(kind) else ()
    changing = [each.before["id"] for each in requests if each.before and _changes_kind(kind, each.before, each.patch)]
    return PatchContext(
        *(kind, found, faults, await territory_zones(seeing, places), await actor_kinds(seeing.work, actors)),
        dependencies=await actor_dependencies(seeing, changing),
    )


def _column_values(
    kind: RecordType, requests: Sequence[PatchRequest], found: Mapping[Reference, str], column: str
) -> set[str | None]:
    """Return what the records have in a column of references, before and after."""
    (name,) = (name for name, (its, _) in kind.references.items() if its == column)
    named = (each.patch.references.get(name) for each in requests)
    return {found.get(each) for each in named if each} | {each.before[column] for each in requests if each.before}


def _changes_kind(kind: RecordType, before: Mapping[str, Any], patch: Patch) -> bool:
    """True if an actor's kind is to change, so that its dependencies matter."""
    return kind.type_name == "Actor" and patch.values.get("kind", before["kind"]) != before["kind"]
