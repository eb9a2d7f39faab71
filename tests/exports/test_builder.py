"""Files are built once, whoever asks at the same time; a crash leaves nothing that could be taken for a file."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from encommun.export_files import FRESH, build_file, delete_old_files, entity_tag, find_file
from encommun.exports.builder import MOST, ExportBuilder, ExportInProgressError
from loaders.errors import OverloadedError

KILLED = """
import os, sys, time
from pathlib import Path
from encommun.export_files import build_file

def build(stream, check):
    stream.write(b"half")
    stream.flush()
    print("begun", flush=True)
    time.sleep(600)

build_file(Path(sys.argv[1]), "commons-1", ".ndjson", build, lambda: None)
"""


class Counted:
    """A build that counts its runs, and waits until it may end."""

    def __init__(self, content: bytes = b"whole") -> None:
        self.runs, self._content = 0, content
        self.begun, self.may_end = threading.Event(), threading.Event()

    def __call__(self, stream, check) -> None:
        self.runs += 1
        self.begun.set()
        while not self.may_end.wait(0.01):
            check()
        stream.write(self._content)


@pytest.fixture
async def builder(tmp_path: Path):
    builder = ExportBuilder(tmp_path, "sqlite:///x")
    yield builder
    await builder.close()


async def begun(build: Counted) -> None:
    assert await asyncio.to_thread(build.begun.wait, 20)


def ends_in(folder: Path) -> list[str]:
    return [each.suffix for each in folder.iterdir()]


async def test_requests_and_processes_that_ask_together_build_once(tmp_path: Path, builder: ExportBuilder):
    build, other = Counted(), ExportBuilder(tmp_path, "sqlite:///x")
    asking = [asyncio.create_task(each.build("commons-1", ".ndjson", build)) for each in (builder, builder, other)]
    await begun(build)
    asking[0].cancel()  # who goes away stops nothing
    build.may_end.set()
    found = await asyncio.gather(*asking[1:])
    assert build.runs == 1
    assert len(set(found)) == 1
    assert found[0].read_bytes() == b"whole"
    assert await builder.find("commons-1", ".ndjson") == found[0]
    assert await builder.find("commons-2", ".ndjson") is None
    await other.close()


async def test_two_databases_share_a_folder(tmp_path: Path, builder: ExportBuilder):
    build, other = Counted(), ExportBuilder(tmp_path, "sqlite:///y")
    build.may_end.set()
    await builder.build("commons-1", ".ndjson", build)
    assert await other.find("commons-1", ".ndjson") is None
    await other.close()


async def test_too_many_builds_are_refused_and_a_long_one_is_asked_for_again(builder: ExportBuilder, monkeypatch):
    build = Counted()
    asking = [asyncio.create_task(builder.build(f"commons-{number}", ".ndjson", build)) for number in range(MOST)]
    await begun(build)
    with pytest.raises(OverloadedError):
        await builder.build("commons-99", ".ndjson", build)
    monkeypatch.setattr("encommun.exports.builder.PATIENCE", 0.01)
    with pytest.raises(ExportInProgressError):
        await builder.build("commons-0", ".ndjson", build)
    build.may_end.set()
    assert len(set(await asyncio.gather(*asking))) == MOST


async def test_closing_stops_a_build_and_leaves_nothing(tmp_path: Path, builder: ExportBuilder):
    build = Counted()
    asking = asyncio.create_task(builder.build("commons-1", ".ndjson", build))
    await begun(build)
    await builder.close()
    await asyncio.wait([asking])
    assert asking.exception() is not None
    assert ends_in(tmp_path) == [".lock"]


async def test_a_build_that_failed_is_tried_again(builder: ExportBuilder):
    def fails(stream, check):
        raise OSError("no room left")

    with pytest.raises(OSError, match="no room"):
        await builder.build("commons-1", ".ndjson", fails)
    build = Counted()
    build.may_end.set()
    assert (await builder.build("commons-1", ".ndjson", build)).read_bytes() == b"whole"


def test_who_is_killed_leaves_no_file_and_holds_nobody_up(tmp_path: Path):
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"begun\n"
    assert find_file(tmp_path, "commons-1", ".ndjson") is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    build = Counted()
    build.may_end.set()
    file = build_file(tmp_path, "commons-1", ".ndjson", build, lambda: None)
    assert (file.read_bytes(), len(list(tmp_path.glob("*.part")))) == (b"whole", 1)
    assert delete_old_files(tmp_path, time.time() + 1_300) == 3
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_handed_out_for_a_while_and_named_by_its_content(tmp_path: Path):
    first, second = Counted(b"first"), Counted(b"second")
    first.may_end.set()
    second.may_end.set()
    old = build_file(tmp_path, "commons-1", ".ndjson", first, lambda: None)
    assert build_file(tmp_path, "commons-1", ".ndjson", second, lambda: None) == old
    before = time.time() - FRESH - 1
    os.utime(old, (before, before))
    new = build_file(tmp_path, "commons-1", ".ndjson", second, lambda: None)
    assert find_file(tmp_path, "commons-1", ".ndjson") == new
    assert entity_tag(old) != entity_tag(new)
    assert (old.read_bytes(), old.stat().st_mode & 0o777) == (b"first", 0o600)


def test_the_oldest_files_make_room_so_that_filters_fill_no_disk(tmp_path: Path, monkeypatch):
    monkeypatch.setattr("encommun.export_files.MOST_FILES", 3)
    build = Counted()
    build.may_end.set()
    files = []
    for number in range(5):
        files.append(build_file(tmp_path, f"graph-1-{number}", ".json", build, lambda: None))
        age = time.time() - 100 + number
        os.utime(files[-1], (age, age))
    assert [each.exists() for each in files] == [False, False, True, True, True]
    os.utime(files[2])
    build_file(tmp_path, "graph-1-5", ".json", build, lambda: None)
    assert [each.exists() for each in files[2:]] == [True, False, True]
