"""Validation of patches, a batch at once: references resolved, values checked, rules between them applied."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from resolvers.core.record_types import RecordType
from resolvers.core.references import reference_problem
from resolvers.core.viewer_reads import ViewerReads
from resolvers.records.actor_kind import actor_kind_problems
from resolvers.records.cross_record_rules import ACTOR_COLUMN
from resolvers.records.patch import Patch, ValidPatch, patched_detail
from resolvers.records.patch_context import PatchContext, PatchRequest, load_answers, load_patch_context
from resolvers.records.time_zones import ZONE, has_time_zone, unresolved_zone_columns, zone_of_place
from resolvers.records.uniqueness import already_taken
from resolvers.validation import Problem, cross_field_problems, offset_problems, validate
from resolvers.validation.field_names import to_camel_case

CheckedColumns = tuple[Mapping[str, Any], Sequence[Problem]]
"""The columns of a new record that were checked before its references were found, and the problems of its values."""


async def validate_patches(
    seeing: ViewerReads, kind: RecordType, requests: Sequence[PatchRequest]
) -> list[tuple[ValidPatch, list[Problem]]]:
    """Return each patch made ready, and all that is wrong with it; the number of statements stays the same."""
    answers = await load_answers(seeing, [each.patch for each in requests])
    context = await load_patch_context(seeing, kind, requests, answers)
    valid = [validate_patch(context, each) for each in requests]
    taken = await already_taken(
        seeing.work, kind, [(each.before or {}, its.columns) for each, (its, _) in zip(requests, valid, strict=True)]
    )
    return [
        (its, [*problems, *others, *actor_kind_problems(context.dependencies, each.before, its.columns)])
        for each, (its, problems), others in zip(requests, valid, taken, strict=True)
    ]


def validate_patch(
    context: PatchContext, request: PatchRequest, checked: CheckedColumns | None = None
) -> tuple[ValidPatch, list[Problem]]:
    """Return a patch made ready, and what is wrong with it, whatever other records have; reads nothing.

    `checked` is what was checked of a new record before.
    """
    kind, patch, before = context.kind, request.patch, request.before
    problems: list[Problem] = []
    ids = _found_ids(context, patch, problems)
    unknown = unresolved_zone_columns(
        {kind.references[name][0] for name in patch.references} - ids.keys(), patch.values
    )
    lists = {name: _found_list(context, patch, name, problems) for name in patch.lists}
    given = {**patch.values, **ids}
    zone = zone_of_place(given, before, context.zones) if has_time_zone(kind) and ZONE not in unknown else {}
    if checked is not None and before is None:
        columns, wrong = _completed(kind, patch, checked, ids, zone, unknown)
    else:
        given |= patched_detail(kind, patch) | zone
        columns, wrong = validate(
            kind.type_name, given, before=before, beside=_beside(context, given, before), unknown=unknown
        )
        kind.fold(columns)
    if wrong:
        told = {each.path for each in problems}
        problems += [each for each in wrong if each.path[:1] not in told]
    problems += _self_references(kind, before, lists)
    detail = columns.pop(kind.detail_name, None) if kind.detail is not None else None
    return ValidPatch(columns, lists, detail, patch.clears_detail), problems


def _completed(
    kind: RecordType,
    patch: Patch,
    checked: CheckedColumns,
    ids: Mapping[str, str | None],
    zone: Mapping[str, str],
    unknown: AbstractSet[str],
) -> tuple[dict[str, Any], list[Problem]]:
    """Return the columns of a new record with what was found since they were checked, and all of its problems."""
    wrong = list(offset_problems(kind.type_name, {**patch.values, **zone})) if zone else []
    columns = {**checked[0], **ids, **zone}
    if not checked[1]:
        wrong += cross_field_problems(kind.type_name, columns, ids.keys(), unknown)
    return columns, [*checked[1], *wrong]


def _beside(context: PatchContext, given: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what the rules of a type read of other records: the kind of the actor that a record reaches."""
    kind = context.actor_kinds.get({**(before or {}), **given}.get(ACTOR_COLUMN, ""))
    return {} if kind is None else {"actor_kind": kind}


def _found_ids(context: PatchContext, patch: Patch, problems: list[Problem]) -> dict[str, str | None]:
    """Return the ids of the references that are given, by column, without those that lead nowhere: these are told."""
    ids: dict[str, str | None] = {}
    for name, reference in patch.references.items():
        id_ = None if reference is None else context.find(patch, reference)
        if reference is None or id_ is not None:
            ids[context.kind.references[name][0]] = id_
        else:
            problems.append(reference_problem((to_camel_case(name),), reference, context.faults.get(reference)))
    return ids


def _found_list(context: PatchContext, patch: Patch, name: str, problems: list[Problem]) -> list[tuple[str, Any]]:
    """Return the ids of a list that lead somewhere, each once, with their roles; tell what leads nowhere."""
    found: dict[str, tuple[str, Any]] = {}
    for number, (reference, role) in enumerate(patch.lists[name]):
        if (id_ := context.find(patch, reference)) is not None:
            found[id_] = id_, role
        else:
            problems.append(reference_problem((to_camel_case(name), number), reference, context.faults.get(reference)))
    return list(found.values())


def _self_references(
    kind: RecordType, before: Mapping[str, Any] | None, lists: Mapping[str, list[tuple[str, Any]]]
) -> list[Problem]:
    """Return the problems of lists of a record's own type that have the record itself in them."""
    if before is None:
        return []
    own = (name for name in sorted(lists) if kind.lists[name].type_name == kind.type_name)
    return [Problem((to_camel_case(name),), "TIED_TO_ITSELF") for name in own if before["id"] in dict(lists[name])]
