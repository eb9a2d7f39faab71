"""Arguments of resolvers, and failures around them."""

import asyncio
import gc
from collections.abc import Sequence
from typing import Any

import pytest
import strawberry
from graphql import OperationDefinitionNode

from execution import BatchInfo, Schema, batched, run
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture


@strawberry.type
class Told:
    number: int

    @strawberry.field
    def info(self, info: strawberry.Info, word: str = "word") -> "Told | None":
        info.context.append(info)
        return self


@strawberry.type
class Query:
    @strawberry.field
    def told(self) -> list[Told]:
        return [Told(number=1), Told(number=2)]

    @strawberry.field
    async def asked(self, info: strawberry.Info) -> Told | None:
        info.context.append(info)
        return None


async def test_an_ordinary_resolver_is_told_what_strawberry_tells():
    infos: list[strawberry.Info] = []
    schema = Schema(query=Query)
    await schema.execute(
        """
        query Q($w: String!) { told { number shown: info(word: $w) { ...N } shown: info(word: $w) { __typename } } }
        fragment N on Told { number }
        """,
        {"w": "x"},
        context_value=infos,
        root_value="root",
        operation_extensions={"an": "extension"},
    )
    assert len(infos) == 2
    info = infos[0]
    assert (info.field_name, info.python_name) == ("info", "info")
    assert info.variable_values == {"w": "x"}
    assert info.root_value == "root"
    assert info.schema is schema
    assert info.operation.name.value == "Q"
    assert isinstance(info.operation, OperationDefinitionNode)
    assert info.input_extensions == {"an": "extension"}
    (selected,) = info.selected_fields[:1]
    assert (selected.name, selected.alias, selected.arguments) == ("info", "shown", {"word": "x"})
    assert selected.selections[0].name == "N"
    raw = info._raw_info
    assert len(raw.field_nodes) == 2
    assert (str(raw.return_type), raw.parent_type.name) == ("Told", "Told")


async def test_the_path_has_the_response_keys_without_list_positions():
    infos: list[strawberry.Info] = []
    await Schema(query=Query).execute("{ a: told { b: info { c: info { number } } } }", context_value=infos)
    assert {tuple(info.path.as_list()) for info in infos} == {("a", "b"), ("a", "b", "c")}


async def test_a_hundred_operations_at_once_do_not_mix():
    schema = Schema(query=Slow)

    async def ask(number: int) -> Any:
        document = f"query ($n: Int!) {{ a{number % 7}: echo(n: $n) {{ n m: more }} }}"
        result = await schema.execute(document, {"n": number}, context_value=number)
        assert result.errors is None
        return result.data

    answers = await asyncio.gather(*map(ask, range(100)))
    assert answers == [{f"a{number % 7}": [{"n": number, "m": [number, number]}] * 2} for number in range(100)]


@pytest.mark.parametrize(
    ("document", "waiting"), [("{ waiting }", 1), ("{ a: waiting b: waiting }", 2), ("{ resolving }", 1)]
)
async def test_a_cancelled_operation_cancels_what_it_waits_for(document, waiting):
    waits = Waits()
    task = asyncio.create_task(Schema(query=Slow).execute(document, context_value=waits))
    await waits.begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert waits.cancelled == waiting


async def test_a_fault_of_the_executor_itself_is_not_swallowed(monkeypatch):
    def broken(*_: Any) -> Any:
        raise RuntimeError("The executor is broken.")

    monkeypatch.setattr(run, "descend", broken)
    with pytest.raises(RuntimeError, match="The executor is broken"):
        await torture("breadth-first").execute("{ towns { name } }", root_value=ROOT)


async def test_no_coroutine_is_left_behind_by_errors():
    """Warnings are errors here: a coroutine that was never awaited would fail this test."""
    document = (
        "{ placed { town { mayor { partner { number } } } } ghosts { haunts { altitude town { label(times: -1) } } } }"
    )
    result = await torture("breadth-first").execute(document, context_value=Context(), root_value=ROOT)
    assert result.errors
    gc.collect()


async def test_each_error_is_told_with_its_place_in_the_document():
    document = "{ towns {\n broken\n broken } }"
    results = [await torture(mode).execute(document, root_value=ROOT) for mode in ("breadth-first", "reference")]
    locations = [[error.locations for error in result.errors] for result in results]
    assert locations[0] == locations[1]
    assert [(place.line, place.column) for place in locations[0][0]] == [(2, 2), (3, 2)]


class Waits:
    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.cancelled = 0

    async def wait(self) -> int:
        self.begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        return 1


@strawberry.type
class Number:
    n: int

    @batched
    async def more(parents: Sequence["Number"], info: BatchInfo) -> list[list[int]]:
        await asyncio.sleep(0.001 * (info.context % 5))
        return [[each.n, info.context] for each in parents]


@strawberry.type
class Slow:
    @batched
    async def echo(parents: Sequence[Any], info: BatchInfo, n: int) -> list[list[Number]]:
        await asyncio.sleep(0.001 * (n % 3))
        return [[Number(n=n), Number(n=info.context)] for _ in parents]

    @batched
    async def waiting(parents: Sequence[Any], info: BatchInfo) -> list[int]:
        return [await info.context.wait() for _ in parents]

    @strawberry.field
    async def resolving(self, info: strawberry.Info) -> int:
        return await info.context.wait()
