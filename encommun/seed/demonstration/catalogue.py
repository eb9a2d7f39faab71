"""Finds the records that editors name: demonstration content by what it is about, real records by their own key."""

from collections.abc import Callable, Mapping
from typing import Any

import models
from encommun.seed import aids, avignon
from encommun.seed.demonstration.block import Block
from encommun.seed.insertion import Row
from encommun.seed.topics import topic_id
from models import ResourceKind


class Catalogue:
    """The records that a block's editors choose from.

    Reports and projects are named by the topic of their approach, since their titles are drawn: another approach in the
    bank changes these. Resources and workshops are named by their titles, aids by their address, and sites by the
    reference that they were published under.
    """

    def __init__(self, block: Block) -> None:
        """Look at what the block has so far."""
        self._rows = block.rows
        self._block = block
        self._finders: Mapping[str, Callable[[Any], list[str]]] = {
            "collection": lambda number: [self.collection(number)],
            "report": self._reports,
            "project": self._projects,
            "resource": self._resources,
            "workshop": self._workshops,
            "aid": lambda url: [aids.aid_id({"url": url})],
            "site": lambda reference: [avignon.project_id({"reference": reference})],
        }

    def find(self, entry: Mapping[str, Any]) -> str:
        """The id of what an entry names, its first record or another by `number`; raises LookupError for nothing."""
        (kind,) = entry.keys() & self._finders.keys()
        found = self._finders[kind](entry[kind])
        number: int = entry.get("number", 1)
        if not 0 < number <= len(found):
            raise LookupError(f"There is no {kind} {entry[kind]!r} of number {number}.")
        return found[number - 1]

    def collection(self, number: int) -> str:
        """The id of the block's collection of that number, from 1."""
        return self._block.id("collection", "collection", number - 1)

    def _reports(self, topic: str) -> list[str]:
        about = _first_topics(self._rows[models.ResourceTopic], "resource_id")
        rows = self._rows[models.Resource]
        found = [row["id"] for row in rows if row["kind"] is ResourceKind.EXPERIENCE_REPORT]
        return [each for each in found if about[each] == topic_id(topic)]

    def _projects(self, topic: str) -> list[str]:
        about = _first_topics(self._rows[models.ProjectTopic], "project_id")
        return [row["id"] for row in self._rows[models.Project] if about[row["id"]] == topic_id(topic)]

    def _resources(self, title: str) -> list[str]:
        return [row["id"] for row in self._rows[models.Resource] if row["title"] == title]

    def _workshops(self, title: str) -> list[str]:
        """The latest first."""
        found = [row for row in self._rows[models.Workshop] if row["title"] == title]
        return [row["id"] for row in sorted(found, key=lambda row: row["starts_at"], reverse=True)]


def _first_topics(rows: list[Row], key: str) -> dict[str, str]:
    """By record, the id of its first topic, which is that of its approach."""
    return {row[key]: row["topic_id"] for row in reversed(rows)}
