"""Discovery of declarations: whatever type, query or mutation stands in a package of `schema` is in the graph."""

from pkgutil import iter_modules

import schema
from models.discovery import import_modules


def import_declarations() -> None:
    """Import every package of `schema`, whose modules register what they declare."""
    for module in iter_modules(schema.__path__):
        if module.ispkg:
            import_modules(f"{schema.__name__}.{module.name}")
