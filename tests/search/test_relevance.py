"""How relevant the results of the public API are, by judged queries; and that both engines find the same."""

import json
from pathlib import Path

import pytest

from benchmarks.relevance.asking import Answer, ask, client_of, list_records
from benchmarks.relevance.queries import HALVES, load_queries
from benchmarks.relevance.results import measure_all, summarise

LEAST = 0.85
"""nDCG@10 that typed queries reach; with benchmarks/relevance/queries/ it is written what that means."""


@pytest.fixture(scope="session")
def of_this_run(tmp_path_factory, request) -> Path:
    """A folder that all processes of this run of the tests share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if hasattr(request.config, "workerinput") else folder


async def test_judged_queries_find_what_is_relevant_the_same_on_both_engines(database_url: str, of_this_run: Path):
    queries = load_queries()
    async with client_of(database_url) as client:
        answers = await ask(client, [each.text for each in queries])
        records = await list_records(client)
    means = summarise(queries, measure_all(queries, answers, records))
    for name in ("all", *HALVES):
        assert means[name].ndcg >= LEAST, f"{name}: {means[name]}; see make relevance"
    compare(answers, of_this_run, engine=database_url.partition(":")[0])


def compare(answers: dict[str, Answer], folder: Path, engine: str) -> None:
    """Compare with the other engine, if that was first: whichever is second finds what the first has written."""
    found = {text: answer.ids for text, answer in answers.items()}
    partial = folder / f"relevance-{engine}.partial"
    partial.write_text(json.dumps(found))
    partial.replace(folder / f"relevance-{engine}.json")
    for file in folder.glob("relevance-*.json"):
        other = json.loads(file.read_text())
        assert [text for text in found if list(found[text]) != other[text]] == [], file.name
