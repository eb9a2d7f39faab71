"""Judges items one by one, by what is known of all of them: what each would change, or why it cannot be."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from loaders.errors import FaultError
from resolvers.core.record_types import RecordType
from resolvers.core.references import Reference, reference_problem
from resolvers.exchange.external_references import is_external
from resolvers.exchange.items import Item
from resolvers.records.patch import Named, Patch, ValidPatch, patched_detail, self_references
from resolvers.records.time_zones import ZONE, Zones, has_time_zone, unresolved_zone_columns, zone_of_place
from resolvers.validation import Problem, cross_field_problems, offset_problems, validate
from resolvers.validation.field_names import to_camel_case

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Planner:
    """Plans the items of one request, and remembers each record that the request will create."""

    kind: RecordType
    found: Mapping[Reference, str]
    """The ids of the references that lead somewhere."""
    faults: Mapping[Reference, FaultError]
    """Why the others do not."""
    zones: Zones
    """By id of a territory, its time zone."""
    made: dict[str, str] = field(default_factory=dict)
    """By the network's reference, the records that the request makes: those that come later may refer to them."""

    def validate(self, item: Item, before: Mapping[str, Any] | None) -> tuple[ValidPatch, list[Problem]]:
        """Validate an item; return its patch and all of its problems; `before` is the record, if there is one."""
        draft, problems = item.draft, []
        ids: dict[str, str | None] = {}
        unfound: set[str] = set()
        for name, reference in draft.references.items():
            column = self.kind.references[name][0]
            ids[column] = None if reference is None else self._id(reference)
            if reference is not None and ids[column] is None:
                unfound.add(column)
                problems.append(self._unfound((to_camel_case(name),), reference))
        lists = {name: self._listed(named) for name, named in draft.lists.items()}
        for name in lists:
            problems += self._unfound_in(name, draft)
        problems += self_references(self.kind, before, lists)
        columns, wrong = self._columns(item, ids, unfound, before)
        if wrong:
            told = {each.path for each in problems}
            problems += [each for each in wrong if each.path[:1] not in told]
        detail = columns.pop(self.kind.detail_name, None) if self.kind.detail is not None else None
        return ValidPatch(columns, lists, detail, draft.clears_detail), problems

    def _columns(
        self, item: Item, ids: Mapping[str, str | None], unfound: AbstractSet[str], before: Mapping[str, Any] | None
    ) -> tuple[dict[str, Any], Sequence[Problem]]:
        """The columns that an item gives, and what is wrong with its values; of a new record both are known."""
        values = item.draft.values
        unknown = unresolved_zone_columns(unfound, values)
        follows = has_time_zone(self.kind) and ZONE not in unknown
        zone = zone_of_place({**values, **ids}, before, self.zones) if follows else {}
        if before is None:
            wrong = list(offset_problems(self.kind.type_name, {**values, **zone})) if zone else []
            columns = {**item.columns, **ids, **zone}
            if not item.problems:
                wrong += cross_field_problems(self.kind.type_name, columns, ids.keys(), unknown)
            return columns, [*item.problems, *wrong]
        given = {**values, **ids, **zone, **patched_detail(self.kind, item.draft)}
        columns, problems = validate(self.kind.type_name, given, before=before, unknown=unknown)
        self.kind.fold(columns)
        return columns, problems

    def _listed(self, named: Sequence[Named]) -> list[tuple[str, Any]]:
        """The ids of a list that lead somewhere, each once, with their roles."""
        found = ((self._id(reference), role) for reference, role in named)
        return list({id_: (id_, role) for id_, role in found if id_ is not None}.values())

    def _id(self, reference: Reference) -> str | None:
        type_name, _, value = reference
        if is_external(reference) and type_name == self.kind.type_name and value in self.made:
            return self.made[value]
        return self.found.get(reference)

    def _unfound(self, path: Path, reference: Reference) -> Problem:
        return reference_problem(path, reference, self.faults.get(reference))

    def _unfound_in(self, name: str, draft: Patch) -> Iterator[Problem]:
        for number, (reference, _) in enumerate(draft.lists[name]):
            if self._id(reference) is None:
                yield self._unfound((to_camel_case(name), number), reference)
