"""The log of searches: which words were looked for on a day, how often, and how many records they found.

It has no identity: neither who, nor from where, nor at what time. Each process notes searches in its memory, and writes
them down apart from the requests.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from loaders.queries.expired_rows import expired_keys
from loaders.queries.lookup import Queryable
from loaders.queries.search_log import LOGGED, searches_between, stored_counts
from loaders.queries.select_where import select_in
from loaders.sql.statement import Row
from loaders.tables import NETWORK
from loaders.unit_of_work import UnitOfWork
from models import NetworkRole, Scope
from resolvers.core.jobs import HOUR, job
from resolvers.core.use_case import UseCase
from resolvers.core.viewer import Viewer
from resolvers.search.analysis import words_of

KEPT_FOR = timedelta(days=396)
"""Thirteen months: the same season of the last year can be compared."""
MOST_WORDS, LONGEST = 8, 100
"""Words and characters of a query that are noted; what is longer is a text, and nobody looks for the like again."""
MOST_NOTED = 10_000
"""Different searches that a process keeps until they are written down; of more, only those that are known count."""
AT_ONCE = 500
"""Rows of a day that one unit of work takes out."""
PERSONAL = re.compile(r"@|\d[\d\s./-]{4,}\d", re.ASCII)
"""An e-mail address; a number of six digits or more, such as a telephone number, however it is parted."""


class Search(NamedTuple):
    """Words that were looked for on a day."""

    day: date
    words: str


class Noted(NamedTuple):
    """The number of searches, and of the records that the last one found."""

    searches: int
    results: int


class SearchNotes:
    """Searches that are not written down yet."""

    def __init__(self) -> None:
        """Begin with none."""
        self._noted: dict[Search, Noted] = {}

    def note(self, query: str, results: int, now: datetime) -> None:
        """Note a search for `query`, unless nothing is to be kept of it; awaits nothing."""
        words = loggable_words(query)
        search = Search(now.date(), words)
        if words and (search in self._noted or len(self._noted) < MOST_NOTED):
            before = self._noted.get(search, Noted(0, 0))
            self._noted[search] = Noted(before.searches + 1, results)

    def drain(self) -> Mapping[Search, Noted]:
        """Return all that was noted, to be written down; it is forgotten here."""
        taken, self._noted = self._noted, {}
        return taken

    def restore(self, taken: Mapping[Search, Noted]) -> None:
        """Know again what could not be written down."""
        for search, noted in taken.items():
            later = self._noted.get(search, Noted(0, noted.results))
            self._noted[search] = Noted(noted.searches + later.searches, later.results)


def loggable_words(query: str) -> str:
    """Return the words of a query, folded; nothing of one that is long, or looks like an address or a number."""
    if len(query) > LONGEST or PERSONAL.search(query):
        return ""
    words = [each.text for each in words_of(query)]
    return " ".join(words) if len(words) <= MOST_WORDS else ""


async def record_searches(work: UnitOfWork, noted: Mapping[Search, Noted]) -> None:
    """Add noted searches to the log; the last number of results stays."""
    found = await stored_counts(work, sorted({each.day for each in noted}), sorted({each.words for each in noted}))
    stored = {Search(row.day, row.words): row.searches for row in found}
    new = [{**each._asdict(), **noted[each]._asdict()} for each in sorted(noted) if each not in stored]
    await work.insert(LOGGED, new)
    changes = [
        (each._asdict(), {"searches": stored[each] + count.searches, "results": count.results})
        for each, count in noted.items()
        if each in stored
    ]
    await work.update_all(LOGGED, changes)


@job("search_log", every=HOUR)
async def sweep_log(use_case: UseCase, _key: str) -> bool:
    """Take out what was logged long ago; True if there may be more."""
    keys = await expired_keys(use_case.work, LOGGED, "day", (use_case.now - KEPT_FOR).date(), AT_ONCE)
    await use_case.work.delete_all(LOGGED, keys)
    return len(keys) == AT_ONCE


async def logged_searches(
    reads: Queryable, viewer: Viewer, since: date, until: date, most_results: int, limit: int
) -> Sequence[Row]:
    """Return what was looked for between two days; nothing for whoever is no editor of the commons."""
    if not await _edits_commons(reads, viewer):
        return []
    return await searches_between(reads, since, until, most_results, limit)


async def _edits_commons(reads: Queryable, viewer: Viewer) -> bool:
    """True for stewards, and for people and programs that act for a guarantor network."""
    if Scope.READ not in viewer.scopes:
        return False
    if viewer.steward or not viewer.voices:
        return viewer.steward
    roles = await select_in(reads, NETWORK, "id", sorted(viewer.voices), ("role",))
    return any(row.role == NetworkRole.GUARANTOR for row in roles)
