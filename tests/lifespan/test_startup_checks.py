"""A database that was not closed is looked through before it is served, and one that takes no changes is told."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import asyncpg
import pytest

from encommun import startup_checks
from encommun.operator_error import OperatorError
from encommun.startup_checks import check_integrity, warn_unless_writable
from loaders.unit_of_work import open_writer
from tests.support.engines import file_of, name_of

CRASH = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("CREATE TABLE IF NOT EXISTS crashed (id)")
connection.execute("INSERT INTO crashed VALUES (1)")
os._exit(0) if len(sys.argv) == 2 else (print("open", flush=True), sys.stdin.read())
"""


@pytest.fixture
def file(tmp_path):
    """A database that was not closed."""
    file = tmp_path / "commons.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE item (id TEXT PRIMARY KEY, text TEXT)")
        connection.executemany("INSERT INTO item VALUES (?, ?)", [(str(each), "x" * 500) for each in range(500)])
    subprocess.run([sys.executable, "-c", CRASH, file], check=True)
    assert file.with_name("commons.sqlite-wal").exists()
    return file


def test_a_database_in_order_is_said_to_be_and_not_looked_at_again(file, capsys):
    check_integrity(f"sqlite:///{file}")
    assert capsys.readouterr().err == (
        f"encommun: The database at {file} was not closed; it was looked through and is in order.\n"
    )
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM crashed").fetchone() == (1,)
    check_integrity(f"sqlite:///{file}")
    assert capsys.readouterr().err == ""


def test_a_database_is_looked_for_where_a_link_leads(file, tmp_path, capsys):
    link = tmp_path / "elsewhere" / "linked.sqlite"
    link.parent.mkdir()
    link.symlink_to(file)
    check_integrity(f"sqlite:///{link}")
    assert "was looked through and is in order" in capsys.readouterr().err


def test_a_linked_database_that_another_process_has_open_is_left_to_it(tmp_path, capsys):
    file, link = tmp_path / "commons.sqlite", tmp_path / "linked.sqlite"
    link.symlink_to(file)
    with subprocess.Popen([sys.executable, "-c", CRASH, file, "stay"], stdin=subprocess.PIPE, stdout=-1) as other:
        assert other.stdout.readline() == b"open\n"
        check_integrity(f"sqlite:///{link}")
        other.stdin.close()
    assert capsys.readouterr().err == ""


def test_a_damaged_database_is_not_served(file):
    content = bytearray(file.read_bytes())
    content[4096 * 20 : 4096 * 40] = os.urandom(4096 * 20)
    file.write_bytes(content)
    with pytest.raises(OperatorError, match=r"is damaged: .*\. Restore a backup, or save what can be read: sqlite3 "):
        check_integrity(f"sqlite:///{file}")


def test_what_takes_too_long_is_said(file, capsys, monkeypatch):
    monkeypatch.setattr(startup_checks, "CHECKING", 0)
    monkeypatch.setattr("loaders.drivers.integrity.STEPS", 1)
    check_integrity(f"sqlite:///{file}")
    assert "is too large to be looked through in 0 s" in capsys.readouterr().err


def test_a_database_that_another_process_has_open_is_left_to_it(tmp_path, capsys):
    file = tmp_path / "commons.sqlite"
    command = [sys.executable, "-c", CRASH, file, "stay"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        check_integrity(f"sqlite:///{file}")
        other.stdin.close()
    assert capsys.readouterr().err == ""


async def test_a_database_that_takes_changes_is_not_mentioned(fresh_database_url, caplog):
    async with open_writer(fresh_database_url) as writer:
        await warn_unless_writable(writer)
    assert caplog.records == []


@pytest.fixture
async def protected(fresh_database_url):
    """A database that may only be read by who opens it now."""
    if not fresh_database_url.startswith("sqlite"):
        connection = await asyncpg.connect(fresh_database_url)
        await connection.execute(
            f'ALTER DATABASE "{name_of(fresh_database_url)}" SET default_transaction_read_only = on'
        )
        await connection.close()
        yield fresh_database_url
        return
    file = file_of(fresh_database_url)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    folder = file.with_name("protected")
    folder.mkdir()
    moved = shutil.move(file, folder / "commons.sqlite")
    moved.chmod(0o444)
    user = os.geteuid()
    if user == 0:  # for whom no permission counts
        folder.chmod(0o777)
        file.parent.chmod(0o755)
        os.seteuid(65534)
    yield f"sqlite:///{moved}"
    os.seteuid(user)
    shutil.rmtree(folder)


async def test_a_database_that_takes_no_changes_is_told_in_one_line(protected, caplog):
    caplog.set_level(logging.WARNING)
    async with open_writer(protected) as writer:
        await warn_unless_writable(writer)
    [record] = caplog.records
    assert record.getMessage().startswith("The commons cannot be changed, only read: ReadOnlyError")
    assert "\n" not in record.getMessage()
