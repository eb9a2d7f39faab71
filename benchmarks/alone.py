"""One measure by itself, printed and not written down: `python -m benchmarks --only writes`."""

import sys
from collections.abc import Callable, Mapping

from benchmarks import bulk, exploring, report, targets, writing
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


def explored(say: Say) -> None:
    """Search, completion, and questions to the network."""
    with postgresql() as server:
        fill_what_is_stale(COMMONS, server, say)
        say("search, completion, and questions to the network")
        found = exploring.measure({each.engine: each.url(server) for each in COMMONS})
    sys.stdout.write("\n" + report.explored(found) + "\n" + report.targets(targets.of_exploring(found)))


PARTS: Mapping[str, Callable[[Say], None]] = {"bulk": in_bulk, "exploring": explored, "writes": writes}
"""What can be asked for by its name."""
