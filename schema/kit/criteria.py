"""Filter inputs: derived for each entity from its columns and relations, with the same grammar everywhere."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import strawberry

from loaders.sql.filters import MATCH_ALL, AllOf, Comparison, Filter, RelatedTo, Step
from resolvers.core.comparisons import check_value, column_filter
from resolvers.core.entities import BROAD, CONTAINMENT
from resolvers.core.references import Reference
from schema.kit.context import Find
from schema.kit.costs import WITHIN, cost
from schema.kit.operators import PYTHON, given_operators, operators_for
from schema.kit.references import reference_input, reference_of
from schema.kit.type_registry import list_of_type, register, type_ref

COMBINATIONS = ("and", "or", "not")
"""The fields of a filter that hold others."""
CRITERIA: dict[str, Mapping[str, "Criterion"]] = {}
"""The criteria of each filter input, by its name."""


@dataclass(frozen=True, slots=True)
class OnColumn:
    """Compares a column of the row itself."""

    type_name: str
    column: str
    type: Any
    description: str

    def filter(self, name: str, value: Any) -> Filter:
        """The filter for what a client gave."""
        return column_filter(self.type_name, self.column, given_operators(value), name)


@dataclass(frozen=True, slots=True)
class OnRelation:
    """Asks for rows related to given entities: to themselves (`in`) or to anything inside them (`within`)."""

    type_name: str
    column: str
    path: tuple[Step, ...]
    description: str

    @property
    def type(self) -> Any:
        """The input that this criterion takes."""
        return type_ref(f"{self.type_name}Criterion")

    def references(self, name: str, value: Any) -> dict[str, list[Reference]]:
        """Return the references that a client gave, by operator; raises FaultError for an invalid list."""
        asked = {each: getattr(value, PYTHON.get(each, each), strawberry.UNSET) for each in ("in", "within")}
        found: dict[str, list[Reference]] = {}
        for each, references in asked.items():
            if references is not strawberry.UNSET:
                check_value(name, each, references)
                found[each] = [reference_of(self.type_name, one) for one in references]
        return found

    def filter(self, references: Mapping[str, Sequence[Reference]], known: Mapping[Reference, Sequence[str]]) -> Filter:
        """The filter for references whose ids are known."""
        paths = {"in": self.path}
        if self.type_name in CONTAINMENT:
            paths["within"] = (CONTAINMENT[self.type_name], *self.path)
        broad = self.type_name in BROAD
        return AllOf(
            tuple(
                RelatedTo(self.column, paths[each], [id_ for one in references[each] for id_ in known[one]], broad)
                for each in references
            )
        )


@dataclass(frozen=True, slots=True)
class OnViewer:
    """Asks whether something holds of the row for who asks: `find` gives the ids of those of which it does."""

    find: Find
    description: str

    @property
    def type(self) -> Any:
        """The input that this criterion takes."""
        return operators_for(bool, nullable=False)

    def filter(self, name: str, value: Any, found: list[str]) -> Filter:
        """The filter for what a client gave, and the ids that were found."""
        if value.eq is strawberry.UNSET:
            return MATCH_ALL
        check_value(name, "eq", value.eq)
        return Comparison("id", "in" if value.eq else "notIn", found)


Criterion = OnColumn | OnRelation | OnViewer


def filter_input(type_name: str, criteria: Mapping[str, Criterion]) -> Any:
    """Make `<type_name>Filter` of the criteria, and the ways to combine them."""
    name = f"{type_name}Filter"
    CRITERIA[name] = criteria
    many, single = list_of_type(type_ref(name)) | None, type_ref(name) | None
    annotations: dict[str, Any] = {"and_": many, "or_": many, "not_": single}
    fields = {
        "and_": strawberry.field(name="and", default=strawberry.UNSET, description="All of these filters match."),
        "or_": strawberry.field(
            name="or", default=strawberry.UNSET, description="At least one of these filters matches."
        ),
        "not_": strawberry.field(name="not", default=strawberry.UNSET, description="This filter does not match."),
    }
    for field, criterion in criteria.items():
        annotations[field] = criterion.type | None
        fields[field] = strawberry.field(default=strawberry.UNSET, description=criterion.description)
    made = type(name, (), {"__annotations__": annotations, **fields})
    description = f"Filter for lists of {type_name}. A record must meet all of the conditions that are given."
    return register(name, strawberry.input(made, description=description))


def criterion_input(type_name: str) -> Any:
    """Make `<type_name>Criterion`: how a relation to such entities is asked for."""
    references = list_of_type(reference_input(type_name)) | None
    annotations = {"in_": references}
    says = "Related to at least one of these records; at most 250."
    fields = {"in_": strawberry.field(name="in", default=strawberry.UNSET, description=says)}
    if type_name in CONTAINMENT:
        annotations["within"] = references
        says = "Related to at least one of these records or to one inside them, at any depth; at most 250."
        fields["within"] = strawberry.field(default=strawberry.UNSET, description=says, directives=cost(WITHIN))
    name = f"{type_name}Criterion"
    made = type(name, (), {"__annotations__": annotations, **fields})
    return register(name, strawberry.input(made, description=f"Filter by a relation to {type_name} records."))
