"""Use cases and rules of the commons: rows in, rows out, and no GraphQL types.

Importing any part of it imports all capabilities. Some register functions when they are imported (`core/hooks.py`,
`moderation/case_kinds.py`); so their registration is complete wherever one part is used alone, by a job or a command.
The leaves register nothing, for they do not know `core`; some of their modules are slow to load, and wait until they
are needed.
"""

from pkgutil import iter_modules

from models.discovery import import_modules

LEAVES = frozenset({"graph", "i18n", "security", "validation"})

for _package in iter_modules(__path__):
    if _package.name not in LEAVES:
        import_modules(f"{__name__}.{_package.name}")
