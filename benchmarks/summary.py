"""Medians over the rounds, and how many times another server's requests per second ours are."""

import statistics
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from benchmarks.rounds import Sample
from benchmarks.servers import OURS


class Series(NamedTuple):
    """What was measured round after round."""

    shape: str
    connections: int
    server: str
    engine: str


@dataclass(frozen=True)
class Median:
    """The middle of a series: requests per second, milliseconds, and ours divided by its requests per second.

    The ratio is the median of the ratios of each round, whose two figures were taken close to each other.
    """

    shape: str
    connections: int
    server: str
    engine: str
    rounds: int
    rate: float
    p50: float
    p99: float
    ratio: float

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Median":
        """As it is in the JSON."""
        return cls(**kept)


def medians(samples: Iterable[Sample]) -> list[Median]:
    """The median of every series, in the order in which they were first measured."""
    series: dict[Series, dict[int, Sample]] = {}
    for sample in samples:
        key = Series(sample.shape, sample.connections, sample.server, sample.engine)
        series.setdefault(key, {})[sample.round] = sample
    return [_median(key, rounds, series[key._replace(server=OURS)]) for key, rounds in series.items()]


def _median(key: Series, rounds: Mapping[int, Sample], ours: Mapping[int, Sample]) -> Median:
    every = rounds.values()
    return Median(
        **key._asdict(),
        rounds=len(rounds),
        rate=round(statistics.median(sample.rate for sample in every), 1),
        p50=round(statistics.median(sample.p50 for sample in every), 2),
        p99=round(statistics.median(sample.p99 for sample in every), 2),
        ratio=round(statistics.median(ours[number].rate / sample.rate for number, sample in rounds.items()), 3),
    )


def as_json(found: Iterable[Median]) -> list[dict[str, Any]]:
    """The medians as the JSON keeps them."""
    return [asdict(median) for median in found]
