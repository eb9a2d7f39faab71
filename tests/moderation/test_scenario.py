"""The scenario of the examples, played against a real server on both engines."""

import subprocess
import sys

from tests.commands import ROOT, encommun, serving

STEWARD = "gardien@example.org"


def test_five_networks_decide_together(fresh_database_url, tmp_path):
    with serving(fresh_database_url, tmp_path) as server:
        script = ROOT / "examples" / "moderation" / "scenario.py"
        given = ["--url", f"{server.address}/graphql", "--outbox", str(tmp_path / "var" / "outbox")]
        with subprocess.Popen([sys.executable, script, *given], stdout=subprocess.PIPE, text=True) as playing:
            assert playing.stdout.readline() == f"Waiting for: encommun steward {STEWARD}\n"
            assert encommun("steward", STEWARD, url=fresh_database_url).returncode == 0
            told = playing.stdout.read().splitlines()
            assert playing.wait(60) == 0
    assert told[:6] == [
        "5 networks have a voice.",
        "A commune has its space, confirmed by a guarantor network.",
        "Two networks ask for changes.",
        "It is corrected, accepted, and everyone reads it.",
        "A report against it is upheld, and it is taken down.",
        "On appeal, two networks that had not sat decide otherwise: it is PUBLISHED again.",
    ]
    log = [dict(part.split("=", 1) for part in line.split(" ", 4)[:4]) for line in told[6:]]
    assert [(each["kind"], each["round"], each["verdict"]) for each in log] == [
        ("SUBMISSION", "1", "CHANGES_REQUESTED"),
        ("SUBMISSION", "1", "APPROVED"),
        ("REPORT", "1", "APPROVED"),
        ("REPORT", "2", "REJECTED"),
    ]
