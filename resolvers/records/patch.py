"""A patch of a record: only the values that the client gave, checked and with references resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loaders.errors import FaultError
from resolvers.core.journal import FieldChanges, differences
from resolvers.core.record_types import ListField, RecordType
from resolvers.core.references import Reference, find_ids, reference_problem
from resolvers.core.viewer_reads import ViewerReads
from resolvers.records.actor_kind import actor_kind_problems
from resolvers.records.cross_record_rules import related_columns
from resolvers.records.time_zones import (
    PLACE,
    ZONE,
    has_time_zone,
    territory_zones,
    unresolved_zone_columns,
    zone_of_place,
)
from resolvers.records.uniqueness import already_taken
from resolvers.validation import Problem, validate
from resolvers.validation.field_names import to_camel_case

Named = tuple[Reference, Any]
"""A reference in a list, and the role of what it names (None where the list has no roles)."""


@dataclass(frozen=True, slots=True)
class Patch:
    """The fields of an input, as far as they were given; null clears."""

    values: Mapping[str, Any] = field(default_factory=dict)
    references: Mapping[str, Reference | None] = field(default_factory=dict)
    lists: Mapping[str, list[Named]] = field(default_factory=dict)
    detail: Mapping[str, Any] | None = None
    """The detail of the record; None: not given."""
    clears_detail: bool = False
    """True if the detail is to be removed."""
    standing: frozenset[Reference] = frozenset()
    """The elements that the lists of the record have already, and keep: whether it is seen is not asked again."""


@dataclass(frozen=True, slots=True)
class ValidPatch:
    """A draft as it can be stored: columns with their values, and lists of (id, role)."""

    columns: dict[str, Any]
    lists: dict[str, list[tuple[str, Any]]]
    detail: dict[str, Any] | None
    clears_detail: bool = False


async def validate_patch(
    seeing: ViewerReads, kind: RecordType, draft: Patch, before: Mapping[str, Any] | None
) -> tuple[ValidPatch, list[Problem]]:
    """The draft made ready, and all that is wrong with it; `before` is the record as it stands, if it does."""
    known, problems = await _found(seeing, draft)
    references = {
        kind.references[name][0]: None if each is None else known.get(each)
        for name, each in draft.references.items()
        if each is None or each in known
    }
    given = {**draft.values, **references, **patched_detail(kind, draft)}
    unknown = unresolved_zone_columns(
        {kind.references[name][0] for name in draft.references} - references.keys(), given
    )
    if has_time_zone(kind) and ZONE not in unknown:
        places = {given.get(PLACE), before[PLACE] if before else None}
        given |= zone_of_place(given, before, await territory_zones(seeing, places))
    others = await related_columns(seeing, kind, {**(before or {}), **references})
    columns, wrong = validate(kind.type_name, given, before=before, beside=others, unknown=unknown)
    problems += wrong
    detail = columns.pop(kind.detail_name, None) if kind.detail is not None else None
    lists = {
        name: list({known[each]: (known[each], role) for each, role in named if each in known}.values())
        for name, named in draft.lists.items()
    }
    kind.fold(columns)
    problems += self_references(kind, before, lists)
    problems += await already_taken(seeing.work, kind, before or {}, columns)
    if before is not None and kind.type_name == "Actor":
        problems += await actor_kind_problems(seeing, before, columns)
    return ValidPatch(columns, lists, detail, draft.clears_detail), problems


def self_references(
    kind: RecordType, before: Mapping[str, Any] | None, lists: Mapping[str, list[tuple[str, Any]]]
) -> list[Problem]:
    """The lists of a record's own type that have the record itself in them."""
    if before is None:
        return []
    own = (name for name in sorted(lists) if kind.lists[name].type_name == kind.type_name)
    return [Problem((to_camel_case(name),), "TIED_TO_ITSELF") for name in own if before["id"] in dict(lists[name])]


def patched_detail(kind: RecordType, draft: Patch) -> dict[str, Any]:
    """Return the detail of a draft, under its name (None: clears it); empty if it is not given."""
    return {kind.detail_name: draft.detail} if draft.clears_detail or draft.detail is not None else {}


def detail_changes(kind: RecordType, before: Mapping[str, Any], wanted: ValidPatch) -> FieldChanges:
    """Return the changes of a record's detail, by the journal's names."""
    if kind.detail is None or (wanted.detail is None and not wanted.clears_detail):
        return {}
    was = before.get(kind.detail_name) or {}
    changes = differences(was, dict.fromkeys(was) if wanted.detail is None else wanted.detail)
    return {f"{kind.detail_name}.{name}": each for name, each in changes.items()}


def patched_fields(kind: RecordType, before: Mapping[str, Any], wanted: ValidPatch) -> set[str]:
    """The fields that would say something else, by the names of the journal, without the lists.

    A detail that is cleared takes all of its fields with it, those that are hidden too.
    """
    cleared = kind.detail_columns if wanted.clears_detail and before.get(kind.detail_name) else ()
    gone = {f"{kind.detail_name}.{name}" for name in cleared}
    return differences(before, wanted.columns).keys() | detail_changes(kind, before, wanted).keys() | gone


async def _found(seeing: ViewerReads, draft: Patch) -> tuple[dict[Reference, str], list[Problem]]:
    """The ids of all references, and a problem for each that names nothing."""
    places = [each for each in _places(draft) if each[1] not in draft.standing]
    answers = await find_ids(seeing, [reference for _, reference in places])
    known = {each: each[2] for each in draft.standing}
    known |= {reference: found for reference, found in answers.items() if isinstance(found, str)}
    problems = []
    for path, reference in places:
        found = answers[reference]
        if isinstance(found, FaultError):
            problems.append(reference_problem(path, reference, found))
    return known, problems


def _places(draft: Patch) -> Iterator[tuple[tuple[str | int, ...], Reference]]:
    for name, reference in draft.references.items():
        if reference is not None:
            yield (to_camel_case(name),), reference
    for name, named in draft.lists.items():
        for number, (reference, _) in enumerate(named):
            yield (to_camel_case(name), number), reference


def list_change(listed: ListField, rows: list[Any]) -> list[Any]:
    """Return a list as the journal records it: ids, or ids with their roles, in a fixed order."""
    return sorted([each[0], str(each[1])] if listed.role else each[0] for each in rows)
