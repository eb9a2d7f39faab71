"""Titles from each of their words on: whoever types a part of a title is shown the whole."""

from collections.abc import Mapping, Sequence

from loaders.queries.titles_begun import TITLE
from loaders.unit_of_work import UnitOfWork
from models.folding import folded
from resolvers.search.analysis import words_of

MOST_PHRASES, LONGEST = 12, 80
"""Words of a title from which on it is found, and characters that are kept of it."""


async def replace_phrases(work: UnitOfWork, ids: Sequence[str], titles: Mapping[str, tuple[str, str]]) -> None:
    """Store of records, given by id with type and title, what their titles are from each word on; of others nothing."""
    await work.delete_all(TITLE, [{"id": each} for each in ids])
    rows = [
        {"type_name": type_name, "phrase": phrase, "id": id_, "place": place}
        for id_, (type_name, title) in titles.items()
        for phrase, place in phrases(title).items()
    ]
    await work.insert(TITLE, rows)


def phrases(title: str) -> dict[str, int]:
    """Return the title, folded, from each word on, with the number of words before it."""
    found: dict[str, int] = {}
    for place, word in enumerate(words_of(title)[:MOST_PHRASES]):
        found.setdefault(folded(title[word.start :])[:LONGEST], place)
    return found


def typed_phrase(prefix: str) -> str:
    """Return what somebody types, folded, from its first word on: articles before it say nothing."""
    words = words_of(prefix)
    return folded(prefix[words[0].start :])[:LONGEST] if words else ""
