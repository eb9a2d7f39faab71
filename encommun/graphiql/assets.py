"""The files that the page is made of: where each comes from, pinned to the byte, and where it is kept."""

from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """One npm package: its digest (as npm's lock files write it) and the files taken from it, by the name we serve."""

    name: str
    version: str
    integrity: str
    files: dict[str, str]

    @property
    def tarball(self) -> str:
        """File name that `npm pack` gives."""
        return f"{self.name}-{self.version}.tgz"


# GraphiQL 5 has no build that runs without a bundler, and React 19 none for a plain script element.
PACKAGES = (
    Package(
        "graphiql",
        "4.1.2",
        "sha512-rNlzQIAzm6i2KBXmVQWBgLvt0TloxFVB2d18bukvdsvjEuFDHsKx5IVOomL1W1o5WW+tE54+ioHb2AEKzO2cUg==",
        {"graphiql.js": "dist/index.umd.js", "graphiql.css": "dist/style.css", "graphiql.txt": "LICENSE"},
    ),
    Package(
        "react",
        "18.3.1",
        "sha512-wS+hAgJShR0KhEvPJArfuPVN1+Hz1t0Y6n5jLrGQbkb4urgPE/0Rve+1kMB1v/oWgHgm4WIcV+i7F2pTVj+2iQ==",
        {"react.js": "umd/react.production.min.js"},
    ),
    Package(
        "react-dom",
        "18.3.1",
        "sha512-5m4nQKp+rZRb09LNH59GM4BxTh9251/ylbKIbpe7TpGxfJ+9kv6BLkLBXIjjspbgbnIBNqlI23tRnTWT0snUIw==",
        {"react-dom.js": "umd/react-dom.production.min.js"},
    ),
)
VERSION = "-".join(package.version for package in PACKAGES)
"""Names the folder and stands in the addresses: other files are other addresses, so browsers may keep them for ever."""

MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain"}
NAMES = {name: MEDIA_TYPES[Path(name).suffix] for package in PACKAGES for name in package.files}
"""The media type of each file that is served; no other name is."""

FOLDER = Path("var/graphiql")
"""The default folder of the versions."""


def are_present(folder: Path) -> bool:
    """True if all files of this version are in `folder`."""
    return all((folder / VERSION / name).is_file() for name in NAMES)
