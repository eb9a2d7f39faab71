"""Chance that falls alike everywhere: whatever the machine, the day or the Python version."""

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Dice:
    """Draws from one named stream of numbers.

    Only `Random.random` is used: it alone is promised never to change for a given seed.
    """

    def __init__(self, name: str) -> None:
        self._random = Random(name).random  # noqa: S311 -- to be foreseen is what is asked of it

    def fraction(self) -> float:
        """A number from 0 to 1, 1 not included."""
        return self._random()

    def below(self, bound: int) -> int:
        """A whole number from 0 to `bound` - 1."""
        return int(self._random() * bound)

    def between(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def chance(self, probability: float) -> bool:
        """True that often."""
        return self._random() < probability

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, all equally likely."""
        return options[self.below(len(options))]

    def skewed(self, options: Sequence[T]) -> T:
        """One of the options, the first ones most often: networks have hubs."""
        return options[int(self._random() ** 2 * len(options))]

    def weighted(self, options: Sequence[tuple[T, int]]) -> T:
        """One of the options, as often as its weight says."""
        left = self.below(sum(weight for _, weight in options))
        for option, weight in options:
            left -= weight
            if left < 0:
                return option
        raise ValueError("weights must be positive")

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """`count` different options in the order drawn, or all of them when there are fewer."""
        rest = list(options)
        return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(rest)))]


class Deck(Generic[T]):
    """Options dealt one after the other, shuffled again once all are out: what was said is not soon said again."""

    def __init__(self, options: Sequence[T], dice: Dice) -> None:
        self._options = options
        self._dice = dice
        self._left: list[T] = []

    def deal(self, count: int) -> list[T]:
        """The next `count` options, all different; never more than there are."""
        hand: list[T] = []
        while len(hand) < min(count, len(self._options)):
            if not self._left:
                rest = [option for option in self._options if option not in hand]
                self._left = self._dice.some(rest, len(rest))
            hand.append(self._left.pop())
        return hand

    def next(self) -> T:
        """The next option."""
        return self.deal(1)[0]
