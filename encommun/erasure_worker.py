"""Background job that removes erased data from the disk."""

import asyncio
import logging
import time
from collections.abc import Callable
from pathlib import Path

from encommun import outage_log
from encommun.export_files import delete_old_files
from encommun.mail.outbox import delete_old_messages
from loaders.drivers.erasure import Eraser
from loaders.errors import UnavailableError

MINUTE = 60.0
"""Seconds between two rounds."""
LATE = 10
"""Number of failed rounds after which the operator is warned."""

log = logging.getLogger("encommun.erasure")


class ErasureWorker:
    """Empties the log of the database, the outbox and the folder of exports, in each process, as long as it runs."""

    def __init__(
        self, eraser: Eraser, outbox: Path, exports: Path, minute: float = MINUTE, now: Callable[[], float] = time.time
    ) -> None:
        """Take the database's eraser, and the folders of mails and of exports, which need not be there."""
        self._eraser = eraser
        self._outbox = outbox
        self._exports = exports
        self._minute = minute
        self._now = now
        self._in_vain = 0

    async def run(self) -> None:
        """Do it at once, for who fell before, and then in rounds, until cancelled."""
        while True:
            await self.round()
            await asyncio.sleep(self._minute)

    async def round(self) -> None:
        """Do it once; what fails is logged, keeps nothing else from being done, and is tried in the next round."""
        for step in (self._finish, self._empty_outbox, self._delete_exports):
            try:
                await step()
            except UnavailableError as error:
                outage_log.log_outage(error)
            except Exception:
                log.exception("What was erased is still on the disk; it is tried again in %s s.", self._minute)

    async def _finish(self) -> None:
        """Remove erased data from the disk; warn the operator if other processes prevent it for long."""
        self._in_vain = 0 if await self._eraser.finish() else self._in_vain + 1
        if self._in_vain and self._in_vain % LATE == 0:
            log.warning("What was erased is still in the log of the database: somebody has been reading for long.")

    async def _empty_outbox(self) -> None:
        await asyncio.to_thread(delete_old_messages, self._outbox, self._now())

    async def _delete_exports(self) -> None:
        await asyncio.to_thread(delete_old_files, self._exports, self._now())
