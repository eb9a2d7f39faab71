"""The kinds of value that columns hold."""

from sqlalchemy import Enum, String

from loaders.sql.dialect import stored_type
from loaders.tables import Table


def holds_text(table: Table, column: str) -> bool:
    """Tell columns of text from all others, closed lists among them."""
    stored = stored_type(table.c[column].type)
    return isinstance(stored, String) and not isinstance(stored, Enum)
