"""Use cases and rules of the commons: rows in, rows out, and no GraphQL types.

Importing any part of it imports all capabilities. Some register functions when they are imported (`core/hooks.py`,
`moderation/case_kinds.py`); so their registration is complete wherever one part is used alone, by a job or a command.
The leaves register nothing, for they do not know `core`; some of their modules are slow to load, and wait until they
are needed.
"""

from importlib import import_module
from pkgutil import iter_modules, walk_packages

LEAVES = frozenset({"i18n", "security", "validation"})

for _package in iter_modules(__path__):
    if _package.name not in LEAVES:
        _capability = import_module(f"{__name__}.{_package.name}")
        for _module in walk_packages(_capability.__path__, f"{_capability.__name__}."):
            import_module(_module.name)
