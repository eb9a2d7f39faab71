"""The text of experience reports: sentences dealt from decks, so that two reports seldom say the same."""

from itertools import combinations

from encommun.seed.demonstration.dice import Deck, Dice
from encommun.seed.demonstration.french import bullets, euros, in_digits
from encommun.seed.demonstration.stories import Story
from encommun.seed.demonstration.texts import approaches, general, meeting
from encommun.seed.insertion import Row
from models import Interaction

SECTIONS = ("worked", "failed", "reuse")


class Sentences:
    """Decks of every approach and of what holds for all, from which the reports of one block are written."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._titles: set[str] = set()
        self._own = {
            (approach.name, part): Deck[str](getattr(approach, part), dice)
            for approach in approaches()
            for part in ("reports", "summaries", "contexts", "courses", "evidence")
        }
        self._pairs = {
            (approach.name, section): Deck(list(combinations(getattr(approach, section), 2)), dice)
            for approach in approaches()
            for section in SECTIONS
        }
        self._general = {section: Deck(general(section), dice) for section in SECTIONS}
        self._meeting = {
            (interaction, section): Deck(meeting(interaction, section), dice)
            for interaction in Interaction
            for section in SECTIONS
        }

    def title(self, story: Story) -> str:
        """The next title that no report of the block has yet; the next one when all were used."""
        deck = self._own[story.approach.name, "reports"]
        titles = [story.tell(template) for template in deck.deal(len(story.approach.reports))]
        title = next((title for title in titles if title not in self._titles), titles[0])
        self._titles.add(title)
        return title

    def summary(self, story: Story) -> str:
        """The next summary."""
        return self._next(story, "summaries")

    def body(self, story: Story) -> str:
        """Context and course, in Markdown."""
        context, course = self._next(story, "contexts"), self._next(story, "courses")
        return f"## Contexte\n\n{context}\n\n## Déroulement\n\n{course}\n\n## En chiffres\n\n{bullets(_figures(story))}"

    def report(self, story: Story) -> Row:
        """The columns of an experience report: closed lists that befit the approach, and the three lessons."""
        approach, dice = story.approach, self._dice
        interaction = dice.pick(approach.interactions)
        evidence = self._next(story, "evidence") if dice.chance(0.7) else None
        return {
            "participation_level": dice.pick(approach.levels),
            "purposes": dice.some(approach.purposes, dice.between(1, 2)),
            "recruitment": dice.pick(approach.recruitments),
            "interaction": interaction,
            "decision_method": dice.pick(approach.decisions),
            "outputs": dice.some(approach.outputs, dice.between(1, 2)),
            "participants": story.participants,
            "cost_cents": story.cost * 100,
            "cost_days": story.days,
            "what_worked": self._lesson(story, interaction, "worked"),
            "what_failed": self._lesson(story, interaction, "failed"),
            "reuse_conditions": self._lesson(story, interaction, "reuse"),
            "evidence": evidence,
            "formally_evaluated": evidence is not None and dice.chance(0.35),
        }

    def _lesson(self, story: Story, interaction: Interaction, section: str) -> str:
        own = self._pairs[story.approach.name, section].next()
        shared = [self._general[section].next()]
        if self._dice.chance(1 / 2):
            shared.append(self._meeting[interaction, section].next())
        return bullets([story.tell(sentence) for sentence in (*own, *shared)])

    def _next(self, story: Story, part: str) -> str:
        return story.tell(self._own[story.approach.name, part].next())


def _figures(story: Story) -> list[str]:
    return [
        f"{in_digits(story.participants)} participantes et participants",
        f"{in_digits(story.sessions)} temps de rencontre en {in_digits(story.months)} mois",
        f"{euros(story.cost)} et {in_digits(story.days)} jours de travail",
    ]
