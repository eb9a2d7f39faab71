"""The ratios of two shapes on the terminal, in less than 90 seconds once the databases are filled."""

import sys

from benchmarks import report, summary
from benchmarks.databases import COMMONS
from benchmarks.load import Pace
from benchmarks.progress import Say
from benchmarks.rounds import Plan
from benchmarks.servers import SERVERS
from benchmarks.session import opened, side_by_side

PLAN = Plan(
    shapes=("1-projects", "2-node"),
    connections=(8,),
    rounds=3,
    warm_up=Pace(warm=0, seconds=0.5, most=3),
    pace=Pace(warm=0.2, seconds=0.8),
    compared=5,
)


def run(say: Say) -> None:
    """Measure two shapes, and print what was found."""
    with opened(COMMONS, say) as bench:
        samples, _ = side_by_side(bench, PLAN)
    titles = {server.name: server.title for server in SERVERS}
    tables = report.shapes(summary.medians(samples), titles)
    sys.stdout.write("\n" + "\n".join(tables))
    say("the full benchmark is `make bench`")
