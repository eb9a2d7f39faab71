"""Measures of a ranking, from the grades of what was found and of all that could be."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

FIRST = 10
"""Number of results that are looked at."""
RELEVANT = 2
"""The lowest grade of what somebody who asks is content with."""


@dataclass(frozen=True)
class Measured:
    """The measures of the answer to one query."""

    ndcg: float
    """0 to 1: 1 if the best records come first, in the order of their grades."""
    rank: int | None
    """Of the first relevant record; None if there is none among the first ten."""


@dataclass(frozen=True)
class Means:
    """The same for several queries."""

    queries: int
    ndcg: float
    found: float
    """Share of the queries with a relevant record among the first ten."""
    rank: float
    """Mean rank of the first relevant record, where there is one."""


def measure(grades: Sequence[int], possible: Sequence[int]) -> Measured:
    """Measure one answer: the grades of its results in their order, and those of all records."""
    best = gain(sorted(possible, reverse=True))
    relevant = min(RELEVANT, max(possible, default=RELEVANT))
    rank = next((rank for rank, grade in enumerate(grades[:FIRST], start=1) if grade >= relevant), None)
    return Measured(gain(grades) / best if best else 0.0, rank)


def gain(grades: Sequence[int]) -> float:
    """Return the discounted cumulative gain of the first ten: 2^grade - 1, divided by log2 of the rank plus one."""
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades[:FIRST], start=1))


def means(measured: Sequence[Measured]) -> Means:
    """Average what was measured; raises StatisticsError for none."""
    ranks = [each.rank for each in measured if each.rank is not None]
    ndcg = fmean(each.ndcg for each in measured)
    return Means(len(measured), ndcg, len(ranks) / len(measured), fmean(ranks) if ranks else float("inf"))
