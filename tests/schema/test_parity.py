"""No statement of the API is much slower on one engine than on the other, and none is slow on either."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from itertools import groupby
from operator import attrgetter

import pytest

from tests.schema.expected_relations import TYPES
from tests.schema.graph_client import GraphClient, opened
from tests.schema.question_documents import Question, first_ids, questions
from tests.support.engines import ENGINES
from tests.support.filled_database import filled

TIMES = 10
"""The permitted ratio between the two."""
FLOOR = 0.1
"""Seconds that both may take whatever the other does: the machine has more to do."""
MOST = 1.0
"""Seconds that any may take."""


@pytest.fixture(scope="module")
async def graphs() -> AsyncIterator[list[GraphClient]]:
    """The seed on both engines: 36,000 territories, and few of all else."""
    async with AsyncExitStack() as stack:
        found = []
        for engine in ENGINES.values():
            server = await stack.enter_async_context(engine())
            url = await filled(server)
            stack.push_async_callback(server.drop, url)
            found.append(await stack.enter_async_context(opened(url)))
        yield found


async def taken(graph: GraphClient, question: Question) -> float:
    """Seconds, the least of three times where the first is not quick."""
    least = MOST * 60
    for _ in range(3):
        start = time.perf_counter()
        result = await graph.ask(question.document, dict(question.variables))
        least = min(least, time.perf_counter() - start)
        assert result.errors is None, question
        if least < FLOOR:
            break
    return least


def one_of_each_kind(ids: dict[str, str]) -> list[Question]:
    """Of territories, which are many, all kinds; of all else, one question of each kind that they do not have."""
    every = sorted(questions(ids), key=lambda each: (each.kind, TYPES["Territory"] not in each.document))
    return [next(alike) for _, alike in groupby(every, key=attrgetter("kind"))]


async def test_no_question_is_much_slower_on_one_engine(graphs: list[GraphClient]):
    asked = one_of_each_kind(await first_ids(graphs[0]))
    assert len(asked) > 300
    slow = []
    for question in asked:
        found = [await taken(graph, question) for graph in graphs]
        if max(found) > max(FLOOR, min(TIMES * min(found), MOST)):
            slow.append((found, question))
    assert not slow
