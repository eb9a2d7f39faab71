"""Writers open what is there, and leave nothing behind when it is not."""

import sqlite3
import threading

import pytest

from loaders.unit_of_work import create_writer


async def test_a_file_that_is_not_there_is_not_made(tmp_path):
    before = threading.active_count()
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await create_writer(f"sqlite:///{tmp_path}/none.sqlite").open()
    assert not list(tmp_path.iterdir())
    assert threading.active_count() == before


async def test_a_server_that_is_not_there_is_told():
    with pytest.raises(OSError, match="Connect"):
        await create_writer("postgresql://postgres@127.0.0.1:1/none").open()
