"""Random filters for every entity: values that rows have, values near them, and values that none has."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLList, get_named_type, get_nullable_type
from hypothesis import strategies as st

from models import ids
from tests.schema.expected_relations import RelationTree
from tests.schema.filter_oracle import Condition, column_of
from tests.schema.graph_client import criteria
from tests.support.edge_cases import MOMENT

CODES = {
    "typeName": ["Project", "", "project", "?"],
    "siren": ["732829320", "200000172", "219740172"],
    "rna": ["W751000001", "W2A1000004"],
    "slug": ["budget-participatif", "nulle-part"],
    "code": ["84007", "2A004", "11", "200000172", "01999"],
    "language": ["fr", "en", "zz"],
}
TEXTS = [
    "",
    "z",
    "E",
    "œ",
    "OEUVRE",
    "l'",
    "l’œuvre",
    "%",
    "_",
    "100 %",
    "\\",
    '"',
    "'",
    "été",
    "🌱",
    "ABC",
    " ",
    "introuvable",
]


def values(world: RelationTree, type_name: str, name: str) -> list[Any]:
    """Return values, as JSON, with which a criterion's column is compared."""
    column = column_of(type_name, name)
    stored = sorted({row[column] for row in world.of(type_name)} - {None})
    if name == "id":
        return [*stored[:50], ids.derived(type_name.lower(), "unknown", MOMENT)]
    if name in CODES:
        return CODES[name] + (stored[:: len(stored) // 10 + 1])
    if column.endswith("_sort"):
        shown = [row[name if name != "label" else "label_fr"] for row in world.of(type_name)[:200]]
        return TEXTS + [part for text in shown for part in (text, text[:4].upper(), text[2:5])]
    few = stored[:: len(stored) // 20 + 1]
    match criteria(type_name)[name].name:
        case "PresenceFilter":
            return []
        case "DateTimeFilter":
            return [each.isoformat() for each in few] + [(each + timedelta(seconds=1)).isoformat() for each in few[:3]]
        case "DateFilter":
            return [str(each) for each in few] + ["0001-01-01", "2024-02-29", "9999-12-31"]
        case "IntFilter" | "BigIntFilter":
            return [*few, -1, 0, 2**31 - 1]
        case "FloatFilter":
            return [*few, -180.0, 0.0, 4.8]
        case "BooleanFilter":
            return [True, False]
    members = get_named_type(criteria(type_name)[name].fields["eq"].type)
    return list(members.values) if isinstance(members, GraphQLEnumType) else [*few, "unknown"]


def operands(input_type: GraphQLInputObjectType, operator: str, known: list[Any]) -> st.SearchStrategy[Any]:
    """Values for one operator."""
    if operator == "isNull":
        return st.booleans()
    one = st.sampled_from(known)
    listed = isinstance(get_nullable_type(input_type.fields[operator].type), GraphQLList)
    return st.lists(one, min_size=1, max_size=4) if listed else one


def on_column(world: RelationTree, type_name: str, name: str) -> st.SearchStrategy[Condition]:
    """Conditions with one or two operators on one column."""
    input_type = criteria(type_name)[name]
    known = values(world, type_name, name)
    chosen = {operator: operands(input_type, operator, known) for operator in input_type.fields}
    return st.lists(st.sampled_from(sorted(chosen)), min_size=1, max_size=2, unique=True).flatmap(
        lambda operators: st.fixed_dictionaries({operator: chosen[operator] for operator in operators})
    )


def references(world: RelationTree, type_name: str) -> st.SearchStrategy[dict[str, str]]:
    """Ways to name an entity of a type."""
    return st.sampled_from([each for row in world.of(type_name)[:400] for each in _named(type_name, row)])


def _named(type_name: str, row: dict[str, Any]) -> Iterator[dict[str, str]]:
    yield {"id": row["id"]}
    if type_name == "Territory":
        yield {row["kind"].lower(): row["code"]}
    elif row.get("slug"):
        yield {"slug": row["slug"]}


def on_relation(world: RelationTree, input_type: GraphQLInputObjectType) -> st.SearchStrategy[Condition]:
    """Conditions on what a row is related to."""
    some = st.lists(references(world, input_type.name.removesuffix("Criterion")), min_size=1, max_size=4)
    return st.fixed_dictionaries({}, optional=dict.fromkeys(input_type.fields, some)).filter(bool)


def conditions(world: RelationTree, type_name: str) -> st.SearchStrategy[Condition]:
    """Filters of one entity, with combinations."""
    simple = {
        name: on_relation(world, each) if each.name.endswith("Criterion") else on_column(world, type_name, name)
        for name, each in criteria(type_name).items()
    }
    leaf = st.lists(st.sampled_from(sorted(simple)), min_size=1, max_size=2, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: simple[name] for name in names})
    )
    combined = st.recursive(
        leaf,
        lambda inner: st.fixed_dictionaries({}, optional={"not": inner, **dict.fromkeys(("and", "or"), _some(inner))}),
        max_leaves=5,
    )
    return st.one_of(leaf, combined)


def _some(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[list[Condition]]:
    return st.lists(inner, min_size=1, max_size=3)
