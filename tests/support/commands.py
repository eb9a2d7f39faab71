"""Runs the `encommun` command as an operator does: as a process of its own."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.support.durations import check_duration
from tests.support.loop_clock import FILE, LONGEST, read
from tests.support.prepared_process import PreparedProcess, Request

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "encommun")
WATCHED = (sys.executable, "-m", "tests.support.loop_clock")
"""The same command, whose server keeps how long its loop lets nobody in."""
SECONDS = 120


def environment(url: str | None = None) -> dict[str, str]:
    """This process's environment without its own settings; npm stays off the network."""
    ours = "ENCOMMUN_", "MAKE", "PYTHON"
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    given = {"ENCOMMUN_DATABASE_URL": url} if url else {}
    return {**inherited, "PYTHONPATH": str(ROOT), "NPM_CONFIG_OFFLINE": "true", "COLUMNS": "200", **given}


def run(*command: str, url: str | None = None, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The finished command, run in `folder` with the database at `url`."""
    with started(*command, folder=folder, environment=environment(url)) as process:
        try:
            said, errors = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, said, errors)


def started(*command: str, folder: Path, environment: dict[str, str]) -> subprocess.Popen[str]:
    """A command that runs; a module of ours does so from a process that is prepared."""
    pipes: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    if command[:2] == (sys.executable, "-m"):
        return PreparedProcess(Request(command[2], list(command[3:]), str(folder), environment), **pipes)
    return subprocess.Popen(command, cwd=folder, env=environment, **pipes)


def encommun(*arguments: str, url: str | None = None) -> subprocess.CompletedProcess[str]:
    """The finished `encommun` command."""
    return run(*COMMAND, *arguments, url=url)


class Serving(NamedTuple):
    """A server that answers: its process and its address."""

    process: subprocess.Popen[str]
    address: str
    clock: Path

    def stop(self, signal: int) -> tuple[int, str]:
        """Exit code and standard error of the server, stopped by `signal`."""
        self.process.send_signal(signal)
        return self.process.wait(SECONDS), self.process.stderr.read()


@contextmanager
def serving(url: str, folder: Path, *arguments: str, **settings: str) -> Iterator[Serving]:
    """`encommun serve` on a free port, with `ENCOMMUN_…` settings; killed at the end unless it has stopped.

    Fails where its event loop has let nobody in for longer than it may.
    """
    given = {f"ENCOMMUN_{name.upper()}": value for name, value in settings.items()}
    clock = Path(tempfile.mkdtemp(prefix="encommun-clock-")) / "clock"
    command = (*WATCHED, "serve", "--port", "0", *arguments)
    with started(*command, folder=folder, environment=environment(url) | given | {FILE: str(clock)}) as process:
        try:
            said = process.stdout.readline()
            address = re.search(r"http://\S+(?=/graphql)", said)
            assert address, process.communicate()[1]
            yield Serving(process, address[0], clock)
            check_duration(read(clock).busy, LONGEST)
        finally:
            process.kill()
            shutil.rmtree(clock.parent)
