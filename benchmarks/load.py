"""Puts servers under load with autocannon, which runs in one Node process for the whole benchmark."""

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.node import NODE, PEERS
from benchmarks.processes import JSON, stop
from benchmarks.workplace import environment

DRIVER = str(Path(__file__).parent / "load.mjs")


class Refused(Exception):
    """An answer under load was an error, or did not come."""


@dataclass(frozen=True)
class Pace:
    """How long a load is kept up, in seconds: first without counting, then counted, and never longer than `most`.

    It is counted for as many answers as there are connections at least, so that a slow server gives a figure.
    """

    warm: float
    seconds: float
    most: float = 15


NUMBER = "{number}"
"""In a body: each request has a number of its own there."""


@dataclass(frozen=True)
class Steady:
    """A load of another kind beside the one that is measured: so many requests per second, evenly."""

    url: str
    bodies: Sequence[str]
    headers: Mapping[str, str]
    connections: int
    rate: int


@dataclass(frozen=True)
class Beside:
    """What came of a steady load: its median latency is in milliseconds."""

    answered: int
    p50: float


@dataclass(frozen=True)
class Outcome:
    """What came of a load: latencies in milliseconds; `answered` includes what was not counted."""

    answered: int
    requests: int
    seconds: float
    p50: float
    p99: float
    beside: Beside | None = None

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


class Load:
    """The load generator; one load at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Take the process that runs `load.mjs`."""
        self._process = process

    def put(
        self,
        urls: Sequence[str],
        bodies: Sequence[str],
        connections: int,
        pace: Pace,
        headers: Mapping[str, str] = JSON,
        beside: Steady | None = None,
    ) -> Outcome:
        """Load the servers at `urls` together, each connection asking the bodies in turn; raises Refused."""
        answer = self._order(
            urls=list(urls),
            bodies=list(bodies),
            headers=dict(headers),
            connections=connections,
            warm=pace.warm * 1000,
            seconds=pace.seconds * 1000,
            most=pace.most * 1000,
            least=connections,
            beside=None if beside is None else asdict(beside),
        )
        if "refused" in answer:
            raise Refused(f"{' '.join(urls)} under {connections} connections: {answer['refused']}\n{bodies[0][:300]}")
        other = answer.pop("beside", None)
        return Outcome(**answer, beside=other and Beside(**other))

    def _order(self, **order: Any) -> dict[str, Any]:
        if self._process.stdin is None or self._process.stdout is None:
            raise Refused("the load generator has no pipes")
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise Refused("the load generator stopped: see its message above")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def generator(folder: Path = PEERS) -> Iterator[Load]:
    """The load generator, whose npm package is installed in `folder`; stopped at the end."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [NODE, DRIVER, str(folder)],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield Load(process)
    finally:
        stop(process)
