"""The bank of texts, read once: approaches with their closed lists checked, and everything else as plain lists."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from encommun.seed.demonstration import bank
from encommun.seed.demonstration.bank import approaches as approach_files
from encommun.seed.published import lines
from models import (
    DecisionMethod,
    Interaction,
    ParticipationLevel,
    Recruitment,
    ReportOutput,
    ReportPurpose,
)

Range = tuple[int, int]
"""Lowest and highest value, both included."""


@dataclass(frozen=True, slots=True)
class Approach:
    """A way of involving the public: what is written about it, and the lists and figures that go with it."""

    name: str
    topics: list[str]
    subjects: list[str]
    levels: list[ParticipationLevel]
    purposes: list[ReportPurpose]
    recruitments: list[Recruitment]
    interactions: list[Interaction]
    decisions: list[DecisionMethod]
    outputs: list[ReportOutput]
    participants: Range
    sessions: Range
    months: Range
    cost: Range
    days: Range
    budget: Range
    projects: list[str]
    reports: list[str]
    summaries: list[str]
    contexts: list[str]
    courses: list[str]
    worked: list[str]
    failed: list[str]
    reuse: list[str]
    evidence: list[str]


CLOSED_LISTS = {
    "levels": ParticipationLevel,
    "purposes": ReportPurpose,
    "recruitments": Recruitment,
    "interactions": Interaction,
    "decisions": DecisionMethod,
    "outputs": ReportOutput,
}


@cache
def table(name: str) -> dict[str, Any]:
    """The content of `bank/{name}.toml`."""
    return tomllib.loads(files(bank).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def approaches() -> list[Approach]:
    """All approaches, by name."""
    found = sorted(files(approach_files).iterdir(), key=lambda file: file.name)
    return [
        _approach(file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8")))
        for file in found
        if file.name.endswith(".toml")
    ]


def _approach(name: str, content: dict[str, Any]) -> Approach:
    """Raises ValueError for a member that its closed list lacks, TypeError for a key too many or too few."""
    closed = {key: [members(value) for value in content[key]] for key, members in CLOSED_LISTS.items()}
    return Approach(name=name, **{**content, **closed})


def general(section: str) -> list[str]:
    """Sentences of a section that hold for any approach."""
    sentences: list[str] = table("general")["any"][section]
    return sentences


def meeting(interaction: Interaction, section: str) -> list[str]:
    """Sentences of a section that hold when people meet in this way."""
    found = table("general")
    room = found["room"][section] if interaction is not Interaction.ONLINE else []
    online = found["online"][section] if interaction is not Interaction.FACE_TO_FACE else []
    return [*room, *online]


@cache
def topic_slugs() -> list[str]:
    """The thesaurus without its widest topics: what an actor can help with."""
    return [line["slug"] for line in lines("topics.csv") if line["broader"]]
