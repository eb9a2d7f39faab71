"""Filters and orders of a type's lists, derived from its model and relations."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import SQLModel

from models import MODELS, ClosedList
from models.columns import KEY
from models.folding import SORT
from resolvers.core.entities import CONTAINMENT, ENTITIES
from schema.kit.criteria import Criterion, OnColumn, OnRelation
from schema.kit.operators import id_operators, operators_for, presence_operators, text_operators
from schema.kit.relations import ToMany, ToOne
from schema.kit.scalars import named_type, value_type

COMPARABLE = (ClosedList, bool, int, float, date, datetime)


def criteria_of(
    model: type[SQLModel], shown: Iterable[str], relations: Mapping[str, ToOne | ToMany]
) -> dict[str, Criterion]:
    """The criteria of an entity's filter, in the order in which the entity shows them."""
    found: dict[str, Criterion] = {"id": OnColumn(model.__name__, "id", id_operators(), _says(model, "id"))}
    for name in shown:
        criterion = _on_column(model, name)
        if criterion is not None:
            found[_public(name)] = criterion
    for name, relation in relations.items():
        if relation.type_name in ENTITIES and relation.type_name != model.__name__:
            column, path = _way(model, relation)
            if column is not None:
                found[name] = OnRelation(relation.type_name, column, path, _relation_says(model, relation))
    if model.__name__ in CONTAINMENT:
        found[model.__name__.lower()] = OnRelation(
            model.__name__, "id", (), "The record itself or a record that contains it."
        )
    return found


def order_columns(model: type[SQLModel], shown: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the column and the description of each member of the order enum."""
    found: dict[str, tuple[str, str]] = {}
    for name in shown:
        plain, listed, _ = value_type(model.model_fields[name].annotation)
        column = _sort_column(model, name)
        if column is not None or (not listed and issubclass(plain, int | date) and plain is not bool):
            found[_public(name).upper()] = (column or name, _says(model, name))
    return found


def link_columns(model: type[SQLModel], relation: ToMany) -> tuple[str, str]:
    """Return the association table's columns for the model's own id, and for the other side's."""
    if relation.via is not None and relation.onward is not None:
        return relation.via, relation.onward
    table = relation.through.__table__  # type: ignore[union-attr]
    own, other = model.__table__.name, MODELS[relation.type_name].__tablename__  # type: ignore[attr-defined]
    sides = {key.column.table.name: key.parent.key for key in table.foreign_keys}
    return sides[own], sides[other]


def _way(model: type[SQLModel], relation: ToOne | ToMany) -> tuple[str | None, tuple[tuple[str, str, str], ...]]:
    if isinstance(relation, ToOne):
        return (relation.via if relation.key == "id" else None), ()
    if relation.through is None:
        return None, ()
    own, other = link_columns(model, relation)
    return "id", ((relation.through.__table__.name, other, own),)  # type: ignore[attr-defined]


def _on_column(model: type[SQLModel], name: str) -> OnColumn | None:
    plain, listed, nullable = value_type(model.model_fields[name].annotation)
    sorted_by = _sort_column(model, name)
    if name == "id" or listed:
        return None
    if sorted_by is not None:
        return OnColumn(model.__name__, sorted_by, text_operators(), _says(model, name))
    stored: Any = model.__table__.c[name].type  # type: ignore[attr-defined]
    if issubclass(plain, COMPARABLE) or stored is KEY or name == "language":
        operators = operators_for(named_type(model, name), nullable=nullable)
        return OnColumn(model.__name__, name, operators, _says(model, name))
    return OnColumn(model.__name__, name, presence_operators(), _says(model, name)) if nullable else None


def _sort_column(model: type[SQLModel], name: str) -> str | None:
    """`name_sort` for `name`, and `label_sort` for `label_fr`."""
    column = _public(name) + SORT
    return column if column in model.model_fields else None


def _public(name: str) -> str:
    """The name by which lists are filtered and sorted: labels by the French one."""
    return name.removesuffix("_fr")


def _says(model: type[SQLModel], name: str) -> str:
    return model.model_fields[name].description or ""


def _relation_says(model: type[SQLModel], relation: ToOne | ToMany) -> str:
    if isinstance(relation, ToOne):
        return relation.says or _says(model, relation.via)
    return relation.says
