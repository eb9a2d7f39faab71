"""One measure by itself, printed and not written down: `python -m benchmarks --only writes`."""

import sys
from collections.abc import Callable, Mapping

from benchmarks import report, targets, writing
from benchmarks.databases import COMMONS
from benchmarks.progress import Say
from benchmarks.session import opened


def writes(say: Say) -> None:
    """Single mutations, and reads beside them."""
    with opened(COMMONS, say) as bench:
        found = writing.measured(bench)
    sys.stdout.write("\n" + writing.shown(found) + "\n" + report.targets(targets.of_writing(found)))


PARTS: Mapping[str, Callable[[Say], None]] = {"writes": writes}
"""What can be asked for by its name."""
