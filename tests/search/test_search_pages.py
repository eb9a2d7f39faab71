"""Documents are found by their words, in one order on both engines, and page by page without loss.

`ENCOMMUN_REWRITE=1` writes the expected order anew, on SQLite: read the difference.
"""

import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from loaders.drivers.database import open_database
from loaders.drivers.snapshot import Snapshot
from loaders.errors import FaultError
from loaders.queries.search import Hit, search_count, search_page
from resolvers.search.query import LONGEST, MOST_TERMS, parse_query
from tests.search.test_analysis import HOSTILE

MANY = 2_000
FILE = Path(__file__).with_name("expected_order.json")
ORDER: dict[str, list[str]] = json.loads(FILE.read_text(encoding="utf-8"))
"""By query, the ids of the first ten."""
OPERATORS = [
    '"', '""', "budget*", "title:budget", "^budget", "NEAR(budget ville)", "budget AND", "OR NOT", "-budget", "{words}",
    "budget & !ville", "budget:*", "'budget'", "budget <-> ville", "(((", "\\", "budget:ABCD", "%", "$1", "?",
]  # fmt: skip


@pytest.fixture
async def reads(database_url: str) -> AsyncIterator[Snapshot]:
    database = await open_database(database_url)
    snapshot = database.snapshot()
    try:
        yield snapshot
    finally:
        await snapshot.close()
        await database.close()


async def found(reads: Snapshot, text: str, *, relaxed: bool = False, limit: int = MANY) -> list[Hit]:
    return await search_page(reads, replace(parse_query(text), relaxed=relaxed), None, None, limit)


async def ids(reads: Snapshot, text: str) -> list[str]:
    return [hit.id for hit in await found(reads, text)]


async def test_both_engines_give_the_same_ids_in_the_same_order(reads: Snapshot):
    given = {text: [hit.id for hit in await found(reads, text, limit=10)] for text in ORDER}
    if "ENCOMMUN_REWRITE" in os.environ and reads.dialect.name == "sqlite":
        FILE.write_text(json.dumps(given, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert given == ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("budgets participatifs", "budget participatif"),
        ("foret", "forêt"),
        ("coeur", "cœur"),
        ("l'eau", "l’eau"),
        ("saint etienne", "Saint-Étienne"),
        ("citoyens", "citoyenneté"),
    ],
)
async def test_spellings_find_the_same(reads: Snapshot, one: str, other: str):
    assert await ids(reads, one) == await ids(reads, other) != []


async def test_a_word_in_the_title_is_over_one_in_the_body(reads: Snapshot):
    hits = await found(reads, "budget participatif")
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]
    for first, second in pairwise(hits):
        assert (-first.score, -first.fresh_day, first.id) < (-second.score, -second.fresh_day, second.id)


@pytest.mark.parametrize("text", ["budget", "", "concertation citoyens"])
@pytest.mark.parametrize("size", [1, 7])
async def test_pages_are_the_whole_list_in_pieces(reads: Snapshot, text: str, size: int):
    query = parse_query(text)
    whole = (await search_page(reads, query, None, None, MANY))[:40]
    pieces: list[Hit] = []
    while len(pieces) < len(whole):
        page = await search_page(reads, query, None, pieces[-1].rank if pieces else None, size)
        assert page
        pieces += page
    assert pieces[: len(whole)] == whole


@pytest.mark.parametrize("text", ["budget participatif", "", "xyzzy", "budget xyzzy"])
@pytest.mark.parametrize("relaxed", [False, True])
async def test_the_count_is_the_number_of_all_that_is_listed(reads: Snapshot, text: str, relaxed: bool):
    query = replace(parse_query(text), relaxed=relaxed)
    assert await search_count(reads, query, None) == len(await search_page(reads, query, None, None, MANY))


async def test_a_relaxed_search_finds_what_has_some_of_the_words(reads: Snapshot):
    assert await found(reads, "budget participatif xyzzy") == []
    relaxed = [hit.id for hit in await found(reads, "budget participatif xyzzy", relaxed=True)]
    both = await ids(reads, "budget participatif")
    assert relaxed[0] in both
    assert set(relaxed) > set(both)


async def test_synonyms_find_each_other(reads: Snapshot):
    assert set(await ids(reads, "PLU")) == set(await ids(reads, "plan local d'urbanisme")) != set()


async def test_the_last_word_may_be_unfinished(reads: Snapshot):
    whole = await ids(reads, "concertation")
    begun = await search_page(reads, parse_query("concer", unfinished=True), None, None, MANY)
    assert set(whole) <= {hit.id for hit in begun}
    assert await ids(reads, "concer") == []


@pytest.mark.parametrize("text", OPERATORS)
async def test_operators_are_words_or_nothing(reads: Snapshot, text: str):
    words = re.findall(r"[a-z0-9]+", text.lower())
    assert await ids(reads, text) == await ids(reads, " ".join(words))
    await found(reads, text, relaxed=True)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_no_text_is_an_error_of_the_engine(reads: Snapshot, text: str):
    for unfinished in (False, True):
        query = parse_query(text[:LONGEST], unfinished=unfinished)
        for each in (query, replace(query, relaxed=True)):
            await search_page(reads, each, None, None, 10)
            await search_count(reads, each, None)


def test_a_query_is_bounded():
    assert len(parse_query(" ".join(f"mot{number}" for number in range(60))).terms) == MOST_TERMS
    with pytest.raises(FaultError, match="at most 500 characters") as refused:
        parse_query("a" * (LONGEST + 1))
    assert refused.value.extensions == {"code": "INVALID_SEARCH"}
