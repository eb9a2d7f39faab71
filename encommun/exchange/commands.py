"""The commands `encommun import` and `encommun export`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from encommun.settings import read_settings

File = Annotated[Path, typer.Argument(help="A file in UTF-8: CSV (`;`, `,` or tab) or NDJSON.", show_default=False)]
TYPES = "Actor, Membership, Project, Participation, Resource or Workshop"
READ = "Collection, Feature, Seal or Decision"
TypeOfLines = Annotated[
    str | None, typer.Option("--type", help=f"{TYPES}; NDJSON may say it in each line.", show_default=False)
]
TypeToWrite = Annotated[
    str | None,
    typer.Option("--type", help=f"{TYPES}; to be read alone, {READ}; without it, NDJSON has all.", show_default=False),
]


def add_commands(cli: typer.Typer) -> None:
    """Give the command line both commands."""
    cli.command("import", epilog="Example: encommun import actors.csv --network anct --type Actor")(import_file)
    cli.command("export", epilog="Example: encommun export projects.csv --type Project")(export_file)


def import_file(
    file: File,
    network: Annotated[str, typer.Option(help="Slug of the network whose records they are.", show_default=False)],
    type_name: TypeOfLines = None,
    report: Annotated[
        Path | None, typer.Option(help="Where refused lines are told (FILE.refused.ndjson).", show_default=False)
    ] = None,
    *,
    french: Annotated[
        bool, typer.Option("--french", help="Read days and numbers of a CSV file as in French: 31/01/2026, 12 500,5.")
    ] = False,
    atomic: Annotated[bool, typer.Option("--atomic", help="Keep all lines or, if one is refused, none.")] = False,
) -> None:
    """Create or update a network's records from a file of any size; exit code 1 when lines were refused.

    Interrupted, it is started again: what is there already is passed over.
    """
    from encommun.exchange import service  # noqa: PLC0415 - `encommun serve` starts without it

    told = report or file.parent / f"{file.name}.refused.ndjson"
    url = read_settings().database_url
    done = service.run_import(url, file, network, type_name, told, atomic=atomic, french=french)
    summary, refused = asyncio.run(done)
    typer.echo(summary)
    raise typer.Exit(int(refused))


def export_file(
    file: Annotated[Path, typer.Argument(help="Where to: a name that ends in .csv or .ndjson.", show_default=False)],
    type_name: TypeToWrite = None,
    network: Annotated[str | None, typer.Option(help="Slug of a network: its own records, as it calls them.")] = None,
) -> None:
    """Write what is public to a file: records as they can be imported, editorial work and decisions to be read."""
    from encommun.exchange import service  # noqa: PLC0415 - as above

    url = read_settings().database_url
    typer.echo(asyncio.run(service.run_export(url, file, network, type_name)))
