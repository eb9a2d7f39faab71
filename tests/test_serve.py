"""`encommun serve`, as a process: it starts when it can, says why when it cannot, and leaves cleanly."""

import signal
import socket
from contextlib import suppress

import httpx
import pytest

from tests.support.commands import encommun, serving

QUERY = {"query": "{ __typename }"}


def ask(address: str) -> object:
    return httpx.post(f"{address}/graphql", json=QUERY).json()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_and_leaves_cleanly(database_url, tmp_path, stop):
    with serving(database_url, tmp_path) as server:
        assert ask(server.address) == {"data": {"__typename": "Query"}}
        assert server.stop(stop) == (0, "")


def test_a_request_in_flight_is_answered_before_it_leaves(database_url, tmp_path):
    with serving(database_url, tmp_path) as server:
        host, port = server.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as client:
            begin_request(client)
            server.process.send_signal(signal.SIGTERM)
            with pytest.raises(ConnectionRefusedError):
                wait_until_refused(host, int(port))
            client.sendall(b'__typename }"}')
            answer = client.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 200")
        assert answer.endswith(b'{"data":{"__typename":"Query"}}')
        assert server.process.wait(10) == 0


def begin_request(client: socket.socket) -> None:
    """Send a request but for the end of its body, once the server has asked for the body."""
    head = "POST /graphql HTTP/1.1", "Host: commons", "Content-Type: application/json", "Content-Length: 25"
    client.settimeout(10)
    client.sendall("\r\n".join([*head, "Expect: 100-continue", "", ""]).encode())
    assert client.recv(1000).startswith(b"HTTP/1.1 100 Continue")
    client.sendall(b'{"query":"{')


def wait_until_refused(host: str, port: int) -> None:
    while True:
        with suppress(ConnectionResetError):  # it was about to be accepted
            socket.create_connection((host, port)).close()


def test_prepare_makes_an_empty_database_ready_and_goes_on_without_npm(empty_database_url, tmp_path):
    with serving(empty_database_url, tmp_path, "--prepare") as server:
        assert ask(server.address) == {"data": {"__typename": "Query"}}
        code, complaints = server.stop(signal.SIGTERM)
    assert code == 0
    assert "encommun: there will be no page for browsers, only the API" in complaints


def refusal(url: str, *arguments: str) -> str:
    """The one line that `serve` leaves on standard error when it cannot start."""
    finished = encommun("serve", "--port", "0", *arguments, url=url)
    assert finished.returncode == 1
    assert finished.stdout == ""
    (line,) = finished.stderr.splitlines()
    return line


def test_an_unmigrated_database_is_one_line(empty_database_url):
    assert refusal(empty_database_url).endswith("is not migrated: run `encommun migrate`.")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://commons:secret@127.0.0.1:1/commons", "Connect call failed"),
        ("postgresql://commons@/commons?host=/nowhere", "No such file or directory"),
        ("sqlite:////dev/null/commons.sqlite", "is not migrated"),
    ],
)
def test_an_unreachable_database_is_one_line_without_the_password(url, reason):
    line = refusal(url)
    assert line.startswith("encommun: The database at ")
    assert reason in line
    assert "secret" not in line


def test_a_file_that_is_no_database_is_one_line(tmp_path):
    path = tmp_path / "text.sqlite"
    path.write_text("This is a text, and long enough to be looked at. " * 20)
    assert refusal(f"sqlite:///{path}").endswith("cannot be used: file is not a database.")


@pytest.mark.parametrize("url", ["mysql://localhost/commons", "sqlite://", "commons.sqlite"])
def test_an_unknown_kind_of_database_is_one_line(url):
    line = refusal(url)
    assert line.startswith("encommun: ENCOMMUN_DATABASE_URL is not accepted: ")
    assert "sqlite:///path" in line


def test_a_port_in_use_is_one_line(database_url):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        line = refusal(database_url, "--port", str(port))
    assert line == f"encommun: Cannot listen on 127.0.0.1 port {port}: Address already in use. Choose --host or --port."
