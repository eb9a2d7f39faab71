"""`python -m benchmarks` measures everything and writes RESULTS; `--quick` prints the ratios of two shapes.

`--only PART` prints one part of it; `--against CHECKOUT` compares every shape with another, installed checkout.
"""

import argparse
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from types import FrameType

from benchmarks import alone, full, paired, quick
from benchmarks.databases import NotFilled
from benchmarks.load import Refused
from benchmarks.processes import NoAnswer
from benchmarks.progress import clock
from benchmarks.same import Different
from benchmarks.stored import Lost

WRONG = (Different, Lost, NoAnswer, NotFilled, Refused, subprocess.CalledProcessError)
"""What stops a run with a sentence."""


def main() -> None:
    """Run what is asked for; leave nothing running, however it ends."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two shapes only; writes nothing")
    parser.add_argument("--only", choices=alone.PARTS, help="one part; writes nothing")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="ratios to another checkout; writes nothing")
    given = parser.parse_args()
    chosen = quick.run if given.quick else alone.PARTS.get(given.only, full.run)
    if given.against:
        chosen = partial(paired.run, other=given.against)
    signal.signal(signal.SIGTERM, leave)
    try:
        chosen(clock())
    except WRONG as error:
        sys.exit(f"benchmark: {error}")
    except KeyboardInterrupt:
        sys.exit("benchmark: stopped")


def leave(number: int, _frame: FrameType | None) -> None:
    """End as an exception does, which stops all child processes."""
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
