"""The columns that people write, with the check of each: from its rule, or else from its type."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

from loaders.tables import Column as Stored
from loaders.tables import table_of
from models import MODELS, ClosedList
from models.folding import SORT
from resolvers.validation.field_names import to_camel_case
from resolvers.validation.problem import Check, Checked, quotable, with_problem
from resolvers.validation.rules import RULES
from resolvers.validation.times import day, moment
from resolvers.validation.values import boolean, choice, list_of

KEPT_BY_US = frozenset({"id", "created_at", "updated_at", "state", "version", "space_id", "demonstration"})
"""Columns that the commons keeps by itself, of whatever type."""
ID = "_id"


def record_id(value: object) -> Checked[str]:
    """The id of a record that was found; whether there is one is not known here."""
    return (value, []) if isinstance(value, str) else with_problem("INVALID_ID", value=quotable(value))


BY_TYPE: Mapping[type, Check] = {bool: boolean, date: day, datetime: moment}


@dataclass(frozen=True, slots=True)
class WritableColumn:
    """A column that people write."""

    name: str
    """As clients write it: `startsOn` for `starts_on`, `holder` for `holder_id`."""
    check: Check
    holds: type
    """The type of its values, or of each of them where it holds a list."""
    listed: bool
    nullable: bool
    required: bool
    """True if a new record must have a value: the column allows no null and has no default."""
    default: Any = None

    def cleared(self) -> Any:
        """Return the column's value once it is cleared."""
        return copy(self.default)


@cache
def writable_columns(type_name: str) -> Mapping[str, WritableColumn]:
    """The columns of a type that people write, by name; raises TypeError for one without a rule."""
    model = MODELS[type_name]
    return {
        each.key: _column(type_name, each)
        for each in table_of(model).columns
        if each.key not in KEPT_BY_US | model.kept and not each.key.endswith(SORT) and not each.primary_key
    }


def _column(type_name: str, stored: Stored[Any]) -> WritableColumn:
    name, leads_elsewhere = stored.key, bool(stored.foreign_keys)
    field = MODELS[type_name].model_fields[name]
    holds, listed = _type_of(field.annotation)
    check = RULES[type_name].columns.get(name) or (record_id if leads_elsewhere else _check_of(holds, listed=listed))
    if check is None:
        raise TypeError(f"{type_name}.{name} has no rule: write one in resolvers/validation/rules.py.")
    return WritableColumn(
        name=to_camel_case(name.removesuffix(ID) if leads_elsewhere else name),
        check=check,
        holds=holds,
        listed=listed,
        nullable=bool(stored.nullable),
        required=not stored.nullable and field.is_required(),
        default=None if field.is_required() else field.get_default(call_default_factory=True),
    )


def _check_of(holds: type, *, listed: bool) -> Check | None:
    """The check that a type says all of; text and numbers need a rule."""
    if not issubclass(holds, ClosedList):
        return None if listed else BY_TYPE.get(holds)
    return list_of(choice(holds), len(holds)) if listed else choice(holds)


def _type_of(annotation: Any) -> tuple[type, bool]:
    """The plain type of `T`, `T | None` or `list[T]`, and whether it is a list."""
    if get_origin(annotation) is list:
        return get_args(annotation)[0], True
    (plain,) = [each for each in get_args(annotation) if each is not NoneType] or [annotation]
    return plain, False
