"""A patch of a record: only the values that the client gave, checked and with references resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from resolvers.core.journal import FieldChanges, differences
from resolvers.core.record_types import ListField, RecordType
from resolvers.core.references import Reference

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


def patch_references(patch: Patch) -> Iterator[Reference]:
    """Yield all that a patch refers to."""
    yield from (each for each in patch.references.values() if each is not None)
    for named in patch.lists.values():
        yield from (reference for reference, _ in named)


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


def list_change(listed: ListField, rows: list[Any]) -> list[Any]:
    """Return a list as the journal records it: ids, or ids with their roles, in a fixed order."""
    return sorted([each[0], str(each[1])] if listed.role else each[0] for each in rows)
