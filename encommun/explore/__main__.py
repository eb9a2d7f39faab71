"""Builds the page of the network, or checks its sources, with all that developers need: for the Makefile."""

import sys

from encommun.explore.bundle import BuildError, build, check

WORDS = {"build": lambda: build(development=True), "check": check}

if __name__ == "__main__":
    try:
        WORDS[sys.argv[1]]()
    except BuildError as error:
        sys.exit(f"encommun: the page /explore: {error}")
