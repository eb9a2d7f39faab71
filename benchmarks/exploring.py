"""Search, completion, and questions to the network, beside the bare engine or library that does the same work alone.

Each request is sent over one connection, one after the other. The bare statement goes over a connection of its own to
the same database; the bare library works on the same snapshot. The first metrics are computed, all others are kept.
"""

import asyncio
import http.client
import json
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from benchmarks.bare_graph import BareGraph, bare_graph
from benchmarks.bare_index import opened
from benchmarks.processes import HOST, JSON, NoAnswer, Running, started
from benchmarks.servers import SERVERS

ROUNDS = 10
"""Times that the requests of a measure are sent."""
WORDS = ("budget participatif", "concertation", "mobilité", "jardin partagé", "conseil citoyen", "forêt", "école")
BEGINNINGS = ("co-construire b", "évaluer la", "animer", "préparer con", "ouvrir", "partager j", "relancer")
MIDDLES = 20
"""Actors whose neighbourhoods are asked for, from all over the network."""
SEARCH = "query ($text: String!) { search(query: $text, first: 10) { edges { score node { __typename } } } }"
COMPLETE = "query ($text: String!) { complete(prefix: $text, first: 10) { text } }"
AROUND = "query ($text: ID!) { neighbourhood(of: $text, depth: 2, first: 100) { totalCount nodes { id } } }"
METRICS = "{ networkMetrics { modularity ranking(by: PAGERANK, first: 10) { nodes { id } } } }"

Figures = dict[str, float]
Ask = Callable[[str], object]


def measure(urls: Mapping[str, str]) -> dict[str, dict[str, Figures]]:
    """Return median milliseconds, ours and bare, and their ratio, by engine and question; `urls` are by engine."""
    return {engine: dict(_measured(engine, url)) for engine, url in urls.items()}


def _measured(engine: str, url: str) -> Iterable[tuple[str, Figures]]:
    graph = asyncio.run(bare_graph(url))
    middles = [each for each in graph.ids if each.startswith("actor_")]
    middles = middles[:: max(len(middles) // MIDDLES, 1)][:MIDDLES]
    with started(SERVERS[0], engine, url) as running, opened(engine, url) as bare:
        running.wait(json.dumps({"query": "{ __typename }"}))
        connection = http.client.HTTPConnection(HOST, running.port)
        try:
            yield "search", _compared(_asking(running, connection, SEARCH), bare.search, WORDS)
            yield "complete", _compared(_asking(running, connection, COMPLETE), bare.complete, BEGINNINGS)
            around = _asking(running, connection, AROUND)
            around(middles[0])  # the snapshot is taken
            number = graph.ids.index
            yield "neighbourhood", _compared(around, lambda of: graph.two_steps(number(of)), middles)
            yield "metrics", _once(_asking(running, connection, METRICS), graph)
        finally:
            connection.close()


def _compared(ours: Ask, bare: Ask, texts: Iterable[str]) -> Figures:
    """Ask both in turn, each text of a round once."""
    asked = list(texts)
    took: dict[Ask, list[float]] = {ours: [], bare: []}
    for number in range(ROUNDS + 1):
        for text in asked:
            for ask in (ours, bare):
                spent = _milliseconds(ask, text)
                if number:  # the first round warms up
                    took[ask].append(spent)
    return _figures(statistics.median(took[ours]), statistics.median(took[bare]))


def _once(ours: Ask, graph: BareGraph) -> Figures:
    """Compute all metrics once: whoever asks again is given the same."""
    return _figures(_milliseconds(ours, ""), _milliseconds(lambda _: graph.page_rank_and_communities(), ""))


def _figures(ours: float, bare: float) -> Figures:
    return {"p50": round(ours, 2), "bare_p50": round(bare, 2), "ratio": round(ours / bare, 2)}


def _milliseconds(ask: Ask, text: str) -> float:
    begin = time.perf_counter()
    ask(text)
    return (time.perf_counter() - begin) * 1_000


def _asking(running: Running, connection: http.client.HTTPConnection, query: str) -> Ask:
    """Return a function that sends a query; raises NoAnswer for an answer with errors."""

    def ask(text: str) -> Any:
        body = json.dumps({"query": query, "variables": {"text": text} if text else {}})
        connection.request("POST", "/graphql", body.encode(), dict(JSON))
        said = connection.getresponse().read()
        if b'"errors"' in said:
            raise NoAnswer(f"{running.title}: {said[:500]!r}")
        return said

    return ask
