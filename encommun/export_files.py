"""Files of exports in a folder, which the processes of a machine share: built once, complete or not there.

A file is named by what it holds, the journal's position and its content's hash: `commons-17.9f86d081….ndjson`. It is
handed out for ten minutes, since a fill of the commons writes no journal, and removed after twenty, so that what was
erased does not stay on the disk. Whoever reads it then keeps reading.
"""

import fcntl
import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import IO

from encommun.file_permissions import make_folder, private_opener

FRESH = 600.0
"""Seconds for which a file is handed out."""
KEPT = 1_200.0
"""Seconds after which a file is removed."""
MOST_FILES = 64
"""Files of a folder, about: each filter of the network has files of its own, and the oldest make room for another."""
OPENED = 60.0
"""Seconds for which none makes room: whoever was told of it is about to open it."""
LOOKING = 0.1
"""Seconds between two looks at a file that another process builds."""
HASH = 32
"""Hexadecimal digits of the hash in a name."""

Check = Callable[[], None]
"""Called often while a file is built; raises to stop that."""
Build = Callable[[IO[bytes], Check], None]
"""Writes a file to a stream, in a thread of its own."""


def find_file(folder: Path, name: str, end: str) -> Path | None:
    """Return the file of that name that can be handed out, the newest of several."""
    found = [(changed, each) for each in folder.glob(f"{name}.{'?' * HASH}{end}") if (changed := _changed(each))]
    changed, newest = max(found, default=(0.0, None))
    return newest if changed > time.time() - FRESH else None


def build_file(folder: Path, name: str, end: str, build: Build, check: Check) -> Path:
    """Return the file of that name, built unless another thread or process has built it meanwhile.

    Raises what `build` and `check` raise, and OSError where the disk takes nothing; then nothing is left of it.
    """
    make_folder(folder)
    with _locked(folder / f"{name}{end}.lock", check):
        if (there := find_file(folder, name, end)) is not None:
            return there
        descriptor, temporary = mkstemp(dir=folder, prefix=f"{name}.", suffix=f"{end}.part")  # with mode 0600
        part = Path(temporary)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                build(stream, check)
            with part.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()[:HASH]
            _make_room(folder)
            return part.replace(folder / f"{name}.{digest}{end}")
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def entity_tag(file: Path) -> str:
    """Return the strong entity tag of a file: the hash in its name."""
    return f'"{file.name.split(".")[1]}"'


def delete_old_files(folder: Path, now: float) -> int:
    """Remove what was written more than KEPT seconds before `now` (seconds since 1970), and return its number.

    Files that a killed process has left half-written are removed, too.
    """
    old = [each for each in folder.glob("*") if each.is_file() and 0 < _changed(each) < now - KEPT]
    for each in old:
        each.unlink(missing_ok=True)
    return len(old)


def _make_room(folder: Path) -> None:
    """Remove the oldest files where there are too many, so that no number of filters fills the disk."""
    whole = (each for each in folder.iterdir() if each.suffix not in {".lock", ".part"} and each.is_file())
    found = sorted(((_changed(each), each) for each in whole), reverse=True)
    for changed, each in found[MOST_FILES - 1 :]:
        if changed < time.time() - OPENED:
            each.unlink(missing_ok=True)


def _changed(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except FileNotFoundError:  # another process has removed it
        return 0.0


@contextmanager
def _locked(file: Path, check: Check) -> Iterator[None]:
    """Hold a lock that ends with the process, whatever ends it; wait for whoever holds it."""
    with open(file, "wb", opener=private_opener) as lock:
        while True:
            check()
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(LOOKING)
        yield
