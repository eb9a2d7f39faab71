"""The commands `encommun import` and `encommun export`."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from encommun.settings import read_settings

File = Annotated[Path, typer.Argument(help="A file in UTF-8: CSV (`;`, `,` or tab) or NDJSON.", show_default=False)]
TYPES = "Actor, Membership, Project, Participation, Resource or Workshop"
READ = "Territory, Topic, Network, Collection, Feature, Seal or Decision"
TypeOfLines = Annotated[
    str | None,
    typer.Option("--type", help=f"{TYPES}. Lines of NDJSON may have a type of their own.", show_default=False),
]
TypeToWrite = Annotated[
    str | None,
    typer.Option(
        "--type",
        help=f"{TYPES}; for reading only, {READ}. By default, all types are in an .ndjson or a .csv.zip file.",
        show_default=False,
    ),
]


def add_commands(cli: typer.Typer) -> None:
    """Add both commands to the command line."""
    cli.command("import", epilog="Example: encommun import actors.csv --network anct --type Actor")(import_file)
    cli.command("export", epilog="Example: encommun export projects.csv --type Project")(export_file)


def import_file(
    file: File,
    network: Annotated[str, typer.Option(help="Slug of the network to which the records belong.", show_default=False)],
    type_name: TypeOfLines = None,
    report: Annotated[
        Path | None,
        typer.Option(help="File for the report on refused lines (FILE.refused.ndjson).", show_default=False),
    ] = None,
    *,
    french: Annotated[
        bool,
        typer.Option("--french", help="Read dates and numbers of a CSV file in French notation: 31/01/2026, 12 500,5."),
    ] = False,
    atomic: Annotated[bool, typer.Option("--atomic", help="Store all lines or, if one is refused, none.")] = False,
) -> None:
    """Create or update a network's records from a file of any size; exit code 1 if lines were refused.

    An interrupted import can be started again: it skips the records that are already stored.
    """
    from encommun.exchange import service  # noqa: PLC0415 - `encommun serve` starts without it

    told = report or file.parent / f"{file.name}.refused.ndjson"
    url = read_settings().database_url
    done = service.run_import(url, file, network, type_name, told, atomic=atomic, french=french)
    summary, refused = asyncio.run(done)
    typer.echo(summary)
    raise typer.Exit(int(refused))


def export_file(
    file: Annotated[
        Path, typer.Argument(help="File to write; its name ends in .ndjson, .csv.zip or .csv.", show_default=False)
    ],
    type_name: TypeToWrite = None,
    network: Annotated[
        str | None, typer.Option(help="Slug of a network, to export only its own records, with its own references.")
    ] = None,
) -> None:
    """Write public records to a file: in the form for import; what nobody imports, for reading only."""
    from encommun.exchange import service  # noqa: PLC0415 - as above

    url = read_settings().database_url
    typer.echo(asyncio.run(service.run_export(url, file, network, type_name)))
