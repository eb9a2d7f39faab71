"""The `encommun` command: what an operator types."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from encommun import file_permissions, server
from encommun.exchange.commands import add_commands
from encommun.exports.commands import add_commands as add_export_commands
from encommun.operator_error import OperatorError
from encommun.revision_check import is_at_head
from encommun.settings import Settings, read_settings
from encommun.startup_checks import check_integrity
from loaders.drivers.database import SQLITE_PREFIX

cli = typer.Typer(
    help="Server and operator tools of the commons. `ENCOMMUN_DATABASE_URL` names its database.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.command(epilog="Example: encommun serve --prepare --port 8080")
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on (127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (8000); 0 for any free port.")] = None,
    prepare: Annotated[
        bool, typer.Option("--prepare", help="First migrate the database, seed it and prepare the pages, if needed.")
    ] = False,
    no_work: Annotated[
        bool, typer.Option("--no-work", help="Do no jobs and send no mails: `encommun work` does so elsewhere.")
    ] = False,
) -> None:
    """Start the HTTP server; stop it with Ctrl-C."""
    settings = read_settings(host=host, port=port, work=False if no_work else None)
    with server.bind_socket(settings.host, settings.port) as listener:
        check_integrity(settings.database_url)
        asyncio.run(ensure_ready(settings.database_url, prepare=prepare))
        restrict_permissions(settings)
        from encommun.app import create_app  # noqa: PLC0415 - to build the graph takes a second: not for a refusal

        settings = settings.listening_at(server.listener_address(listener))
        server.serve(create_app(settings), listener, settings)


@cli.command(epilog="Example: encommun work --dry-run")
def work(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what is due now, and do nothing.")] = False,
) -> None:
    """Do the jobs and send the mails, as a process beside servers; stop it with Ctrl-C."""
    settings = read_settings(work=True)
    asyncio.run(ensure_ready(settings.database_url, prepare=False))
    from encommun import worker_process  # noqa: PLC0415 - as above

    if dry_run:
        lines = asyncio.run(worker_process.due_now(settings.database_url))
        typer.echo("\n".join(lines) if lines else "Nothing is due.")
    else:
        asyncio.run(worker_process.run_until_stopped(settings))


@cli.command(epilog="Example: encommun doctor")
def doctor() -> None:
    """Tell how each job goes; exit code 1 if one fails for long, or is overdue."""
    url = read_settings().database_url
    asyncio.run(ensure_ready(url, prepare=False))
    from encommun.doctor import examine  # noqa: PLC0415 - as above

    findings = asyncio.run(examine(url))
    for each in findings:
        typer.echo(each.line)
    raise typer.Exit(0 if all(each.is_well for each in findings) else 1)


async def ensure_ready(url: str, *, prepare: bool) -> None:
    """Raise OperatorError unless the database is ready; with `prepare`, make it ready first."""
    if not prepare and await is_at_head(url):
        return
    from encommun import admin  # noqa: PLC0415 - a server that has nothing to do starts without Alembic

    await (admin.prepare_to_serve(url) if prepare else admin.check_can_serve(url))


def restrict_permissions(settings: Settings) -> None:
    """Repair the permissions of the commons' files, and report it in one line."""
    url = settings.database_url
    file = Path(url.removeprefix(SQLITE_PREFIX)) if url.startswith(SQLITE_PREFIX) else None
    if line := str(file_permissions.repair_permissions(file, settings.mail_outbox)):
        typer.echo(f"encommun: {line}.", err=True)


@cli.command(epilog="Example: encommun migrate")
def migrate(
    new: Annotated[
        str | None,
        typer.Option(metavar="TITLE", help="Write a new revision from the changes of the models, and migrate nothing."),
    ] = None,
) -> None:
    """Migrate the database to the tables of this version."""
    from encommun import admin, new_revision  # noqa: PLC0415 - as above

    if new is not None:
        typer.echo(asyncio.run(new_revision.draft_revision(new)))
    else:
        typer.echo(f"{asyncio.run(admin.migrate_database(read_settings().database_url))} is up to date.")


@cli.command(epilog="Example: encommun seed --scale 10")
def seed(
    scale: Annotated[
        int | None, typer.Option(min=0, help="Amount of demonstration content: a multiple of the default; 0 for none.")
    ] = None,
    remove_demonstration: Annotated[
        bool, typer.Option("--remove-demonstration", help="Remove the demonstration content, and add nothing.")
    ] = False,
) -> None:
    """Fill the database with territories, topics, networks, published records and demonstration content."""
    from encommun import admin  # noqa: PLC0415 - as above

    url = read_settings().database_url
    if remove_demonstration:
        asyncio.run(admin.clear_demonstration(url))
        typer.echo("The database has no demonstration content.")
    else:
        asyncio.run(admin.seed_database(url, scale))
        typer.echo("The database is filled.")


@cli.command(epilog="Example: encommun steward camille@example.org")
def steward(
    email: Annotated[str, typer.Argument(help="Confirmed e-mail address of the person's account.", show_default=False)],
    revoke: Annotated[bool, typer.Option("--revoke", help="Revoke the rights of the person instead.")] = False,
) -> None:
    """Make a person a steward: an administrator who decides claims, publishes, and opens networks' spaces."""
    from encommun import admin  # noqa: PLC0415 - as above

    asyncio.run(admin.set_steward_by_email(read_settings().database_url, email, steward=not revoke))
    typer.echo(f"{email} is {'no longer ' if revoke else ''}a steward.")


@cli.command(epilog="Example: encommun schema > schema/encommun.graphql")
def schema() -> None:
    """Print the GraphQL schema (SDL)."""
    from schema.sdl import print_sdl  # noqa: PLC0415 - the graph again

    typer.echo(print_sdl().rstrip())


add_commands(cli)
add_export_commands(cli)


def main() -> None:
    """Run the command; an error that the operator can correct is one line on standard error, with exit code 1."""
    os.umask(file_permissions.UMASK)
    try:
        cli()
    except OperatorError as error:
        sys.exit(f"encommun: {error}")
