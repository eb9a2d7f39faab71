"""Error messages to clients, and entries in the log."""

from contextlib import asynccontextmanager, nullcontext

import httpx
from graphql import GraphQLError, GraphQLSyntaxError, Source
from strawberry.types.execution import ExecutionResult, PreExecutionError

from encommun.http.deadlines import Deadlines
from encommun.http.endpoint import GraphQLEndpoint
from encommun.http.errors import MAX_MESSAGE
from loaders.errors import FaultError

INTERNALS = "hunter2"


class Answering:
    """An executor that gives what it was made with, or raises it."""

    def __init__(self, outcome):
        self.outcome = outcome

    async def execute(self, *_, **__):
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


async def ask(schema, query="{ hello }", context=lambda *_: nullcontext(), accept="application/graphql-response+json"):
    transport = httpx.ASGITransport(GraphQLEndpoint(schema, context, None, Deadlines(10, 30)))
    async with httpx.AsyncClient(transport=transport, base_url="http://commons.test") as client:
        return await client.post("/graphql", json={"query": query}, headers={"accept": accept})


def the_error(response):
    (error,) = response.json()["errors"]
    return error


def assert_masked(error, caplog):
    """The client has a reference and no internals; the log has both, in one record."""
    assert error["extensions"]["code"] == "INTERNAL_SERVER_ERROR"
    assert INTERNALS not in str(error)
    (record,) = caplog.records
    assert error["extensions"]["reference"] in error["message"]
    assert error["extensions"]["reference"] in record.message
    assert INTERNALS in caplog.text


async def test_resolver_failures_are_masked_keep_their_paths_and_share_one_log_record(toy, caplog):
    response = await ask(toy, "{ rows { number broken } refused }")
    assert response.status_code == 200
    assert response.json()["data"]["rows"][2] == {"number": 2, "broken": None}
    errors = {tuple(error["path"]): error for error in response.json()["errors"]}
    assert errors.pop(("refused",))["extensions"] == {"code": "UNKNOWN_ID"}
    assert errors.keys() == {("rows", number, "broken") for number in range(3)}
    assert len({error["extensions"]["reference"] for error in errors.values()}) == 1
    for error in errors.values():
        assert_masked(error, caplog)


async def test_an_exception_out_of_the_executor_is_masked(caplog):
    response = await ask(Answering(RuntimeError(INTERNALS)))
    assert response.status_code == 500
    assert_masked(the_error(response), caplog)


async def test_an_exception_out_of_the_context_is_masked(toy, caplog):
    @asynccontextmanager
    async def context(_scope, _headers):
        raise RuntimeError(INTERNALS)
        yield

    response = await ask(toy, context=context)
    assert response.status_code == 500
    assert_masked(the_error(response), caplog)


async def test_the_context_is_closed_whatever_happens():
    closed = []

    @asynccontextmanager
    async def context(_scope, _headers):
        try:
            yield
        finally:
            closed.append(True)

    await ask(Answering(RuntimeError(INTERNALS)), context=context)
    await ask(Answering(ExecutionResult({}, None)), context=context)
    assert len(closed) == 2


async def test_data_that_json_cannot_hold_is_masked():
    response = await ask(Answering(ExecutionResult({"hello": {INTERNALS}}, None)))
    assert response.status_code == 500
    assert the_error(response)["extensions"]["code"] == "INTERNAL_SERVER_ERROR"


async def test_a_failure_of_the_machinery_before_execution_is_masked_in_both_types(caplog):
    error = GraphQLError(INTERNALS, original_error=RuntimeError(INTERNALS))
    result = PreExecutionError(None, [error])
    for accept in ("application/json", "application/graphql-response+json"):
        caplog.clear()
        response = await ask(Answering(result), accept=accept)
        assert response.status_code == 500
        assert_masked(the_error(response), caplog)


async def test_a_value_that_a_scalar_refused_is_not_masked(toy, caplog):
    response = await ask(toy, "{ half(of: 3) }")
    assert response.status_code == 400
    assert "3 is odd" in the_error(response)["message"]
    assert the_error(response)["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}
    assert caplog.records == []


async def test_a_fault_that_names_its_code_is_told_as_it_stands(caplog):
    fault = FaultError("CURSOR_INVALID", "Ask for the first page.")
    error = GraphQLError(str(fault), path=["hello"], original_error=fault)
    response = await ask(Answering(ExecutionResult(None, [error])))
    assert response.status_code == 200
    assert response.json() == {
        "data": None,
        "errors": [{"message": "Ask for the first page.", "path": ["hello"], "extensions": {"code": "CURSOR_INVALID"}}],
    }
    assert caplog.records == []


async def test_an_error_without_a_code_gets_that_of_its_stage():
    cases = [
        (PreExecutionError(None, [GraphQLSyntaxError(Source("{"), 1, "Expected Name")]), "GRAPHQL_PARSE_FAILED"),
        (PreExecutionError(None, [GraphQLError("No such field.")]), "GRAPHQL_VALIDATION_FAILED"),
        (ExecutionResult(None, [GraphQLError("`first` must not be null.", path=["a"])]), "BAD_USER_INPUT"),
    ]
    for result, code in cases:
        assert the_error(await ask(Answering(result)))["extensions"] == {"code": code}


async def test_endless_messages_are_cut():
    response = await ask(Answering(PreExecutionError(None, [GraphQLError("x" * 100_000)])))
    assert the_error(response)["message"] == "x" * MAX_MESSAGE + "…"


async def test_the_extensions_of_a_result_are_passed_on():
    response = await ask(Answering(ExecutionResult({"hello": "you"}, None, {"cost": 1})))
    assert response.json() == {"data": {"hello": "you"}, "extensions": {"cost": 1}}
