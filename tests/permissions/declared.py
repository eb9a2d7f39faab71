"""Statements of capabilities about themselves: the modules of `capabilities/`.

Each has the lines of its mutations (`TABLE`) and their inputs (`INPUTS`); for a record type, what a new record says
(`CREATED`) and what a change says (`CHANGED`); and a function `rows` that gives what has to be stored besides. A
module whose capability has a job has a function `due`, which gives rows that are due at a moment.
"""

from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent / "capabilities"
CAPABILITIES = [import_module(f"tests.permissions.capabilities.{each.stem}") for each in sorted(FOLDER.glob("*.py"))]
