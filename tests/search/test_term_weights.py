"""What the terms of a relaxed search are worth, and what a query that is relaxed looks for besides."""

from dataclasses import replace

import pytest

from loaders.drivers.database import open_database
from loaders.queries.search import search_page
from loaders.queries.search_query import MOST_SOUGHT, SearchQuery, Term
from loaders.queries.search_weights import FINENESS, LEAST, term_weights, weight
from resolvers.search.query import parse_query


@pytest.fixture
async def reads(database_url):
    database = await open_database(database_url)
    snapshot = database.snapshot()
    yield snapshot
    await snapshot.close()
    await database.close()


def test_a_term_that_half_as_many_documents_have_weighs_one_step_more():
    assert weight(127, 1023) == 3 * FINENESS
    assert weight(63, 1023) == 4 * FINENESS
    assert weight(1023, 1023) == LEAST


def test_a_relaxed_query_looks_for_the_words_of_longer_terms_as_well_and_a_strict_one_does_not():
    query = SearchQuery((Term(("hlm", "log social")), Term(("log",))))
    assert query.sought == query.terms
    relaxed = replace(query, relaxed=True)
    assert relaxed.sought == (*query.terms, Term(("social",)))
    many = SearchQuery((Term((" ".join(f"m{number}" for number in range(40)),)),), relaxed=True)
    assert len(many.sought) == MOST_SOUGHT


async def test_the_rarer_of_two_terms_weighs_more(reads):
    query = replace(parse_query("budget arpentage"), relaxed=True)
    budget, arpentage = await term_weights(reads, query)
    assert LEAST <= budget < arpentage


async def test_a_term_that_nobody_has_weighs_most_and_finds_nothing(reads):
    query = replace(parse_query("zzyzx budget"), relaxed=True)
    nobody, budget = await term_weights(reads, query)
    assert nobody > budget
    assert await search_page(reads, replace(query, terms=query.terms[:1]), None, None, 10) == []


async def test_documents_with_the_word_that_weighs_more_come_first(reads):
    query = replace(parse_query("budget arpentage"), relaxed=True)
    for weights in ((1, 40), (40, 1)):
        best, *_ = await search_page(reads, replace(query, weights=weights), None, None, 1)
        (by_word,) = await search_page(reads, SearchQuery((query.terms[weights.index(40)],)), None, None, 1)
        assert best.id == by_word.id
