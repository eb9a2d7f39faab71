"""The measures of relevance, by figures that were computed by hand; and judgements about records that there are."""

from math import log2

import pytest
from sqlalchemy import select

from benchmarks.relevance.measures import Measured, means, measure
from benchmarks.relevance.queries import HALVES, PARAPHRASES, Query, grade_of, load_queries, stands_for
from benchmarks.relevance.results import changes, load_results, save_results
from encommun.engine import engine_scope
from loaders.tables import table_of
from models import Actor, Collection, Project, Resource, Workshop

TITLED = {Actor: "name", Project: "title", Resource: "title", Workshop: "title", Collection: "title"}


def test_the_best_order_has_1_and_the_best_record_at_rank_2_its_discount():
    assert measure([3, 2, 1, 0], [0, 1, 2, 3]) == Measured(1.0, 1)
    assert measure([0, 3], [3, 0]) == Measured(pytest.approx(1 / log2(3)), 2)
    assert measure([2, 3], [3, 2]).ndcg == pytest.approx((3 + 7 / log2(3)) / (7 + 3 / log2(3)))


def test_what_is_found_too_late_or_not_at_all_counts_nothing():
    assert measure([0] * 10 + [3], [3] + [0] * 10) == Measured(0.0, None)
    assert measure([], [3]) == Measured(0.0, None)


def test_a_record_that_only_touches_the_subject_is_relevant_if_there_is_no_better_one():
    assert measure([1], [2, 1]).rank is None
    assert measure([0, 1], [1, 0]).rank == 2


def test_means_leave_out_ranks_that_there_are_not():
    found = means([Measured(1.0, 1), Measured(0.5, 3), Measured(0.0, None)])
    assert (found.queries, found.ndcg, found.found, found.rank) == (3, 0.5, pytest.approx(2 / 3), 2)


def test_a_name_stands_for_a_title_or_for_all_that_begin_like_it():
    query = Query("q", "subjects", HALVES[0], {"Project: Un jardin …": 3, "Project: Un verger": 2})
    found = [grade_of(query, f"Project: {title}") for title in ("Un jardin partagé", "Un verger", "Un verger à nous")]
    assert found == [3, 2, 0]


def test_what_became_worse_is_told_first(tmp_path):
    before = {"a": Measured(0.5, 1), "b": Measured(0.9, 1), "c": Measured(0.7, None)}
    save_results(before, tmp_path / "results.json")
    now = {"a": Measured(0.8, 1), "b": Measured(0.2, 4), "c": Measured(0.7, None), "d": Measured(0.1, None)}
    assert [text for text, *_ in changes(load_results(tmp_path / "results.json"), now)] == ["b", "d", "a"]


def test_there_are_enough_queries_no_two_alike_in_halves_of_about_the_same_size():
    queries = load_queries()
    typed = [each for each in queries if each.category != PARAPHRASES]
    assert len({each.text for each in queries}) == len(queries)
    assert len(typed) >= 120
    assert len(queries) - len(typed) >= 40
    assert all(sum(each.half == half for each in typed) >= 0.4 * len(typed) for half in HALVES)


async def test_every_record_that_a_judgement_names_is_there_and_has_one_grade(database_url):
    records = []
    async with engine_scope(database_url) as engine, engine.connect() as connection:
        for model, column in TITLED.items():
            titles = await connection.scalars(select(table_of(model).c[column]))
            records += [f"{model.__name__}: {title}" for title in titles]
    for query in load_queries():
        named = {name: {record for record in records if stands_for(name, record)} for name in query.names}
        assert [name for name, found in named.items() if not found] == [], query.text
        graded = [(record, query.names[name]) for name, found in named.items() for record in found]
        assert len({record for record, _ in graded}) == len(set(graded)), query.text
