"""Files that the commons writes are readable by its user only, from the first byte; others are corrected."""

import os
import signal
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from encommun import file_permissions
from encommun.engine import engine_scope
from encommun.exchange.import_report import ImportReport
from encommun.migration import upgrade
from tests.support.commands import COMMAND, encommun, run, serving

REGISTER = """mutation { registerAccount(input: {email: "a@exemple.fr", password: "corail tandem brume", name: "Zoé"}) {
    __typename } }"""


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def modes(folder: Path) -> dict[str, str]:
    """By path below the folder, the permissions of each file and folder, but for what goes while one looks."""
    found = {}
    for path in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError):
            found[str(path.relative_to(folder))] = mode(path)
    return found


@pytest.fixture
async def commons(tmp_path) -> Path:
    """A working folder with the database of the defaults, which anybody can read."""
    file = tmp_path / "var" / "encommun.sqlite"
    async with engine_scope(f"sqlite:///{file}") as engine:
        await upgrade(engine)
    for path in (file, file.parent):
        path.chmod(0o775)
    return tmp_path


def test_what_a_server_makes_is_for_its_user_alone(tmp_path):
    finished = run(*COMMAND, "migrate", folder=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert modes(tmp_path) == {"var": "0o700", "var/encommun.sqlite": "0o600"}
    url = "sqlite:///var/encommun.sqlite"
    with serving(url, tmp_path) as server:
        answer = httpx.post(f"{server.address}/graphql", json={"query": REGISTER}).json()
        assert answer == {"data": {"registerAccount": {"__typename": "MailRequested"}}}
        while not any(name.endswith(".eml") for name in modes(tmp_path)):
            pass
        found = modes(tmp_path)  # all of it is there now: a walk may have missed what was made meanwhile
        assert found.keys() >= {"var/encommun.sqlite-wal", "var/encommun.sqlite-shm", "var/outbox"}
        assert {found[name] for name in found if (tmp_path / name).is_file()} == {"0o600"}
        assert (found["var"], found["var/outbox"]) == ("0o700", "0o700")
        assert server.stop(signal.SIGTERM) == (0, "")


def test_what_was_left_open_is_mended_at_the_start_and_said_in_one_line(commons):
    outbox = commons / "var" / "outbox"
    outbox.mkdir()
    mail = outbox / "20261125T080000Z-mail_01kb3x0000000000000000000.eml"
    mail.touch()
    mail.chmod(0o644)
    url = f"sqlite:///{commons / 'var' / 'encommun.sqlite'}"
    with serving(url, commons) as server:
        assert set(modes(commons).values()) == {"0o700", "0o600"}
        _, said = server.stop(signal.SIGTERM)
    (line,) = said.splitlines()
    assert line.startswith("encommun: others can no longer use var, ")
    assert f"{commons / 'var' / 'encommun.sqlite'}, " in line
    with serving(url, commons) as server:
        assert server.stop(signal.SIGTERM) == (0, "")


def test_an_export_is_for_its_user_alone(database_url, tmp_path):
    target = tmp_path / "projects.ndjson"
    part = tmp_path / "projects.ndjson.part"
    part.touch()
    part.chmod(0o666)
    finished = encommun("export", str(target), "--type", "Project", url=database_url)
    assert finished.returncode == 0, finished.stderr
    assert modes(tmp_path) == {"projects.ndjson": "0o600"}


def test_what_an_import_tells_of_refused_lines_is_for_its_user_alone(tmp_path):
    file = tmp_path / "refused.ndjson"
    file.touch()
    file.chmod(0o666)
    with ImportReport(file) as report:
        report.refuse(1, "a", [])
    assert modes(tmp_path) == {"refused.ndjson": "0o600"}


def test_an_operators_own_folders_and_files_stay_as_they_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file, outbox = tmp_path / "lib" / "commons.sqlite", tmp_path / "spool"
    for folder in (file.parent, outbox):
        folder.mkdir(0o755)
    (outbox / "notes.txt").touch(0o644)
    sqlite3.connect(file).close()
    file.chmod(0o644)
    text = tmp_path / "lib" / "text"
    text.write_text("This is no database")
    assert file_permissions.repair_permissions(file, outbox).closed == [file]
    assert file_permissions.repair_permissions(text, outbox) == ([], [])
    expected = {"lib": "0o755", "lib/commons.sqlite": "0o600", "lib/text": "0o644"}
    assert modes(tmp_path) == expected | {"spool": "0o755", "spool/notes.txt": "0o644"}


def test_links_lead_to_no_file_of_others(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    others = tmp_path / "others"
    others.mkdir()
    for name in ("linked", "named-twice", "theirs"):
        (others / name).touch(0o644)
    (tmp_path / "db").touch(0o600)
    (tmp_path / "db-wal").symlink_to(others / "linked")
    os.link(others / "named-twice", tmp_path / "db-shm")
    mended = file_permissions.repair_permissions(tmp_path / "db", tmp_path)
    assert {mode(each) for each in others.iterdir()} == {"0o644"}
    assert mended == ([], [tmp_path / "db-shm"])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_another_user_is_left_and_the_operator_is_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "db"
    file.touch(0o644)
    os.chown(file, 12_345, 12_345)
    mended = file_permissions.repair_permissions(file, tmp_path)
    assert mode(file) == "0o644"
    assert str(mended) == f"others can still use {file}, which this user may not change: close it to them"


def test_a_database_behind_a_link_of_the_operators_is_mended(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    real = tmp_path / "disk" / "real.sqlite"
    real.parent.mkdir(0o755)
    sqlite3.connect(real).close()
    wal = tmp_path / "disk" / "real.sqlite-wal"
    for path in (real, wal):
        path.touch()
        path.chmod(0o644)
    (tmp_path / "db").symlink_to(real)
    assert file_permissions.repair_permissions(tmp_path / "db", tmp_path).closed == [real, wal]


def test_the_environment_of_the_tests_hides_nothing():
    """The commands above run with the umask of this process, which lets others read."""
    shown = run("sh", "-c", "umask").stdout.strip()
    assert shown.endswith("22")
