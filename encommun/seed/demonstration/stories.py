"""Stories: what a project and the reports on it tell alike, namely an approach, a subject, a spot and figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from encommun.seed.demonstration.dice import Deck, Dice
from encommun.seed.demonstration.french import filled, in_digits, in_words, with_de
from encommun.seed.demonstration.texts import Approach, Range, approaches, table
from encommun.seed.topics import topic_id


@dataclass(frozen=True)
class Story:
    """One participatory process, as it was or will be carried out; sums are in whole euros."""

    approach: Approach
    subject: str
    spot: str
    topics: list[str]
    participants: int
    sessions: int
    months: int
    cost: int
    days: int
    budget: int

    def tell(self, template: str) -> str:
        """The template with this story's slots."""
        return filled(template, self.slots)

    @cached_property
    def slots(self) -> dict[str, str]:
        """Return the values for the placeholders of the templates."""
        return {
            "subject": self.subject,
            "of_subject": with_de(self.subject),
            "spot": self.spot,
            "of_spot": with_de(self.spot),
            "n": in_digits(self.participants),
            "half": in_digits(self.participants // 2),
            "few": in_words(2 + self.participants % 3),
            "sessions": in_words(self.sessions),
            "months": in_words(self.months),
        }


def stories(dice: Dice) -> Iterator[Story]:
    """Endless stories; approaches, spots and the subjects of each approach take turns."""
    kinds, spots = Deck(approaches(), dice), Deck(_spots(), dice)
    subjects = {approach.name: Deck(_subjects(approach), dice) for approach in approaches()}
    while True:
        approach = kinds.next()
        subject, topic = subjects[approach.name].next()
        yield Story(
            approach=approach,
            subject=subject,
            spot=spots.next(),
            topics=[topic_id(slug) for slug in (*approach.topics, topic)],
            participants=_within(approach.participants, dice),
            sessions=_within(approach.sessions, dice),
            months=_within(approach.months, dice),
            cost=_within(approach.cost, dice, step=100),
            days=_within(approach.days, dice),
            budget=_within(approach.budget, dice, step=1000),
        )


def _spots() -> list[str]:
    spots: list[str] = table("spots")["spots"]
    return spots


def _subjects(approach: Approach) -> list[tuple[str, str]]:
    """Return the possible subjects of the approach, each with its topic; by default its own first topic."""
    found = [(subject, topic) for group in approach.subjects for subject, topic in table("subjects")[group]]
    return found or [("", approach.topics[0])]


def _within(bounds: Range, dice: Dice, step: int = 1) -> int:
    """A multiple of `step` within the bounds, low ones more often."""
    low, high = bounds[0] // step, bounds[1] // step
    return step * (low + int((high - low) * dice.fraction() ** 1.5))
