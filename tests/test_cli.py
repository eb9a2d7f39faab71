"""The commands other than `serve`, as processes: what they print, what they leave behind when they are killed."""

import signal
import sys

from sqlalchemy import text
from typer.testing import CliRunner

from encommun.cli import cli
from encommun.engine import engine_scope
from models import Table
from tests.support.commands import ROOT, encommun, run

KILLED_SEED = """
import asyncio, os, signal, sys
from encommun.cli import cli
from encommun.engine import engine_scope
from encommun.seed import fill

reports = 0

def report(label, done, total):
    global reports
    reports += 1
    if reports == 20:
        os.kill(os.getpid(), signal.SIGKILL)

async def main():
    async with engine_scope(sys.argv[1]) as engine:
        await fill(engine, report=report)

asyncio.run(main())
"""

SEED_ON_A_FULL_DISK = """
import resource, sys
from encommun.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))
sys.argv = ["encommun", "seed"]
main()
"""


async def counts(url: str) -> dict[str, int]:
    """The number of rows in each table."""
    async with engine_scope(url) as engine, engine.connect() as connection:
        return {
            table: (await connection.execute(text(f"SELECT count(*) FROM {table}"))).scalar_one()  # noqa: S608 our names
            for table in Table.metadata.tables
        }


def test_without_a_command_it_lists_them_and_the_help_of_each_shows_an_example():
    listed = encommun().stdout
    for command in ("serve", "work", "doctor", "migrate", "seed", "steward", "schema", "import", "export"):
        assert command in listed
        shown = CliRunner().invoke(cli, [command, "--help"])
        assert shown.exit_code == 0
        assert f"Example: encommun {command}" in shown.output


def test_schema_prints_the_committed_sdl():
    assert encommun("schema").stdout == (ROOT / "schema" / "encommun.graphql").read_text()


def test_seed_asks_for_migrate_first(empty_database_url):
    asked = encommun("seed", url=empty_database_url)
    assert asked.returncode == 1
    assert asked.stderr.endswith("is not migrated: run `encommun migrate`.\n")
    assert encommun("migrate", url=empty_database_url).stdout.endswith(" is up to date.\n")


async def test_a_filled_commons_is_left_as_it_is(fresh_database_url):
    before = await counts(fresh_database_url)
    assert encommun("seed", url=fresh_database_url).returncode == 0
    assert await counts(fresh_database_url) == before


async def test_the_demonstration_is_one_command_to_remove(fresh_database_url):
    assert encommun("seed", "--remove-demonstration", url=fresh_database_url).returncode == 0
    async with engine_scope(fresh_database_url) as engine, engine.connect() as connection:
        left = await connection.execute(text("SELECT count(*) FROM actor WHERE demonstration"))
        assert left.scalar_one() == 0


async def test_a_killed_seed_leaves_the_database_readable_and_the_next_completes(
    empty_database_url, fresh_database_url
):
    encommun("migrate", url=empty_database_url)
    killed = run(sys.executable, "-c", KILLED_SEED, empty_database_url)
    assert killed.returncode == -signal.SIGKILL
    assert await counts(empty_database_url) != await counts(fresh_database_url)
    assert encommun("seed", url=empty_database_url).returncode == 0
    assert await counts(empty_database_url) == await counts(fresh_database_url)


async def test_a_full_disk_is_one_line_and_leaves_the_database_readable(tmp_path):
    url = f"sqlite:///{tmp_path}/commons.sqlite"
    encommun("migrate", url=url)
    before = await counts(url)
    full = run(sys.executable, "-c", SEED_ON_A_FULL_DISK, url=url)
    assert full.returncode == 1
    assert "cannot be used" in full.stderr.splitlines()[-1]
    assert "Traceback" not in full.stderr
    assert await counts(url) == before
