"""Processes that run a module at once: forked by one that has imported what `encommun` needs, which takes it seconds.

A test process has one such parent. Each child is a process as any other: its own group of files, environment and
folder, and its end is told to the test that started it.
"""

import ctypes
import json
import os
import random
import runpy
import socket
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

ROOT = Path(__file__).parents[2]
PREPARED = "encommun.cli", "encommun.app", "encommun.server", "encommun.worker_process", "encommun.exchange.commands"
"""Modules that are there before a child is forked."""
SUBREAPER = 36
"""`PR_SET_CHILD_SUBREAPER`: the process that is given the children of descendants that end."""
LONGEST_REQUEST = 1 << 20


class Request(NamedTuple):
    """A module to run as `python -m` does, with its arguments, folder and environment."""

    module: str
    arguments: list[str]
    folder: str
    environment: dict[str, str]


class PreparedProcess(subprocess.Popen[str]):
    """`subprocess.Popen` of a Request as its only argument, where standard output and error are read."""

    def _execute_child(self, args: Any, *others: Any) -> None:
        """Have the prepared process fork, and take what it forked for a child of this one."""
        files = others[12], others[14]  # the writing ends of standard output and error
        asked, _ = parent()
        adopt_orphans(1)
        try:
            socket.send_fds(asked, [json.dumps(args).encode()], files)
            self.pid = int(asked.recv(32))
        finally:
            adopt_orphans(0)
        self._child_created = True
        for file in files:
            os.close(file)


def adopt_orphans(adopting: int) -> None:
    """Say whether this process is given the children of its descendants that end."""
    if ctypes.CDLL(None, use_errno=True).prctl(SUBREAPER, adopting, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


@lru_cache
def parent() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """Start the prepared process, once; it ends with this one, whose end it sees."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ENCOMMUN_", "PYTHON"))}
    command = [sys.executable, "-m", "tests.support.prepared_process", str(its.fileno())]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[its.fileno()])
    its.close()
    return ours, process


def serve(asked: socket.socket) -> None:
    """Fork for each request, until nobody is left to ask."""
    for name in PREPARED:
        import_module(name)
    while True:
        message, files, *_ = socket.recv_fds(asked, LONGEST_REQUEST, 2)
        if not message:
            return
        reading, writing = os.pipe()
        if (between := os.fork()) == 0:  # it ends at once, which hands the child over
            if (child := os.fork()) == 0:
                os.close(reading)
                os.close(writing)
                asked.close()
                run(Request(*json.loads(message)), files)
            os.write(writing, str(child).encode())
            os._exit(0)
        os.waitpid(between, 0)
        asked.send(os.read(reading, 32))
        for file in (reading, writing, *files):
            os.close(file)


def run(request: Request, files: Sequence[int]) -> NoReturn:
    """Become the process that was asked for, and end as it does."""
    for number, file in enumerate(files, 1):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(request.environment)
    os.chdir(request.folder)
    random.seed()
    sys.argv = [request.module, *request.arguments]
    runpy.run_module(request.module, run_name="__main__", alter_sys=True)
    sys.exit()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
