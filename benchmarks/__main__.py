"""`python -m benchmarks` measures everything and writes RESULTS; `--quick` prints the ratios of two shapes."""

import argparse
import signal
import subprocess
import sys
from types import FrameType

from benchmarks import full, quick
from benchmarks.databases import NotFilled
from benchmarks.load import Refused
from benchmarks.processes import NoAnswer
from benchmarks.progress import clock
from benchmarks.same import Different

WRONG = (Different, NoAnswer, NotFilled, Refused, subprocess.CalledProcessError)
"""What stops a run with a sentence."""


def main() -> None:
    """Run what is asked for; leave nothing running, however it ends."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two shapes only; writes nothing")
    chosen = quick.run if parser.parse_args().quick else full.run
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
