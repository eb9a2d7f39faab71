"""Plays the scenario of the examples as a newcomer does: a script, and a steward appointed while it waits."""

import subprocess
import sys
from pathlib import Path

from tests.support.commands import ROOT, encommun

STEWARD = "gardien@example.org"
SECONDS = 60
TOLD = [
    "5 networks have a voice.",
    "A commune has its space, confirmed by a guarantor network.",
    "Two networks ask for changes.",
    "It is corrected, accepted, and everyone reads it.",
    "A report against it is upheld, and it is taken down.",
    "On appeal, two networks that had not sat decide otherwise: it is PUBLISHED again.",
]
"""The lines of the story, without the public log that follows."""


def played(address: str, url: str, folder: Path) -> list[str]:
    """The lines that the scenario prints, with the log."""
    script = ROOT / "examples" / "moderation" / "scenario.py"
    given = ["--url", f"{address}/graphql", "--outbox", str(folder / "var" / "outbox")]
    with subprocess.Popen([sys.executable, script, *given], stdout=subprocess.PIPE, text=True) as playing:
        assert playing.stdout.readline() == f"Waiting for: encommun steward {STEWARD}\n"
        assert encommun("steward", STEWARD, url=url).returncode == 0
        told = playing.stdout.read().splitlines()
        assert playing.wait(SECONDS) == 0
    return told
