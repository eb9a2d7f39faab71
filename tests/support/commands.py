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
from typing import NamedTuple

from tests.support.durations import check_duration
from tests.support.loop_clock import FILE, LONGEST, read

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
    return subprocess.run(
        command, cwd=folder, env=environment(url), capture_output=True, text=True, timeout=SECONDS, check=False
    )


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
    with subprocess.Popen(
        [*WATCHED, "serve", "--port", "0", *arguments],
        cwd=folder,
        env=environment(url) | given | {FILE: str(clock)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            said = process.stdout.readline()
            address = re.search(r"http://\S+(?=/graphql)", said)
            assert address, process.communicate()[1]
            yield Serving(process, address[0], clock)
            check_duration(read(clock).busy, LONGEST)
        finally:
            process.kill()
            shutil.rmtree(clock.parent)
