"""SQLite's query plans of the lists, in an old version and a new one: no list is read as a whole for one page."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing

import pysqlite3
import pytest
from sqlalchemy import text

from encommun.engine import engine_scope
from loaders.queries.connection_pages import ListShape, _list
from loaders.sql.filters import MATCH_ALL, Comparison, Filter
from loaders.sql.orders import Order, SortKey
from loaders.sql.page_queries import with_tie_breaker
from loaders.sql.pages import Page
from loaders.sql.sqlite_dialect import SQLITE
from loaders.sql.target import Target
from loaders.visibility.access import Access, Visibility
from resolvers.core.entities import ENTITIES, ORDERS
from tests.support.edge_cases import insert_edge_cases
from tests.support.engines import ENGINES, file_of
from tests.support.filled_database import filled

DRIVERS = {"old": sqlite3, "new": pysqlite3}
SIGHTS = {"visitor": Access(), "signed in": Access(own=True), "moderator": Access(own=True, moderates=True)}
RECENT: Order = (SortKey("updated_at", descending=True),)
UNSEEN = {"Account", "ApiToken", "Claim", "Consent", "Contact", "Invitation", "ReviewCase"}
"""Of which there are no lists for everyone."""


@pytest.fixture(scope="module")
async def sqlite_url() -> AsyncIterator[str]:
    """A filled database of which the planner knows what stands in it."""
    async with ENGINES["sqlite"]() as server:
        url = await filled(server)
        async with engine_scope(url) as engine:
            await insert_edge_cases(engine)
            async with engine.begin() as connection:
                await connection.execute(text("ANALYZE"))
        yield url


def orders(type_name: str) -> Iterator[Order]:
    yield ORDERS[type_name]
    yield RECENT
    yield tuple(SortKey(key.column, not key.descending) for key in ORDERS[type_name])


def plan(
    driver, url: str, visibility: Visibility, type_name: str, order: Order, page: Page, condition: Filter = MATCH_ALL
):
    target = Target(ENTITIES[type_name].__table__, type_name)
    listing = ListShape(target, ("id",), condition, with_tie_breaker(target, order), page, True, False)
    statement, _ = _list(visibility, listing)
    values = [statement.constants.get(name) for name in statement.parameters]
    with closing(driver.connect(file_of(url))) as connection:
        return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement.text}", values)]


def test_there_are_two_versions():
    """From one to the other, what the planner thinks of an index that leaves ties open has changed."""
    assert pysqlite3.sqlite_version_info >= (3, 50)


@pytest.mark.parametrize("driver", DRIVERS.values(), ids=DRIVERS)
@pytest.mark.parametrize("type_name", sorted(ENTITIES.keys() - UNSEEN))
def test_a_page_is_cut_from_an_index(sqlite_url, driver, type_name):
    for sight in SIGHTS.values():
        for order in orders(type_name):
            for page in (Page(20, looks_ahead=True), Page(20, after="", looks_ahead=True), Page(20, backward=True)):
                steps = plan(driver, sqlite_url, Visibility(SQLITE, sight), type_name, order, page)
                assert not [each for each in steps if "TEMP B-TREE" in each], (sight, order, steps)


@pytest.mark.parametrize("driver", DRIVERS.values(), ids=DRIVERS)
def test_a_text_is_searched_for_from_its_beginning_by_the_same_index(sqlite_url, driver):
    condition = Comparison("name_sort", "startsWith", "saint")
    steps = plan(driver, sqlite_url, Visibility(SQLITE), "Territory", ORDERS["Territory"], Page(20), condition)
    assert any("ix_territory_name_sort_id (name_sort>? AND name_sort<?)" in each for each in steps)
    assert not [each for each in steps if "TEMP B-TREE" in each]
