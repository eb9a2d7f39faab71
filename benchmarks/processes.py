"""Starts servers, one process each, waits until they answer, and stops what it started."""

import http.client
import json
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.servers import Server
from benchmarks.workplace import LOGS, ROOT, environment

HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 25
POLL_SECONDS = 0.005
JSON = {"content-type": "application/json"}
"""The headers of a request without credentials."""


class NoAnswer(Exception):
    """A server did not start, or did not answer as it should."""


@dataclass(frozen=True)
class Running:
    """A server's process on one engine."""

    server: Server
    engine: str
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{HOST}:{self.port}/graphql"

    @property
    def title(self) -> str:
        """What people call it."""
        return f"{self.server.title} on {self.engine}"

    def ask(self, body: str, headers: Mapping[str, str] = JSON) -> dict[str, Any]:
        """The data of its answer; raises NoAnswer for anything but a complete one, OSError when it does not listen."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=START_SECONDS)
        try:
            connection.request("POST", "/graphql", body.encode(), dict(headers))
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        answer = json.loads(text) if response.status == http.HTTPStatus.OK else {}
        if "data" not in answer or answer.get("errors"):
            raise NoAnswer(f"{self.title}: HTTP {response.status} {text[:1000]!r}\nasked: {body[:300]}")
        data: dict[str, Any] = answer["data"]
        return data

    def wait(self, body: str, headers: Mapping[str, str] = JSON) -> dict[str, Any]:
        """Its first answer; raises NoAnswer when it ends or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return self.ask(body, headers)
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise NoAnswer(f"{self.title} does not start: see var/benchmark/logs") from None
                time.sleep(POLL_SECONDS)


@contextmanager
def started(server: Server, engine: str, url: str, folder: Path = ROOT) -> Iterator[Running]:
    """A server of the database at `url` on a free port, started in `folder`; stopped at the end, whatever happens."""
    port = free_port()
    LOGS.mkdir(parents=True, exist_ok=True)
    with (LOGS / f"{server.name}-{engine}.log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - a program of this repository
            server.command,
            cwd=folder,
            env=environment(**server.environment(url, port)),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield Running(server, engine, port, process)
    finally:
        stop(process)


def stop(process: subprocess.Popen[Any]) -> None:
    """Ask a process to stop, and wait; kill it only when it does not."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port
