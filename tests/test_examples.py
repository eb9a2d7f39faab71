"""The README tells the truth: its question has the answer shown, and every query of its tour finds something."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from loaders.drivers.database import open_database
from schema.build import create_schema
from schema.kit.context import Context

ROOT = Path(__file__).parents[1]
QUERIES = sorted((ROOT / "examples" / "queries").glob("*.graphql"))


@pytest.fixture(scope="module")
async def database(database_url):
    database = await open_database(database_url)
    yield database
    await database.close()


def emptiness(value) -> bool:
    """True if an answer has no leaf besides nulls and zeroes."""
    if isinstance(value, dict):
        return all(emptiness(each) for key, each in value.items() if key not in {"pageInfo", "totalCount"})
    if isinstance(value, list):
        return all(map(emptiness, value))
    return value is None


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
async def test_a_query_of_the_tour_answers(database, path):
    snapshot = database.snapshot()
    try:
        result = await create_schema().execute(path.read_text(), context_value=Context(snapshot))
    finally:
        await snapshot.close()
    assert result.errors is None
    assert not emptiness(result.data)


async def test_the_analyst_sees_ties_of_every_kind(database):
    document = (ROOT / "examples" / "queries" / "analyst.graphql").read_text()
    snapshot = database.snapshot()
    try:
        result = await create_schema().execute(document, context_value=Context(snapshot))
    finally:
        await snapshot.close()
    assert result.errors is None
    around = result.data["neighbourhood"]
    shown = {each["id"] for each in around["nodes"]}
    assert {end for tie in around["edges"] for end in (tie["source"], tie["target"])} <= shown
    kinds = Counter(tie["kind"] for tie in around["edges"])
    assert min(kinds[each] for each in ("SUBJECT", "LOCATION", "PARTICIPATION", "HOLDING", "AUTHORSHIP", "REUSE")) > 3
    assert around["edgesCut"] is False
    bridges = result.data["connectors"]["nodes"]
    assert len(bridges) == 10
    assert all(len(each["groups"]) > 1 and each["node"]["name"] for each in bridges)


async def test_the_readmes_question_has_the_answer_that_it_shows(database):
    readme = (ROOT / "README.md").read_text()
    body = json.loads(re.search(r"-d '(\{.*?\})'", readme, re.DOTALL)[1])
    shown = json.loads(re.search(r"```json\n(.*?)```", readme, re.DOTALL)[1])
    snapshot = database.snapshot()
    try:
        result = await create_schema().execute(body["query"], context_value=Context(snapshot))
    finally:
        await snapshot.close()
    assert {"data": result.data} == shown


def test_the_readme_names_every_query_of_the_tour():
    assert len(QUERIES) == 5
    readme = (ROOT / "README.md").read_text()
    assert all(f"examples/queries/{path.name}" in readme for path in QUERIES)
