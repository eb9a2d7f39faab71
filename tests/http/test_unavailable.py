"""Messages to clients and to the operator while the server is unavailable."""

import logging

import pytest
import strawberry

from encommun import outage_log
from encommun.log_throttling import ThrottledLog
from execution import Schema
from loaders.errors import (
    DeadlineError,
    MigratingError,
    OverloadedError,
    ReadOnlyError,
    StorageFullError,
    UnreachableError,
)
from tests.http.test_errors import ask

KINDS = [DeadlineError, MigratingError, OverloadedError, ReadOnlyError, StorageFullError, UnreachableError]


@strawberry.type
class Query:
    """Fields of which some find no database."""

    @strawberry.field
    def hello(self) -> str:
        return "hello"

    @strawberry.field
    def lost(self) -> str | None:
        raise UnreachableError from ConnectionRefusedError("port 5432 is shut")

    @strawberry.field
    def needed(self) -> str:
        raise OverloadedError

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError("hunter2")


SCHEMA = Schema(Query)


class Raising:
    """An executor whose context, or whose operation, finds the commons unavailable."""

    def __init__(self, error):
        self.error = error

    async def execute(self, *_, **__):
        raise self.error


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """Nothing was told in the minute before."""
    monkeypatch.setattr(
        outage_log, "OUTAGE_LOG", ThrottledLog(logging.getLogger("encommun.unavailable"), logging.WARNING)
    )


@pytest.mark.parametrize("kind", KINDS)
async def test_where_nothing_is_answered_the_status_says_why(kind):
    response = await ask(Raising(kind()))
    assert response.status_code == kind.status
    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": kind.code}
    assert "data" not in response.json()
    expected = None if kind.retry_after is None else str(kind.retry_after)
    assert response.headers.get("retry-after") == expected


@pytest.mark.parametrize("query", ["{ lost }", "{ a: lost b: lost }", "{ hello needed }"])
@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
async def test_operations_of_which_every_root_field_failed_are_not_answered(query, accept):
    response = await ask(SCHEMA, query, accept=accept)
    assert response.status_code == 503
    assert response.json().keys() == {"errors"}
    assert all(error["path"] for error in response.json()["errors"])
    assert response.headers["retry-after"] in "51"


async def test_beside_other_data_the_error_has_a_code_and_a_path():
    response = await ask(SCHEMA, "{ hello lost }")
    assert response.status_code == 200
    assert response.json()["data"] == {"hello": "hello", "lost": None}
    (error,) = response.json()["errors"]
    assert error["path"] == ["lost"]
    assert error["extensions"] == {"code": "DATABASE_UNREACHABLE"}
    assert "5432" not in response.text


async def test_a_fault_of_ours_is_not_hidden_behind_an_outage(caplog):
    response = await ask(SCHEMA, "{ lost broken }")
    assert response.status_code == 200
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {
        "DATABASE_UNREACHABLE",
        "INTERNAL_SERVER_ERROR",
    }
    assert "hunter2" in caplog.text


async def test_an_outage_is_one_line_with_its_cause_however_many_ask(caplog):
    for _ in range(20):
        await ask(SCHEMA, "{ a: lost b: lost }")
    (record,) = caplog.records
    assert record.message == "DATABASE_UNREACHABLE: ConnectionRefusedError: port 5432 is shut"
    assert record.exc_info is None
    assert record.levelno == logging.WARNING


def test_a_cause_is_one_short_line():
    error = UnreachableError()
    error.__cause__ = OSError("two\nlines " + "x" * 1000)
    assert "\n" not in outage_log.root_cause(error)
    assert len(outage_log.root_cause(error)) < 400
