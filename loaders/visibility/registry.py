"""The visibility rule of each table, declared once, for every road by which its rows are read.

A table is public, or internal, or has a rule of its own. What is declared as none of these cannot be read.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement
from sqlmodel import SQLModel

from loaders.tables import Table, table_of

if TYPE_CHECKING:  # it looks the rules up here
    from loaders.visibility.access import Visibility

Rule = Callable[["Visibility", Any], Sequence[ColumnElement[bool]]]
"""A function that returns the conditions, all of which hold, under which a viewer sees rows of a table or an alias.

It is not asked for stewards, who see everything.
"""
PUBLIC: set[Table] = set()
"""The tables whose rows are for everyone."""
INTERNAL: set[Table] = set()
"""The tables that the graph does not show: use cases read them, and decide who learns what of it."""
RULES: dict[Table, Rule] = {}
"""The rules of all other tables."""


def visible(*models: type[SQLModel]) -> Callable[[Rule], Rule]:
    """Declare the function below as the rule of the tables of some models."""

    def declare(rule: Rule) -> Rule:
        RULES.update(dict.fromkeys(_undeclared(models), rule))
        return rule

    return declare


def public(*models: type[SQLModel]) -> None:
    """Declare that everyone sees the rows of some models."""
    PUBLIC.update(_undeclared(models))


def internal(*models: type[SQLModel]) -> None:
    """Declare that the graph does not show the rows of some models."""
    INTERNAL.update(_undeclared(models))


def rule_of(rows: Any) -> Rule:
    """The rule of the table that rows are of, under whatever name; raises LookupError where none is declared."""
    table = rows
    while not isinstance(table, Table) and hasattr(table, "element"):
        table = table.element
    if table in RULES:
        return RULES[table]
    if table in PUBLIC or table in INTERNAL:
        return _sees_all
    raise LookupError(f"Who sees {table}? Declare it in loaders/visibility/rules.")


def _sees_all(_visibility: "Visibility", _rows: Any) -> Sequence[ColumnElement[bool]]:
    return ()


def _undeclared(models: Sequence[type[SQLModel]]) -> list[Table]:
    """The tables of models; raises TypeError where one is declared already."""
    tables = [table_of(each) for each in models]
    if twice := [each.name for each in tables if each in PUBLIC or each in INTERNAL or each in RULES]:
        raise TypeError(f"These tables are declared twice: {', '.join(twice)}.")
    return tables
