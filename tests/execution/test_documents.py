"""Documents are prepared once, kept within bounds, and refused with a code."""

import pytest
import strawberry
from graphql import OperationType, get_introspection_query
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType as StrawberryOperationType

from execution import Schema, compiler, document
from execution.document import FIELD, PLAN, VARIANTS, DocumentCache
from tests.execution.comparison import compare
from tests.execution.torture.events import Context
from tests.execution.torture.schema import ROOT, torture

BREADTH_FIRST, REFERENCE = torture("breadth-first"), torture("reference")


@strawberry.type
class Query:
    a: int = 1
    b: int = 2


async def _code(source: str, **options: object) -> str:
    """The code of the first error of a request that both executors refuse."""
    result = await BREADTH_FIRST.execute(source, root_value=ROOT, **options)
    again = await REFERENCE.execute(source, root_value=ROOT, **options)
    assert isinstance(result, PreExecutionError)
    assert isinstance(again, PreExecutionError)
    codes = {error.extensions["code"] for error in [*result.errors, *again.errors]}
    assert len(codes) == 1
    return codes.pop()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "GRAPHQL_PARSE_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ echo { numbers(a: 1) } ", "GRAPHQL_PARSE_FAILED"),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ odd }", "GRAPHQL_VALIDATION_FAILED"),
        ("type A { a: Int }", "GRAPHQL_VALIDATION_FAILED"),
        ("fragment A on Query { broken }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ odd(number: 99999999999) { number } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { a }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { broken } query B { broken }", "OPERATION_RESOLUTION_FAILURE"),
    ],
)
async def test_refused_with_a_code(source, code):
    assert await _code(source) == code


async def test_the_operation_is_chosen_by_its_name():
    source = "query A { a } query B { b }"
    schema = Schema(query=Query)
    assert (await schema.execute(source, root_value=Query(), operation_name="B")).data == {"b": 2}
    assert (await schema.execute("query A { a }", root_value=Query())).data == {"a": 1}
    assert await _code("query A { broken }", operation_name="B") == "OPERATION_RESOLUTION_FAILURE"
    result = await schema.execute(source, root_value=Query())
    assert result.errors[0].message == "Send operationName with the operation to run; the document has: A, B."


@pytest.mark.parametrize("kind", [OperationType, StrawberryOperationType])
async def test_only_the_kinds_of_operations_that_are_allowed(kind):
    allowed = {kind.QUERY}
    assert await _code("mutation { refuse }", allowed_operation_types=allowed) == "OPERATION_NOT_ALLOWED"
    result = await BREADTH_FIRST.execute("{ broken }", root_value=ROOT, allowed_operation_types=allowed)
    assert result.data == {"broken": None}


async def test_prepared_once_and_compiled_once(monkeypatch):
    prepared: list[str] = []
    compiled: list[str] = []
    validate, operation = document.validate, compiler.Compiler.operation
    monkeypatch.setattr(document, "validate", lambda *given, **named: prepared.append("") or validate(*given, **named))
    monkeypatch.setattr(compiler.Compiler, "operation", lambda *given: compiled.append("") or operation(*given))
    schema = Schema(query=Query)
    for _ in range(3):
        await schema.execute("{ a b }", root_value=Query())
    assert (len(prepared), len(compiled)) == (1, 1)


async def test_a_plan_for_each_value_that_the_conditions_take_and_no_more(monkeypatch):
    compiled: list[object] = []
    operation = compiler.Compiler.operation
    monkeypatch.setattr(compiler.Compiler, "operation", lambda *given: compiled.append(given) or operation(*given))
    schema = Schema(query=Query)
    source = "query ($a: Boolean!, $b: Boolean = false) { a @include(if: $a) b @skip(if: $b) }"
    for a, b, data in [
        (True, False, {"a": 1, "b": 2}),
        (False, False, {"b": 2}),
        (False, True, {}),
        (True, True, {"a": 1}),
    ]:
        for _ in range(2):
            result = await schema.execute(source, {"a": a, "b": b}, root_value=Query())
            assert result.data == data
    assert len(compiled) == 4


async def test_a_bounded_number_of_variants_is_kept():
    names = [f"c{number}" for number in range(10)]
    definitions = ", ".join(f"${name}: Boolean!" for name in names)
    source = f"query ({definitions}) {{ {' '.join(f'{name}: a @include(if: ${name})' for name in names)} }}"
    schema = Schema(query=Query)
    for number in range(100):
        chosen = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        result = await schema.execute(source, chosen, root_value=Query())
        assert list(result.data) == [name for name in names if chosen[name]]
    operation = schema.document(source).operation(None)
    assert len(operation._plans) == VARIANTS
    assert operation.weight == sum(PLAN + FIELD * plan.fields for plan in operation._plans.values())


async def test_conditions_inside_fragments_and_of_other_operations():
    source = """
        query A($x: Boolean!) { ...F }
        query B { b }
        fragment F on Query { a @skip(if: $x) ... @include(if: $x) { b } }
    """
    schema = Schema(query=Query)
    assert (await schema.execute(source, {"x": True}, root_value=Query(), operation_name="A")).data == {"b": 2}
    assert (await schema.execute(source, {"x": False}, root_value=Query(), operation_name="A")).data == {"a": 1}
    assert (await schema.execute(source, root_value=Query(), operation_name="B")).data == {"b": 2}


async def test_a_null_condition_is_refused():
    source = "query ($x: Boolean = true) { broken @skip(if: $x) __typename }"
    assert await _code(source, variable_values={"x": None}) == "BAD_USER_INPUT"
    compared = await compare(BREADTH_FIRST, REFERENCE, source, {}, root=ROOT)
    assert compared.data == {"__typename": "Query"}


async def test_the_schema_is_told_by_graphql_core():
    query = get_introspection_query()
    result = await BREADTH_FIRST.execute(query)
    assert result.errors is None
    assert result.data == (await REFERENCE.execute(query)).data
    mixed = """
        { towns { name } kind: __type(name: "Town") { kind } ...Types }
        fragment Types on Query { __schema { types { name } } }
    """
    compared = await compare(BREADTH_FIRST, REFERENCE, mixed, context=Context, root=ROOT)
    assert compared.data["kind"] == {"kind": "OBJECT"}
    assert compared.data["towns"][0] == {"name": "town 0"}


def _sources(number: int) -> list[str]:
    return [f"{{ a{place:04}: a }}" for place in range(number)]


def test_the_cache_forgets_what_was_not_used_the_longest():
    schema = Schema(query=Query)
    prepared = {source: schema.document(source) for source in _sources(5)}
    weight = next(iter(prepared.values())).weight
    cache = DocumentCache(weight=3 * weight)
    first, second, third, fourth, _ = prepared
    for source in (first, second, third):
        cache.put(source, prepared[source])
    assert cache.get(first) is prepared[first]
    cache.put(fourth, prepared[fourth])
    assert cache.get(second) is None
    assert [cache.get(source) is not None for source in (first, third, fourth)] == [True, True, True]


def test_a_document_that_is_too_heavy_is_not_kept():
    schema = Schema(query=Query)
    cache = DocumentCache(weight=10)
    cache.put("{ a }", schema.document("{ a }"))
    assert cache.get("{ a }") is None
    assert cache._held == 0


async def test_plans_count_in_the_weight_of_a_document():
    schema = Schema(query=Query)
    source = "{ a b }"
    before = schema.document(source).weight
    await schema.execute(source, root_value=Query())
    after = schema.document(source).weight
    assert after > before
    assert schema._documents._held == after
    await schema.execute(source, root_value=Query())
    assert schema._documents._held == after


async def test_any_number_of_documents_stays_within_the_bound():
    schema = Schema(query=Query)
    schema._documents = cache = DocumentCache(weight=500_000)
    for source in _sources(300):
        assert (await schema.execute(source, root_value=Query())).errors is None
    assert cache._held <= 500_000
    assert cache._held == sum(weight for _, weight in cache._kept.values())
