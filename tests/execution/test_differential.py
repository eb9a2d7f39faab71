"""The two executors give the same answer to generated operations."""

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import nodes

from execution import Limits
from tests.execution.comparison import compare
from tests.execution.operations import Generated, operations
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture

BASES, MUTANTS = 540, 5
ROOMY = Limits(
    aliases=1_000, directives=1_000, fields=10_000, tokens=50_000, overlaps=50_000, compiled=50_000, repeats=1_000
)
BREADTH_FIRST, REFERENCE = torture("breadth-first", limits=ROOMY), torture("reference", limits=ROOMY)
REFERENCE._documents = BREADTH_FIRST._documents
SCALARS = {
    "Date": st.dates().map(lambda date: nodes.String(str(date))),
    "Fussy": st.sampled_from(["a", "b", "c"]).map(nodes.String),
}
# Shares of the operations: how often a feature must come up for the test to mean anything.
LEAST = {
    "executed": 0.85,
    "clean": 0.2,
    "with errors": 0.25,
    "alias": 0.4,
    "merged": 0.3,
    "fragment": 0.4,
    "inline": 0.3,
    "inline on another type": 0.2,
    "condition": 0.4,
    "variable": 0.5,
    "several operations": 0.1,
    "variable given": 0.05,
    "variable given over a default": 0.05,
    "variable default": 0.05,
    "variable left out": 0.02,
    "variable null": 0.02,
}


async def _compare(operation: Generated) -> Counter[str]:
    contexts: list[Context] = []

    def fresh() -> Context:
        contexts.append(Context())
        return contexts[-1]

    compared = await compare(
        BREADTH_FIRST,
        REFERENCE,
        operation.document,
        operation.variables,
        fresh,
        root=ROOT,
        operation_name=operation.operation_name,
    )
    left, right = contexts
    assert left == right, "The two ran other mutations, or in another order."
    counted = Counter(dict.fromkeys(operation.features, 1), operations=1, places=compared.places)
    counted["told otherwise"] = compared.told_otherwise
    counted["executed"] = compared.executed
    counted["clean"] = compared.executed and not compared.errors
    counted["with errors"] = compared.executed and compared.errors > 0
    counted["null data"] = compared.executed and compared.data is None
    return counted


@pytest.fixture
def _tidy() -> Iterator[None]:
    """graphql-core abandons the coroutines of places that an error has nulled: collect them here, and nowhere else."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()


@pytest.mark.usefixtures("_tidy")
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
def test_both_executors_answer_generated_operations_alike():
    totals: Counter[str] = Counter()
    documents: set[str] = set()
    with asyncio.Runner() as runner:

        @settings(
            max_examples=BASES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],  # a mutant says nothing about a smaller one
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
        )
        @given(operations(BREADTH_FIRST._schema, SCALARS, mutants=MUTANTS))
        def agree(mutants: list[Generated]) -> None:
            for operation in mutants:
                # Hypothesis tries some examples again.
                if operation.document not in documents:
                    documents.add(operation.document)
                    totals.update(runner.run(_compare(operation)))
            if totals["operations"] % 500 < MUTANTS:
                gc.collect()

        agree()
    gc.collect()
    print(f"\n{dict(totals.most_common())}")  # noqa: T201  seen with `pytest -s`
    assert totals["operations"] >= 2_000
    assert totals["told otherwise"] <= 0.02 * totals["places"]
    short = {name: totals[name] for name, share in LEAST.items() if totals[name] < share * totals["operations"]}
    assert not short
