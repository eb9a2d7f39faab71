"""The command `encommun export-graph`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from encommun.settings import read_settings

ENDS = ".graphml, .gexf, .json, .kumu.json, .csv.zip or .parquet.zip"
Some = list[str] | None


def add_commands(cli: typer.Typer) -> None:
    """Add the command to the command line."""
    cli.command("export-graph", epilog="Example: encommun export-graph var/network.gexf --territory region:93")(
        export_graph
    )


def export_graph(
    file: Annotated[Path, typer.Argument(help=f"File to write; its name ends in {ENDS}.", show_default=False)],
    edge_kind: Annotated[
        Some, typer.Option(help="Kind of edges, such as PARTICIPATION; may be repeated.", show_default=False)
    ] = None,
    node_type: Annotated[
        Some, typer.Option(help="Type of nodes, such as Actor; may be repeated.", show_default=False)
    ] = None,
    kind: Annotated[
        Some, typer.Option(help="Kind of nodes, such as ASSOCIATION; may be repeated.", show_default=False)
    ] = None,
    topic: Annotated[
        Some, typer.Option(help="Slug of a topic, for it and narrower ones; may be repeated.", show_default=False)
    ] = None,
    territory: Annotated[
        Some,
        typer.Option(
            help="Territory, for all inside of it, such as region:93 or commune:01001; may be repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the public network, or a part of it, to a file for Gephi, Kumu, networkx, pandas or a spreadsheet."""
    from encommun.exports.graph_command import run_export_graph  # noqa: PLC0415 - `encommun serve` starts without it

    given = {
        "edgeKinds": edge_kind or (),
        "nodeTypes": node_type or (),
        "kinds": kind or (),
        "topics": topic or (),
        "territories": territory or (),
    }
    typer.echo(asyncio.run(run_export_graph(read_settings().database_url, file, given)))
