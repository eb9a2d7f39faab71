"""Marks, such as topics or kinds, that are more usual in a group of nodes than among all others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAST = 2
"""Nodes of a group that must have a mark: what one has says nothing of the others."""


@dataclass(frozen=True, slots=True)
class StandingMark:
    """A mark that stands out in a group."""

    mark: int
    share: float
    """Share of the nodes of the group that have it."""
    elsewhere: float
    """Share of all other nodes that have it."""


def standing_out(
    groups: NDArray[np.int32], node: NDArray[np.int64], mark: NDArray[np.int64], wanted: int, most: int
) -> list[list[StandingMark]]:
    """Return, for each of the first `wanted` groups, at most `most` marks: those whose shares differ most come first.

    `node` and `mark` have a node and a mark of it at the same place, each pair once.
    """
    found: list[list[StandingMark]] = [[] for _ in range(wanted)]
    if not len(node):
        return found
    sizes, totals = np.bincount(groups), np.bincount(mark)
    pairs, counts = np.unique(groups[node] * np.int64(len(totals)) + mark, return_counts=True)
    group, which = pairs // len(totals), pairs % len(totals)
    kept = (group < wanted) & (counts >= LEAST)
    for place, each, count in zip(group[kept].tolist(), which[kept].tolist(), counts[kept].tolist(), strict=True):
        size, others = int(sizes[place]), len(groups) - int(sizes[place])
        elsewhere = (int(totals[each]) - count) / others if others else 0.0
        if count / size > elsewhere:
            found[place].append(StandingMark(each, count / size, elsewhere))
    return [sorted(each, key=lambda found: (found.elsewhere - found.share, found.mark))[:most] for each in found]
