"""A pool of one: the suites run once more with one connection for reading and one for writing, and little patience.

Whatever waits for a connection while it holds one fails at once then, where it would otherwise take several at the same
moment to see it. `ENCOMMUN_TEST_POOL_OF_ONE=1` switches it on.
"""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest

from loaders.drivers.database import open_database
from loaders.drivers.read_limits import ReadLimits
from loaders.unit_of_work import WriterLimits
from loaders.unit_of_work.factory import create_writer, open_writer
from tests.support.commands import ROOT

IS_ON = "ENCOMMUN_TEST_POOL_OF_ONE" in os.environ
SECONDS = 10.0
"""Seconds that anybody waits for the connection."""
SUITES = tuple(ROOT / "tests" / each for each in ("schema", "records", "moderation", "permissions", "concurrency"))
CASES = 2
"""Cases of one test on one engine, spread over all that it has: those of the matrix, of filters and of pages differ in
what is asked, and not in how connections are had."""
APART = "test_crash.py"
"""Files whose processes are killed again and again: how they have connections, the others show."""
SETTINGS = {
    "ENCOMMUN_READERS": "1",
    "ENCOMMUN_WRITERS": "1",
    "ENCOMMUN_ACQUIRE_SECONDS": str(SECONDS),
    "ENCOMMUN_WRITE_WAIT_SECONDS": str(SECONDS),
}
"""The same for what is opened by settings."""


def narrow(patch: pytest.MonkeyPatch) -> None:
    """Have whatever a test opens without saying more be opened so."""
    patch.setattr(open_database, "__defaults__", (ReadLimits(readers=1, acquire_seconds=SECONDS),))
    for each in (create_writer, open_writer):
        patch.setattr(each, "__defaults__", (WriterLimits(writers=1, wait_seconds=SECONDS),))
    for name, value in SETTINGS.items():
        patch.setenv(name, value)


def chosen(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """The tests of SUITES that have a database, at most CASES of each on each engine."""
    cases: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
    for item in items:
        within = item.path.name != APART and any(suite in item.path.parents for suite in SUITES)
        if within and "server" in getattr(item, "fixturenames", ()):
            cases[item.nodeid.partition("[")[0], engine_of(item)].append(item)
    for alike in cases.values():
        yield from alike[:: -(-len(alike) // CASES)]


def engine_of(item: pytest.Item) -> str:
    """The engine that a test runs on."""
    return str(getattr(item, "callspec").params["server"])  # noqa: B009 - mypy knows no callspec
