"""The scenario of the examples, played against a real server on both engines."""

from tests.support.commands import serving
from tests.support.scenario import TOLD, played


def test_five_networks_decide_together(fresh_database_url, tmp_path):
    with serving(fresh_database_url, tmp_path) as server:
        told = played(server.address, fresh_database_url, tmp_path)
        again = played(server.address, fresh_database_url, tmp_path)
    assert told[:6] == again[:6] == TOLD
    log = [dict(part.split("=", 1) for part in line.split(" ", 4)[:4]) for line in told[6:]]
    assert [(each["kind"], each["round"], each["verdict"]) for each in log] == [
        ("SUBMISSION", "1", "CHANGES_REQUESTED"),
        ("SUBMISSION", "1", "APPROVED"),
        ("REPORT", "1", "APPROVED"),
        ("REPORT", "2", "REJECTED"),
    ]
    assert len(again) == len(told) + len(log)
