"""`encommun` with one job of the tests' own, which counts: for processes that are killed in the middle of it.

`COUNTED` is the number of keys, of which a round has five; at the one that `FALL_AT` names, the process kills itself.
"""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta

from encommun import __main__ as command
from encommun.worker import Worker
from loaders.queries.row_fetcher import RowFetcher
from loaders.queries.select_where import select_where
from models import ids
from resolvers.core.jobs import JOBS, job
from resolvers.core.storage_usage import NOTE
from resolvers.core.use_case import UseCase

AT_ONCE = 5
JOBS.clear()
Worker.__init__.__defaults__ = (0.01,)  # seconds between two looks


async def uncounted(reads: RowFetcher, _now: datetime) -> Sequence[str]:
    """The next keys that nobody has counted."""
    counted = {row.holder_id for row in await select_where(reads, NOTE, {}, ("holder_id",))}
    keys = map(str, range(int(os.environ["COUNTED"])))
    return [key for key in keys if key not in counted][:AT_ONCE]


@job("counted", every=timedelta(0), due=uncounted)
async def count(use_case: UseCase, key: str) -> None:
    """Count a key, whether it was counted before or not."""
    row = {"id": ids.new("note"), "holder_id": key, "records": os.getpid(), "drafts": 0, "stored_bytes": 0}
    await use_case.work.insert(NOTE, [row])
    if os.environ.get("FALL_AT") == key:
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(command.main())
