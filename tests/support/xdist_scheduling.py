"""Shares the tests out among processes: few have those on one engine, so that its databases are made seldom.

What takes long begins early, so that no process is left alone with it: the engines' tests, then files with few tests,
each of which does much.
"""

import re
import zlib
from collections import Counter

import pytest
from xdist.scheduler import LoadScopeScheduling

ENGINE = re.compile(r"\[(sqlite|postgresql)\b")


class ByEngine(LoadScopeScheduling):
    """Half of the processes have an engine's tests, file by file; what needs none goes to whichever has time."""

    def _split_scope(self, nodeid: str) -> str:
        file = file_of(nodeid)
        found = ENGINE.search(nodeid)
        if found is None:
            return file
        return f"{found[1]} {zlib.crc32(file.encode()) % max(1, self.numnodes // 2)}"


def put_in_order(items: list[pytest.Item]) -> None:
    """Sort the tests by when they begin."""
    tests = Counter(file_of(each.nodeid) for each in items if not ENGINE.search(each.nodeid))
    items.sort(key=lambda each: 0 if ENGINE.search(each.nodeid) else tests[file_of(each.nodeid)])


def file_of(nodeid: str) -> str:
    """The file that a test stands in."""
    return nodeid.partition("::")[0]
