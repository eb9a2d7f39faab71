"""Limits on connections: in all, from one address, and through proxies; and their log entries."""

import asyncio
import errno
import os
import resource

import pytest

from encommun.transport import connection_limits as module
from encommun.transport.connection_limits import REFUSED, ConnectionLimits
from encommun.transport.settings import TransportSettings
from tests.transport.raw_client import GET, wired


async def test_the_connection_that_is_too_many_is_answered_503_and_the_next_is_welcome():
    async with wired(max_connections=2) as wire:
        clients = [await wire.connect() for _ in range(2)]
        answer = await wire.ask()
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"\r\nretry-after: 5\r\n" in answer
        assert b"TOO_MANY_CONNECTIONS" in answer
        clients[0].leave()
        await asyncio.sleep(0.05)
        late = await wire.connect()
        await late.send(GET)
        assert (await late.answer()).startswith(b"HTTP/1.1 200")


async def test_very_many_are_closed_without_a_word_and_forgotten():
    async with wired(max_connections=1) as wire:
        first = await wire.connect()
        refused = [await wire.connect() for _ in range(REFUSED + 20)]
        await asyncio.sleep(0.1)
        assert len(wire.connections) <= REFUSED + 1
        await wire.pass_seconds(2)
        for client in refused:
            client.leave()
        await asyncio.sleep(0.1)
        assert (wire.gate.open, wire.gate.refused, len(wire.connections)) == (1, 0, 1)
        assert await first.is_open()


def gated(proxies=(), **limits) -> ConnectionLimits:
    return ConnectionLimits(TransportSettings(**limits), proxies)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("10.0.0.1", "10.0.0.1", False),  # a proxy
        ("::ffff:10.0.0.1", "::ffff:10.0.0.1", False),
        ("", "", False),  # a socket of the system
    ],
)
def test_each_address_has_its_share_and_a_proxy_has_none(first, second, same):
    gate = gated(["10.0.0.0/8"], max_connections_per_address=1)
    held = gate.admit(first)
    assert held is not None
    assert (gate.admit(second) is None) is same
    gate.leave(held)
    assert gate.admit(first) is not None


def test_there_are_never_more_connections_than_the_limit_of_files_allows(monkeypatch):
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1_024, 4_096))
    assert gated(max_connections=5_000).capacity == 1_024 - module.RESERVE
    assert gated(max_connections=500).capacity == 500
    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert gated(max_connections=5_000).capacity == 5_000


def test_a_process_that_can_open_no_file_says_so(monkeypatch, caplog):
    def fail(_):
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(os, "dup", fail)
    gate = gated()
    for _ in range(3):
        gate.check_files()
    assert [record.getMessage() for record in caplog.records] == [
        "No other file or connection can be opened: Too many open files"
    ]
