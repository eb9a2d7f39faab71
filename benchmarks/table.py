"""Tables in Markdown."""

from collections.abc import Iterable


def table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    """The lines under their head, a line of text each."""
    every = [head, tuple("---" for _ in head), *lines]
    return "".join(f"| {' | '.join(line)} |\n" for line in every)
