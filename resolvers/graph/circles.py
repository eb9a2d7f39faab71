"""Places circles in a plane so that none covers another, and those that are linked are near each other."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
ROUNDS = 300
LAST_ROUNDS = 200
"""Rounds in which circles only leave each other."""
MOST = 600
"""Circles that are placed by their links; all others, the smallest, go around them in a spiral."""


def golden_spiral(ranks: NDArray[np.generic]) -> Floats:
    """Return the places at these ranks of a spiral that fills a disc evenly, one unit of surface times pi each."""
    ranks = ranks.astype(np.float64)
    radius = np.sqrt(ranks)
    return np.stack([radius * np.cos(ranks * GOLDEN_ANGLE), radius * np.sin(ranks * GOLDEN_ANGLE)], axis=-1)


def pack_circles(radii: Floats, links: Floats) -> Floats:
    """Return the centres of circles; `links` is a symmetrical matrix of how much each two belong together."""
    count = len(radii)
    order = np.argsort(-radii, kind="stable")
    centres = np.zeros((count, 2))
    centres[order] = golden_spiral(np.arange(count) + 0.5) * np.sqrt(np.mean(radii**2)) * 1.3
    moved = order[:MOST]
    centres[moved] = relax(centres[moved], radii[moved], links[np.ix_(moved, moved)])
    return centres


def relax(centres: Floats, radii: Floats, links: Floats) -> Floats:
    """Pull linked circles together, and all of them to the middle; then separate those that cover each other."""
    strength = links / np.sqrt(np.outer(links.sum(1), links.sum(1)) + 1)
    for step in range(ROUNDS):
        heat = 1 - step / ROUNDS
        toward = strength @ centres - strength.sum(1)[:, None] * centres
        centres = centres + heat * (0.15 * toward - 0.02 * centres) + separation(centres, radii)
    for _ in range(LAST_ROUNDS):
        centres = centres + separation(centres, radii)
    return centres


def separation(centres: Floats, radii: Floats) -> Floats:
    """Return the move of each circle away from those that it covers."""
    apart = centres[:, None] - centres[None]
    distance = np.hypot(apart[..., 0], apart[..., 1])
    np.fill_diagonal(distance, np.inf)
    covered = np.maximum(radii[:, None] + radii[None] - distance, 0)
    weight = covered / np.maximum(distance, 1e-6) * 0.45 * (radii[None] ** 2 / (radii[:, None] ** 2 + radii[None] ** 2))
    moves: Floats = (apart * weight[..., None]).sum(1)
    return moves
