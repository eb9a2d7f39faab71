"""What Linux says of a process: its memory, and the CPU time of it and of all that it started."""

import os
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
MB = 1_000_000


def resident(pid: int) -> float:
    """Megabytes of memory that a process and its children have now."""
    return sum(_status(each, "VmRSS") for each in family(pid))


def peak(pid: int) -> float:
    """Megabytes of memory that a process and its children had at most."""
    return sum(_status(each, "VmHWM") for each in family(pid))


def mapped(pid: int) -> float:
    """Megabytes of what a process and its children have now that are pages of files, which the system may take back."""
    return sum(_status(each, "RssFile") for each in family(pid))


def cpu_seconds(pid: int) -> float:
    """Seconds that a process and its children have computed, in the system too."""
    return sum(sum(map(int, _stat(each)[11:13])) for each in family(pid)) / TICKS


def family(pid: int) -> list[int]:
    """The process and all that it started, and that these started."""
    parents = {int(each.name): _parent(int(each.name)) for each in PROC.iterdir() if each.name.isdigit()}
    found = [pid]
    for member in found:
        found.extend(child for child, parent in parents.items() if parent == member)
    return found


def _parent(pid: int) -> int:
    try:
        return int(_stat(pid)[1])
    except (OSError, IndexError):  # it has ended meanwhile
        return 0


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold spaces: state, parent, ..., user and system time."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def _status(pid: int, name: str) -> float:
    for line in (PROC / str(pid) / "status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / MB
    return 0
