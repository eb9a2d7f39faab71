"""Clients that are slow, many, greedy or gone are cut off, and others are answered meanwhile."""

import resource
import time

import pytest

from tests.attacks.behaviours import BEHAVIOURS, several


@pytest.mark.parametrize("behave", BEHAVIOURS, ids=lambda behave: behave.__name__)
def test_a_behaviour_takes_little(targets, behave):
    targets.withstand(behave, *BEHAVIOURS[behave])


def test_others_are_answered_while_one_address_has_all_its_connections(target):
    with several(target, 200, b"POST /gr") as clients, target.connect() as late:
        assert late.recv(12) == b"HTTP/1.1 503"
        clients[0].close()
        time.sleep(0.1)
        assert target.is_healthy()


def test_a_server_without_another_file_says_so_and_goes_on_when_it_has_one(target):
    process = target.server.process
    _, hard = soft = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
    held = len(list((target.process / "fd").iterdir()))
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (held + 4, hard))
    try:
        with several(target, 30):
            time.sleep(2.2)
    finally:
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, soft)
    assert target.is_healthy()
