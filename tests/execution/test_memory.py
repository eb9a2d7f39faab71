"""Memory after requests: no cycles that only a full collection finds, and no more than the caches may hold."""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
import strawberry

from execution import Schema, batched, column, same_row
from execution.document import DocumentCache


class Fault(Exception):
    """One with a code, as those of the commons have."""

    def __init__(self) -> None:
        super().__init__("No.")
        self.extensions = {"code": "FAULT"}


@strawberry.type
class Leaf:
    a = column("a", type=str)


@strawberry.type
class Query:
    leaf = same_row("leaf", type=Leaf)
    a = column("a", type=str)

    @batched(type=str | None)
    async def faulty(parents, info, *, at_most: int | None = None):
        raise Fault

    @batched(type=str | None)
    async def broken(parents, info):
        raise RuntimeError("Never.")

    @strawberry.field
    def slow(self) -> str:
        raise Fault


SCHEMA = Schema(query=Query)
LEAF = type("Leaf", (), {"a": "a"})()
ROOT = type("Root", (), {"a": "a", "leaf": LEAF})()
MANY = f"leaf {{ {' '.join(f'b{number}: a' for number in range(50))} }}"
KINDS: dict[str, Callable[[int], str]] = {
    "answered": lambda number: f"{{ a{number}: a {MANY} }}",
    "with a fragment": lambda number: (
        f"{{ ...F{number} }} fragment F{number} on Query {{ a ... on Query {{ {MANY} }} }}"
    ),
    "with variables": lambda number: f"query ($n{number}: Int) {{ faulty(atMost: $n{number}) {MANY} }}",
    "no GraphQL": lambda number: f"{{ a{number}: a {MANY}",
    "invalid": lambda number: f"{{ c{number} a(x: 1) {MANY} }}",
    "with a comment": lambda number: f"# {number}\n" * 1_000 + "{ a }",
    "too large": lambda number: f"{{ a{number}: a {MANY} {MANY.replace('b', 'c')} }}",
    "with a bad variable": lambda number: f"query ($n{number}: Int!) {{ faulty(atMost: $n{number}) }}",
    "faulty": lambda number: f"{{ x{number}: faulty y: faulty slow }}",
    "about the schema": lambda number: f"{{ x{number}: __schema {{ types {{ name }} }} }}",
}

ANSWERED = {"answered", "with a fragment", "with a comment", "about the schema"}


@pytest.fixture
def _uncollected() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_uncollected")
@pytest.mark.parametrize("kind", KINDS)
async def test_a_request_leaves_no_cycle_behind(kind: str):
    """Besides what looking through a document leaves, which is young when it is collected."""
    SCHEMA._documents = DocumentCache(weight=0)
    source = KINDS[kind](0)
    await SCHEMA.execute(source, root_value=ROOT)
    gc.collect(0)
    gc.freeze()  # for good: to look through all that a process of tests holds takes seconds
    result = await SCHEMA.execute(source, root_value=ROOT)
    assert (result.errors is None) == (kind in ANSWERED)
    del result
    # Operations are looked through when they are first run, and messages are printed: some hundred objects.
    assert gc.collect() < 1_000


SERVED = """
import asyncio, gc, resource, sys
from encommun.server import freeze_gc
from execution.document import DocumentCache
from execution.introspection import IntrospectionCache
from tests.execution.test_memory import KINDS, ROOT, SCHEMA

def held():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()

async def ask(numbers):
    for number in numbers:
        for make in KINDS.values():
            await SCHEMA.execute(make(number), root_value=ROOT)

async def main(number, most):
    SCHEMA._documents = DocumentCache(weight=most)
    SCHEMA._telling = IntrospectionCache(SCHEMA._schema, most)
    freeze_gc()
    await ask(range(100))
    before = held()
    await ask(range(100, 100 + number))
    print(held() - before)

asyncio.run(main(*map(int, sys.argv[1:])))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells what a process holds")
def test_thousands_of_documents_take_no_more_than_the_cache_may_hold():
    most = 2_000_000
    told = subprocess.run([sys.executable, "-c", SERVED, "150", str(most)], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 4 * most
