"""One measure by itself, printed and not written down: `python -m benchmarks --only writes`."""

import sys
from collections.abc import Callable, Mapping

from benchmarks import bulk, report, targets, writing
from benchmarks.databases import COMMONS, SCALED, fill_what_is_stale
from benchmarks.progress import Say
from benchmarks.session import opened
from benchmarks.workplace import postgresql


def writes(say: Say) -> None:
    """Single mutations, and reads beside them."""
    with opened(COMMONS, say) as bench:
        found = writing.measured(bench)
    sys.stdout.write("\n" + writing.shown(found) + "\n" + report.targets(targets.of_writing(found)))


def in_bulk(say: Say) -> None:
    """Bulk upserts and imports."""
    with postgresql() as server:
        fill_what_is_stale(SCALED, server, say)
        say("bulk upserts and imports")
        found = bulk.measure(server)
    sys.stdout.write("\n" + report.targets(targets.of_bulk(found)))


PARTS: Mapping[str, Callable[[Say], None]] = {"bulk": in_bulk, "writes": writes}
"""What can be asked for by its name."""
