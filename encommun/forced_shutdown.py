"""Forced end of a process that was told to stop and hangs."""

import faulthandler
import logging
import os
from threading import Timer

STOP_SECONDS = 9.0
"""Seconds from the signal to an end by force; supervisors commonly kill after 10."""
DRAIN_SECONDS = 4
"""Seconds that requests in flight have to end; the rest is for background work, the writer and the readers."""
LAST_SECONDS = 9.5
"""The same, where not even Python runs any more."""
FORCED = 1
"""Exit code of a process that was ended by force."""

log = logging.getLogger("encommun.stopping")


def schedule_forced_shutdown() -> None:
    """End the process if it still runs after STOP_SECONDS. Everything acknowledged is on the disk by then."""
    timer = Timer(STOP_SECONDS, _end)
    timer.daemon = True
    timer.start()
    faulthandler.dump_traceback_later(LAST_SECONDS, exit=True)


def _end() -> None:
    log.critical("The server has not stopped within %s s, and is ended by force.", STOP_SECONDS)
    os._exit(FORCED)
