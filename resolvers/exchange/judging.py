"""Judges items one by one, by what is known of all of them: what each would change, or why it cannot be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from resolvers.editing.draft import Checked, Draft, Named, detail_given, tied_to_itself
from resolvers.editing.editable import Editable
from resolvers.exchange.item import Item
from resolvers.exchange.references import is_external
from resolvers.naming import camel
from resolvers.references import Reference
from resolvers.validation import Problem, validate
from resolvers.validation.problem import shown

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Judge:
    """What the items of one request are judged by; learns of each record that the request will make."""

    kind: Editable
    found: Mapping[Reference, str]
    """The ids of the references that lead somewhere."""
    faults: Mapping[Reference, str]
    """The codes of those that do not."""
    taken: dict[tuple[str, str], str]
    """By unique column and value, whose it is."""
    made: dict[str, str] = field(default_factory=dict)
    """By the network's reference, the records that the request makes: those that come later may refer to them."""

    def checked(self, item: Item, before: Mapping[str, Any] | None) -> tuple[Checked, list[Problem]]:
        """What an item says made ready, and all that is wrong with it; `before` is the record, if there is one."""
        draft, problems = item.draft, []
        ids: dict[str, str | None] = {}
        for name, reference in draft.references.items():
            id_ = None if reference is None else self._id(reference)
            ids[self.kind.references[name][0]] = id_
            if reference is not None and id_ is None:
                problems.append(self._unfound((camel(name),), reference))
        lists = {name: self._listed(named) for name, named in draft.lists.items()}
        for name in lists:
            problems += self._unfound_in(name, draft)
        problems += tied_to_itself(self.kind, before, lists)
        columns, wrong = self._columns(item, ids, before)
        if wrong:
            unfound = {each.path for each in problems}
            problems += [each for each in wrong if each.path[:1] not in unfound]
        detail = columns.pop(self.kind.detail_name, None) if self.kind.detail is not None else None
        return Checked(columns, lists, detail, draft.clears_detail), problems

    def claimed(self, checked: Checked, node_id: str, unique: tuple[str, ...]) -> list[Problem]:
        """The unique values that are another record's already; the others are this record's from now on."""
        wanted = [(name, value) for name in unique if (value := checked.columns.get(name)) is not None]
        if not wanted:
            return []
        problems = [
            Problem((camel(name),), "ALREADY_TAKEN")
            for name, value in wanted
            if self.taken.get((name, value), node_id) != node_id
        ]
        if not problems:
            self.taken.update(dict.fromkeys(wanted, node_id))
        return problems

    def _columns(
        self, item: Item, ids: Mapping[str, str | None], before: Mapping[str, Any] | None
    ) -> tuple[dict[str, Any], Sequence[Problem]]:
        """The columns that an item gives, and what is wrong with its values; of a new record both are known."""
        if before is None:
            return {**item.columns, **ids}, item.problems
        given = {**item.draft.values, **ids, **detail_given(self.kind, item.draft)}
        columns, problems = validate(self.kind.type_name, _other(given, before), before=before)
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
        return Problem(path, self.faults.get(reference, "NOT_FOUND"), {"value": shown(reference[2])})

    def _unfound_in(self, name: str, draft: Draft) -> Iterator[Problem]:
        for number, (reference, _) in enumerate(draft.lists[name]):
            if self._id(reference) is None:
                yield self._unfound((camel(name), number), reference)


def _other(given: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """What is given other than it stands: what stands is not checked again, whatever it was checked by when it came."""
    missing = object()
    return {name: value for name, value in given.items() if before.get(name, missing) != value}
