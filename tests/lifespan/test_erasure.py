"""A failure of erasure affects nothing else, is logged briefly, and is retried."""

import logging
import os
from pathlib import Path

import pytest

from encommun import outage_log
from encommun.erasure_worker import ErasureWorker
from encommun.log_throttling import ThrottledLog
from encommun.mail.outbox import KEPT_SECONDS, delete_old_messages
from loaders.drivers.erasure import SQLiteEraser, create_eraser
from loaders.errors import UnreachableError

NOBODY = "postgresql://postgres@127.0.0.1:1/none"


@pytest.fixture
def broken(request, tmp_path):
    """A database that cannot be reached."""
    if request.param == "postgresql":
        return NOBODY
    (tmp_path / "broken.sqlite-wal").write_bytes(b"a log" * 100)  # whose database was taken away
    return f"sqlite:///{tmp_path}/broken.sqlite"


@pytest.fixture
def outbox(tmp_path):
    """A folder with one mail that is old."""
    folder = tmp_path / "outbox"
    folder.mkdir()
    mail = folder / "20260101T000000Z-mail_1.eml"
    mail.touch()
    os.utime(mail, (0, 0))
    return folder


both = pytest.mark.parametrize("broken", ["sqlite", "postgresql"], indirect=True)


@both
async def test_a_round_in_vain_is_not_taken_for_done(broken):
    eraser = create_eraser(broken)
    for _ in range(2):
        with pytest.raises(UnreachableError):
            await eraser.finish()


@both
async def test_a_database_that_is_away_is_one_line_and_mails_go_all_the_same(broken, outbox, monkeypatch, caplog):
    monkeypatch.setattr(
        outage_log, "OUTAGE_LOG", ThrottledLog(logging.getLogger("encommun.unavailable"), logging.WARNING)
    )
    erasure = ErasureWorker(create_eraser(broken), outbox, outbox / "exports")
    for _ in range(3):
        await erasure.round()
    [record] = caplog.records
    assert record.getMessage().startswith("DATABASE_UNREACHABLE: ")
    assert record.exc_info is None
    assert list(outbox.iterdir()) == []


async def test_what_fails_is_logged_and_tried_again(tmp_path, caplog):
    class Failing:
        rounds = 0

        async def finish(self) -> bool:
            self.rounds += 1
            raise OSError("the disk is gone")

    erasure = ErasureWorker(Failing(), tmp_path, tmp_path / "exports")
    await erasure.round()
    await erasure.round()
    assert len(caplog.records) == 2
    assert "tried again in 60.0 s" in caplog.text


def test_a_mail_that_another_process_takes_out_first_is_passed_over(outbox, monkeypatch):
    gone, glob = outbox / "20260101T000000Z-mail_0.eml", Path.glob
    monkeypatch.setattr(Path, "glob", lambda self, pattern: [gone, *glob(self, pattern)])
    assert delete_old_messages(outbox, KEPT_SECONDS) == 1
    assert list(outbox.iterdir()) == []


async def test_a_log_that_goes_as_it_is_looked_for_is_done(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "exists", lambda _: True)  # as it was a moment ago
    assert await SQLiteEraser(tmp_path / "closed.sqlite").finish()
