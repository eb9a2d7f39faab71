"""Builds the bundle with all that developers need, for the Makefile."""

import sys

from encommun.explore.bundle import BuildError, build

if __name__ == "__main__":
    try:
        build(development=True)
    except BuildError as error:
        sys.exit(f"encommun: the page /explore cannot be built: {error}")
