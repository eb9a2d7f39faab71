"""A block: one complete set of demonstration content, always the same for the same number.

A commons at scale N holds blocks 0 to N - 1, so a larger scale contains every smaller one. A block refers to
itself and to the organisations of earlier blocks, whose ids follow from their numbers.
"""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta

import models
from encommun.seed.demonstration.dice import Dice
from encommun.seed.demonstration.places import Places
from encommun.seed.insertion import Row
from encommun.seed.registry import Place
from encommun.seed.territories import territory_id
from models.folding import folded
from models.ids import derived

BASE = date(2026, 1, 19)
"""The day on which demonstration content stands: what comes before it is past, what comes after it is planned."""

MOMENT = datetime.combine(BASE, time(), UTC)
"""Timestamp inside the id of every demonstration record."""

Rows = dict[type[models.Table], list[Row]]


class Block:
    """The rows of one block, gathered table by table."""

    def __init__(self, number: int, places: Places) -> None:
        self.number = number
        self.places = places
        self.rows: Rows = defaultdict(list)

    def dice(self, part: str) -> Dice:
        """A stream of chance for one part of the block: a change in one part leaves the others as they are."""
        return Dice(f"encommun:{self.number}:{part}")

    def id(self, prefix: str, part: str, index: int, number: int | None = None) -> str:
        """The id of the record at `index` in a part of this block, or of an earlier one."""
        return derived(prefix, f"demonstration:{self.number if number is None else number}:{part}:{index}", MOMENT)

    def add(self, model: type[models.Table], row: Row) -> None:
        """One more row of a table."""
        self.rows[model].append(row)

    def tag(self, model: type[models.Table], key: str, owner: str, topics: list[str]) -> None:
        """Topics, given by id, of the record `owner`; a topic given twice counts once."""
        for topic in dict.fromkeys(topics):
            self.add(model, {key: owner, "topic_id": topic})


def place_id(place: Place) -> str:
    """The id of the territory that stands at a place."""
    return territory_id(place.kind, place.code)


def stamps(entered: date, dice: Dice) -> Row:
    """The two timestamps of a record that entered the commons on a day, by then at the latest changed on BASE."""
    first = min(entered, BASE - timedelta(days=1))
    last = first + timedelta(days=dice.below((BASE - first).days))
    return {"created_at": _moment(first, dice), "updated_at": _moment(last, dice) + timedelta(hours=12)}


def sourced(licence: models.Licence = models.Licence.ETALAB_2_0) -> Row:
    """The columns that say what a record is: demonstration, with no source."""
    return {"demonstration": True, "licence": licence}


def titled(title: str) -> Row:
    """A title and its sort key."""
    return {"title": title, "title_sort": folded(title)}


def _moment(day: date, dice: Dice) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(seconds=dice.below(12 * 3600))
