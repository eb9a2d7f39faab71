"""The log of searches forgets the names of people who are erased."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice

from loaders.queries.search_log import LOGGED, searches_with
from loaders.queries.select_where import select_in
from loaders.tables import table_of
from loaders.unit_of_work import UnitOfWork
from models import Actor, ids
from resolvers.privacy.hooks import records_erased
from resolvers.search.analysis import words_of

AT_ONCE = 50
"""Names that one statement looks for."""
LEAST = 2
"""Words of a name at least: a single one may be anybody's, and much else."""


@records_erased.register
async def forget_names(work: UnitOfWork, _now: datetime, records: Sequence[str]) -> None:
    """Delete the searches that have all words of the name of an actor who is erased, in any order."""
    actors = [each for each in records if ids.prefix_of(each) == Actor.prefix]
    if not actors:
        return
    rows = await select_in(work, table_of(Actor), "id", actors, ("name",))
    split = (frozenset(word.text for word in words_of(row.name or "")) for row in rows)
    names = iter({each for each in split if len(each) >= LEAST})
    while some := list(islice(names, AT_ONCE)):
        found = await searches_with(work, sorted({max(each, key=len) for each in some}))
        gone = [row for row in found if any(each <= set(row.words.split()) for each in some)]
        await work.delete_all(LOGGED, [{"day": row.day, "words": row.words} for row in gone])
