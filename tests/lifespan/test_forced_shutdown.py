"""A server that is told to stop is gone within ten seconds, whatever hangs, and what it acknowledged is there."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from time import monotonic, sleep

import asyncpg
import httpx
import pytest

from encommun.engine import engine_scope
from encommun.migration import upgrade
from tests.support.commands import ROOT, serving
from tests.support.durations import check_duration
from tests.support.engines import file_of
from tests.support.postgresql_server import postgresql_server
from tests.unit_of_work.conftest import only

SECONDS = 10
REGISTER = """mutation ($email: String!) {
    registerAccount(input: {email: $email, password: "correct horse battery staple"}) { __typename }
}"""


@pytest.fixture
async def url(empty_database_url):
    """A commons that holds nothing."""
    async with engine_scope(empty_database_url) as engine:
        await upgrade(engine)
    return empty_database_url


def register(server, number):
    """Register an account; its address once that is acknowledged."""
    email = f"{number}@exemple.fr"
    body = {"query": REGISTER, "variables": {"email": email}}
    try:
        answer = httpx.post(f"{server.address}/graphql", json=body, timeout=20).json()
    except (httpx.HTTPError, json.JSONDecodeError):
        return None
    acknowledged = (answer.get("data") or {}).get("registerAccount") == {"__typename": "MailRequested"}
    return email if acknowledged else None


def assert_it_stops(server, *, by_itself=True):
    begun = monotonic()
    server.process.send_signal(signal.SIGTERM)
    code = server.process.wait(SECONDS + 1)
    check_duration(monotonic() - begun, SECONDS)
    assert code == 0 or not by_itself


@contextmanager
def asked(function, *calls):
    """Calls that are under way, on threads of their own."""
    with ThreadPoolExecutor(len(calls)) as threads:
        under_way = [threads.submit(function, *each) for each in calls]
        sleep(0.7)
        yield under_way


@pytest.fixture
async def locked(url):
    """The tables of the commons, locked by somebody else."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(file_of(url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    other = await asyncpg.connect(url)
    await other.execute("BEGIN; LOCK TABLE account, mail, actor")
    yield
    await other.close()


def test_tables_that_are_locked(url, locked, tmp_path):
    with serving(url, tmp_path) as server, asked(register, (server, 1), (server, 2)) as under_way:
        assert_it_stops(server)
        assert [each.result() for each in under_way] == [None, None]


@only("sqlite")
def test_a_mail_server_that_is_silent(url, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        smtp_url = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        with serving(url, tmp_path, smtp_url=smtp_url) as server:
            assert register(server, 1)
            silent.settimeout(SECONDS)
            connection, _ = silent.accept()
            with connection:
                assert_it_stops(server)


@only("sqlite")
def test_a_client_that_reads_nothing(url, tmp_path):
    query = "{ __schema { types { name description fields { name description type { name } } } } }"
    body = json.dumps({"query": query}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: commons\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    with serving(url, tmp_path) as server:
        host, port = server.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as client:
            client.sendall((head + "\r\n\r\n").encode() + body)
            client.sendall(((head + "\r\n\r\n").encode() + body) * 3)
            sleep(1)
            assert_it_stops(server)


async def test_a_server_of_postgresql_that_is_frozen(tmp_path):
    with postgresql_server() as database:
        url = database.databases.url
        async with engine_scope(url) as engine:
            await upgrade(engine)
        with serving(url, tmp_path) as server:
            acknowledged = {register(server, number) for number in range(3)}
            assert None not in acknowledged
            calls = [(server, number) for number in range(3, 6)]
            with database.frozen(), asked(register, *calls) as under_way:
                assert_it_stops(server, by_itself=False)
                assert [each.result() for each in under_way] == [None] * 3
        assert acknowledged <= await emails(url)


async def test_what_was_acknowledged_until_the_end_is_there(url, tmp_path):
    acknowledged, over = set(), threading.Event()

    def keep_registering(server, thread):
        for number in range(1000):
            if over.is_set() or (email := register(server, f"{thread}-{number}")) is None:
                return
            acknowledged.add(email)

    with serving(url, tmp_path) as server, asked(keep_registering, (server, 1), (server, 2), (server, 3)):
        until_there_are(6, acknowledged)
        assert_it_stops(server)
        over.set()
    stored = await emails(url)
    assert acknowledged <= stored


def until_there_are(number, acknowledged):
    begun = monotonic()
    while len(acknowledged) < number:
        check_duration(monotonic() - begun, 60)
        sleep(0.1)


async def emails(url):
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(file_of(url))) as connection:
            return {email for (email,) in connection.execute("SELECT email FROM account")}
    connection = await asyncpg.connect(url)
    found = {row["email"] for row in await connection.fetch("SELECT email FROM account")}
    await connection.close()
    return found


@pytest.mark.parametrize(
    ("hanging", "said"),
    [
        ("import time; time.sleep(60)", "ended by force"),
        ("import re; re.match('(a+)+$', 'a' * 60 + 'b')", "Timeout"),  # Python itself does not go on
    ],
)
def test_whatever_hangs_the_process_ends(hanging, said):
    program = f"""
from encommun import forced_shutdown
forced_shutdown.STOP_SECONDS, forced_shutdown.LAST_SECONDS = 0.5, 1.0
forced_shutdown.schedule_forced_shutdown()
{hanging}
"""
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert ended.returncode == 1
    assert said in ended.stderr
