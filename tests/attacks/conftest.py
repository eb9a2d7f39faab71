"""A server for each engine, which all attacks meet one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.attacks.attack import asking
from tests.attacks.target import Target, Targets
from tests.support.commands import serving

SECONDS = "2"
"""Seconds that a client has for headers, body, answer, or silence; other limits are ten times as long."""

POINTS = "1000000000"
"""So many that each attack is refused for what it is, and not for those before it."""

ORDINARY = """{
  actors(first: 3, filter: {name: {contains: "a"}}) { totalCount nodes { name } }
  territories(first: 3) { totalCount nodes { name } } projects(first: 3) { nodes { title } }
  nodes(ids: []) { id } __schema { queryType { name } }
}"""
"""A query that loads everything that is loaded on the first request."""


@pytest.fixture(scope="session")
def targets(database_url, tmp_path_factory) -> Iterator[Targets]:
    """The servers, each once it has answered an ordinary question or two."""
    times = {f"{name}_seconds": SECONDS for name in ("header", "body", "answer", "idle")}
    points = {"points_visitor": POINTS, "points_visitor_per_second": POINTS}

    @contextmanager
    def started() -> Iterator[Target]:
        with serving(database_url, tmp_path_factory.mktemp("attacked"), **times, **points) as server:
            target = Target(server)
            for _ in range(3):
                target.outcome(asking(ORDINARY))
            assert target.is_healthy()
            yield target

    found = Targets(started)
    yield found
    found.close()


@pytest.fixture
def target(targets: Targets) -> Target:
    """The server that is there now."""
    return targets.current
