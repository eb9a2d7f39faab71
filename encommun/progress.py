"""Draws how far a long piece of work has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

Report = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@contextmanager
def progress_bars() -> Iterator[Report]:
    """One bar for each label reported, on standard error; a terminal sees them move, a file their end."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    progress = Progress(*columns, console=Console(stderr=True))
    bars: dict[str, TaskID] = {}

    def report(label: str, done: int, total: int) -> None:
        progress.start()  # with nothing to report, nothing is drawn
        if label not in bars:
            bars[label] = progress.add_task(label)
        progress.update(bars[label], completed=done, total=total)

    try:
        yield report
    finally:
        if bars:
            progress.stop()
