"""Ties of the network as the lists of the API have them, to hold walks to."""

from typing import Any

import networkx as nx

from tests.network.client import NetworkClient

TIES = """query ($memberships: String, $participations: String) {
    memberships(first: 100, after: $memberships) { pageInfo { hasNextPage endCursor }
        nodes { role since until member { id } organisation { id } network { id } } }
    participations(first: 100, after: $participations) { pageInfo { hasNextPage endCursor }
        nodes { role since until actor { id } project { id } } } }"""
KINDS = ["MEMBERSHIP", "PARTICIPATION"]
Tie = tuple[str, str, str, str, str | None, str | None]
"""Source, target, kind, role, first and last day."""


async def ties_of(commons: NetworkClient) -> list[Tie]:
    """Return all memberships and participations."""
    found: list[Tie] = []
    for name, kind in (("memberships", "MEMBERSHIP"), ("participations", "PARTICIPATION")):
        found += [_tie(kind, each) for each in await everything(commons, TIES, name)]
    return found


async def everything(commons: NetworkClient, document: str, name: str) -> list[dict[str, Any]]:
    """Return the nodes on all pages of a list; the document takes the cursor as a variable of the list's name."""
    found, cursor, more = [], None, True
    while more:
        page = (await commons.ask(document, **{name: cursor}))[name]
        found += page["nodes"]
        cursor, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return found


def graph_of(ties: list[Tie]) -> nx.Graph:
    """Return the graph of ties as networkx has it."""
    return nx.Graph([tie[:2] for tie in ties])


def _tie(kind: str, row: dict[str, Any]) -> Tie:
    ends = [row[end]["id"] for end in ("member", "actor", "organisation", "network", "project") if row.get(end)]
    return (*ends, kind, row["role"], row["since"], row["until"])
