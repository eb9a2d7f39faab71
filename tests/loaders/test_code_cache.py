"""Meanings of codes are cached while they are sure, and no longer."""

from loaders.drivers.code_cache import CodeCache
from loaders.drivers.database import open_database
from loaders.drivers.read_limits import ReadLimits
from schema.kit.context import Context
from tests.schema.graph_client import SCHEMA, recorded

DOCUMENT = """query ($d: String!, $t: String!) {
  resources(first: 2, filter: { territories: { within: [{ department: $d }] }, topics: { within: [{ slug: $t }] } }) {
    nodes { title }
  }
}"""
KNOWN = {"d": "84", "t": "methodes"}


def test_all_are_known_or_none():
    lasting = CodeCache(60)
    lasting.keep({"a": {"1": "one", "2": "two"}, "b": {"1": "uno"}})
    assert lasting.all_of({"a": ["1", "2"], "b": ["1"]}) == {"a": {"1": "one", "2": "two"}, "b": {"1": "uno"}}
    assert lasting.all_of({"a": ["1", "3"]}) is None
    assert lasting.all_of({"b": ["2"]}) is None


def test_nothing_is_kept_for_long_nor_without_bound():
    now = [0.0]
    lasting = CodeCache(60, most=3, clock=lambda: now[0])
    lasting.keep({"a": {"1": "one"}})
    now[0] = 59.9
    assert lasting.all_of({"a": ["1"]}) is not None
    now[0] = 60.0
    assert lasting.all_of({"a": ["1"]}) is None
    lasting.keep({"a": {code: code for code in "2345"}})
    assert len(lasting._kept) == 3
    assert lasting.all_of({"a": ["2"]}) is None
    assert lasting.all_of({"a": ["5"]}) == {"a": {"5": "5"}}


async def asked(database, **variables):
    snapshot = database.snapshot()
    trips = recorded(snapshot)
    try:
        result = await SCHEMA.execute(DOCUMENT, variables, context_value=Context(snapshot))
    finally:
        await snapshot.close()
    return result, len(trips.asked)


async def test_an_operation_that_names_what_is_known_is_one_statement(database_url):
    database = await open_database(database_url, ReadLimits(lasting_seconds=60))
    try:
        first, statements = await asked(database, **KNOWN)
        assert first.errors is None
        assert statements == 2
        again, statements = await asked(database, **KNOWN)
        assert (again.data, statements) == (first.data, 1)
        for _ in range(2):
            unknown, statements = await asked(database, d="84", t="no-such-topic")
            assert unknown.errors[0].extensions == {"code": "NOT_FOUND"}
            assert statements == 1
        assert (await asked(database, **KNOWN))[0].data == first.data
    finally:
        await database.close()


async def test_another_database_knows_nothing_of_it(database_url):
    for _ in range(2):
        database = await open_database(database_url, ReadLimits(lasting_seconds=60))
        assert (await asked(database, **KNOWN))[1] == 2
        await database.close()
