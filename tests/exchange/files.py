"""Imports and exports of files in a test, in this process and as the operator's command."""

import sys
from pathlib import Path
from typing import Any

import orjson

import models
from encommun.exchange.service import run_export, run_import
from loaders.unit_of_work import UnitOfWork, open_writer
from tests.support.commands import run

COMMAND = (sys.executable, "-m", "tests.exchange.command")


def command(url: str, *arguments: object) -> Any:
    """The finished command."""
    return run(*COMMAND, *map(str, arguments), url=url)


async def imported(
    url: str, file: Path, type_name: str | None = None, *, atomic: bool = False
) -> tuple[str, list[Any]]:
    """The counts that an import came to, and its report."""
    told = file.with_name("report.ndjson")
    summary, refused = await run_import(url, file, "anct", type_name, told, atomic=atomic)
    report = _report(told)
    assert refused == bool(report)
    return summary.rstrip(".").partition(";")[0], report


def _report(told: Path) -> list[Any]:
    return [orjson.loads(each) for each in told.read_bytes().splitlines()] if told.exists() else []


async def exported(url: str, file: Path, type_name: str | None = None, network: str | None = None) -> list[bytes]:
    """The lines of an export."""
    await run_export(url, file, network, type_name)
    return _lines(file)


def _lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines()


def codes(report: list[Any]) -> list[tuple[int, list[tuple[str, str]]]]:
    """Of each refused line: where something is wrong, and what."""
    return [(each["line"], [(its["path"], its["code"]) for its in each["problems"]]) for each in report]


async def rows(url: str) -> dict[str, list[Any]]:
    """Every row of every table that an import may touch."""
    tables = models.Table.metadata.sorted_tables

    async def job(work: UnitOfWork) -> dict[str, list[Any]]:
        return {
            each.name: sorted(map(repr, map(tuple, await work.select(each, {}))))
            for each in tables
            if not each.name.startswith(("territory", "topic_in"))
        }

    async with open_writer(url) as writer:
        return await writer.run(job)
