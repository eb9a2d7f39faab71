"""Runs an import or an export against the commons at an address, for the operator."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from encommun.exchange.import_report import ImportReport
from encommun.exchange.import_source import ImportSource
from encommun.exchange.operator_files import ensure_migrated, operator_errors, written_whole
from encommun.exchange.record_writer import RecordWriter, write_records, writer_for
from encommun.operator_error import OperatorError
from encommun.progress import progress_bars
from loaders.drivers.clock import create_clock
from loaders.drivers.database import open_database
from loaders.unit_of_work import open_writer
from loaders.unit_of_work.write_limits import PATIENT_WRITE_LIMITS
from resolvers.core.execute import UnitsOfWork
from resolvers.core.site import DEFAULT_SITE
from resolvers.core.viewer import VISITOR
from resolvers.core.viewer_reads import ViewerReads
from resolvers.exchange.exchange_order import EXCHANGED_TYPES
from resolvers.exchange.export_types import EXPORT_ONLY_TYPES, EXPORT_TYPES
from resolvers.exchange.importer import Importer
from resolvers.exchange.items import UpsertOutcome
from resolvers.exchange.operator import operator_viewer


async def run_import(
    url: str, file: Path, network: str, type_name: str | None, told: Path, *, atomic: bool, french: bool = False
) -> tuple[str, bool]:
    """Import a file; return a summary in one line, and True if lines were refused; raises OperatorError."""
    source = ImportSource(file, type_name, french=french)
    _apart(told, file)
    await ensure_migrated(url)
    with operator_errors(), progress_bars() as bars:
        clock = create_clock(url)
        await clock.open()
        async with open_writer(url, PATIENT_WRITE_LIMITS) as writer:
            visiting = UnitsOfWork(writer, VISITOR, clock, DEFAULT_SITE)
            viewer, party = await visiting.run(
                lambda use_case: operator_viewer(ViewerReads(use_case.work, use_case.viewer), network)
            )
            with ImportReport(told) as report:
                units = replace(visiting, viewer=viewer)
                importer = Importer(units, party, source, report, lambda line: bars("import", line, source.length))
                await (importer.at_once() if atomic else importer.by_chunks())
    return report.summary, report.counts[UpsertOutcome.REFUSED] > 0


async def run_export(url: str, file: Path, network: str | None, type_name: str | None) -> str:
    """Export to a file, which appears once it is complete; return a summary in one line. Raises OperatorError."""
    type_names = _wanted(network, type_name)
    make = writer_for(file, type_names)
    await ensure_migrated(url)
    with operator_errors(), written_whole(file) as stream:
        count = await _export(url, make(stream), network, type_names)
    return f"{count:,} {'record' if count == 1 else 'records'} in {file}."


def _wanted(network: str | None, type_name: str | None) -> Sequence[str]:
    """The types to export: a network's own records are those that it can import; raises OperatorError for others."""
    if type_name is None:
        return EXCHANGED_TYPES if network else list(EXPORT_TYPES)
    if type_name not in EXPORT_TYPES:
        raise OperatorError(f"{type_name} cannot be exported: choose one of {', '.join(EXPORT_TYPES)}.")
    if network and type_name in EXPORT_ONLY_TYPES:
        raise OperatorError(f"{type_name} is exported for all networks together: omit --network.")
    return [type_name]


async def _export(url: str, writer: RecordWriter, network: str | None, type_names: Sequence[str]) -> int:
    """Write the records of all types from one view of the database; how many they are."""
    network_id = None
    database = await open_database(url)
    snapshot = database.snapshot()
    try:
        if network is not None:
            viewer, party = await operator_viewer(snapshot, network)
            network_id = party.network_id
            snapshot.see(viewer.access, viewer.visibility_parameters)
        return await write_records(snapshot, writer, type_names, network_id)
    finally:
        await snapshot.close()
        await database.close()


def _apart(told: Path, file: Path) -> None:
    if told.exists() and told.samefile(file):
        raise OperatorError("The report would overwrite the file: give it another name.")
