"""Features: visible to those who see the featured record."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import SQLModel

from loaders.tables import Table, table_of
from loaders.visibility.access import Visibility
from loaders.visibility.registry import visible
from models import Collection, Deposited, Feature, Network, Territory, Topic

CONTENT: tuple[type[SQLModel], ...] = (*Deposited.__subclasses__(), Collection, Network, Territory, Topic)
CONTENT_TABLES: list[Table] = [table_of(each) for each in CONTENT]
"""Tables of records that collections and features can contain."""


@visible(Feature)
def features(visibility: Visibility, rows: Any) -> Sequence[ColumnElement[bool]]:
    """Select features whose record the viewer sees."""
    seeing, tables = visibility.without_judging, [each.alias() for each in CONTENT_TABLES]
    return [or_(*(exists().where(each.c.id == rows.c.node_id, *seeing.visible(each)) for each in tables))]
