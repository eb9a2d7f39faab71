"""schemathesis asks for each field of Query and Mutation with generated arguments: no fault of ours, ever."""

from collections import Counter
from collections.abc import AsyncIterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes
from schemathesis import Response

from tests.attacks.attack import ANSWERED
from tests.support.commands import serving

FIELDS = 50
"""At least as many does the API have."""

SECONDS = 20

EXAMPLES = 2
"""For each of the fields; the same ones each time."""

CERTAIN = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
TEXTS = st.text(max_size=40).map(nodes.String)

for scalar, strategy in {
    "BigInt": st.integers().map(nodes.Int),
    "Date": st.dates().map(str).map(nodes.String) | TEXTS,
    "DateTime": st.datetimes().map(str).map(nodes.String) | TEXTS,
    "JSON": TEXTS,
    "_Any": TEXTS,
}.items():
    schemathesis.graphql.scalar(scalar, strategy)


@pytest.fixture(scope="module")
async def address(server, filled_url, tmp_path_factory) -> AsyncIterator[str]:
    """A server whose database may be written to, and which counts no points."""
    url = await server.copy(filled_url)
    with serving(url, tmp_path_factory.mktemp("generated"), cost_enforcement="measure") as found:
        yield found.address
    await server.drop(url)


def test_no_generated_operation_is_a_fault_of_ours(address):
    found = Counter()
    schema = schemathesis.graphql.from_url(f"{address}/graphql")
    for operation in schema.get_all_operations():
        for answer in answers(operation.ok()):
            found.update(codes(answer))
    assert "INTERNAL_SERVER_ERROR" not in found
    assert found[ANSWERED] > FIELDS
    assert found.total() > EXAMPLES * FIELDS


def answers(operation) -> list[Response]:
    """Return the answers to the examples of one field."""
    answered = []

    @CERTAIN
    @given(operation.as_strategy())
    def ask(case) -> None:
        answered.append(case.call(timeout=SECONDS))

    ask()
    return answered


def codes(answer: Response) -> list[str]:
    """The codes of an answer's errors, or ANSWERED."""
    assert answer.status_code in {200, 400, 413, 429}, answer.text
    errors = answer.json().get("errors", [])
    return [error["extensions"]["code"] for error in errors] or [ANSWERED]
