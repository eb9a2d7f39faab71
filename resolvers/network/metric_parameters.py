"""Settings of the methods by which figures are computed, which every answer names."""

from typing import Any


def method_parameters() -> dict[str, Any]:
    """Return the settings as JSON."""
    from resolvers.graph import communities, pagerank, paths  # noqa: PLC0415 - a server starts without numpy

    return {
        "page_rank": {"damping": pagerank.DAMPING, "precision": pagerank.PRECISION},
        "communities": {
            "method": "Leiden",
            "quality": "modularity",
            "resolution": communities.RESOLUTION,
            "seed": communities.SEED,
        },
        "paths": {"exact_nodes": paths.EXACT_NODES, "sample_seed": paths.SEED},
    }
