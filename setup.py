"""Puts the page of the network into a wheel: it is built from `pages/`. All else is in pyproject.toml."""

import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithPage(build_py):
    """Builds the page before the packages are gathered; a checkout that is installed as it is builds it when served."""

    def run(self) -> None:
        """Build."""
        if not self.editable_mode:
            sys.path.insert(0, str(Path(__file__).parent))
            from encommun.explore.bundle import build  # noqa: PLC0415 - found beside this file only now

            build()
        super().run()


setup(cmdclass={"build_py": BuildWithPage})
