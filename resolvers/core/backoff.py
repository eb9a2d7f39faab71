"""Back-off of what fails again and again: its pauses double up to a longest one."""

from datetime import timedelta

DOUBLINGS = 20
"""Doublings after which no pause grows: numbers stay small, however often something fails."""


def doubled_pause(first: timedelta, longest: timedelta, tries: int) -> timedelta:
    """Return the pause after `tries` failures in a row, one at least."""
    return min(first * (1 << min(tries - 1, DOUBLINGS)), longest)
