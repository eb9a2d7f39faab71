"""On what the figures were measured: the machine, and the versions of everything that took part."""

import os
import platform
import re
import sqlite3
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import asyncpg

from benchmarks import node
from benchmarks.servers import Server


def machine() -> dict[str, str | int | float]:
    """Processor, cores, memory and system."""
    memory = int(_found(r"^MemTotal:\s+(\d+)", Path("/proc/meminfo")))
    return {
        "cpu": _found(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo")),
        "cores": os.cpu_count() or 0,
        "memory_gb": round(memory * 1024 / 1_000_000_000, 1),
        "system": _found(r'^PRETTY_NAME="?([^"\n]+)', Path("/etc/os-release")),
        "kernel": platform.release(),
    }


async def versions(url: str) -> dict[str, str]:
    """Languages and engines; `url` is of the PostgreSQL."""
    connection = await asyncpg.connect(url)
    try:
        postgresql = await connection.fetchval("SHOW server_version")
    finally:
        await connection.close()
    return {
        "Python": platform.python_version(),
        "Node": node.version().removeprefix("v"),
        "PostgreSQL": f"{postgresql} (settings of its package)",
        "SQLite": sqlite3.sqlite_version,
        "autocannon": node.package_versions().get("autocannon", "?"),
    }


def server_versions(servers: Iterable[Server]) -> dict[str, dict[str, str]]:
    """The versions of the packages that each server is made of."""
    npm = node.package_versions()

    def found(server: Server, name: str) -> str:
        return npm.get(name, "not installed") if server.command[0] == node.NODE else version(name)

    return {server.name: {name: found(server, name) for name in server.versions} for server in servers}


def _found(pattern: str, file: Path) -> str:
    found = re.search(pattern, file.read_text(), re.MULTILINE) if file.exists() else None
    return found[1].strip() if found else "unknown"
