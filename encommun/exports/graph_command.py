"""Writes the network of the commons at an address to a file, for the operator."""

from pathlib import Path

from encommun.commons import read_commons
from encommun.exchange.operator_files import ensure_migrated, operator_errors, written_whole
from encommun.exports.graph import graph_rows
from encommun.exports.graph_filter import Given, filter_of
from encommun.graph_files.formats import FORMATS
from encommun.operator_error import OperatorError
from resolvers.network.build import build_snapshot


async def run_export_graph(url: str, file: Path, given: Given) -> str:
    """Write the part of the network that the given values leave; return a summary. Raises OperatorError."""
    end = next((end for end in FORMATS if file.name.lower().endswith(end)), None)
    if end is None:
        raise OperatorError(f"{file} has no known format: end its name in {', '.join(FORMATS)}.")
    await ensure_migrated(url)
    with operator_errors(), written_whole(file) as stream:
        async with read_commons(url) as (reads, now):
            wanted = await filter_of(given, reads)
            rows = await graph_rows(reads, await build_snapshot(reads, now), wanted, lambda: None)
        FORMATS[end](rows, stream)
    return f"{len(rows.graph.nodes):,} nodes and {len(rows.graph.edges):,} edges in {file}."
