"""Use cases and rules of the commons: rows in, rows out, and no GraphQL types.

Importing any part of it imports all modules. Some register functions when they are imported (`core/hooks.py`,
`moderation/case_kinds.py`); so their registration is complete wherever one part is used alone, by a job or a command.
"""

from importlib import import_module
from pkgutil import walk_packages

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)
