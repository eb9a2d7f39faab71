"""Shares the tests out among processes: one has all of those on an engine, so that its databases are made once."""

import re

from xdist.scheduler import LoadScopeScheduling

ENGINE = re.compile(r"\[(sqlite|postgresql)\b")


class ByEngine(LoadScopeScheduling):
    """An engine's tests go to one process; what needs none goes file by file to whichever has time."""

    def _split_scope(self, nodeid: str) -> str:
        found = ENGINE.search(nodeid)
        return found[1] if found else nodeid.partition("::")[0]
