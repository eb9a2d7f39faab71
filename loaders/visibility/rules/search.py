"""Documents of the search: whoever sees a record finds it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_

from loaders.sql.literals import literal
from loaders.visibility.access import Visibility
from loaders.visibility.registry import visible
from loaders.visibility.rules.collections import tied_to_viewer
from loaders.visibility.rules.records import is_shown, or_own
from models import Collection, SearchDocument


@visible(SearchDocument)
def documents(visibility: Visibility, rows: Any) -> Sequence[ColumnElement[bool]]:
    """Select documents of records that the viewer sees, by the copies of the columns that decide it."""
    ties = tied_to_viewer(visibility, rows.c.id) if visibility.access.own else ()
    is_collection = rows.c.type_name == literal(Collection.__name__)
    return [or_own(visibility, rows, is_shown(visibility, rows), *(and_(is_collection, tie) for tie in ties))]
